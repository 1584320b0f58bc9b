"""The open alarms on a covered desk: priority and place only, big enough to be read from 3 m."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmState, Org
from backend_client.protocol.times import parse_time
from widgets import signs, theme, words
from widgets.names import OrgNames
from widgets.signs import Look, Sign, SignPainter

_ROW: Final = 112
_SIGN: Final = 64
#: 15 mm at 96 dpi: the smallest letter that is read without effort from 3 m.
_PLACE_POINTS: Final = 36.0
_ABOUT_POINTS: Final = 21.0
_CALM: Final = Look(Sign.CHECK, theme.OK)


class LockAlarms(QWidget):
    """Open alarms by priority, then by age; those that find no room are counted.

    Titles are left out: they may name people, and nobody is signed in to see them.
    """

    def __init__(self, *, picture: Picture, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarms = picture.of(Alarm)
        self._names = OrgNames(orgs=picture.of(Org))
        self._now = now
        self._open: list[Alarm] = []
        self._signs = SignPainter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._ages = QTimer(self, interval=1000)
        self._ages.timeout.connect(self.update)
        self._read()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is told of each alarm, from the top, whether it finds room or not."""
        return tuple(f"{self._place(alarm)}   {self._about(alarm)}" for alarm in self._open)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("alarm"):
            self._read()

    def _read(self) -> None:
        found = [entry.data for entry in self._alarms.values() if entry.data.state == AlarmState.OPEN]
        self._open = sorted(found, key=lambda alarm: (alarm.priority, alarm.raised_at))
        if self._open:
            self._ages.start()
        else:
            self._ages.stop()
        self.update()

    def _place(self, alarm: Alarm) -> str:
        return alarm.place or self._names.name(alarm.org)

    def _about(self, alarm: Alarm) -> str:
        age = words.age(self._now() - parse_time(alarm.raised_at))
        ago = self.tr("{age} ago").format(age=age)
        drill = self.tr("Drill") + "   " if alarm.exercise else ""
        return f"{drill}{words.priority(alarm.priority)}   {ago}"

    def _draw(self, painter: QPainter, alarm: Alarm, row: QRect) -> None:
        look = signs.SEVERITY.get(alarm.priority, signs.UNKNOWN)
        card = row.adjusted(0, 0, 0, -theme.GAP)
        painter.setPen(QColor(theme.LINE))
        painter.setBrush(QColor(theme.SURFACE))
        painter.drawRoundedRect(card, 4, 4)
        painter.fillRect(card.x(), card.y(), 8, card.height() + 1, QColor(look.colour))
        self._signs.draw(painter, look, card.x() + 28, card.y() + (card.height() - _SIGN) // 2, _SIGN)
        text = card.adjusted(_SIGN + 56, 0, -theme.GAP, 0)
        upper = QRect(text.x(), card.y() + 2, text.width(), 58)
        lower = QRect(text.x(), card.y() + 60, text.width(), 42)
        painter.setFont(theme.far_font(points=_PLACE_POINTS, bold=True))
        painter.setPen(QColor(theme.TEXT))
        place = painter.fontMetrics().elidedText(
            self._place(alarm), Qt.TextElideMode.ElideRight, upper.width()
        )
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, place)
        painter.setFont(theme.far_font(points=_ABOUT_POINTS))
        painter.setPen(QColor(theme.TEXT_QUIET))
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, self._about(alarm))

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(1000, 4 * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._open:
            self._signs.draw(painter, _CALM, 8, 8, 40)
            painter.setFont(theme.far_font(points=_ABOUT_POINTS))
            painter.setPen(QColor(theme.TEXT_QUIET))
            room = QRect(64, 0, self.width() - 64, 56)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.tr("No open alarms"))
        rows = max(1, self.height() // _ROW)
        # The last row tells of the others when there are more.
        shown = self._open if len(self._open) <= rows else self._open[: max(1, rows - 1)]
        for place, alarm in enumerate(shown):
            self._draw(painter, alarm, QRect(0, place * _ROW, self.width(), _ROW))
        more = len(self._open) - len(shown)
        if more > 0:
            painter.setFont(theme.far_font(points=_ABOUT_POINTS + 6, bold=True))
            painter.setPen(QColor(theme.WARNING))
            room = QRect(_SIGN + 56, len(shown) * _ROW, self.width(), 64)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.tr("+{n} more").format(n=more))
        painter.end()
