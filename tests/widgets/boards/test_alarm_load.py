"""The board of the alarm load."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.widgets.district import NOW, District, alarm, district
from widgets.alarms.load import Verdict
from widgets.alarms.watch import AlarmWatch
from widgets.boards.alarm_load import LOOK, AlarmLoadBoard


def board_of(qtbot: QtBot, made: District) -> tuple[AlarmLoadBoard, AlarmWatch]:
    watch = AlarmWatch(picture=made.picture, now=made.now)
    board = AlarmLoadBoard(watch=watch, now=made.now, shift_since=lambda: NOW - 6000.0)
    watch.setParent(board)
    qtbot.addWidget(board)
    board.resize(440, 380)
    with qtbot.waitExposed(board):
        board.show()
    return board, watch


def test_figures_and_verdicts_stand_side_by_side(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {f"a{number}": alarm(3, age=100 + number) for number in range(12)})
    board, watch = board_of(qtbot, made)
    ten, hour, shift, flood, split = board.texts
    assert ten == "Last 10 min   12.0 / 10 min   Flood, 12 in all"
    assert hour == "Last hour   2.0 / 10 min   Manageable, 12 in all"
    assert shift.endswith("1.2 / 10 min   Manageable, 12 in all")
    assert flood.startswith("Time in flood   1.7 %")
    assert split.startswith("By priority   100 / 0 / 0 %")
    before = board.grab().toImage()
    watch.on_changes(made.put("alarm", "p1", alarm(1, age=5)))
    assert "13.0 / 10 min" in board.texts[0]
    assert board.grab().toImage() != before


def test_without_alarms_all_is_acceptable(qtbot: QtBot) -> None:
    board, _ = board_of(qtbot, district())
    assert board.texts[0] == "Last 10 min   0.0 / 10 min   Acceptable, 0 in all"
    assert board.texts[4].startswith("By priority   -")


def test_a_verdict_is_told_by_a_sign_too() -> None:
    assert len({look.sign for look in LOOK.values()}) == len(Verdict)
