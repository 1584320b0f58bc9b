"""One tile of all is the one that actions are for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.wall.chosen import ChosenTile
from tests.console.desk import NotedStreams, camera_tiles, street
from widgets.wall.tile import Tile


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made  # lives until what looks at its tiles is gone


def test_the_tile_with_the_keyboard_is_chosen_and_stays_so(
    qtbot: QtBot, window: QWidget, streams: NotedStreams
) -> None:
    made = street()
    cameras = camera_tiles(made, streams)
    first, second, field = Tile(number=1), Tile(number=2), QLineEdit()
    row = QHBoxLayout(window)
    for part in (first, second, field):
        row.addWidget(part)
    cameras.add("a", first)
    cameras.add("b", second)
    chosen = ChosenTile(cameras=cameras, parent=streams)
    assert (chosen.key, chosen.tile, chosen.camera) == ("", None, "")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    second.setFocus()
    qtbot.waitUntil(lambda: chosen.tile is second)
    field.setFocus()
    assert chosen.key == "b"
    with qtbot.waitSignal(chosen.changed):
        cameras.show("b", "c3")
    assert chosen.camera == "c3"
    with qtbot.assertNotEmitted(chosen.changed):
        cameras.show("a", "c1")
    first.setFocus()
    qtbot.waitUntil(lambda: chosen.camera == "c1")
