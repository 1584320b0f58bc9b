"""Any number of schedules: added, changed, removed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.wall.times_pane import TimesPane, WallOffer
from widgets.wall.tour_draft import WEEK, TimesDraft, Wrong

DAYS = TimesDraft(wall="wall-1", days=(1, 2), since="08:00", until="12:00", tiles="2-3")
NIGHTS = TimesDraft(wall="wall-2", days=(7,), since="22:00", until="06:00", tiles="1")


@pytest.fixture
def pane(qtbot: QtBot) -> TimesPane:
    walls = [WallOffer("wall-1", "1  Hall", range(1, 5)), WallOffer("wall-2", "2  Room", range(1, 5))]
    made = TimesPane(walls=walls)
    qtbot.addWidget(made)
    made.show()
    return made


def lines(pane: TimesPane) -> list[str]:
    return [pane.list.item(row).text() for row in range(pane.list.count())]


def said(pane: TimesPane) -> set[str]:
    return {label.text() for label in pane.findChildren(QLabel) if label.isVisible()}


def test_without_one_it_says_so_and_one_is_added(pane: TimesPane) -> None:
    assert "Without a schedule the tour is started by hand only." in said(pane)
    assert not pane.since.isVisible()
    pane.add.click()
    assert pane.times == (TimesDraft(wall="wall-1", days=WEEK),)
    assert pane.since.isVisible()
    # A further one begins as a copy of the chosen one.
    pane.since.selectAll()
    QTest.keyClicks(pane.since, "07:00")
    pane.add.click()
    assert [each.since for each in pane.times] == ["07:00", "07:00"]


def test_each_field_of_each_is_changed(pane: TimesPane) -> None:
    pane.load((DAYS, NIGHTS))
    assert lines(pane)[0] == "1  Hall   Mon, Tue   08:00-12:00   tiles 2-3"
    pane.list.setCurrentRow(1)
    pane.wall.setCurrentIndex(0)
    pane.wall.activated.emit(0)
    QTest.mouseClick(pane.days[6], Qt.MouseButton.LeftButton)
    QTest.keyClick(pane.days[7], Qt.Key.Key_Space)
    for edit, text in ((pane.since, "21:00"), (pane.until, "05:00"), (pane.tiles, "4")):
        edit.selectAll()
        QTest.keyClicks(edit, text)
    assert pane.times == (DAYS, TimesDraft("wall-1", (6,), "21:00", "05:00", "4"))


def test_one_is_removed_by_key_and_by_button(pane: TimesPane) -> None:
    pane.load((DAYS, NIGHTS, DAYS))
    pane.list.setCurrentRow(1)
    QTest.keyClick(pane.list, Qt.Key.Key_Delete)
    assert pane.times == (DAYS, DAYS)
    pane.remove.click()
    pane.remove.click()
    assert not pane.times


def test_a_wall_that_is_not_known_here_stays(pane: TimesPane) -> None:
    pane.load((TimesDraft(wall="wall-9"),))
    pane.since.selectAll()
    QTest.keyClicks(pane.since, "9")
    assert pane.times[0].wall == "wall-9"


def test_scenes_have_no_tiles(pane: TimesPane) -> None:
    pane.load((DAYS,))
    pane.set_with_tiles(False)
    assert not pane.tiles.isVisible()
    assert lines(pane) == ["1  Hall   Mon, Tue   08:00-12:00"]


def test_what_is_wrong_is_said_of_the_chosen_one_or_the_first(pane: TimesPane) -> None:
    pane.load((DAYS, NIGHTS))
    pane.tell({1: "No such time"})
    assert "Schedule 2: No such time" in said(pane)
    assert [line[0] for line in lines(pane)] == ["1", "!"]
    pane.choose(1, Wrong.UNTIL)
    assert "No such time" in said(pane)
    pane.tell({})
    assert "No such time" not in said(pane)
