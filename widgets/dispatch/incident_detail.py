"""One incident in full: what it is, who has it, what happened, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import CLOSED_STATES, Grid, Incident, Org
from backend_client.protocol.times import parse_time
from widgets import signs, theme, words
from widgets.action import Action, CommandView
from widgets.dispatch.action_button import ActionGrid
from widgets.dispatch.command_notice import CommandNotice
from widgets.dispatch.fields import Fields
from widgets.dispatch.incident_trail import TaskRows, Trail
from widgets.flow_layout import FlowLayout
from widgets.labels import heading, plain_label
from widgets.moments import moment_text
from widgets.names import OrgNames
from widgets.sign_label import SignLabel


class IncidentDetail(QFrame):
    """Shows the incident whose id it is given and follows it.

    The buttons stand below and never move; how the last command fares is said just above them. Signals:
    `shown_changed(str)` when another incident is shown.
    """

    shown_changed = Signal(str)

    def __init__(
        self,
        *,
        picture: Picture,
        now: Callable[[], float],
        redo_key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "panel")
        self._incidents = picture.of(Incident)
        self._grids = picture.of(Grid)
        self._grid_names: dict[str, str] | None = None
        self._names = OrgNames(orgs=picture.of(Org))
        self._now = now
        self._id = ""

        self._empty = plain_label(part="quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._severity = SignLabel(size=24)
        self._title = plain_label(wraps=True, size="title", bold=True)
        self._state_sign = SignLabel()
        self._state = plain_label(bold=True)
        self._severity_name, self._serial, self._age = (plain_label(part="quiet") for _ in range(3))
        self._fields = Fields()
        self._tasks = TaskRows()
        self._trail = Trail()
        self.command = CommandNotice(now=now, redo_key=redo_key)
        self.buttons = ActionGrid()

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

    def show_incident(self, id_: str) -> None:
        """Show this incident; an empty id shows none."""
        if id_ != self._id:
            self._id = id_
            self.command.show_command(None)
            self._scroll.verticalScrollBar().setValue(0)
            self._show()
            self.shown_changed.emit(id_)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("grid"):
            self._grid_names = None
        if "incident" in changes.reset or self._id in changes.ids("incident") or changes.touches("org"):
            self._show()

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Show what can be done with this incident."""
        self.buttons.set_actions(actions)

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
        body_column.addWidget(self._fields)
        body_column.addWidget(heading(self.tr("Tasks")))
        body_column.addWidget(self._tasks)
        body_column.addWidget(heading(self.tr("Trail")))
        body_column.addWidget(self._trail)
        body_column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        self._scroll.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)

        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.command)
        column.addWidget(self.buttons)
        return page

    def _show(self) -> None:
        entry = self._incidents.get(self._id)
        if entry is None:
            self._empty.setText(
                self.tr("This incident is no longer in view") if self._id else self.tr("Choose an incident")
            )
            self._stack.setCurrentIndex(0)
            return
        incident = entry.data
        now = self._now()
        severity = signs.SEVERITY.get(incident.severity, signs.UNKNOWN)
        self._severity.show_look(severity)
        title = incident.title
        if incident.exercise:
            title = self.tr("[Drill] {title}").format(title=title)
        self._title.setText(title)
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
        self._tasks.set_tasks(incident.tasks, now=now)
        self._trail.set_steps(incident.steps, now=now)
        self._stack.setCurrentIndex(1)

    def _show_age(self) -> None:
        entry = self._incidents.get(self._id)
        if entry is None:
            return
        incident = entry.data
        self.command.refresh()
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
