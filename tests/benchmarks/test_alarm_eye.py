"""What counts as painted: told by what the product really paints."""

from __future__ import annotations

import av
import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState
from benchmarks.alarm_eye import (
    PRIORITY,
    Eye,
    Pixels,
    look,
    pixels_of,
    shows_card,
    shows_ground,
    shows_picture,
)
from benchmarks.desk_places import Place, Places
from platform_backend.camera_site.drawing.scenes import SCENES, Scene
from tests.widgets.district import alarm, district
from widgets import theme
from widgets.alarms.watch import AlarmWatch
from widgets.dispatch.alarm_strip import AlarmStrip
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileFigures, TileState

WIDTH, HEIGHT = 299, 186


def painted(qtbot: QtBot, widget: QWidget, part: QRect | None = None) -> Pixels:
    """What `widget` paints on the desk's ground."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.GROUND))
    widget.render(image)
    return pixels_of(image if part is None else image.copy(part))


def test_a_card_is_an_open_alarm_in_the_strip_and_nothing_else(qtbot: QtBot) -> None:
    made = district()
    watch = AlarmWatch(picture=made.picture, now=made.now)
    strip = AlarmStrip(picture=made.picture, watch=watch, now=made.now)
    watch.setParent(strip)
    qtbot.addWidget(strip)
    strip.resize(900, 64)
    card = QRect(0, 0, 260, 64)
    assert not shows_card(painted(qtbot, strip, card))
    watch.on_changes(made.put("alarm", "a", alarm(PRIORITY)))
    assert shows_card(painted(qtbot, strip, card))
    watch.on_changes(made.change("alarm", "a", state=AlarmState.ACKNOWLEDGED))
    assert not shows_card(painted(qtbot, strip, card))


@pytest.mark.parametrize("state", [TileState.EMPTY, TileState.CONNECTING, TileState.UNREACHABLE])
def test_a_tile_that_only_says_something_shows_no_picture(qtbot: QtBot, state: TileState) -> None:
    tile = Tile(number=1, empty="No open alarm")
    qtbot.addWidget(tile)
    tile.resize(WIDTH + 4, HEIGHT + 22)
    tile.set_camera("" if state is TileState.EMPTY else "示范路口")
    tile.set_figures(TileFigures(state=state))
    pixels = painted(qtbot, tile.picture)
    assert not shows_picture(pixels)
    assert shows_ground(pixels)


def test_a_black_window_is_no_picture() -> None:
    black = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    assert not shows_picture(black)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_every_scene_of_the_camera_site_is_a_picture(scene: Scene) -> None:
    width, height = 320, 180
    drawn = next(iter(scene.pictures(width, height)))
    frame = av.VideoFrame.from_ndarray(drawn, format="yuv420p")
    # As a player shows it: scaled to the tile, the rest of which is black.
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    pixels[:168] = frame.reformat(WIDTH, 168, "bgra").to_ndarray()
    assert shows_picture(pixels)
    assert not shows_ground(pixels)


def test_a_look_sees_the_screen(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setStyleSheet(f"background: {theme.GROUND}")
    widget.setGeometry(300, 200, 400, 300)
    with qtbot.waitExposed(widget):
        widget.show()
    corner = widget.mapToGlobal(widget.rect().topLeft())
    place = Place(corner.x() + 10, corner.y() + 10, 200, 100)
    qtbot.waitUntil(lambda: shows_ground(look(place)))
    assert look(place).shape == (100, 200, 4)
    eye = Eye(Places(strip=place, alarm=place, wall=(place, place)))
    assert eye.obey("rest").late == ""
    still = eye.obey("moving")
    assert (still.alarm_moves, still.tiles) == (False, 0)
