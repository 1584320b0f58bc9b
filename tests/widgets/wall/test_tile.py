from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.wall.tile import Tile
from widgets.wall.tile_frame import BORDER, STRIP_HEIGHT
from widgets.wall.tile_state import Pace, TileFigures, TileState


class Paints(QObject):
    """Counts the paint events of an object."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def tile(qtbot: QtBot) -> Tile:
    made = Tile(number=7)
    qtbot.addWidget(made)
    made.resize(400, 240)
    with qtbot.waitExposed(made):
        made.show()
    return made


def seen(tile: Tile) -> QImage:
    return tile.screen().grabWindow(0, *tile.mapToGlobal(QPoint(0, 0)).toTuple(), 400, 240).toImage()


def has_colour(image: QImage, colour: str, place: QRect) -> bool:
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted
        for x in range(place.left(), place.right() + 1)
        for y in range(place.top(), place.bottom() + 1)
    )


def test_the_picture_lies_below_the_strip_and_within_the_border(tile: Tile) -> None:
    assert tile.picture.geometry() == QRect(2, BORDER + STRIP_HEIGHT, 396, 240 - STRIP_HEIGHT - 2 * BORDER)
    assert tile.native_id() != int(tile.winId())


def test_a_large_tile_has_a_higher_strip_to_be_read_from_afar(qtbot: QtBot, tile: Tile) -> None:
    tile.resize(480, 280)
    qtbot.waitUntil(lambda: tile.picture.y() > BORDER + STRIP_HEIGHT)
    assert tile.picture.geometry().bottom() == 280 - BORDER - 1


def test_border_strip_and_picture_tell_a_trouble(qtbot: QtBot, tile: Tile) -> None:
    tile.set_camera("示范路口")
    tile.clearFocus()
    tile.set_figures(TileFigures(state=TileState.GARBAGE, retry_in_s=3))
    for place in (QRect(0, 0, 400, 2), QRect(250, 4, 140, 14), QRect(100, 80, 200, 80)):
        qtbot.waitUntil(lambda place=place: has_colour(seen(tile), theme.DANGER, place))  # type: ignore[misc]
    assert tile.accessibleName() == "7 示范路口 not a video stream"


def test_a_live_tile_has_a_calm_border_and_no_words_in_its_picture(qtbot: QtBot, tile: Tile) -> None:
    tile.set_camera("a")
    tile.set_figures(TileFigures(state=TileState.LIVE))
    qtbot.waitUntil(lambda: has_colour(seen(tile), theme.OK, QRect(250, 4, 140, 14)))
    assert not has_colour(seen(tile), theme.OK, QRect(100, 60, 200, 120))


def test_figures_that_read_the_same_cause_no_paint(qtbot: QtBot, tile: Tile) -> None:
    tile.set_camera("a")
    tile.set_figures(TileFigures(state=TileState.LIVE, frames=1))
    qtbot.waitUntil(lambda: has_colour(seen(tile), theme.OK, QRect(250, 4, 140, 14)))
    strip, picture = Paints(tile), Paints(tile.picture)
    for frames in range(2, 20):
        tile.set_figures(TileFigures(state=TileState.LIVE, frames=frames, fps=25.0))
        tile.set_camera("a")
    tile.set_clock("12:00:00")
    tile.set_clock("12:00:00")
    qtbot.waitUntil(lambda: strip.count > 0)
    assert (strip.count, picture.count) == (1, 0)


def test_an_emptied_tile_forgets_its_figures(tile: Tile) -> None:
    tile.set_camera("a")
    tile.set_figures(TileFigures(state=TileState.LIVE))
    tile.set_camera("")
    assert tile.figures == TileFigures()


def test_click_double_click_and_enter_are_told_with_the_address(qtbot: QtBot, tile: Tile) -> None:
    with qtbot.waitSignal(tile.activated, check_params_cb=lambda number: number == 7):
        QTest.mouseClick(tile.picture, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(tile.enlarge_requested, check_params_cb=lambda number: number == 7):
        QTest.mouseDClick(tile.picture, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(tile.enlarge_requested):
        QTest.keyClick(tile, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("pace", "sign", "word"), [(Pace.KEYFRAMES, "◇", "key frames only"), (Pace.STILL, "□", "stills only")]
)
def test_a_live_tile_that_shows_less_says_so_with_sign_and_word(
    qtbot: QtBot, tile: Tile, pace: Pace, sign: str, word: str
) -> None:
    tile.set_camera("示范路口")
    tile.set_figures(TileFigures(state=TileState.LIVE))
    strip = QRect(200, 0, 199, STRIP_HEIGHT)
    qtbot.waitUntil(lambda: has_colour(seen(tile), theme.OK, strip))
    tile.set_figures(TileFigures(state=TileState.LIVE, pace=pace))
    assert tile.accessibleName() == f"7 示范路口 live {word}"
    assert tile._badge() == f"{sign} {word}"
    qtbot.waitUntil(lambda: has_colour(seen(tile), theme.WARNING, strip))
    tile.resize(200, 120)
    assert tile._badge() == sign
    tile.set_figures(TileFigures(state=TileState.STALLED, pace=pace))
    assert tile._badge() == "‖", "what is wrong comes first"


def test_what_is_said_beside_the_name_stands_before_the_clock_in_its_colour(qtbot: QtBot, tile: Tile) -> None:
    tile.set_camera("示范路口全景云台摄像机")
    tile.set_clock("12:00:00")
    tile.set_figures(TileFigures(state=TileState.LIVE))
    strip = QRect(100, 2, 160, STRIP_HEIGHT)
    assert not has_colour(seen(tile), theme.WARNING, strip)
    tile.set_aside("PTZ 张三")
    qtbot.waitUntil(lambda: has_colour(seen(tile), theme.WARNING, strip))
    assert tile.aside == "PTZ 张三"
    assert tile.accessibleName().endswith("PTZ 张三")
    tile.set_aside("")
    qtbot.waitUntil(lambda: not has_colour(seen(tile), theme.WARNING, strip))


def test_a_widget_in_the_place_of_the_picture_makes_nothing_around_it_native(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    made, other = Tile(number=1, parent=around), Tile(number=2, parent=around)
    other.setGeometry(200, 100, 200, 150)
    made.setGeometry(0, 0, 200, 150)
    around.resize(400, 250)
    around.show()
    content = QLabel("a clock")
    made.set_content(content)
    made.set_camera("Clock")
    assert made.accessibleName() == "1 Clock", "it is not empty"
    assert content.geometry() == made.picture.geometry()
    assert not made.picture.isVisible()
    assert not made.testAttribute(Qt.WidgetAttribute.WA_NativeWindow)
    QCoreApplication.processEvents()
    assert other.picture.pos() == made.picture.pos(), "pictures elsewhere stay within their tiles"
    made.set_content(None)
    assert made.picture.isVisible()
    assert not content.isVisible()


def test_a_recording_has_no_clock_and_a_pattern_instead_of_a_colour(qtbot: QtBot, tile: Tile) -> None:
    tile.set_camera("Recording 11-21 08:15:30  示范路口")
    tile.set_clock("12:00:00")
    tile.set_figures(TileFigures(state=TileState.RECORDING))
    assert tile._has_clock()
    tile.set_recording(True)
    assert not tile._has_clock()
    assert tile.accessibleName().endswith("recording")
    qtbot.waitUntil(lambda: has_colour(seen(tile), theme.HATCH, QRect(100, 2, 200, STRIP_HEIGHT)))
    tile.set_figures(TileFigures(state=TileState.ENDED))
    assert tile._badge() == "■ recording ended"
    tile.set_recording(False)
    assert tile._has_clock()
