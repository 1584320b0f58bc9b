"""The list of past incidents: it asks while one scrolls and says how that goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets.archive import TestArchive
from tests.widgets.district import district
from tests.widgets.test_incident_history import ALL, PAST
from widgets.dispatch.history_list import HistoryList
from widgets.incident_filter import IncidentFilter
from widgets.incident_history import IncidentHistory


def list_of(qtbot: QtBot, archive: TestArchive) -> HistoryList:
    made = district()
    history = HistoryList(model=IncidentHistory(archive=archive, picture=made.picture, now=made.now))
    qtbot.addWidget(history)
    history.resize(1200, 400)
    with qtbot.waitExposed(history):
        history.show()
    history.set_filter(ALL)
    qtbot.waitUntil(lambda: bool(archive.asked))
    return history


def test_scrolling_asks_for_more_and_the_line_tells(qtbot: QtBot) -> None:
    archive = TestArchive(PAST)
    history = list_of(qtbot, archive)
    assert history.told == "Asking the platform…"
    assert history.table.empty_text() == "Asking the platform…"
    archive.answer()
    assert history.told == "100 of 250 shown"
    bar = history.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 80)
    bar.setValue(80)
    qtbot.waitUntil(lambda: len(archive.asked) == 2)
    assert history.told == "100 of 250 shown, asking for more…"
    archive.answer()
    assert history.told == "200 of 250 shown"


def test_a_failure_is_told_and_mended_by_a_button(qtbot: QtBot) -> None:
    archive = TestArchive(PAST)
    history = list_of(qtbot, archive)
    archive.fail("no connection")
    assert history.told == "The platform could not be asked: no connection"
    assert history.table.empty_text() == "no connection"
    (again,) = history.findChildren(QPushButton)
    assert again.isVisible()
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    archive.answer()
    assert not again.isVisible()


def test_nothing_found_is_said(qtbot: QtBot) -> None:
    archive = TestArchive()
    history = list_of(qtbot, archive)
    archive.answer()
    assert history.table.empty_text() == "No incident of the past matches the filter"
    assert history.told == "0 of 0 shown"
    history.set_filter(IncidentFilter(text="js", past=True))
    qtbot.waitUntil(lambda: len(archive.asked) == 2)
    archive.answer()
    assert "not searched by pinyin initials" in history.table.empty_text()


def test_one_is_chosen_and_opened(qtbot: QtBot) -> None:
    archive = TestArchive(PAST)
    history = list_of(qtbot, archive)
    archive.answer()
    with qtbot.waitSignal(history.current_incident_changed) as chosen:
        history.table.selectRow(2)
    assert chosen.args == ["p003"]
    assert history.incident("p003") == PAST["p003"]
    with qtbot.waitSignal(history.incident_activated) as opened:
        QTest.keyClick(history.table, Qt.Key.Key_Return)
    assert opened.args == ["p003"]
