"""The lanes above the incident table: how many incidents wait where, and which of them the table shows."""

from __future__ import annotations

import collections
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import CLOSED_STATES, Incident, IncidentState
from widgets import signs, theme
from widgets.filter_edit import FilterEdit
from widgets.item_models import IncidentFilter
from widgets.signs import Look, SignPainter

_OPEN: Final = frozenset(state for state in IncidentState if state not in CLOSED_STATES)

_RECOUNT_MS: Final = 200

#: The states of each lane, in the order of the lanes.
LANES: Final = (
    _OPEN,
    frozenset({IncidentState.PENDING}),
    frozenset({IncidentState.TO_DISPATCH}),
    frozenset({IncidentState.HANDLING}),
    frozenset({IncidentState.TO_VERIFY}),
    frozenset({IncidentState.SUSPENDED, IncidentState.LEDGERED}),
    CLOSED_STATES,
)


class LaneBar(QWidget):
    """Lanes with their counts and a field to filter by text.

    Signals: `filter_changed(IncidentFilter)`; `leave_requested()` when keys lead from the field to the table.
    """

    filter_changed = Signal(IncidentFilter)
    leave_requested = Signal()

    def __init__(self, *, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incidents = picture.of(Incident)
        # Counting is cheap, but not sixty times a second.
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(_RECOUNT_MS)
        self._recount.timeout.connect(self._show_counts)
        translate = QCoreApplication.translate
        state = signs.INCIDENT_STATE
        heads: tuple[tuple[str, Look | None], ...] = (
            (translate("LaneBar", "Open"), None),
            (translate("LaneBar", "To accept"), state[IncidentState.PENDING]),
            (translate("LaneBar", "To dispatch"), state[IncidentState.TO_DISPATCH]),
            (translate("LaneBar", "Handling"), state[IncidentState.HANDLING]),
            (translate("LaneBar", "To verify"), state[IncidentState.TO_VERIFY]),
            (translate("LaneBar", "Paused"), state[IncidentState.SUSPENDED]),
            (translate("LaneBar", "Closed 24 h"), state[IncidentState.CLOSED]),
        )
        self._lanes = [_Lane(text=text, look=look) for text, look in heads]
        self._group = QButtonGroup(self)
        self._lanes[0].setChecked(True)
        self.search = FilterEdit(placeholder=self.tr("Number, title, place…"))
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(240)
        self.search.typed.connect(self._emit)
        self.search.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for number, lane in enumerate(self._lanes):
            self._group.addButton(lane, number)
            row.addWidget(lane)
        row.addStretch(1)
        row.addWidget(self.search, 1)
        self._group.idClicked.connect(self._emit)
        self._show_counts()

    @property
    def filter(self) -> IncidentFilter:
        """What is chosen now."""
        return IncidentFilter(states=LANES[self._group.checkedId()], text=self.search.text().strip())

    @property
    def counts(self) -> tuple[int, ...]:
        """What each lane shows."""
        return tuple(lane.count for lane in self._lanes)

    def choose(self, number: int) -> None:
        """Choose a lane, counted from 0; one that does not exist is ignored."""
        if 0 <= number < len(self._lanes):
            self._lanes[number].setChecked(True)
            self._emit()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if "incident" in changes.reset:
            self._show_counts()
        elif changes.touches("incident") and not self._recount.isActive():
            self._recount.start()

    def _show_counts(self) -> None:
        counts = collections.Counter(entry.data.state for entry in self._incidents.values())
        for lane, states in zip(self._lanes, LANES, strict=True):
            lane.set_count(sum(counts[state] for state in states))

    def _emit(self) -> None:
        self.filter_changed.emit(self.filter)

    # Qt overrides.

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


class _Lane(QAbstractButton):
    """One lane: sign, name and count; the chosen one is underlined."""

    def __init__(self, *, text: str, look: Look | None) -> None:
        super().__init__()
        self._look = look
        self._count = 0
        self._signs = SignPainter()
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> int:
        """How many there are."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show how many there are."""
        if count != self._count:
            wider = len(str(count)) != len(str(self._count))
            self._count = count
            if wider:
                self.updateGeometry()
            self.update()

    # Qt overrides.

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(theme.font(bold=True))
        width = bold.horizontalAdvance(self.text()) + bold.horizontalAdvance(str(self._count)) + 30
        return QSize(width + (22 if self._look is not None else 0), theme.TARGET_HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        if self.underMouse():
            painter.fillRect(area, QColor(theme.HOVER))
        x = 10
        if self._look is not None:
            self._signs.draw(painter, self._look, x, (area.height() - 16) // 2, 16)
            x += 22
        chosen = self.isChecked()
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(QColor(theme.TEXT if chosen else theme.TEXT_QUIET))
        painter.drawText(area.adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(theme.font(bold=True))
        painter.setPen(QColor(theme.TEXT if self._count else theme.TEXT_QUIET))
        painter.drawText(
            area.adjusted(0, 0, -10, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            str(self._count),
        )
        if chosen:
            painter.fillRect(0, area.height() - 2, area.width(), 2, QColor(theme.ACCENT))
        if self.hasFocus():
            painter.setPen(QColor(theme.ACCENT))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()
