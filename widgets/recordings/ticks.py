"""Bookmarks as ticks on lines of time: where each stands, and what is read there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPolygonF

from backend_client.picture import Entry
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.times import parse_time
from widgets import theme
from widgets.moments import clock_text

#: Half as wide as the head of a tick; nearer than the second the mouse is at one.
_HEAD: Final = 4
_NEAR: Final = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A bookmark at `moment`, in seconds since the epoch; `text` is what is read there."""

    moment: float
    text: str


def ticks_of(bookmarks: Mapping[str, Entry[RecordingBookmark]], camera: str) -> tuple[Tick, ...]:
    """The bookmarks of a camera, in the order of their moments."""
    found = (entry.data for entry in bookmarks.values() if entry.data.camera == camera)
    ticks = (Tick(parse_time(data.moment), told(data)) for data in found)
    return tuple(sorted(ticks, key=lambda tick: (tick.moment, tick.text)))


def told(bookmark: RecordingBookmark) -> str:
    """``08:15:30  red van   Li Na``: when, what and by whom."""
    clock = clock_text(parse_time(bookmark.moment))
    return "   ".join(part for part in (f"{clock}  {bookmark.text}".rstrip(), bookmark.by) if part)


def tick_at(ticks: Sequence[Tick], x: float, *, place: Callable[[float], float]) -> Tick | None:
    """The tick that the mouse is at, if any; `place` answers where a moment stands."""
    nearest = min(ticks, key=lambda tick: abs(place(tick.moment) - x), default=None)
    if nearest is None or abs(place(nearest.moment) - x) > theme.px(_NEAR):
        return None
    return nearest


def paint_ticks(painter: QPainter, places: Sequence[float], *, height: int) -> None:
    """Draw ticks of that height from the top on: by their heads they are told from other marks."""
    head = theme.px(_HEAD)
    colour = QColor(theme.TEXT)
    painter.save()
    painter.setPen(colour)
    painter.setBrush(colour)
    for x in places:
        points = (QPointF(x - head, 0), QPointF(x + head, 0), QPointF(x, 1.5 * head))
        painter.drawPolygon(QPolygonF(points))
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
    painter.restore()
