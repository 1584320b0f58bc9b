"""The bar below a recording on a wall's tile: where it stands, and hands to hold, seek and begin again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QToolTip, QWidget

from widgets import theme
from widgets.moments import clock_text
from widgets.recordings.ticks import Tick, paint_ticks, tick_at
from widgets.scaling import follow_scale

_HEIGHT: Final = 24
_LEAST_LINE: Final = 60
_LINE: Final = 6
_MARK: Final = 3
#: Below this width the buttons give way to the line of time, but for the first, below the next to the line
#: alone.
_BUTTONS_FROM: Final = 300
_HOLD_FROM: Final = 150
#: From this width on the line says when it begins and ends.
_TIMES_FROM: Final = 520
_BACK_S: Final = -10.0


class _Line(QWidget):
    """From the recording's beginning to its end, with its bookmarks as `ticks`. Signal: `sought(moment)` when
    the mouse is let go; near a tick it is the tick's.
    """

    sought = Signal(float)

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.since, self.until, self.at = 0.0, 1.0, 0.0
        self.ticks: tuple[Tick, ...] = ()
        self._dragged: float | None = None

    def moment_of(self, x: float) -> float:
        """The moment at a place of the line."""
        part = min(1.0, max(0.0, x / max(1, self.width() - 1)))
        return self.since + part * (self.until - self.since)

    def _x(self, moment: float) -> int:
        part = (moment - self.since) / max(0.001, self.until - self.since)
        return round(min(1.0, max(0.0, part)) * (self.width() - 1))

    # Qt overrides.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.RAISED))
        at = self._x(self.at if self._dragged is None else self._dragged)
        line = theme.px(_LINE)
        top = self.height() // 2 - line // 2
        painter.fillRect(0, top, self.width(), line, QColor(theme.LINE))
        painter.fillRect(0, top, at, line, QColor(theme.WARNING))
        paint_ticks(painter, [self._x(tick.moment) for tick in self.ticks], height=top + line)
        mark = theme.px(_MARK)
        painter.fillRect(
            min(self.width() - mark, at - mark // 2), 2, mark, self.height() - 4, QColor(theme.TEXT)
        )
        if self._dragged is not None:
            painter.setPen(QColor(theme.TEXT))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, clock_text(self._dragged))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._dragged = self.moment_of(event.position().x())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        x = event.position().x()
        tick = tick_at(self.ticks, x, place=self._x)
        self.sought.emit(self.moment_of(x) if tick is None else tick.moment)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tick = tick_at(self.ticks, event.pos().x(), place=self._x)
            QToolTip.showText(event.globalPos(), self.toolTip() if tick is None else tick.text, self)
            return True
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST_LINE), theme.px(_HEIGHT))


class RecordingBar(QWidget):
    """Says where it stands and what is wanted; without `hands` it only says.

    Signals: `sought(moment)` on the line of time; `hold_wanted()`, `leap_wanted(seconds)`, `rate_wanted()`
    and `again_wanted()` of the buttons.
    """

    sought = Signal(float)
    hold_wanted = Signal()
    leap_wanted = Signal(float)
    rate_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, *, hands: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._rate = 1.0
        self._over = False
        self.line = _Line(parent=self)
        self.line.sought.connect(self.sought)
        self.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not hands)
        self.hold = self._button(self.hold_wanted.emit)
        self.back = self._button(lambda: self.leap_wanted.emit(_BACK_S))
        self.speed = self._button(self.rate_wanted.emit)
        self.again = self._button(self.again_wanted.emit)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.RAISED))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(1)
        for button in (self.hold, self.back, self.speed):
            row.addWidget(button)
        row.addWidget(self.line, 1)
        row.addWidget(self.again)
        self._say()
        follow_scale(self, lambda: self.setFixedHeight(theme.px(_HEIGHT)))

    def show_range(self, since: float, until: float) -> None:
        """From when until when the recording is, in seconds since 1970."""
        self.line.since, self.line.until = since, until
        self.line.update()

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Which bookmarks stand in it; those outside of it are left out."""
        self.line.ticks = tuple(tick for tick in ticks if self.line.since <= tick.moment <= self.line.until)
        self.line.update()

    def show_moment(self, moment: float, *, rate: float, over: bool) -> None:
        """Where it stands, how fast it goes (0: it stands still), and whether it has come to its end."""
        self.line.at = moment
        self.line.update()
        if (rate, over) != (self._rate, self._over):
            self._rate, self._over = rate, over
            self._say()

    def _button(self, then: Callable[[], object]) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        # The keyboard stays with the tile.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: then())
        return button

    def _say(self) -> None:
        stands = self._rate == 0.0 or self._over
        times = "1×" if stands else f"{self._rate:g}×"
        words = (
            (self.hold, "▶" if stands else "‖", self.tr("Hold, or go on")),
            (self.back, "↶10", self.tr("Ten seconds back")),
            (self.speed, times, self.tr("Speed")),
            (self.again, self.tr("Start over"), self.tr("Start over")),
        )
        for button, text, tip in words:
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.line.setToolTip(f"{clock_text(self.line.since)} – {clock_text(self.line.until)}")
        self._fit()

    def _fit(self) -> None:
        width = self.width()
        self.hold.setVisible(self._hands and width >= theme.px(_HOLD_FROM) and not self._over)
        self.again.setVisible(self._hands and (self._over or width >= theme.px(_TIMES_FROM)))
        for button in (self.back, self.speed):
            button.setVisible(self._hands and width >= theme.px(_BUTTONS_FROM))

    # Qt overrides.

    def resizeEvent(self, _event: object) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
