from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from widgets.conference.call_view import CallView


def test_what_a_view_has_no_use_for_does_nothing(qtbot: QtBot) -> None:
    view = CallView()
    qtbot.addWidget(view)
    view.set_roster({})
    view.take_signal("li", b"{}")
    view.refused("li", "unavailable")
    view.set_platform(there=False)
    view.close_room("closed")
    view.order("mute", on=True)
    answers: list[Any] = []
    view.ask("1", answers.append)
    assert answers == [None]
    assert view.answer(yes=True) is False
