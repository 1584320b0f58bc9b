"""The rhythm of the day: incidents reported in each hour."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

import pyqtgraph as pg
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from backend_client.protocol.times import format_time
from widgets import theme
from widgets.labels import plain_label
from widgets.scaling import follow_scale

#: How often the bars are counted anew while incidents arrive.
_EVERY_MS = 5000


def arrivals_by_hour(reported: Iterable[str], *, now: float) -> list[int]:
    """How many of these RFC 3339 times lie in each of the 24 hours of today, in the room's time zone."""
    today = datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0)
    start = today.timestamp()
    # Times of one form stand in the order of their texts: none of tens of thousands has to be read.
    bounds = [format_time(start + 3600 * hour) for hour in range(25)]
    counts = Counter(bisect_right(bounds, text) - 1 for text in reported)
    return [counts[hour] for hour in range(24)]


class RhythmChart(QWidget):
    """Bars by hour, the present hour in the accent colour, with the day's total above."""

    def __init__(self, *, picture: Picture, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incidents = picture.of(Incident)
        self._now = now
        self._stale = True
        self.counts: list[int] = [0] * 24
        self._caption = plain_label(part="quiet")
        self._plot = pg.PlotWidget(background=theme.SURFACE)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._bars = pg.BarGraphItem(x=list(range(24)), height=self.counts, width=0.7)
        self._plot.addItem(self._bars)
        self._plot.setXRange(-0.6, 23.6, padding=0)
        for side in ("bottom", "left"):
            axis = self._plot.getAxis(side)
            axis.setPen(theme.LINE)
            axis.setTextPen(theme.TEXT_QUIET)
        hours = [(hour, f"{hour:02}") for hour in range(0, 24, 3)]
        self._plot.getAxis("bottom").setTicks([hours])
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(4)
        column.addWidget(self._caption)
        column.addWidget(self._plot, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._refresh)
        self._timer.start()
        self._refresh()
        follow_scale(self, self._measure)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture; the bars follow within seconds."""
        if changes.touches("incident"):
            self._stale = True
            if "incident" in changes.reset:
                self._refresh()

    def _measure(self) -> None:
        for side in ("bottom", "left"):
            font = theme.font(points=theme.BASE_POINT_SIZE - 1.5)
            self._plot.getAxis(side).setStyle(tickFont=font, tickLength=0)

    def _refresh(self) -> None:
        if not self._stale or not self.isVisible():
            return
        self._stale = False
        now = self._now()
        self.counts = arrivals_by_hour(
            (each.data.reported_at for each in self._incidents.values() if not each.data.exercise), now=now
        )
        present = datetime.fromtimestamp(now).hour
        brushes = [QColor(theme.ACCENT if hour == present else theme.TEXT_QUIET) for hour in range(24)]
        self._bars.setOpts(height=self.counts, brushes=brushes, pen=None)
        top = max(4, *self.counts)
        self._plot.setYRange(0, top * 1.1, padding=0)
        step = max(1, round(top / 4))
        self._plot.getAxis("left").setTicks([[(value, str(value)) for value in range(0, top + 1, step)]])
        self._caption.setText(self.tr("Reported today by hour: {n} in all").format(n=sum(self.counts)))

    # Qt overrides.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
