"""The room's own work at one desk: whom to call, the duty log, and handing the shift over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol import permissions
from backend_client.protocol.commands import HandoverWrite
from backend_client.protocol.duty import DutyLogEntry, Handover
from backend_client.protocol.entities import CLOSED_STATES, Department, Grid, Incident, Org, Seat
from backend_client.protocol.incident_args import Comment
from backend_client.protocol.times import format_time
from backend_client.tasks import TaskSet
from console.actions.keys import KEYS
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.duty.contact_book import ContactBook
from console.duty.forms import (
    call_args,
    call_form,
    callee_line,
    dial_form,
    hand_over_form,
    log_args,
    log_form,
    take_over_form,
)
from console.situation import Situation
from console.windows import DeskWindow
from widgets.dispatch.form_dialog import FormAnswer
from widgets.dispatch.sheets import Tab
from widgets.drills import headed
from widgets.duty.contact_model import ContactModel
from widgets.duty.duty_sheets import ContactSheet, DutyLogSheet
from widgets.duty.log_model import DutyLogModel
from widgets.duty.numbers import Callee, Part, callees, first_phone, on_duty
from widgets.duty.roster_model import RosterModel
from widgets.initials import Initials
from widgets.moments import moment_text
from widgets.names import OrgNames

translate = QCoreApplication.translate

#: The roster's turns begin and end at any minute: so often the number on an incident is looked up anew.
_LOOKED_UP_MS: Final = 60_000
_COMMANDS: Final = {
    "duty.call": "duty_log.add",
    "duty.write": "duty_log.add",
    "duty.hand_over": "handover.write",
    "duty.take_over": "handover.sign",
}


class DutyRoom(QObject):
    """An action group with two sheets of the desk: the directory and the duty log."""

    def __init__(
        self,
        *,
        desk: DeskWindow,
        situation: Situation,
        picture: Picture,
        dialogs: Dialogs,
        dispatching: Dispatching,
        initials: Initials,
        tasks: TaskSet,
        seat: str,
        shift_since: Callable[[], float],
        silenced: Callable[[], tuple[str, ...]],
        show_incident: Callable[[str], None],
        folder: Path,
        now: Callable[[], float],
        dial: Callable[[str], bool] = lambda address: QDesktopServices.openUrl(QUrl(address)),
        parent: QObject | None = None,
    ) -> None:
        """`seat` is this workstation's seat or empty, `silenced` says what is muted here, `dial` gives an
        address to the workstation's telephone program and answers whether there is one.
        """
        super().__init__(parent)
        self._desk = desk
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._grids = picture.of(Grid)
        self._seats = picture.of(Seat)
        self._lines = picture.of(DutyLogEntry)
        self._handovers = picture.of(Handover)
        self._departments = picture.of(Department)
        self._names = OrgNames(orgs=picture.of(Org))
        self._dialogs = dialogs
        self._dispatching = dispatching
        self._seat = seat
        self._shift_since = shift_since
        self._silenced = silenced
        self._show_incident = show_incident
        self._now = now
        self._dial = dial
        self.book = ContactBook(picture=picture, path=folder / "contacts.json", tasks=tasks)
        self._contacts = ContactModel(
            entries=self.book, org_name=self._where, initials=initials, now=now, parent=self
        )
        self._roster = RosterModel(
            entries=self.book,
            org_name=self._where,
            home=self._home,
            initials=initials,
            now=now,
            parent=self,
        )
        self._log = DutyLogModel(entries=self._lines, now=now, parent=self)
        self.directory = ContactSheet(model=self._contacts, roster=self._roster)
        self.log = DutyLogSheet(model=self._log)
        sheets = (
            ("directory", translate("DutyRoom", "Directory"), self.directory, self.directory.search),
            ("duty_log", translate("DutyRoom", "Duty log"), self.log, self.log.table),
        )
        for id_, title, sheet, first in sheets:
            desk.desk.add_tab(Tab(id_, title, sheet, first.setFocus))
        self.directory.call_requested.connect(self.call)
        self.log.write_requested.connect(lambda: self.run("duty.write"))
        self.log.hand_over_requested.connect(lambda: self.run("duty.hand_over"))
        self.log.settle_requested.connect(self._settle)
        self.log.incident_requested.connect(self._show_line)
        self.log.table.current_id_changed.connect(lambda _id: self._refresh())
        self._told: set[str] = set()
        desk.detail.shown_changed.connect(lambda _id: self._show_number())
        desk.detail.call_wanted.connect(lambda: self.run("duty.call"))
        turns = QTimer(self)
        turns.timeout.connect(self._show_number)
        turns.start(_LOOKED_UP_MS)
        self._refresh()

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("DutyRoom", "Duty")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (*_COMMANDS, "desk.directory", "desk.roster", "desk.duty_log")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "duty.call":
                return translate("DutyRoom", "Telephone about it")
            case "duty.write":
                return translate("DutyRoom", "Write into the duty log")
            case "duty.hand_over":
                return translate("DutyRoom", "Hand the shift over")
            case "duty.take_over":
                return translate("DutyRoom", "Take the shift over")
            case "desk.directory":
                return translate("DutyRoom", "Directory")
            case "desk.roster":
                return translate("DutyRoom", "Duty roster")
        return translate("DutyRoom", "Duty log")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ not in _COMMANDS:
            return ""
        if not permissions.may_send(_COMMANDS[id_], self._situation.roles):
            return translate("OperatorActions", "Not your role")
        match id_:
            case "duty.call" if self._situation.incident not in self._incidents:
                return translate("OperatorActions", "No incident is chosen")
            case "duty.call" if not self._callees(self._situation.incident):
                return translate("DutyRoom", "No number is known")
            case "duty.hand_over" if not self._seat:
                return translate("DutyRoom", "This desk has no seat")
            case "duty.take_over" if self._offered() is None:
                return translate("DutyRoom", "Nothing is handed over")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        match id_:
            case "desk.directory":
                self.directory.roster_button.setChecked(False)
                self._desk.desk.show_tab("directory")
            case "desk.roster":
                self._desk.desk.show_tab("directory")
                self.directory.show_roster()
            case "desk.duty_log":
                self._desk.desk.show_tab("duty_log")
            case _ if self.why_not(id_):
                return
            case "duty.call":
                self._call_about_incident()
            case "duty.write":
                self._write()
            case "duty.hand_over":
                self._hand_over()
            case "duty.take_over":
                self._take_over()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self.book.on_changes(changes, now=self._now())
        self._contacts.on_changes(changes)
        self._roster.on_changes(changes)
        self._log.on_changes(changes)
        if changes.touches("contact"):
            # The book may have gone from what was kept to what the platform says, or back.
            self._contacts.reload()
        if changes.touches("contact", "seat", "org", "department"):
            self._roster.reload()
        if changes.touches("duty_log_entry") or changes.touches("handover") or changes.touches("contact"):
            self._refresh()
        if (
            changes.touches("contact", "grid")
            or "incident" in changes.reset
            or self._desk.detail.incident_id in changes.ids("incident")
        ):
            self._show_number()

    def _refresh(self) -> None:
        as_of = self.book.as_of
        text = translate("DutyRoom", "The platform is away: the directory is that of {time}")
        self.directory.show_age(text.format(time=moment_text(as_of, now=self._now())) if as_of else "")
        line = self._lines.get(self.log.table.current_id)
        self.log.set_can_settle(line is not None and line.data.is_owed)
        promised = self._promised()
        title = translate("DutyRoom", "Duty log")
        self._desk.desk.name_tab("duty_log", f"{title} {promised}" if promised else title)
        offered = self._offered()
        if offered is not None and offered[0] not in self._told:
            self._told.add(offered[0])
            told = translate("DutyRoom", "{name} hands the shift over: {key} to read it and sign")
            key = _shown(KEYS["duty.take_over"])
            self._desk.banners.show_notice(told.format(name=offered[1].giver_name, key=key))

    def _promised(self) -> int:
        """How many promises have not been kept."""
        return sum(each.data.is_owed for each in self._lines.values())

    def _home(self) -> str:
        """The org that this desk's seat belongs to; empty while there is none."""
        seat = self._seats.get(self._seat)
        return "" if seat is None else seat.data.org

    def _where(self, org: str) -> str:
        entry = self._departments.get(org)
        return self._names.name(org) if entry is None else entry.data.name

    # Calls.

    def _show_number(self) -> None:
        """Put the number that is called first on the incident that is shown."""
        found = self._callees(self._desk.detail.incident_id)
        if not found:
            self._desk.detail.show_number("")
            return
        self._desk.detail.show_number(
            f"{callee_line(found[0])}   {_shown(KEYS['duty.call'])}",
            others="\n".join(callee_line(each) for each in found),
            why_not=self.why_no_call(),
        )

    def _callees(self, incident: str) -> tuple[Callee, ...]:
        entry = self._incidents.get(incident)
        if entry is None:
            return ()
        return callees(entry.data, contacts=self.book, grids=self._grids.values(), now=self._now())

    def _call_about_incident(self) -> None:
        entry = self._incidents[self._situation.incident]
        found = self._callees(self._situation.incident)
        about = headed(entry.data)
        if len(found) == 1:
            self._call(found[0], about=about, incident=entry.id)
            return

        def chosen(answer: FormAnswer) -> None:
            callee = found[int(answer.word("callee"))]
            # One dialog at a time: the next one opens when this one has closed.
            QTimer.singleShot(0, self, lambda: self._call(callee, about=about, incident=entry.id))

        self._dialogs.ask(dial_form(about=about, callees=found), chosen)

    def why_no_call(self) -> str:
        """Why nobody can be called from here, in words; empty when one can."""
        may = permissions.may_send("duty_log.add", self._situation.roles)
        return "" if may else translate("OperatorActions", "Not your role")

    def call(self, id_: str) -> None:
        """Call somebody of the directory, and ask what came of it for the duty log."""
        entry = self.book.get(id_)
        if entry is None:
            return
        contact = entry.data
        phone = first_phone(contact)
        if phone is not None:
            part = Part.OTHER if on_duty(contact, self._now()) is None else Part.ON_DUTY
            self._call(Callee(id_, contact.name, part, phone), about="", incident=None)

    def _call(self, callee: Callee, *, about: str, incident: str | None) -> None:
        dialled = self._dial(callee.address)
        form = call_form(about=about, callee=callee, dialled=dialled, now=self._now())

        def ended(answer: FormAnswer) -> None:
            args = call_args(answer, callee, incident=incident, seat=self._seat)
            self._dispatching.give("duty_log.add", target=None, args=args)

        self._dialogs.ask(form, ended)

    # The duty log.

    def _write(self) -> None:
        entry = self._incidents.get(self._situation.incident)
        about = "" if entry is None else headed(entry.data)
        incident = None if entry is None else entry.id

        def written(answer: FormAnswer) -> None:
            args = log_args(answer, incident=incident, seat=self._seat)
            self._dispatching.give("duty_log.add", target=None, args=args)

        self._dialogs.ask(log_form(about=about, now=self._now()), written)

    def _settle(self, id_: str) -> None:
        entry = self._lines.get(id_)
        if entry is not None:
            self._dispatching.give("duty_log.settle", target=id_, args=Comment(), expect_ver=entry.ver)

    def _show_line(self, id_: str) -> None:
        entry = self._lines.get(id_)
        if entry is not None and entry.data.incident is not None:
            self._show_incident(entry.data.incident)

    # Shifts.

    def _offered(self) -> tuple[str, Handover] | None:
        """The latest shift that waits for the person here to sign for it."""
        user = self._situation.user
        if user is None:
            return None
        waiting = sorted(self._handovers.items(), key=lambda item: item[1].data.written_at, reverse=True)
        for id_, entry in waiting:
            handover = entry.data
            mine = handover.taker == user.id or (handover.taker is None and handover.seat == self._seat)
            if handover.signed_at is None and handover.giver != user.id and mine:
                return id_, handover
        return None

    def _hand_over(self) -> None:
        seat = self._seats.get(self._seat)
        states = Counter(each.data.state for each in self._incidents.values())
        silenced = self._silenced()
        form = hand_over_form(
            seat=self._seat if seat is None else seat.data.name,
            open_count=sum(count for state, count in states.items() if state not in CLOSED_STATES),
            promised=self._promised(),
            silenced=silenced,
        )

        def signed(answer: FormAnswer) -> None:
            args = HandoverWrite(since=format_time(self._shift_since()), text=answer.text, silenced=silenced)
            self._dispatching.give("handover.write", target=self._seat, args=args)

        self._dialogs.ask(form, signed)

    def _take_over(self) -> None:
        offered = self._offered()
        if offered is None:
            return
        id_, handover = offered

        def signed(answer: FormAnswer) -> None:
            self._dispatching.give("handover.sign", target=id_, args=Comment(text=answer.text))

        self._dialogs.ask(take_over_form(handover, now=self._now()), signed)


def _shown(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
