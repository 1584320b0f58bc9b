"""Alarms: order, groups, acknowledging, no stolen focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.protocol.entities import AlarmState
from tests.widgets.district import District, alarm, district
from tests.widgets.scales import themed
from widgets import theme
from widgets.alarms.watch import AlarmWatch
from widgets.dispatch.alarm_strip import AlarmStrip
from widgets.signs import Look, Sign


class Shown:
    """A strip over a district, which it follows."""

    def __init__(self, qtbot: QtBot, made: District, *, width: int = 1300) -> None:
        self.made = made
        self.watch = AlarmWatch(picture=made.picture, now=made.now)
        self.strip = AlarmStrip(
            picture=made.picture, watch=self.watch, now=made.now, acknowledge_key="K", group_key="Shift+K"
        )
        self.watch.setParent(self.strip)
        qtbot.addWidget(self.strip)
        self.strip.resize(width, 64)
        with qtbot.waitExposed(self.strip):
            self.strip.show()

    def take(self, changes: Changes) -> None:
        self.watch.on_changes(changes)


def flood(made: District, count: int = 12, *, exercise: bool = False) -> None:
    came = {f"{exercise}{number}": alarm(3, age=number, exercise=exercise) for number in range(count)}
    made.put_all("alarm", came)


def test_priority_first_then_the_oldest_and_only_open_ones(qtbot: QtBot) -> None:
    made = district()
    made.put("alarm", "low", alarm(4, age=500))
    made.put("alarm", "new", alarm(2, age=5))
    made.put("alarm", "old", alarm(2, age=50))
    made.put("alarm", "done", alarm(1, state=AlarmState.ACKNOWLEDGED))
    made.put("alarm", "shelf", alarm(1, state=AlarmState.SHELVED))
    shown = Shown(qtbot, made)
    assert shown.strip.open_alarms == ("old", "new", "low")
    shown.take(made.change("alarm", "old", state=AlarmState.ACKNOWLEDGED))
    assert list(shown.strip.open_alarms) == ["new", "low"]


def test_a_key_acknowledges_the_first_and_another_all_of_its_kind_and_place(qtbot: QtBot) -> None:
    made = district()
    shown = Shown(qtbot, made)
    with qtbot.assertNotEmitted(shown.strip.acknowledge_requested):
        shown.strip.acknowledge_first()
        shown.strip.acknowledge_group()
    shown.take(
        made.put("alarm", "a", alarm(2, age=9))
        | made.put("alarm", "b", alarm(2))
        | made.put("alarm", "c", alarm(3, kind="water"))
    )
    with qtbot.waitSignal(shown.strip.acknowledge_requested) as requested:
        shown.strip.acknowledge_first()
    assert requested.args == [("b",)]
    with qtbot.waitSignal(shown.strip.acknowledge_requested) as requested:
        shown.strip.acknowledge_group()
    assert requested.args == [("b", "a")]


def test_a_card_opens_and_its_button_acknowledges(qtbot: QtBot) -> None:
    made = district()
    made.put("alarm", "a", alarm(1))
    made.put("alarm", "b", alarm(2))
    strip = Shown(qtbot, made).strip
    with qtbot.waitSignal(strip.alarm_activated) as activated:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(100, 30))
    assert activated.args == ["a"]
    second = next(
        x
        for x in range(200, 1300)
        if (hit := strip.card_at(QPoint(x, 30))) is not None and hit[0].ids == ("b",) and hit[1]
    )
    with qtbot.waitSignal(strip.acknowledge_requested) as requested:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(second + 4, 30))
    assert requested.args == [("b",)]
    assert strip.card_at(QPoint(1290, 30)) is None


def test_in_a_flood_alarms_share_a_card_but_never_the_highest_priority(qtbot: QtBot) -> None:
    made = district()
    flood(made)
    made.put("alarm", "urgent", alarm(1, age=1, title="一键求助"))
    made.put("alarm", "drill", alarm(1, age=0.5, title="演练", exercise=True))
    strip = Shown(qtbot, made).strip
    assert strip.waiting == 0
    texts = strip.texts
    assert texts[0].startswith("一键求助   1 s")
    assert texts[1].startswith("[Drill] 演练")
    assert texts[2] == "12 x smoke   凯旋街道   last 0 s ago"
    third = next(
        x for x in range(1300) if (hit := strip.card_at(QPoint(x, 30))) is not None and len(hit[0].ids) == 12
    )
    with qtbot.waitSignal(strip.group_activated) as activated:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(third + 20, 30))
    assert len(activated.args[0]) == 12


def test_a_drill_shares_no_card_with_what_is_real(qtbot: QtBot) -> None:
    made = district()
    flood(made)
    flood(made, exercise=True)
    strip = Shown(qtbot, made).strip
    assert strip.texts == (
        "12 x smoke   凯旋街道   last 0 s ago",
        "[Drill] 12 x smoke   凯旋街道   last 0 s ago",
    )


def test_a_new_alarm_is_painted_and_the_focus_stays(qtbot: QtBot) -> None:
    made = district()
    shown = Shown(qtbot, made)
    room = QWidget()
    qtbot.addWidget(room)
    field = QLineEdit()
    column = QVBoxLayout(room)
    column.addWidget(shown.strip)
    column.addWidget(field)
    room.resize(1300, 120)
    with qtbot.waitActive(room):
        room.show()
    field.setFocus()
    before = shown.strip.grab().toImage()
    shown.take(made.put("alarm", "a", alarm(1)))
    assert shown.strip.grab().toImage() != before
    assert QApplication.focusWidget() is field


def test_alarms_without_room_are_counted(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {f"a{number}": alarm(3, age=number) for number in range(9)})
    wide, narrow = Shown(qtbot, made).strip, Shown(qtbot, made, width=500).strip
    assert 0 < wide.waiting < narrow.waiting
    assert narrow.waiting == 8
    assert not narrow.grab().toImage().isNull()


def test_what_is_to_be_known_besides_stands_at_the_right(qtbot: QtBot) -> None:
    made = district()
    made.put("alarm", "a", alarm(2))
    strip = Shown(qtbot, made, width=900).strip
    before = strip.grab().toImage()
    strip.show_notes([(Look(Sign.SLASHED, theme.WARNING), "Muted until 03:15")])
    assert strip.texts[-1] == "Muted until 03:15"
    assert strip.grab().toImage() != before
    strip.show_notes(())
    assert strip.grab().toImage() == before


def test_it_grows_with_the_text(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {f"a{number}": alarm(3, age=number) for number in range(4)})
    strip = Shown(qtbot, made).strip
    height, waiting = strip.sizeHint().height(), strip.waiting
    with themed(200):
        assert strip.sizeHint().height() == 2 * height
        assert strip.waiting > waiting
