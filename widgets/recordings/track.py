"""The line of time of a recording: what is recorded, where it stands, what was marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from widgets import theme
from widgets.moments import clock_text
from widgets.recordings.ticks import Tick, paint_ticks, tick_at
from widgets.scaling import follow_scale

_HEIGHT: Final = 46
_BAND: Final = 14
_MARK: Final = 3
_LEAST: Final = (240, 46)
#: Between two moments that are written below the line at least so many pixels.
_BETWEEN: Final = 90
_STEPS_S: Final = (10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 21_600)
#: One press of an arrow key, in seconds.
_LEAP_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class RecordedSpan:
    """Recorded without a gap, seconds since the epoch; `alarm` says that it was because of one."""

    since: float
    until: float
    alarm: bool = False


class Track(QWidget):
    """From `since` to `until`. Arrow keys go ten seconds back and on.

    Signals: `sought(moment)` when a moment is clicked, or let go of after dragging; near a tick it is the
    tick's.
    """

    sought = Signal(float)

    def __init__(self, *, since: float, until: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since = since
        self._until = max(until, since + 1.0)
        self._spans: tuple[RecordedSpan, ...] = ()
        self._ticks: tuple[Tick, ...] = ()
        self._at: float | None = None
        self._dragged: float | None = None
        self._marked: tuple[float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Line of time"))
        follow_scale(self, lambda: self.setFixedHeight(theme.px(_HEIGHT)))

    @property
    def at(self) -> float | None:
        """The moment that it stands at."""
        return self._at

    @property
    def marked(self) -> tuple[float, float] | None:
        """The range that was marked."""
        return self._marked

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The bookmarks that stand there."""
        return self._ticks

    def show_spans(self, spans: Sequence[RecordedSpan]) -> None:
        """What is recorded."""
        self._spans = tuple(spans)
        self.update()

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Which bookmarks stand there."""
        self._ticks = tuple(tick for tick in ticks if self._since <= tick.moment <= self._until)
        self.update()

    def show_moment(self, moment: float | None) -> None:
        """Where it stands."""
        if moment != self._at:
            self._at = moment
            self.update()

    def mark(self, marked: tuple[float, float] | None) -> None:
        """Mark a range."""
        self._marked = marked
        self.update()

    def moment_of(self, x: float) -> float:
        """The moment at a place of the line."""
        part = min(1.0, max(0.0, x / max(1, self.width() - 1)))
        return self._since + part * (self._until - self._since)

    def _x(self, moment: float) -> int:
        part = (moment - self._since) / (self._until - self._since)
        return round(min(1.0, max(0.0, part)) * (self.width() - 1))

    def _paint_times(self, painter: QPainter, top: int) -> None:
        span = self._until - self._since
        most = max(1, self.width() // theme.px(_BETWEEN))
        step = next((each for each in _STEPS_S if span / each <= most), _STEPS_S[-1])
        moment = (self._since // step + 1) * step
        painter.setPen(QColor(theme.TEXT_QUIET))
        while moment < self._until:
            x = self._x(moment)
            painter.drawLine(x, top - 3, x, top)
            box = QRect(x - theme.px(45), top, theme.px(90), self.height() - top)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, clock_text(moment))
            moment += step

    # Qt overrides.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.SURFACE))
        band = theme.px(_BAND)
        top = 5
        painter.fillRect(0, top, self.width(), band, QColor(theme.RAISED))
        for span in self._spans:
            left, right = self._x(span.since), self._x(span.until)
            # Told by height as well as by colour.
            high = 0 if span.alarm else band // 4
            colour = theme.WARNING if span.alarm else theme.ACCENT
            painter.fillRect(left, top + high, max(1, right - left), band - 2 * high, QColor(colour))
        if self._marked is not None:
            left, right = (self._x(each) for each in self._marked)
            painter.setPen(QColor(theme.TEXT))
            painter.drawRect(left, top - 3, max(1, right - left), band + 5)
        self._paint_times(painter, top + band + 5)
        paint_ticks(painter, [self._x(tick.moment) for tick in self._ticks], height=top + band)
        moment = self._at if self._dragged is None else self._dragged
        if moment is not None:
            mark = theme.px(_MARK)
            painter.fillRect(self._x(moment) - mark // 2, 0, mark, top + band + 5, QColor(theme.TEXT))
        if self.hasFocus():
            painter.setPen(QColor(theme.ACCENT))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._dragged = self.moment_of(event.position().x())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        x = event.position().x()
        tick = tick_at(self._ticks, x, place=self._x)
        self.sought.emit(self.moment_of(x) if tick is None else tick.moment)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tick = tick_at(self._ticks, event.pos().x(), place=self._x)
            QToolTip.showText(event.globalPos(), "" if tick is None else tick.text, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leap = {Qt.Key.Key_Left: -_LEAP_S, Qt.Key.Key_Right: _LEAP_S}.get(Qt.Key(event.key()))
        if leap is None or self._at is None:
            super().keyPressEvent(event)
            return
        self.sought.emit(min(self._until, max(self._since, self._at + leap)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST[0]), theme.px(_LEAST[1]))
