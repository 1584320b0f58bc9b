"""The load of alarms at this desk, against what people can take (EEMUA 191)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from widgets import theme
from widgets.alarms.alarm_words import verdict
from widgets.alarms.load import AIMED_FLOOD_SHARE, AIMED_SPLIT, AlarmLoad, Rate, Verdict, alarm_load
from widgets.alarms.watch import AlarmWatch
from widgets.labels import plain_label
from widgets.moments import minute_text
from widgets.scaling import follow_scale
from widgets.sign_label import SignLabel
from widgets.signs import Look, Sign

_EVERY_MS: Final = 5000
_CHART: Final = 90
#: Lines of the chart: what can be taken for long, and what is a flood.
_LINES: Final = (1, 10)
LOOK: Final = {
    Verdict.ACCEPTABLE: Look(Sign.CHECK, theme.OK),
    Verdict.MANAGEABLE: Look(Sign.HALF, theme.ACCENT),
    Verdict.OVER_DEMANDING: Look(Sign.BELL, theme.WARNING),
    Verdict.FLOOD: Look(Sign.CROSS, theme.DANGER),
}
_WELL: Final = Look(Sign.CHECK, theme.OK)
_OVER: Final = Look(Sign.BELL, theme.WARNING)


class AlarmLoadBoard(QScrollArea):
    """Alarms per 10 minutes now, in the last hour and in the shift, each with its verdict; the time in flood;
    the split by priority; a bar for each 10 minutes of 8 hours.
    """

    def __init__(
        self,
        *,
        watch: AlarmWatch,
        now: Callable[[], float],
        shift_since: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        """`shift_since` answers when the shift began, in seconds since the epoch on the platform's clock."""
        super().__init__(parent)
        self._watch = watch
        self._now = now
        self._shift_since = shift_since
        content = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(3, 1)
        self._names = [plain_label() for _ in range(5)]
        self._figures = [plain_label(bold=True) for _ in range(5)]
        self._signs = [SignLabel(size=16) for _ in range(5)]
        self._told = [plain_label(part="quiet", wraps=True) for _ in range(5)]
        for row in range(5):
            for column, part in enumerate(
                (self._signs[row], self._names[row], self._figures[row], self._told[row])
            ):
                self._grid.addWidget(part, row, column)
        self._chart = _Chart()
        caption = plain_label(part="quiet", wraps=True)
        caption.setText(self.tr("Alarms in each 10 min of the last 8 h; lines at 1 and 10"))
        column_ = QVBoxLayout(content)
        column_.setContentsMargins(12, 10, 12, 8)
        column_.addLayout(self._grid)
        column_.addWidget(caption)
        column_.addWidget(self._chart, 1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        watch.changed.connect(self._look)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the board says, row by row."""
        return tuple(
            f"{name.text()}   {figure.text()}   {told.text()}"
            for name, figure, told in zip(self._names, self._figures, self._told, strict=True)
        )

    def refresh(self) -> None:
        """Reckon the load anew."""
        load = alarm_load(self._watch.arrivals(), now=self._now(), shift_since=self._shift_since())
        since = minute_text(load.shift_since)
        self._rate(0, self.tr("Last 10 min"), load.last_10_min)
        self._rate(1, self.tr("Last hour"), load.last_hour)
        self._rate(2, self.tr("Shift since {time}").format(time=since), load.shift)
        self._flood(3, load)
        self._split(4, load)
        self._chart.show_bars(load.bars)

    def _look(self) -> None:
        if self.isVisible():
            self.refresh()

    def _rate(self, row: int, name: str, rate: Rate) -> None:
        told = self.tr("{verdict}, {n} in all").format(verdict=verdict(rate.verdict), n=rate.count)
        figure = self.tr("{n} / 10 min").format(n=f"{rate.per_10_min:.1f}")
        self._write(row, LOOK[rate.verdict], name, figure, told)

    def _flood(self, row: int, load: AlarmLoad) -> None:
        self._write(
            row,
            _WELL if load.flood_is_rare else _OVER,
            self.tr("Time in flood"),
            f"{load.flood_share * 100:.1f} %",
            self.tr("aimed at: under {n} %").format(n=f"{AIMED_FLOOD_SHARE * 100:.0f}"),
        )

    def _split(self, row: int, load: AlarmLoad) -> None:
        aimed = " / ".join(f"{share * 100:.0f}" for share in AIMED_SPLIT)
        told = self.tr("low / medium / high; aimed at: {shares} %").format(shares=aimed)
        if load.split is None:
            self._write(row, None, self.tr("By priority"), "-", told)
            return
        figure = " / ".join(f"{share * 100:.0f}" for share in load.split) + " %"
        # More urgent alarms than are aimed at wear people out; fewer do not.
        look = _WELL if load.split[2] <= 2 * AIMED_SPLIT[2] else _OVER
        self._write(row, look, self.tr("By priority"), figure, told)

    def _write(self, row: int, look: Look | None, name: str, figure: str, told: str) -> None:
        self._signs[row].show_look(look)
        for label, text in ((self._names[row], name), (self._figures[row], figure), (self._told[row], told)):
            if text != label.text():
                label.setText(text)

    # Qt overrides.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class _Chart(QWidget):
    """Bars, the oldest at the left."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        follow_scale(self, lambda: self.setMinimumHeight(theme.px(_CHART)))

    def show_bars(self, bars: tuple[int, ...]) -> None:
        """Draw these."""
        if bars != self._bars:
            self._bars = bars
            self.update()

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(_CHART))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(points=theme.BASE_POINT_SIZE - 1.5))
        left = painter.fontMetrics().horizontalAdvance("000") + 6
        top = max(12, *self._bars, 0)
        foot, room = self.height() - 2, self.height() - 14
        each = (self.width() - left) / max(1, len(self._bars))
        for line in _LINES:
            y = foot - round(room * line / top)
            painter.setPen(QColor(theme.LINE))
            painter.drawLine(left, y, self.width(), y)
            painter.setPen(QColor(theme.TEXT_QUIET))
            area = QRect(0, y - 10, left - 6, 20)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line))
        for place, count in enumerate(self._bars):
            high = round(room * count / top)
            colour = theme.DANGER if count > _LINES[1] else theme.WARNING if count > 2 else theme.ACCENT
            x = left + round(place * each)
            painter.fillRect(x, foot - high, max(1, round(each) - 1), high, QColor(colour))
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(left, foot, self.width(), foot)
        painter.end()
