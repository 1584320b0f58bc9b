from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.times import format_time
from tests.widgets.district import district
from widgets import theme
from widgets.recordings.ticks import Tick, paint_ticks, tick_at, ticks_of, told

NOON = datetime(2027, 1, 15, 12, 0, 0).timestamp()


def bookmark(second: float, *, text: str = "", camera: str = "c1", user: str = "me") -> RecordingBookmark:
    """A bookmark so many seconds after noon."""
    return RecordingBookmark(
        camera=camera,
        camera_name="北门",
        org="o",
        grid_code="1",
        moment=format_time(NOON + second),
        user=user,
        by="李",
        at=format_time(NOON + second + 5),
        text=text,
    )


def test_a_cameras_bookmarks_stand_in_their_order() -> None:
    made = district()
    made.put("recording_bookmark", "b2", bookmark(20, text="红车"))
    made.put("recording_bookmark", "b1", bookmark(10))
    made.put("recording_bookmark", "b3", bookmark(15, camera="c2"))
    assert ticks_of(made.picture.of(RecordingBookmark), "c1") == (
        Tick(NOON + 10, "12:00:10   李"),
        Tick(NOON + 20, "12:00:20  红车   李"),
    )
    assert told(bookmark(0)) == "12:00:00   李"


def test_the_mouse_is_at_the_nearest_one() -> None:
    ticks = (Tick(10.0, "a"), Tick(14.0, "b"), Tick(90.0, "c"))
    assert tick_at(ticks, 13.0, place=lambda moment: moment) is ticks[1]
    assert tick_at(ticks, 50.0, place=lambda moment: moment) is None
    assert tick_at((), 1.0, place=lambda moment: moment) is None


def test_a_tick_has_a_head(qtbot: QtBot) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.SURFACE))
    painter = QPainter(image)
    paint_ticks(painter, [20], height=20)
    painter.end()

    def colour(x: int, y: int) -> str:
        return QColor(image.pixelColor(x, y)).name()

    assert (colour(20, 15), colour(18, 1)) == (theme.TEXT, theme.TEXT)
    assert (colour(18, 15), colour(20, 25)) == (theme.SURFACE, theme.SURFACE)
