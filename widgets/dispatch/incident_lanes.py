"""The lanes above the incident table: how many incidents wait where, and which of them the table shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from backend_client.changes import Changes
from backend_client.protocol.lanes import Lane, Viewer
from widgets import signs, theme
from widgets.dispatch.lane_button import LaneButton
from widgets.filter_edit import FilterEdit
from widgets.flow_layout import FlowLayout
from widgets.incident_facts import IncidentFacts
from widgets.incident_filter import IncidentFilter
from widgets.scaling import follow_scale
from widgets.signs import Look

_GAP: Final = 2
#: Width of the field, in pixels at 100 %, and where room is short.
_SEARCH: Final = 200
_SHORT_SEARCH: Final = 140
_RECOUNT_MS: Final = 200
#: Time alone lets clocks run out.
_TIME_MS: Final = 1000
_NO_KEYS: Final[Mapping[Lane, str]] = MappingProxyType({})
#: Lanes in which nothing should stand for long.
_PRESSING: Final = {
    Lane.RETURNED: Look(signs.Sign.BACK, theme.DANGER),
    Lane.SUPERVISED: signs.SUPERVISED,
    Lane.OVERDUE: Look(signs.Sign.LATE, theme.DANGER),
}


def lane_name(lane: Lane) -> str:
    """A lane in words."""
    translate = QCoreApplication.translate
    match lane:
        case Lane.OPEN:
            return translate("LaneBar", "Open")
        case Lane.TO_ACCEPT:
            return translate("LaneBar", "To accept")
        case Lane.TO_DISPATCH:
            return translate("LaneBar", "To dispatch")
        case Lane.RETURNED:
            return translate("LaneBar", "Sent back")
        case Lane.HANDLING:
            return translate("LaneBar", "Handling")
        case Lane.TO_VERIFY:
            return translate("LaneBar", "To verify")
        case Lane.MY_APPROVAL:
            return translate("LaneBar", "My approval")
        case Lane.REPORTED_UP:
            return translate("LaneBar", "Reported up")
        case Lane.SUSPENDED:
            return translate("LaneBar", "Suspended")
        case Lane.LEDGERED:
            return translate("LaneBar", "Ledger")
        case Lane.SUPERVISED:
            return translate("LaneBar", "Supervised")
        case Lane.OVERDUE:
            return translate("LaneBar", "Overdue")
        case Lane.CLOSED:
            return translate("LaneBar", "Closed 24 h")


class LaneBar(QWidget):
    """Lanes with their counts and a field to filter by text.

    `keys` are the keys that choose lanes, to be shown; the console binds them. Signals:
    `filter_changed(IncidentFilter)`; `leave_requested()` when keys lead from the field to the table.
    """

    filter_changed = Signal(IncidentFilter)
    leave_requested = Signal()

    def __init__(
        self,
        *,
        facts: IncidentFacts,
        now: Callable[[], float],
        keys: Mapping[Lane, str] = _NO_KEYS,
        history_key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`now` is the platform's time."""
        super().__init__(parent)
        self._facts = facts
        self._now = now
        self._filter = IncidentFilter(lane=Lane.OPEN)
        # Counting is cheap, but not sixty times a second.
        self._recount = QTimer(self, singleShot=True, interval=_RECOUNT_MS)
        self._recount.timeout.connect(self._show_counts)
        self._clock = QTimer(self, interval=_TIME_MS)
        self._clock.timeout.connect(self._show_overdue)
        self._clock.start()
        self._lanes = {
            lane: LaneButton(
                text=lane_name(lane),
                key=keys.get(lane, ""),
                look=_PRESSING.get(lane),
                presses=lane in _PRESSING,
            )
            for lane in Lane
        }
        self._group = QButtonGroup(self)
        self._lanes[Lane.OPEN].setChecked(True)
        self.search = FilterEdit(placeholder="")
        self.search.typed.connect(self._typed)
        self.search.installEventFilter(self)
        self._flow = FlowLayout(self, gap=_GAP, line_gap=_GAP)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for number, button in enumerate(self._lanes.values()):
            self._group.addButton(button, number)
            self._flow.addWidget(button)
        self._tail = QWidget()
        self._row = QHBoxLayout(self._tail)
        self._row.setContentsMargins(theme.GAP // 2, 0, 0, 0)
        self._row.addWidget(self.search)
        self._rightmost: QWidget = self.search
        self._history = LaneButton(text=self.tr("History"), key=history_key)
        self._group.addButton(self._history, len(self._lanes))
        self._flow.addWidget(self._history)
        self._flow.addWidget(self._tail)
        self._group.idClicked.connect(self._clicked)
        follow_scale(self, self._measure)
        self._promise()
        self._show_counts()
        self._show_overdue()

    @property
    def filter(self) -> IncidentFilter:
        """What is chosen now."""
        return self._filter

    @property
    def counts(self) -> dict[Lane, int]:
        """What each lane shows."""
        return {lane: button.count for lane, button in self._lanes.items()}

    def add_beside_search(self, widget: QWidget) -> None:
        """Let a widget stand to the right of the field, and of those that stand there."""
        self._row.addWidget(widget)
        QWidget.setTabOrder(self._rightmost, widget)
        self._rightmost = widget

    def choose(self, lane: Lane) -> None:
        """Choose a lane; what else is filtered by stays."""
        self.set_filter(replace(self._filter, lane=lane, past=False, states=frozenset()))

    def choose_history(self) -> None:
        """Look for what is filtered by in what the platform remembers, whatever the lane."""
        self.set_filter(replace(self._filter, lane=None, past=True))

    def set_filter(self, filter_: IncidentFilter) -> None:
        """Choose all of it at once."""
        if filter_ == self._filter:
            return
        self._filter = filter_
        chosen = self._history if filter_.past else self._lanes[filter_.lane or Lane.OPEN]
        chosen.setChecked(True)
        if self.search.text().split() != filter_.text.split():
            self.search.setText(filter_.text)
        self._promise()
        self.filter_changed.emit(filter_)

    def look_as(self, viewer: Viewer) -> None:
        """Count through the eyes of somebody else."""
        self._facts.set_viewer(viewer)
        self._show_counts()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._facts.take(changes)
        if "incident" in changes.reset:
            self._show_counts()
            self._show_overdue()
        elif changes.touches("incident") and not self._recount.isActive():
            self._recount.start()

    def _clicked(self, number: int) -> None:
        lanes = tuple(self._lanes)
        if number < len(lanes):
            self.choose(lanes[number])
        else:
            self.choose_history()

    def _show_counts(self) -> None:
        for lane, button in self._lanes.items():
            if lane is not Lane.OVERDUE:
                button.set_count(self._facts.count(lane, now=0.0))

    def _show_overdue(self) -> None:
        # This one is counted by the time, every second: it cannot be kept from change to change.
        self._lanes[Lane.OVERDUE].set_count(self._facts.count(Lane.OVERDUE, now=self._now()))

    def _promise(self) -> None:
        """Say what can be typed: the platform knows no initials of what is past."""
        here, past = self.tr("Number, words, initials…"), self.tr("Number, words…")
        self.search.setPlaceholderText(past if self._filter.past else here)

    def _typed(self) -> None:
        # The letters that an input method is composing count: initials find things before it has finished.
        text = self.search.written.replace("'", "").strip()
        self.set_filter(replace(self._filter, text=text))

    def _measure(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Make the lanes compact where two lines would not hold them, with some room for the line's end."""
        buttons = (*self._lanes.values(), self._history)
        widths = [button.width_when(compact=False) + _GAP for button in buttons]
        beside = self._tail.sizeHint().width() - self.search.width() + theme.px(_SEARCH)
        compact = sum(widths) + max(widths) + beside > 2 * self.width()
        for button in buttons:
            button.set_compact(compact)
        self.search.setFixedWidth(theme.px(_SHORT_SEARCH if compact else _SEARCH))

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.leave_requested.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self.leave_requested.emit()
                return True
        return super().eventFilter(watched, event)
