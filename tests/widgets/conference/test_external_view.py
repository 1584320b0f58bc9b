from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.conference.external_view import ExternalView
from widgets.conference.said import Mark


@pytest.mark.parametrize("could", [True, False])
def test_its_page_opens_in_the_browser_when_somebody_wants_it(qtbot: QtBot, could: bool) -> None:
    opened: list[str] = []

    def browse(url: QUrl) -> bool:
        opened.append(url.toString())
        return could

    view = ExternalView(open_address=browse)
    qtbot.addWidget(view)
    assert not view.button.isEnabled()
    view.set_roster({"address": "https://meet.example/room"})
    view.button.click()
    assert opened == ["https://meet.example/room"]
    said = " ".join(label.text() for label in view.findChildren(QLabel))
    assert ("No browser could be started" in said) is not could


@pytest.mark.parametrize("address", ["", "http://meet.example/room", "file:///etc/passwd"])
def test_no_other_address_than_a_secure_one_is_opened(qtbot: QtBot, address: str) -> None:
    view = ExternalView()
    qtbot.addWidget(view)
    view.set_roster({"address": address})
    assert not view.button.isEnabled()


def test_a_hand_is_raised_here_and_the_rest_is_the_other_room_s(qtbot: QtBot) -> None:
    view = ExternalView()
    qtbot.addWidget(view)
    marks: list[Any] = []
    view.marked.connect(marks.append)
    view.order("hand")
    view.order("hand")
    view.order("mute", on=True)
    assert marks == [Mark(hand=True), Mark(hand=False)]
    with qtbot.waitSignal(view.left):
        view.order("leave")
    assert not view.answer(yes=True)
