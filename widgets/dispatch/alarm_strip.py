"""Open alarms across the top of the desk: nothing pops up, nothing takes the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.times import parse_time
from widgets import signs, theme, words
from widgets.signs import Look, Sign, SignPainter

_HEIGHT: Final = 64
_CARD: Final = 300
_CALM: Final = Look(Sign.CHECK, theme.OK)


class AlarmStrip(QWidget):
    """The open alarms as cards, by priority, then by age; those that find no room are counted.

    Signals: `acknowledge_requested(str)` from `acknowledge_first`, which the console binds to a key, or from
    a card's own button; `alarm_activated(str)` when a card is clicked.
    """

    acknowledge_requested = Signal(str)
    alarm_activated = Signal(str)

    def __init__(
        self,
        *,
        picture: Picture,
        now: Callable[[], float],
        acknowledge_key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._alarms = picture.of(Alarm)
        self._now = now
        self._key = QKeySequence(acknowledge_key).toString(QKeySequence.SequenceFormat.NativeText)
        self._open: list[str] = []
        self._signs = SignPainter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._ages = QTimer(self)
        self._ages.setInterval(1000)
        self._ages.timeout.connect(self.update)
        self._read()

    @property
    def open_alarms(self) -> tuple[str, ...]:
        """Ids of the open alarms in their order."""
        return tuple(self._open)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("alarm"):
            self._read()

    @property
    def waiting(self) -> int:
        """How many open alarms find no room."""
        return len(self._open) - len(self._cards())

    def acknowledge_first(self) -> None:
        """Ask to acknowledge the first alarm, if there is one."""
        if self._open:
            self.acknowledge_requested.emit(self._open[0])

    def _read(self) -> None:
        found = [
            (entry.data.priority, entry.data.raised_at, id_)
            for id_, entry in self._alarms.items()
            if entry.data.state == AlarmState.OPEN
        ]
        self._open = [id_ for _, _, id_ in sorted(found)]
        if self._open:
            self._ages.start()
        else:
            self._ages.stop()
        self.update()

    def _cards(self) -> list[tuple[str, QRect]]:
        """The alarms that find room and where."""
        room = max(1, (self.width() - 90) // (_CARD + theme.GAP))
        count = min(len(self._open), room)
        if count == 0:
            return []
        width = min(_CARD + 120, (self.width() - 90) // count - theme.GAP)
        return [
            (id_, QRect(place * (width + theme.GAP), 4, width, self.height() - 8))
            for place, id_ in enumerate(self._open[:count])
        ]

    def alarm_at(self, point: QPoint) -> tuple[str, bool] | None:
        """The alarm at a point, and whether its button is there."""
        for id_, card in self._cards():
            if card.contains(point):
                return id_, _button(card).contains(point)
        return None

    def _draw_card(self, painter: QPainter, id_: str, card: QRect, *, first: bool) -> None:
        entry = self._alarms.get(id_)
        if entry is None:
            return
        alarm = entry.data
        colour = QColor(theme.SEVERITY.get(alarm.priority, theme.TEXT_QUIET))
        painter.setPen(colour)
        painter.setBrush(QColor(theme.RAISED))
        painter.drawRoundedRect(card, 4, 4)
        painter.fillRect(card.x(), card.y(), 5, card.height() + 1, colour)
        self._signs.draw(
            painter,
            signs.SEVERITY.get(alarm.priority, signs.UNKNOWN),
            card.x() + 16,
            card.y() + (card.height() - 24) // 2,
            24,
        )
        button = _button(card)
        left, width = card.x() + 50, button.x() - card.x() - 58
        upper = QRect(left, card.y() + 6, width, 22)
        lower = QRect(left, card.y() + 28, width, 22)
        painter.setFont(theme.font(bold=True))
        painter.setPen(QColor(theme.TEXT))
        _cut(painter, upper, alarm.title)
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.TEXT_QUIET))
        age = words.age(self._now() - parse_time(alarm.raised_at))
        _cut(painter, lower, f"{age}   {alarm.place}" if alarm.place else age)
        painter.setPen(QColor(theme.LINE))
        painter.setBrush(QColor(theme.GROUND))
        painter.drawRoundedRect(button, 4, 4)
        keyed = first and bool(self._key)
        top = button.y() + 5 if keyed else button.center().y() - 8
        self._signs.draw(painter, _CALM, button.center().x() - 8, top, 16)
        painter.setFont(theme.font(points=theme.BASE_POINT_SIZE - 1, bold=True))
        painter.setPen(QColor(theme.TEXT))
        if keyed:
            painter.drawText(button.adjusted(0, 22, 0, 0), Qt.AlignmentFlag.AlignCenter, self._key)

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(700, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_CARD, _HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit = self.alarm_at(event.position().toPoint())
        if hit is None or event.button() != Qt.MouseButton.LeftButton:
            return
        id_, on_button = hit
        (self.acknowledge_requested if on_button else self.alarm_activated).emit(id_)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self.alarm_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.ArrowCursor if hit is None else Qt.CursorShape.PointingHandCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            hit = self.alarm_at(self.mapFromGlobal(self.cursor().pos()))
            entry = None if hit is None else self._alarms.get(hit[0])
            if hit is None or entry is None:
                QToolTip.hideText()
            elif hit[1]:
                QToolTip.showText(self.cursor().pos(), self.tr("Acknowledge"), self)
            else:
                QToolTip.showText(self.cursor().pos(), f"{entry.data.title}\n{entry.data.place}", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cards = self._cards()
        if not cards:
            self._signs.draw(painter, _CALM, 8, (self.height() - 18) // 2, 18)
            painter.setPen(QColor(theme.TEXT_QUIET))
            area = self.rect().adjusted(36, 0, 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.tr("No open alarms"))
        for place, (id_, card) in enumerate(cards):
            self._draw_card(painter, id_, card, first=place == 0)
        more = len(self._open) - len(cards)
        if more > 0:
            painter.setFont(theme.font(points=theme.BASE_POINT_SIZE + 2, bold=True))
            painter.setPen(QColor(theme.WARNING))
            area = QRect(cards[-1][1].right() + 12, 0, 80, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.tr("+{n} more").format(n=more))
        painter.end()


def _button(card: QRect) -> QRect:
    """Where a card is acknowledged."""
    return QRect(card.right() - 48, card.y() + 5, 42, card.height() - 10)


def _cut(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
