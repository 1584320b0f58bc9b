"""What each act on an incident asks for, and the command's arguments that come of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol import incident_args as args
from backend_client.protocol.deadlines import handling_due
from backend_client.protocol.entities import Department, Incident, Org, Task, TaskState
from backend_client.protocol.incident_parts import ReportKind, Supervision
from backend_client.protocol.lifecycle import ACTS, TASK_WAYS, UNFINISHED_TASKS, lead_to_report
from backend_client.protocol.times import format_time
from widgets import act_words, words
from widgets.detail.marks import waiting
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField, Field, FlagField, LineField, MomentField, PickField
from widgets.drills import headed
from widgets.initials import Initials

translate = QCoreApplication.translate

_HOUR: Final = 3600.0
_ALL: Final = "all"


class IncidentForms:
    """Makes the form of an act for one incident. `now` is the platform's time."""

    def __init__(self, *, picture: Picture, initials: Initials, now: Callable[[], float]) -> None:
        self._orgs = picture.of(Org)
        self._departments = picture.of(Department)
        self._initials = initials
        self._now = now

    def form(self, act: str, incident: Incident, *, asks_only: bool = False) -> Form:
        """The form of `act`; with `asks_only` it says that an approver has the last word."""
        words_needed = ACTS[act].text
        return Form(
            title=act_words.command(act),
            about=self._about(act, incident),
            send=act_words.command(act),
            fields=self._fields(act, incident),
            words=words_needed,
            words_caption="" if words_needed else translate("IncidentForms", "Words (may be left out)"),
            presets=_presets(act),
            warning=_warning(act, incident, asks_only=asks_only),
        )

    def _about(self, act: str, incident: Incident) -> str:
        about = headed(incident)
        if act != "incident.decide_extension" or incident.request is None:
            return about
        # Whoever decides reads what was asked, by whom and why.
        asked = [mark.text for mark in waiting(incident, now=self._now())]
        return "\n".join([about, *asked])

    def _fields(self, act: str, incident: Incident) -> tuple[Field, ...]:
        match act:
            case "incident.transfer":
                return (ChoiceField("org", translate("Dialogs", "To"), self._other_orgs(incident)),)
            case "incident.recall":
                return (ChoiceField("task", translate("IncidentForms", "Task"), _recallable(incident)),)
            case "incident.report_up":
                above = self._orgs_above(incident)
                to = ChoiceField("org", translate("Dialogs", "To"), above)
                skips = FlagField("emergency", translate("IncidentForms", "Emergency: past the next level"))
                return (to, skips) if len(above) > 1 else (to,)
            case "incident.request_extension":
                return (
                    self._moment("until", translate("IncidentForms", "Until"), since=handling_due(incident)),
                )
            case "incident.suspend":
                return (self._moment("until", translate("IncidentForms", "Until")),)
            case "incident.decide_extension":
                return (_outcome(_granted()),)
            case "incident.ledger":
                return (
                    LineField("owner", translate("IncidentForms", "Answers for it"), required=True),
                    self._moment("review", translate("IncidentForms", "Looked at again")),
                )
            case "incident.strike":
                return (_outcome(_struck()),)
            case "incident.verify":
                called = translate("IncidentForms", "Called back")
                nobody = translate("IncidentForms", "Who was called; empty: checked on site")
                return (_outcome(_verified()), LineField("on_call", called, placeholder=nobody))
            case "incident.supervise":
                return (
                    self._moment("due", translate("IncidentForms", "Answer due by")),
                    FlagField("listed", translate("IncidentForms", "Listed supervision")),
                )
            case "incident.reply_supervision" | "incident.release_supervision":
                return (ChoiceField("number", translate("IncidentForms", "Document"), _documents(incident)),)
            case "incident.copy":
                return (
                    PickField(
                        "to",
                        translate("Dialogs", "To"),
                        self._everybody(),
                        translate("IncidentForms", "Name or pinyin initials"),
                    ),
                )
            case "incident.rate":
                return (ChoiceField("score", translate("IncidentForms", "Rating"), _scores()),)
            case "incident.file_report":
                return (
                    ChoiceField(
                        "kind", translate("IncidentForms", "Report"), _reports(), _next_report(incident)
                    ),
                    LineField("to", translate("IncidentForms", "Sent to")),
                )
            case "incident.finish" if lead_to_report(incident.tasks) is not None:
                caller = translate("IncidentForms", "Reported done by telephone by")
                return (LineField("on_call", caller, required=True),)
            case "task.done" | "task.return":
                return (ChoiceField("task", translate("IncidentForms", "Task"), tasks_for(act, incident)),)
        return ()

    def _moment(self, id_: str, caption: str, *, since: float = 0.0) -> MomentField:
        """A moment that lies ahead; one that puts off what is due at `since` lies after that."""
        now = max(self._now(), since)
        tomorrow = datetime.fromtimestamp(now) + timedelta(days=1)
        evening = tomorrow.replace(hour=18, minute=0, second=0, microsecond=0).timestamp()
        return MomentField(
            id=id_,
            caption=caption,
            value=now + 2 * _HOUR,
            earliest=now,
            presets=(
                (translate("IncidentForms", "+2 h"), now + 2 * _HOUR),
                (translate("IncidentForms", "+1 day"), now + 24 * _HOUR),
                (translate("IncidentForms", "Tomorrow 18:00"), evening),
                (translate("IncidentForms", "+7 days"), now + 168 * _HOUR),
            ),
        )

    def _other_orgs(self, incident: Incident) -> tuple[tuple[str, str], ...]:
        """Districts, streets and those right below the one that has it; upwards it is reported instead."""
        not_to = {incident.owner_org, *(id_ for id_, _ in self._orgs_above(incident))}
        return tuple(
            (id_, entry.data.name)
            for id_, entry in self._orgs.items()
            if id_ not in not_to
            and (entry.data.kind in ("district", "street") or entry.data.parent == incident.owner_org)
        )

    def _orgs_above(self, incident: Incident) -> tuple[tuple[str, str], ...]:
        """The orgs above the owner, the next one first."""
        found: list[tuple[str, str]] = []
        at = self._orgs.get(incident.owner_org)
        while at is not None and at.data.parent is not None and len(found) < len(self._orgs):
            id_ = at.data.parent
            at = self._orgs.get(id_)
            if at is not None:
                found.append((id_, at.data.name))
        return tuple(found)

    def _everybody(self) -> tuple[tuple[str, str, str], ...]:
        named = [(id_, entry.data.name) for id_, entry in self._departments.items()]
        named += [
            (id_, entry.data.name)
            for id_, entry in self._orgs.items()
            if entry.data.kind in ("district", "street")
        ]
        return tuple((id_, name, self._initials.search_text(name)) for id_, name in named)


def args_of(act: str, answer: FormAnswer) -> args.CommandArgs:
    """The arguments of `act` that an answered form stands for."""
    text = answer.text
    match act:
        case "incident.reject" | "incident.void" | "incident.reopen" | "incident.return_report":
            return args.Reason(reason=text)
        case "incident.transfer":
            return args.Transfer(org=answer.word("org"), reason=text)
        case "incident.recall":
            task = answer.word("task")
            return args.Recall(tasks=() if task == _ALL else (task,), reason=text)
        case "incident.report_up":
            emergency = answer.values.get("emergency") is True
            return args.ReportUp(reason=text, to=answer.word("org"), emergency=emergency)
        case "incident.request_extension":
            return args.RequestExtension(until=format_time(answer.moment("until")), reason=text)
        case "incident.suspend":
            return args.Suspend(until=format_time(answer.moment("until")), reason=text)
        case "incident.decide_extension":
            return args.DecideRequest(granted=answer.word("outcome") == "granted", text=text)
        case "incident.ledger":
            review = format_time(answer.moment("review"))
            return args.PutOnLedger(reason=text, owner=answer.word("owner"), review_at=review)
        case "incident.strike":
            return args.Strike(text=text, settled=answer.word("outcome") == "settled")
        case "incident.finish":
            return args.Finish(text=text, on_call=answer.word("on_call") if answer.values else None)
        case "incident.verify":
            passed = answer.word("outcome") == "pass"
            return args.Verify(passed=passed, text=text, on_call=answer.word("on_call"))
        case "incident.supervise":
            due = format_time(answer.moment("due"))
            return args.Supervise(demand=text, due_at=due, listed=answer.flag("listed"))
        case "incident.reply_supervision" | "incident.release_supervision":
            return args.OnSupervision(number=answer.word("number"), text=text)
        case "incident.copy":
            return args.Copy(to=answer.picked("to"), text=text)
        case "incident.rate":
            return args.Rate(score=int(answer.word("score")), text=text)
        case "incident.file_report":
            return args.FileReport(kind=ReportKind(answer.word("kind")), text=text, to=answer.word("to"))
        case "task.done":
            return args.TaskDone(task=answer.word("task"), text=text)
        case "task.return":
            return args.TaskReturn(task=answer.word("task"), reason=text)
        case "incident.urge" | "incident.resume":
            return args.Comment(text=text)
    return args.Words(text=text)


def tasks_for(act: str, incident: Incident) -> tuple[tuple[str, str], ...]:
    """Tasks that `act` is possible on, the lead's first, as (id, name and state)."""
    return tuple((task.id, _task_text(task)) for task in open_to(act, incident))


def open_to(act: str, incident: Incident) -> list[Task]:
    """Tasks whose state allows `act`, the lead's first."""
    ways: Mapping[TaskState, TaskState] = TASK_WAYS[act]
    return sorted((task for task in incident.tasks if task.state in ways), key=lambda task: not task.lead)


def running_supervisions(incident: Incident) -> list[Supervision]:
    """Supervision documents that nobody has released, the newest first."""
    return [each for each in reversed(incident.supervisions) if each.stands]


def _documents(incident: Incident) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.number, f"{each.number}   {each.demand[:40]}") for each in running_supervisions(incident)
    )


def _recallable(incident: Incident) -> tuple[tuple[str, str], ...]:
    tasks = [task for task in incident.tasks if task.state in UNFINISHED_TASKS]
    each = tuple((task.id, _task_text(task)) for task in tasks)
    return each if len(each) == 1 else ((_ALL, translate("IncidentForms", "All open tasks")), *each)


def _task_text(task: Task) -> str:
    return f"{task.name}   {words.task_state(task.state)}"


def _outcome(choices: tuple[tuple[str, str], ...]) -> ChoiceField:
    return ChoiceField("outcome", translate("Dialogs", "Outcome"), choices)


def _verified() -> tuple[tuple[str, str], ...]:
    return (
        ("pass", translate("Dialogs", "Passed: close it")),
        ("fail", translate("Dialogs", "Not passed: handle it again")),
    )


def _granted() -> tuple[tuple[str, str], ...]:
    return (
        ("granted", translate("IncidentForms", "Granted")),
        ("refused", translate("IncidentForms", "Refused")),
    )


def _struck() -> tuple[tuple[str, str], ...]:
    return (
        ("settled", translate("IncidentForms", "Settled: to be verified")),
        ("handle", translate("IncidentForms", "To be handled now")),
    )


def _scores() -> tuple[tuple[str, str], ...]:
    return (
        ("5", translate("IncidentForms", "5 very satisfied")),
        ("4", translate("IncidentForms", "4 satisfied")),
        ("3", translate("IncidentForms", "3 fair")),
        ("2", translate("IncidentForms", "2 not satisfied")),
        ("1", translate("IncidentForms", "1 not at all")),
    )


def _reports() -> tuple[tuple[str, str], ...]:
    return (
        (ReportKind.FIRST.value, translate("IncidentForms", "First report")),
        (ReportKind.FOLLOW_UP.value, translate("IncidentForms", "Follow-up report")),
        (ReportKind.FINAL.value, translate("IncidentForms", "Final report")),
    )


def _next_report(incident: Incident) -> str:
    if not incident.reports:
        return ReportKind.FIRST.value
    return ReportKind.FINAL.value if incident.closed_at is not None else ReportKind.FOLLOW_UP.value


def not_reported(lead: Task) -> str:
    """Why an incident cannot be finished on the word of the room alone."""
    return translate("IncidentForms", "{name} leads and has not reported it done.").format(name=lead.name)


def _warning(act: str, incident: Incident, *, asks_only: bool) -> str:
    lead = lead_to_report(incident.tasks)
    if act == "incident.finish" and lead is not None:
        called = translate("IncidentForms", "The call is written into the duty log.")
        return f"{not_reported(lead)} {called}"
    if asks_only:
        return translate("IncidentForms", "The duty leader has to approve; until then nothing changes.")
    if act == "incident.void":
        return translate("IncidentForms", "It is taken out of every figure.")
    return ""


def _presets(act: str) -> tuple[str, ...]:
    match act:
        case "incident.finish" | "task.done":
            return (
                translate("Dialogs", "Dealt with on site"),
                translate("Dialogs", "Settled on the telephone"),
                translate("Dialogs", "Nothing found on site"),
            )
        case "incident.reject":
            return (
                translate("Dialogs", "Outside of our duties"),
                translate("Dialogs", "Reported before"),
                translate("Dialogs", "Too little to go by"),
            )
        case "incident.void":
            return (translate("IncidentForms", "A test"), translate("IncidentForms", "Entered by mistake"))
        case "incident.transfer":
            return (translate("Dialogs", "Lies in their area"), translate("Dialogs", "Is their duty"))
        case "incident.verify":
            return (translate("Dialogs", "Checked on site"), translate("Dialogs", "Called back the reporter"))
        case "incident.reopen":
            return (
                translate("IncidentForms", "The caller is not satisfied"),
                translate("IncidentForms", "It has come again"),
            )
        case "incident.report_up":
            return (translate("IncidentForms", "Beyond our powers"),)
        case "incident.return_report":
            return (translate("IncidentForms", "Within your powers"),)
        case "task.return":
            return (
                translate("IncidentForms", "Not our duty"),
                translate("IncidentForms", "Nobody free to go"),
            )
        case "incident.suspend" | "incident.request_extension":
            return (
                translate("IncidentForms", "Waiting for material"),
                translate("IncidentForms", "Waiting for another department"),
            )
    return ()
