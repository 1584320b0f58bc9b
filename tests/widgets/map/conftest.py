"""The web engine for the map's tests, and a small district to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.map.scene import Scene
from widgets.map.engine import prepare_web_engine

# Chromium reads its flags and schemes when the QApplication is made, and another folder's test may make it:
# conftest files are read before any test runs.
prepare_web_engine()

from tests.widgets.map.driving import settle  # noqa: E402
from widgets.map.view import MapView  # noqa: E402 - QtWebEngine is there only now

MakeView = Callable[[Scene], MapView]


@pytest.fixture
def scene() -> Scene:
    """Two streets of two grids each, and nothing else yet."""
    made = Scene()
    made.put_district()
    return made


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window that is gone, with all that was put into it, when the test has ended.

    A deletion that is only asked for (as pytest-qt does) and still waits when Python ends takes the parts of
    the web engine down in the wrong order.
    """
    made = QWidget()
    made.resize(640, 480)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def make_view(window: QWidget) -> MakeView:
    """Makes a shown map of 640 x 480 pixels."""

    def make(scene: Scene) -> MapView:
        view = MapView(picture=scene.picture, parent=window)
        view.resize(640, 480)
        view.show()
        return view

    return make


@pytest.fixture
def view(make_view: MakeView, scene: Scene, qtbot: QtBot) -> MapView:
    """A map that shows the whole scene."""
    made = make_view(scene)
    settle(qtbot, made)
    return made
