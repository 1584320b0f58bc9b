"""The papers about one incident: the slip of a task, a supervision document, the whole record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol.entities import AssigneeKind, Grid, Incident, Org, Task
from backend_client.protocol.incident_parts import Clock, Deadline, Reporter, Supervision
from console.paper.masking import Veil
from console.paper.sheet import Field, Form, Heading, List, ListColumn, Paper, Part, Stamp, signatures
from console.paper.table import moment_told
from widgets import act_words, words
from widgets.names import OrgNames
from widgets.phrases import listed

translate = QCoreApplication.translate

#: Lines that are left for writing by hand.
_RESULT_LINES: Final = 6
_WORDS_LINES: Final = 3
_RECIPIENT_CLOCKS: Final = (Clock.SIGN, Clock.HANDLE)


class IncidentPapers:
    """Makes papers of incidents of a picture. `people`: whether people's data stand in them unmasked.

    `reporter` is who reported, unmasked; without, he stands there as the incident tells.
    """

    def __init__(self, *, picture: Picture) -> None:
        self._names = OrgNames(orgs=picture.of(Org))
        self._grids = picture.of(Grid)

    def slip(
        self, incident: Incident, task: Task, *, stamp: Stamp, people: bool, reporter: Reporter | None = None
    ) -> Paper:
        """The slip of a task. Its recipient is named in any case: it is made out to him."""
        veil = Veil(down=not people)
        others = listed(_recipient(each, veil) for each in incident.tasks if each.id != task.id)
        given = (
            (
                _field(translate("Papers", "Recipient"), _recipient(task)),
                _moment(words.task_form(task.form), task.offered_at),
            ),
            (_field(translate("Papers", "Together with"), others),),
            (_field(translate("Papers", "Demands"), veil.prose(task.note), lines=2),),
            (_field(translate("Papers", "Deadlines"), _deadlines(incident, task)),),
        )
        done = (
            (
                _moment(_signed(), task.signed_at),
                _field(translate("Papers", "Signed for by"), task.signed_by),
            ),
            (_moment(words.task_state("on_scene"), task.arrived_at), _moment(_done(), task.done_at)),
            (_field(translate("Papers", "Result"), veil.prose(task.result), lines=_RESULT_LINES),),
        )
        signed = (translate("Papers", "Recipient signs"), translate("Papers", "Issued by"))
        parts: tuple[Part, ...] = (
            Form(self._about(incident, veil, reporter)),
            Heading(translate("Papers", "Task")),
            Form(given),
            Heading(translate("Papers", "For the recipient to fill in")),
            Form(done),
            signatures(signed, date=_date()),
        )
        return Paper(translate("Papers", "Task slip"), parts, stamp, incident.serial_no)

    def supervision(self, incident: Incident, document: Supervision, *, stamp: Stamp, people: bool) -> Paper:
        """A supervision document, with its reply and its release as far as they are there."""
        veil = Veil(down=not people)
        title = translate("Papers", "Supervision document")
        if document.listed:
            title = translate("Papers", "Listed supervision document")
        issuer = f"{self._names.name(document.org)}   {veil.name(document.by)}"
        issued = (
            (
                _field(translate("Papers", "Issued by"), issuer),
                _moment(translate("Papers", "Issued"), document.at),
            ),
            (
                _field(translate("Papers", "To"), self._names.name(incident.owner_org)),
                _moment(translate("Papers", "Answer due by"), document.due_at),
            ),
            (_field(translate("Papers", "Demand"), veil.prose(document.demand), lines=_WORDS_LINES),),
        )
        incident_is = (
            (
                _field(translate("Papers", "Number"), incident.serial_no),
                _field(translate("Papers", "Type"), incident.type_name),
            ),
            (_field(translate("Papers", "Title"), veil.prose(incident.title)),),
            (
                _field(translate("Papers", "Place"), incident.place),
                _field(translate("Papers", "State"), words.incident_state(incident.state)),
            ),
        )
        reply = (
            (_field(translate("Papers", "Reply"), veil.prose(document.reply), lines=_RESULT_LINES),),
            (_by(document.replied_by, veil), _moment(_date(), document.replied_at)),
        )
        release = ((_by(document.released_by, veil), _moment(_date(), document.released_at)),)
        signed = (translate("Papers", "Answering unit signs"), translate("Papers", "Issuer signs"))
        parts: tuple[Part, ...] = (
            Form(issued),
            Heading(translate("Papers", "Incident")),
            Form(incident_is),
            Heading(translate("Papers", "Reply")),
            Form(reply),
            Heading(translate("Papers", "Release")),
            Form(release),
            signatures(signed, date=_date()),
        )
        return Paper(title, parts, stamp, document.number)

    def record(
        self, incident: Incident, *, stamp: Stamp, people: bool, reporter: Reporter | None = None
    ) -> Paper:
        """All of an incident: what it is, who had it, its clocks, what pressed it, every step."""
        veil = Veil(down=not people)
        state = (
            (
                _field(translate("Papers", "State"), words.incident_state(incident.state)),
                _field(translate("Papers", "Organisation"), self._names.name(incident.owner_org)),
            ),
            (
                _moment(translate("Papers", "Accepted"), incident.accepted_at),
                _moment(translate("Papers", "Closed"), incident.closed_at),
            ),
        )
        parts: list[Part] = [Form((*self._about(incident, veil, reporter), *state))]
        parts += [Heading(translate("Papers", "Tasks")), _tasks(incident, veil)]
        if incident.deadlines:
            parts += [Heading(translate("Papers", "Clocks")), _clocks(incident)]
        if incident.supervisions:
            parts += [Heading(translate("Papers", "Supervision")), self._supervisions(incident, veil)]
        if incident.reports:
            parts += [Heading(translate("Papers", "Reports on a major incident")), _reports(incident, veil)]
        parts += [Heading(translate("Papers", "Trail")), _trail(incident, veil)]
        return Paper(translate("Papers", "Incident record"), tuple(parts), stamp, incident.serial_no)

    def _about(
        self, incident: Incident, veil: Veil, reporter: Reporter | None
    ) -> tuple[tuple[Field, ...], ...]:
        who = reporter or incident.reporter or Reporter()
        severity = words.severity(incident.severity)
        if incident.urgent:
            severity += "   " + translate("Papers", "Urgent")
        return (
            (
                _field(translate("Papers", "Type"), incident.type_name),
                _field(translate("Papers", "Severity"), severity),
            ),
            (
                _moment(translate("Papers", "Reported"), incident.reported_at),
                _field(translate("Papers", "Source"), words.source(incident.source)),
            ),
            (
                _field(translate("Papers", "Place"), incident.place),
                _field(translate("Papers", "Grid"), self._grid(incident.grid_code)),
            ),
            (
                _field(translate("Papers", "Reporter"), veil.name(who.name)),
                _field(translate("Papers", "Telephone"), veil.phone(who.phone)),
            ),
            (_field(translate("Papers", "Title"), veil.prose(incident.title)),),
            (
                _field(
                    translate("Papers", "Description"), veil.prose(incident.description), lines=_WORDS_LINES
                ),
            ),
        )

    def _grid(self, code: str | None) -> str:
        if not code:
            return ""
        names = (entry.data.name for entry in self._grids.values() if entry.data.code == code)
        return "\n".join((*names, code))

    def _supervisions(self, incident: Incident, veil: Veil) -> List:
        columns = (
            ListColumn(translate("Papers", "Number"), 1.6),
            ListColumn(translate("Papers", "Issued by"), 1.4),
            ListColumn(translate("Papers", "Demand"), 3.0),
            ListColumn(translate("Papers", "Answer due by"), 1.3),
            ListColumn(translate("Papers", "Reply"), 2.4),
            ListColumn(translate("Papers", "Release"), 1.3),
        )
        rows = (
            (
                each.number,
                self._names.name(each.org),
                veil.prose(each.demand),
                moment_told(each.due_at),
                veil.prose(each.reply),
                moment_told(each.released_at),
            )
            for each in incident.supervisions
        )
        return List(columns, tuple(rows))


def _tasks(incident: Incident, veil: Veil) -> List:
    columns = (
        ListColumn(translate("Papers", "Recipient"), 1.7),
        ListColumn(translate("Papers", "State"), 1.0),
        ListColumn(_given(), 1.3),
        ListColumn(_signed(), 1.3),
        ListColumn(words.task_state("on_scene"), 1.3),
        ListColumn(translate("Papers", "Ended"), 1.3),
        ListColumn(translate("Papers", "Demands, result"), 3.0),
    )
    rows = (
        (
            _recipient(task, veil),
            words.task_state(task.state),
            moment_told(task.offered_at),
            moment_told(task.signed_at),
            moment_told(task.arrived_at),
            moment_told(task.ended_at or task.done_at),
            veil.prose("\n".join(said for said in (task.note, task.result, task.reason) if said)),
        )
        for task in sorted(incident.tasks, key=lambda task: not task.lead)
    )
    return List(columns, tuple(rows), empty=translate("Papers", "Nobody was assigned"))


def _clocks(incident: Incident) -> List:
    columns = (
        ListColumn(translate("Papers", "Clock"), 1.6),
        ListColumn(translate("Papers", "Began"), 1.3),
        ListColumn(translate("Papers", "Due"), 1.3),
        ListColumn(translate("Papers", "Met"), 1.3),
        ListColumn(translate("Papers", "Overdue since"), 1.3),
    )
    rows = (
        (
            words.clock(each.clock),
            moment_told(each.started_at),
            moment_told(each.due_at),
            moment_told(each.met_at),
            moment_told(each.breached_at),
        )
        for each in incident.deadlines
    )
    return List(columns, tuple(rows))


def _reports(incident: Incident, veil: Veil) -> List:
    columns = (
        ListColumn(translate("Papers", "Time"), 1.3),
        ListColumn(translate("Papers", "Report"), 1.0),
        ListColumn(translate("Papers", "To"), 1.4),
        ListColumn(translate("Papers", "Text"), 4.0),
    )
    names = {
        "first": words.clock(Clock.FIRST_REPORT),
        "follow_up": words.clock(Clock.FOLLOW_UP_REPORT),
        "final": words.clock(Clock.FINAL_REPORT),
    }
    rows = (
        (moment_told(each.at), names.get(each.kind, each.kind), each.to, veil.prose(each.text))
        for each in incident.reports
    )
    return List(columns, tuple(rows))


def _trail(incident: Incident, veil: Veil) -> List:
    columns = (
        ListColumn(translate("Papers", "Time"), 1.3),
        ListColumn(translate("Papers", "Act"), 1.2),
        ListColumn(translate("Papers", "By"), 1.2),
        ListColumn(translate("Papers", "Text"), 4.0),
    )
    rows = (
        # Recipients are people too, and a step names them in its text.
        (
            moment_told(step.at),
            act_words.of_step(step, incident.tasks),
            veil.name(step.by),
            veil.prose(_unnamed(step.text, incident, veil)),
        )
        for step in incident.steps
    )
    return List(columns, tuple(rows))


def _unnamed(text: str, incident: Incident, veil: Veil) -> str:
    for task in incident.tasks:
        if task.kind is AssigneeKind.UNIT and task.name:
            text = text.replace(task.name, veil.name(task.name))
    return text


def _recipient(task: Task, veil: Veil | None = None) -> str:
    name = task.name if veil is None or task.kind is not AssigneeKind.UNIT else veil.name(task.name)
    if task.lead:
        return translate("Papers", "{name} (lead)").format(name=name)
    return translate("Papers", "{name} (supports)").format(name=name)


def _deadlines(incident: Incident, task: Task) -> str:
    """The clocks that this recipient is measured by."""
    mine: Iterable[Deadline] = (
        each
        for each in incident.deadlines
        if each.clock in _RECIPIENT_CLOCKS and each.task in (None, task.id)
    )
    return "\n".join(f"{words.clock(each.clock)}   {moment_told(each.due_at)}" for each in mine)


def _by(name: str, veil: Veil) -> Field:
    return Field(translate("Papers", "By"), veil.name(name))


def _field(caption: str, value: str, *, lines: int = 1) -> Field:
    return Field(caption, value, lines)


def _moment(caption: str, moment: str | None) -> Field:
    return Field(caption, moment_told(moment))


def _given() -> str:
    return translate("Papers", "Given")


def _signed() -> str:
    return translate("Papers", "Signed for")


def _done() -> str:
    return translate("Papers", "Done")


def _date() -> str:
    return translate("Papers", "Date")
