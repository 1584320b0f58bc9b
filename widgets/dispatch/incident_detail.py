"""One incident in full: what it is, who has it, what happened, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import CLOSED_STATES, Grid, Incident, Org, Position
from backend_client.protocol.times import parse_time
from widgets import signs, theme, words
from widgets.action import Action, CommandView
from widgets.detail.clock_rows import ClockRows
from widgets.detail.link_rows import LinkRows
from widgets.detail.marks import Mark, marks
from widgets.detail.media_strip import MediaStrip
from widgets.detail.related import near_marks, same_marks
from widgets.dispatch.action_button import ActionGrid
from widgets.dispatch.action_shelf import ActionShelf
from widgets.dispatch.command_notice import CommandNotice
from widgets.dispatch.fields import Fields
from widgets.dispatch.incident_trail import TaskRows, Trail
from widgets.drills import titled
from widgets.duplicates import NEARBY_M, duplicates, nearby
from widgets.flow_layout import FlowLayout
from widgets.labels import heading, plain_label
from widgets.moments import moment_text
from widgets.names import OrgNames
from widgets.sign_label import SignLabel

#: Of the height, what the buttons may take at most.
_BUTTONS_SHARE: Final = 0.4
#: The incidents within so many metres of a position.
Around: TypeAlias = Callable[[Position | None, float], Mapping[str, Entry[Incident]]]


class IncidentDetail(QFrame):
    """Shows the incident whose id it is given and follows it.

    The buttons stand below and never move, scrolled where there is little room; how the last command fares
    is said just above them.

    Signals: `shown_changed(str)` when another incident is shown; `incident_wanted(str)` when a row that leads
    to another one was pressed; `reporter_wanted()` when somebody wants to know who reported it;
    `call_wanted()` when somebody wants to telephone about it.
    """

    shown_changed = Signal(str)
    incident_wanted = Signal(str)
    reporter_wanted = Signal()
    call_wanted = Signal()

    def __init__(
        self,
        *,
        picture: Picture,
        now: Callable[[], float],
        redo_key: str = "",
        around: Around | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`around` finds the incidents near a place quickly; without it all of them are looked through."""
        super().__init__(parent)
        self._around = around
        self.setProperty("part", "panel")
        self._incidents = picture.of(Incident)
        self._grids = picture.of(Grid)
        self._grid_names: dict[str, str] | None = None
        self._names = OrgNames(orgs=picture.of(Org))
        self._now = now
        self._id = ""
        self._unmasked = ""
        self._marked = 0
        self._past: Entry[Incident] | None = None

        self._empty = plain_label(part="quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._severity = SignLabel(size=24)
        self._title = plain_label(wraps=True, size="title", bold=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._state_sign = SignLabel()
        self._state = plain_label(bold=True)
        self._severity_name, self._serial, self._age = (plain_label(part="quiet") for _ in range(3))
        self._clocks = ClockRows()
        self._marks = LinkRows()
        self._fields = Fields()
        self._reporter = plain_label(wraps=True)
        self._unmask = QPushButton(self.tr("Show in full (with a reason)"))
        self._unmask.setProperty("part", "link")
        self._unmask.setAutoDefault(False)
        self._unmask.clicked.connect(self.reporter_wanted)
        self._call = QPushButton()
        self._call.setProperty("part", "link")
        self._call.setAutoDefault(False)
        self._call.setAccessibleName(self.tr("Telephone about it"))
        self._call.clicked.connect(self.call_wanted)
        self._call_row = QWidget()
        self._call_row.hide()
        self.media = MediaStrip()
        self._same, self._near, self._earlier = LinkRows(), LinkRows(), LinkRows()
        self._headings: dict[LinkRows, QLabel] = {}
        self._tasks = TaskRows()
        self._trail = Trail()
        self.command = CommandNotice(now=now, redo_key=redo_key)
        self.buttons = ActionGrid()
        self._shelf = ActionShelf(grid=self.buttons)

        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build())
        self._ages = QTimer(self)
        self._ages.setInterval(1000)
        self._ages.timeout.connect(self._show_age)
        self._ages.start()
        self._show()

    @property
    def incident_id(self) -> str:
        """The id of what is shown, empty when nothing is."""
        return self._id

    @property
    def why_empty(self) -> str:
        """What stands there while no incident does."""
        if self._id:
            return self.tr("This incident is no longer in view")
        if self._marked:
            return self.tr("Incidents are marked: {n}. Choose one to read it").format(n=self._marked)
        return self.tr("Choose an incident")

    def show_past(self, id_: str, incident: Incident) -> None:
        """Show an incident that is not in view any more as it was found, until another one is shown."""
        self.show_incident(id_)
        if id_ not in self._incidents:
            self._past = Entry(id=id_, ver=0, data=incident)
            self._show()

    def show_incident(self, id_: str) -> None:
        """Show this incident; an empty id shows none."""
        if id_ != self._id:
            self._past = None
            self._id = id_
            self._unmasked = ""
            self._set_related(self._earlier, ())
            self.show_number("")
            self.command.show_command(None)
            self._scroll.verticalScrollBar().setValue(0)
            self._show()
            self.shown_changed.emit(id_)

    def show_marked(self, count: int) -> None:
        """So many rows are marked in the list while none of them is the one to be shown."""
        if count != self._marked:
            self._marked = count
            if not self._id:
                self._show()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("grid"):
            self._grid_names = None
        if "incident" in changes.reset or self._id in changes.ids("incident") or changes.touches("org"):
            self._show()

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Show what can be done with this incident."""
        self.buttons.set_actions(actions)

    def show_earlier(self, id_: str, marks: Sequence[Mark]) -> None:
        """Show what was at the place of incident `id_` before; dropped when another one is shown by now."""
        if id_ == self._id:
            self._set_related(self._earlier, marks)

    def show_reporter(self, id_: str, text: str) -> None:
        """Show who reported incident `id_`, in full, until another one is shown."""
        if id_ == self._id:
            self._reporter.setText(text)
            self._unmask.hide()
            self._unmasked = id_

    def show_number(self, text: str, *, others: str = "", why_not: str = "") -> None:
        """Show whom to telephone about it, until told anew; `others` are called as well, empty hides it."""
        self._call.setText(text)
        self._call.setToolTip(why_not or others)
        self._call.setEnabled(not why_not)
        self._call_row.setVisible(bool(text))

    def mask_reporter(self) -> None:
        """Show who reported it masked again: whoever looks now has not said why he has to know."""
        if self._unmasked:
            self._unmasked = ""
            self._show()

    def focus_first_action(self) -> None:
        """Move to the first button that can be pressed now: the next step of this incident."""
        self.buttons.focus_first()

    def set_command(self, command: CommandView | None) -> None:
        """Say how the last command on this incident fares."""
        self.command.show_command(command)

    def _build(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self._severity, 0, Qt.AlignmentFlag.AlignTop)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(self._title)
        state = QWidget()
        pair = QHBoxLayout(state)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._state_sign)
        pair.addWidget(self._state)
        line = FlowLayout(gap=14)
        for part in (state, self._severity_name, self._serial, self._age):
            line.addWidget(part)
        titles.addLayout(line)
        head.addLayout(titles, 1)

        body = QWidget()
        body_column = QVBoxLayout(body)
        body_column.setContentsMargins(0, 0, 8, 0)
        body_column.setSpacing(theme.GAP)
        body_column.addWidget(self._clocks)
        body_column.addWidget(self._marks)
        self._add_related(body_column, self._same, self.tr("May be the same"))
        body_column.addWidget(self._fields)
        reporter = QHBoxLayout()
        reporter.addWidget(self._reporter, 1)
        reporter.addWidget(self._unmask)
        body_column.addLayout(reporter)
        call = QHBoxLayout(self._call_row)
        call.setContentsMargins(0, 0, 0, 0)
        caption = plain_label(part="caption")
        caption.setText(self.tr("Telephone"))
        call.addWidget(caption)
        call.addWidget(self._call, 1)
        body_column.addWidget(self._call_row)
        body_column.addWidget(self.media)
        body_column.addWidget(heading(self.tr("Tasks")))
        body_column.addWidget(self._tasks)
        body_column.addWidget(heading(self.tr("Trail")))
        body_column.addWidget(self._trail)
        self._add_related(body_column, self._near, self.tr("Near it now"))
        self._add_related(body_column, self._earlier, self.tr("At this place before"))
        self._marks.activated.connect(self.incident_wanted)
        body_column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        self._scroll.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        # As wide as can be seen: one long word without a blank must not push the rest out of sight.
        body.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.command)
        column.addWidget(self._shelf)
        return page

    def _add_related(self, column: QVBoxLayout, rows: LinkRows, title: str) -> None:
        rows.activated.connect(self.incident_wanted)
        self._headings[rows] = heading(title)
        column.addWidget(self._headings[rows])
        column.addWidget(rows)
        self._set_related(rows, ())

    def _set_related(self, rows: LinkRows, marks: Sequence[Mark]) -> None:
        rows.set_marks(marks)
        rows.setVisible(bool(marks))
        self._headings[rows].setVisible(bool(marks))

    def _entry(self) -> Entry[Incident] | None:
        found = self._incidents.get(self._id)
        return self._past if found is None else found

    def _show(self) -> None:
        entry = self._entry()
        if entry is None:
            self._empty.setText(self.why_empty)
            self._stack.setCurrentIndex(0)
            return
        incident = entry.data
        now = self._now()
        severity = signs.SEVERITY.get(incident.severity, signs.UNKNOWN)
        self._severity.show_look(severity)
        self._title.setText(titled(incident))
        state = signs.INCIDENT_STATE.get(incident.state, signs.UNKNOWN)
        self._state_sign.show_look(state)
        self._state.setText(words.incident_state(incident.state))
        self._state.setStyleSheet(f"color: {state.colour}")
        self._show_age()
        grid = incident.grid_code or ""
        self._fields.set_fields(
            (
                (self.tr("Type"), incident.type_name),
                (self.tr("Reported"), moment_text(incident.reported_at, now=now)),
                (self.tr("Street"), self._names.street(incident.owner_org)),
                (self.tr("Accepted"), moment_text(incident.accepted_at, now=now) or "-"),
                (self.tr("Source"), words.source(incident.source)),
                (self.tr("Closed"), moment_text(incident.closed_at, now=now) or "-"),
            ),
            wide=(
                (self.tr("Place"), incident.place),
                (self.tr("Grid"), self._grid_name(grid)),
                (self.tr("Description"), incident.description),
            ),
        )
        self._clocks.set_incident(incident, now=now)
        self._show_ties(entry)
        self.media.set_media(incident.media, now=now)
        self._tasks.set_tasks(incident.tasks, now=now)
        self._trail.set_steps(incident.steps, tasks=incident.tasks, now=now)
        self._stack.setCurrentIndex(1)

    def _show_ties(self, entry: Entry[Incident]) -> None:
        incident = entry.data
        entries = self._incidents if self._around is None else self._around(incident.position, NEARBY_M)
        told = marks(incident, now=self._now(), org_name=self._names.name, serial_of=self._serial_of)
        self._marks.set_marks(told)
        self._marks.setVisible(bool(told))
        is_over = incident.state in CLOSED_STATES
        same = () if is_over else duplicates(entry.id, incident, entries)
        self._set_related(self._same, same_marks(same, entries))
        known = {each.id for each in same}
        near = [each for each in nearby(entry.id, incident, entries) if each[0] not in known]
        self._set_related(self._near, near_marks(near, entries))
        reporter = incident.reporter
        self._reporter.setVisible(reporter is not None)
        self._unmask.setVisible(reporter is not None and self._unmasked != entry.id)
        if reporter is not None and self._unmasked != entry.id:
            who = self.tr("Reported by {name}  {phone}").format(name=reporter.name, phone=reporter.phone)
            self._reporter.setText(who)

    def _serial_of(self, id_: str) -> str:
        entry = self._incidents.get(id_)
        return id_ if entry is None else entry.data.serial_no

    def _show_age(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        incident = entry.data
        self.command.refresh()
        self._clocks.set_now(self._now())
        age = words.age(self._now() - parse_time(incident.reported_at))
        is_open = incident.state not in CLOSED_STATES
        for label, text in (
            (self._severity_name, words.severity(incident.severity)),
            (self._serial, incident.serial_no),
            (self._age, self.tr("open for {age}").format(age=age) if is_open else ""),
        ):
            if text != label.text():
                label.setText(text)

    def _grid_name(self, code: str) -> str:
        if self._grid_names is None:
            self._grid_names = {entry.data.code: entry.data.name for entry in self._grids.values()}
        name = self._grid_names.get(code)
        return f"{name}  {code}" if name else code or "-"

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shelf.setMaximumHeight(max(theme.row_height(), round(self.height() * _BUTTONS_SHARE)))
