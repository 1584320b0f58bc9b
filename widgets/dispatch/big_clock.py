"""The room's clock: the platform's time in large figures, with date and weekday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import theme, words
from widgets.moments import clock_text

_HEIGHT: Final = 64
_FAR_HEIGHT: Final = 150


class BigClock(QWidget):
    """Shows `now()` in the room's time zone; each second appears when it begins on the platform.

    `points` are those of the figures; a `far` clock is read from across the room at any text scale.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float],
        points: float = 26.0,
        far: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._points = points
        self._far = far
        self._figures = ""
        self._date = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self._tick()

    def _fonts(self) -> tuple[QFont, QFont]:
        small = max(theme.BASE_POINT_SIZE, self._points / 4)
        font = theme.far_font if self._far else theme.font
        return font(points=self._points, bold=True, mono=True), font(points=small)

    @property
    def figures(self) -> str:
        """What the clock shows, ``08:15:30``."""
        return self._figures

    def _tick(self) -> None:
        now = self._now()
        moment = datetime.fromtimestamp(now)
        self._figures = clock_text(now)
        date = self.tr("{year}-{month:02}-{day:02}  {weekday}").format(
            year=moment.year, month=moment.month, day=moment.day, weekday=words.weekday(moment.weekday())
        )
        if date != self._date:
            self._date = date
            self.updateGeometry()
        self.update()
        # Just after the next second begins; a sped-up platform clock is shown once a second all the same.
        self._timer.start(max(20, int((1.0 - now % 1.0) * 1000) + 5))

    # Qt overrides.

    def sizeHint(self) -> QSize:
        large, small = self._fonts()
        figures = QFontMetrics(large).horizontalAdvance("00:00:00")
        width = max(figures, QFontMetrics(small).horizontalAdvance(self._date)) + 2 * theme.GAP
        return QSize(width, _FAR_HEIGHT if self._far else theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        large, small = self._fonts()
        figures = QFontMetrics(large).tightBoundingRect("0").height()
        date = QFontMetrics(small).height()
        top = (self.height() - figures - date - 6) // 2
        right = self.rect().adjusted(0, 0, -theme.GAP, 0)
        painter.setFont(large)
        painter.setPen(QColor(theme.TEXT))
        # By its baseline: a font's line is taller above its figures than below, and the more so the larger.
        left = right.right() - painter.fontMetrics().horizontalAdvance(self._figures)
        painter.drawText(left, top + figures, self._figures)
        painter.setFont(small)
        painter.setPen(QColor(theme.TEXT_QUIET))
        area = QRect(right.x(), top + figures + 6, right.width(), date)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._date)
        painter.end()
