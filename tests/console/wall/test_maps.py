"""Maps on walls: no browser before one is asked for, and the same ground below all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.wall.maps import TileMaps
from tests.widgets.district import district
from widgets.map.engine import prepare_web_engine

# Chromium reads its flags when the QApplication is made: before any test runs.
prepare_web_engine()

from tests.widgets.map.driving import shows_colour  # noqa: E402 - QtWebEngine is there only now

WATER = "#14304a"
GROUND = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"kind": "water"},
    "geometry": {"type": "Polygon", "coordinates":
        [[[120.1, 30.2], [120.3, 30.2], [120.3, 30.4], [120.1, 30.4], [120.1, 30.2]]]}}]}"""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(640, 480)
    qtbot.addWidget(made)
    return made


def is_used(maps: TileMaps) -> bool:
    return maps.is_used


def test_the_browser_is_prepared_once_and_every_map_gets_the_ground(qtbot: QtBot, window: QWidget) -> None:
    prepared: list[str] = []
    maps = TileMaps(picture=district().picture, prepare=lambda: prepared.append("browser"))
    assert not is_used(maps)
    first = maps.make()
    maps.set_base_map(GROUND)
    second = maps.make()
    assert is_used(maps)
    assert prepared == ["browser"]
    second.setParent(window)
    first.deleteLater()
    QCoreApplication.sendPostedEvents(first, QEvent.Type.DeferredDelete)
    second.resize(640, 480)
    window.show()
    qtbot.waitUntil(lambda: second.is_settled)
    qtbot.waitUntil(lambda: shows_colour(second, QPoint(320, 240), WATER))
    # One that went with its tile is left alone.
    maps.set_base_map(GROUND)
    second.deleteLater()
    QCoreApplication.sendPostedEvents(second, QEvent.Type.DeferredDelete)
