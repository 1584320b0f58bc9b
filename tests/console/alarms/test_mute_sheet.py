"""Muting asks, tells who and why, and is written down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backend_client.protocol.commands import DutyLogAdd
from backend_client.protocol.messages import Scope, User
from console.alarms.mute_sheet import MuteSheet
from console.alarms.muting import Muting
from console.commands.dialogs import Dialogs
from console.situation import Situation
from tests.console.alarm_room import AlarmParts
from widgets.dispatch.form_dialog import FormDialog
from widgets.initials import Initials


@pytest.mark.parametrize("role", ["duty_officer", "device"])
def test_a_reason_is_chosen_and_the_log_has_it(qtbot: QtBot, role: str) -> None:
    parts = AlarmParts(qtbot)
    with qtbot.waitExposed(parts.room):
        parts.room.show()
    muting = Muting(now=parts.made.now, parent=parts.room)
    situation = Situation(picture=parts.made.picture, parent=parts.room)
    situation.set_user(User(id="u", name="Zhang", roles=(role,), scope=Scope()))
    dialogs = Dialogs(
        window=parts.room,
        picture=parts.made.picture,
        initials=Initials(),
        now=parts.made.now,
        new_place=lambda: ("", None),
    )
    sheet = MuteSheet(
        muting=muting, dialogs=dialogs, dispatching=parts.commands, situation=situation, seat="s1"
    )
    sheet.toggle()
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog))
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    QTest.keyClick(dialog.text, Qt.Key.Key_1)
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    mute = muting.mute
    assert mute is not None
    assert (mute.reason, mute.by, mute.until) == ("Fire drill, announced", "Zhang", parts.made.now() + 300.0)
    sheet.toggle()
    logged = [args for _, _, args in parts.commands.given]
    if role == "device":
        assert logged == [], "who may not write the log mutes all the same"
        return
    assert [name for name, _ in parts.given()] == ["duty_log.add", "duty_log.add"]
    first = logged[0]
    assert isinstance(first, DutyLogAdd)
    assert (first.text, first.seat) == ("Alarm sound muted for 5 min: Fire drill, announced", "s1")


def test_pressed_again_alarms_sound_without_a_question(qtbot: QtBot) -> None:
    parts = AlarmParts(qtbot)
    muting = Muting(now=parts.made.now, parent=parts.room)
    muting.begin(reason="x", by="Zhang", minutes=5)
    sheet = MuteSheet(
        muting=muting,
        dialogs=None,  # type: ignore[arg-type]  # nothing is asked
        dispatching=parts.commands,
        situation=Situation(picture=parts.made.picture, parent=parts.room),
        seat="",
    )
    sheet.toggle()
    assert muting.mute is None
