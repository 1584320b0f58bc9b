"""The platform's time in a tile, as large as the tile allows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets import theme, words
from widgets.moments import clock_text
from widgets.wall.tile_letters import letters_within


class ClockTile(QWidget):
    """Time, date and weekday; `now` gives seconds since 1970."""

    def __init__(self, *, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._tick()

    def _tick(self) -> None:
        self.update()
        self._timer.start(1001 - int(self._now() % 1 * 1000))

    # Qt overrides.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.GROUND))
        moment = datetime.fromtimestamp(self._now())
        date = self.tr("{year}-{month:02}-{day:02}  {weekday}").format(
            year=moment.year, month=moment.month, day=moment.day, weekday=words.weekday(moment.weekday())
        )
        margin = min(self.width(), self.height()) // 12
        area = self.rect().adjusted(margin, margin, -margin, -margin)
        upper = QRect(area.left(), area.top(), area.width(), area.height() * 2 // 3)
        lower = QRect(area.left(), upper.bottom() + 1, area.width(), area.height() - upper.height())
        centre = int(Qt.AlignmentFlag.AlignCenter)
        painter.setPen(QColor(theme.TEXT))
        painter.setFont(letters_within("00:00:00", upper, mono=True, bold=True))
        painter.drawText(upper, centre, clock_text(moment.timestamp()))
        painter.setPen(QColor(theme.TEXT_QUIET))
        painter.setFont(letters_within(date, lower))
        painter.drawText(lower, centre, date)
