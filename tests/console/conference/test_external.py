from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.conference import Provider
from console.conference.external import ExternalProvider
from console.conference.provider import ConferenceProvider
from tests.console.conference.hall import conference


def test_another_room_is_joined_here_at_once(qtbot: QtBot) -> None:
    provider: ConferenceProvider = ExternalProvider()
    assert [each for each in Provider if provider.holds(each)] == [Provider.EXTERNAL]
    window = QWidget()
    qtbot.addWidget(window)
    view = provider.open(conference(), me="wang", parent=window)
    with qtbot.waitSignal(view.joining):
        pass
