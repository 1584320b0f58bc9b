"""Open alarms across the top of the desk: nothing pops up, nothing takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, Org
from backend_client.protocol.times import parse_time
from widgets import theme, words
from widgets.alarms.alarm_words import alarm_title, group_title
from widgets.alarms.card import Card, CardPainter, button_of, cut
from widgets.alarms.groups import AlarmGroup
from widgets.alarms.watch import AlarmWatch
from widgets.drills import marked
from widgets.names import OrgNames
from widgets.signs import Look, Sign, SignPainter

_HEIGHT: Final = 64
_CARD: Final = 300
_WIDEST_CARD: Final = 420
_MORE: Final = 90
_NOTES: Final = 260
_CALM: Final = Look(Sign.CHECK, theme.OK)


class AlarmStrip(QWidget):
    """The open alarms as cards, by priority, then by age; those that find no room are counted.

    While a flood lasts alarms of one kind and place share a card, but never those of priority 1. At the right
    stands what is to be known besides, such as a mute.

    Signals: `acknowledge_requested(tuple)` with ids, from `acknowledge_first` and `acknowledge_group`, which
    the console binds to keys, or from a card's own button; `alarm_activated(str)` and
    `group_activated(tuple)` when a card is clicked.
    """

    acknowledge_requested = Signal(tuple)
    alarm_activated = Signal(str)
    group_activated = Signal(tuple)

    def __init__(
        self,
        *,
        picture: Picture,
        watch: AlarmWatch,
        now: Callable[[], float],
        acknowledge_key: str = "",
        group_key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._alarms = picture.of(Alarm)
        self._names = OrgNames(orgs=picture.of(Org))
        self._watch = watch
        self._now = now
        self._key, self._group_key = _native(acknowledge_key), _native(group_key)
        self._notes: tuple[tuple[Look, str], ...] = ()
        self._cards = CardPainter()
        self._signs = SignPainter()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._ages = QTimer(self, interval=1000)
        self._ages.timeout.connect(self.update)
        watch.changed.connect(self._read)
        self._read()

    @property
    def open_alarms(self) -> tuple[str, ...]:
        """Ids of the open alarms in their order."""
        return self._watch.now_open.open

    @property
    def waiting(self) -> int:
        """How many open alarms find no room."""
        return len(self.open_alarms) - sum(len(group.ids) for group, _ in self._placed())

    @property
    def texts(self) -> tuple[str, ...]:
        """What the cards and the notes beside them say."""
        cards = (self._card(group, first=False) for group, _ in self._placed())
        return (*(f"{card.title}   {card.about}" for card in cards), *(text for _, text in self._notes))

    def show_notes(self, notes: Sequence[tuple[Look, str]]) -> None:
        """Say this beside the alarms, one line each; nothing takes no room."""
        if tuple(notes) != self._notes:
            self._notes = tuple(notes)
            self.update()

    def acknowledge_first(self) -> None:
        """Ask to acknowledge the first alarm, if there is one."""
        cards = self._watch.now_open.cards
        if cards:
            self.acknowledge_requested.emit(cards[0].ids[:1])

    def acknowledge_group(self) -> None:
        """Ask to acknowledge the first alarm and all others of its kind and place."""
        cards = self._watch.now_open.cards
        group = self._watch.group_with(cards[0].ids[0]) if cards else None
        if group is not None:
            self.acknowledge_requested.emit(group.ids)

    def card_at(self, point: QPoint) -> tuple[AlarmGroup, bool] | None:
        """The card at a point, and whether its button is there."""
        for place, (group, room) in enumerate(self._placed()):
            if room.contains(point):
                return group, button_of(room, self._card(group, first=place == 0).key).contains(point)
        return None

    def _read(self) -> None:
        if self._watch.now_open.open:
            self._ages.start()
        else:
            self._ages.stop()
        self.update()

    def _placed(self) -> list[tuple[AlarmGroup, QRect]]:
        """The cards that find room and where."""
        cards = self._watch.now_open.cards
        width = self.width() - theme.px(_MORE) - (theme.px(_NOTES) if self._notes else 0)
        count = min(len(cards), max(1, width // (theme.px(_CARD) + theme.GAP)))
        if count == 0:
            return []
        each = min(theme.px(_WIDEST_CARD), width // count - theme.GAP)
        return [
            (group, QRect(place * (each + theme.GAP), 4, each, self.height() - 8))
            for place, group in enumerate(cards[:count])
        ]

    def _card(self, group: AlarmGroup, *, first: bool) -> Card:
        entry = self._alarms.get(group.ids[0])
        count = len(group.ids)
        if count > 1:
            newest = words.age(self._now() - group.newest_at)
            return Card(
                priority=group.priority,
                title=marked(group_title(group.kind, count), exercise=group.exercise),
                about=self.tr("{street}   last {age} ago").format(
                    street=self._names.name(group.street), age=newest
                ),
                count=count,
                key=self._group_key if first else "",
            )
        if entry is None:
            return Card(priority=group.priority, title="", about="")
        alarm = entry.data
        age = words.age(self._now() - parse_time(alarm.raised_at))
        return Card(
            priority=alarm.priority,
            title=alarm_title(alarm),
            about=f"{age}   {alarm.place}" if alarm.place else age,
            key=self._key if first else "",
        )

    def _draw_calm(self, painter: QPainter) -> None:
        size = theme.px(18)
        self._signs.draw(painter, _CALM, 8, (self.height() - size) // 2, size)
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.TEXT_QUIET))
        area = self.rect().adjusted(size + 18, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.tr("No open alarms"))

    def _draw_notes(self, painter: QPainter) -> None:
        size, left = theme.px(16), self.width() - theme.px(_NOTES)
        painter.setFont(theme.font(points=theme.BASE_POINT_SIZE - 0.5, bold=True))
        line = min(painter.fontMetrics().height() + 4, (self.height() - 4) // max(1, len(self._notes)))
        top = (self.height() - line * len(self._notes)) // 2
        for place, (look, text) in enumerate(self._notes):
            y = top + place * line
            self._signs.draw(painter, look, left, y + (line - size) // 2, size)
            painter.setPen(QColor(look.colour))
            cut(painter, QRect(left + size + 6, y, theme.px(_NOTES) - size - 10, line), text)

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(theme.px(700), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(_CARD, theme.px(_HEIGHT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit = self.card_at(event.position().toPoint())
        if hit is None or event.button() != Qt.MouseButton.LeftButton:
            return
        group, on_button = hit
        if on_button:
            self.acknowledge_requested.emit(group.ids)
        elif len(group.ids) > 1:
            self.group_activated.emit(group.ids)
        else:
            self.alarm_activated.emit(group.ids[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self.card_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.ArrowCursor if hit is None else Qt.CursorShape.PointingHandCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            point = self.mapFromGlobal(self.cursor().pos())
            hit = self.card_at(point)
            if hit is not None:
                card = self._card(hit[0], first=False)
                text = self.tr("Acknowledge") if hit[1] else f"{card.title}\n{card.about}"
                QToolTip.showText(self.cursor().pos(), text, self)
            elif self._notes and point.x() > self.width() - theme.px(_NOTES):
                QToolTip.showText(self.cursor().pos(), "\n".join(text for _, text in self._notes), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placed = self._placed()
        if not placed:
            self._draw_calm(painter)
        for place, (group, room) in enumerate(placed):
            self._cards.draw(painter, room, self._card(group, first=place == 0))
        more = self.waiting
        if more > 0:
            painter.setFont(theme.font(points=theme.BASE_POINT_SIZE + 2, bold=True))
            painter.setPen(QColor(theme.WARNING))
            area = QRect(placed[-1][1].right() + 12, 0, theme.px(_MORE) - 12, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.tr("+{n} more").format(n=more))
        self._draw_notes(painter)
        painter.end()


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
