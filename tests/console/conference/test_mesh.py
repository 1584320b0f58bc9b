from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.conference import Provider
from console.conference.mesh import MeshProvider
from console.conference.provider import ConferenceProvider
from tests.console.conference.hall import conference
from widgets.map.engine import prepare_web_engine

# Chromium reads its flags when the QApplication is made, by whichever test comes first.
prepare_web_engine()


def test_one_page_serves_from_page_to_page_and_over_the_room_server(qtbot: QtBot) -> None:
    provider: ConferenceProvider = MeshProvider()
    assert [each for each in Provider if provider.holds(each)] == [Provider.MESH, Provider.JANUS]
    window = QWidget()
    qtbot.addWidget(window)
    view = provider.open(conference(), me="wang", parent=window)
    assert view.parent() is window
    answers: list[object] = []
    view.ask("1 + 1", answers.append)
    qtbot.waitUntil(lambda: answers == [2])
