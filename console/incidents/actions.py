"""The acts on the current incident, as actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.commands import DISPATCH_NOT_AFTER_S
from backend_client.protocol.entities import Incident, IncidentState
from backend_client.protocol.incident_args import Assign, CommandArgs, Empty, TaskRef
from backend_client.protocol.lifecycle import ACTS, TASK_WAYS, UNFINISHED_TASKS, Why
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.commands.incident_forms import args_of, open_to, running_supervisions
from console.situation import Situation
from widgets import act_words, words
from widgets.dispatch.assign_dialog import AssignChoice
from widgets.dispatch.batch_dialog import BatchChoice

translate = QCoreApplication.translate

S = IncidentState
#: Acts that other groups offer: they need more than a form.
_ELSEWHERE: Final = frozenset({"incident.merge", "task.link"})
_ACTS: Final = tuple(act for act in ACTS if act not in _ELSEWHERE)

_ALWAYS: Final = ("incident.note", "incident.urge", "conference.open", "wall.put", "wall.restore")
#: The buttons under an incident in each state, in their order; everything else is in the palette.
_BUTTONS: Final = {
    S.PENDING: ("incident.accept", "incident.reject", "incident.merge", "incident.transfer", "incident.void"),
    S.TO_DISPATCH: (
        "incident.assign",
        "incident.finish",
        "incident.report_up",
        "incident.transfer",
        "incident.reject",
        "incident.merge",
    ),
    S.HANDLING: (
        "incident.assign",
        "task.sign",
        "task.arrive",
        "task.done",
        "incident.finish",
        "incident.recall",
        "incident.request_extension",
        "incident.suspend",
    ),
    S.TO_VERIFY: ("incident.verify", "incident.supervise"),
    S.SUSPENDED: ("incident.resume", "incident.supervise"),
    S.LEDGERED: ("incident.strike", "incident.supervise"),
    S.CLOSED: ("incident.reopen", "incident.rate", "incident.copy"),
    S.REJECTED: ("incident.reopen", "incident.copy"),
    S.MERGED: ("incident.reopen", "incident.copy"),
    S.VOID: ("incident.reopen", "incident.copy"),
}


class IncidentActions:
    """Gives commands on the incident that is before the officer, and opens a new one."""

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        marked: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """`marked` are the ids of several incidents that were chosen together, or none."""
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._marked = marked

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("IncidentActions", "Incident")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ("incident.create", *_ACTS)

    def buttons(self) -> tuple[str, ...]:
        """The ids of the actions that stand under the current incident."""
        entry = self._entry()
        if entry is None:
            return (*_BUTTONS[S.PENDING], *_ALWAYS)
        more: list[str] = []
        if entry.data.request is not None:
            more.append("incident.decide_extension")
        if entry.data.reported_by:
            more.append("incident.return_report")
        if running_supervisions(entry.data):
            more += ["incident.reply_supervision", "incident.release_supervision"]
        return (*_BUTTONS[entry.data.state], *more, *_ALWAYS)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "incident.create":
            # Of none that is chosen, like the others: said as the form that it opens says it.
            return translate("NewIncidentDialog", "New incident")
        return act_words.command(id_)

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if not permissions.may_send(id_, self._situation.roles):
            return translate("OperatorActions", "Not your role")
        if id_ == "incident.create":
            return ""
        entry = self._entry()
        if entry is None:
            return translate("OperatorActions", "No incident is chosen")
        return self.why_not_on(id_, entry)

    def why_not_on(self, act: str, entry: Entry[Incident]) -> str:
        """The same for an act on any incident."""
        decision = self._situation.decide(act, entry.data)
        if decision.why is not None:
            return why_in_words(decision.why, entry.data)
        return _why_nothing_to_do(act, entry.data)

    def asks_only_on(self, act: str, entry: Entry[Incident]) -> bool:
        """Whether an act on any incident becomes a request that somebody has to approve of."""
        return self._situation.decide(act, entry.data).request

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if id_ == "incident.create":
            self._dialogs.ask_incident(self._create)
            return
        entry = self._entry()
        if entry is None:
            return
        match id_:
            case "incident.accept":
                self.give_on(id_, entry, Empty())
            case "incident.assign":
                self._assign(entry)
            case "task.sign" | "task.arrive":
                self.give_on(id_, entry, TaskRef(task=open_to(id_, entry.data)[0].id))
            case _:
                asks_only = self.asks_only_on(id_, entry)
                self._dialogs.ask_for_act(
                    id_,
                    entry.data,
                    lambda answer: self.give_on(id_, entry, args_of(id_, answer)),
                    asks_only=asks_only,
                )

    def _create(self, args: CommandArgs) -> None:
        self._dispatching.give("incident.create", target=None, args=args)

    def give_on(self, name: str, entry: Entry[Incident], args: CommandArgs) -> None:
        """Give a command on an incident as it was when it was looked at, whatever is current by now."""
        self.give_all(name, [(entry, args)])

    def give_all(self, name: str, given: Sequence[tuple[Entry[Incident], CommandArgs]]) -> None:
        """The same on each of several incidents: one step, which is taken back as one."""
        batch = self._dispatching.new_batch() if len(given) > 1 else ""
        for entry, args in given:
            self._give(name, entry, args, batch=batch)

    def _give(self, name: str, entry: Entry[Incident], args: CommandArgs, *, batch: str) -> None:
        not_after = DISPATCH_NOT_AFTER_S if name == "incident.assign" else None
        self._dispatching.give(
            name,
            target=entry.id,
            args=args,
            expect_ver=entry.ver,
            not_after_s=not_after,
            seen=entry.data,
            batch=batch,
        )

    def _assign_all(self, choices: tuple[BatchChoice, ...]) -> None:
        given = [(choice.entry, Assign(assignees=(choice.assignee,))) for choice in choices]
        self.give_all("incident.assign", given)

    def _entry(self) -> Entry[Incident] | None:
        return self._incidents.get(self._situation.incident)

    def _assign(self, entry: Entry[Incident]) -> None:
        batch = [
            each
            for id_ in self._marked()
            if (each := self._incidents.get(id_)) is not None and not self.why_not_on("incident.assign", each)
        ]
        if len(batch) > 1:
            self._dialogs.ask_batch(batch, self._assign_all)
            return

        def chosen(choice: AssignChoice) -> None:
            self.give_on("incident.assign", entry, Assign(assignees=choice.assignees, note=choice.note))

        self._dialogs.ask_assignees(entry.data, chosen)


def why_in_words(why: Why, incident: Incident) -> str:
    """Why the lifecycle does not allow an act."""
    match why:
        case Why.STATE:
            state = words.incident_state(incident.state)
            return translate("OperatorActions", "Now: {state}").format(state=state)
        case Why.RELATION:
            return translate("OperatorActions", "In other hands")
        case Why.HANDLER:
            return translate("OperatorActions", "Not by who settled it")
    return translate("OperatorActions", "Not your role")


def _why_nothing_to_do(act: str, incident: Incident) -> str:
    """Why an act that the state allows has nothing to act on; empty when it has."""
    if act in TASK_WAYS and not open_to(act, incident):
        match act:
            case "task.sign":
                return translate("OperatorActions", "Nothing to sign")
            case "task.arrive":
                return translate("OperatorActions", "Nobody on the way")
        return translate("OperatorActions", "No task for that")
    if act == "incident.recall" and not any(task.state in UNFINISHED_TASKS for task in incident.tasks):
        return translate("OperatorActions", "No open task")
    if act == "incident.request_extension" and incident.request is not None:
        return translate("OperatorActions", "Waits for approval")
    if act == "incident.decide_extension" and incident.request is None:
        return translate("OperatorActions", "Nothing was asked")
    if act == "incident.return_report" and not incident.reported_by:
        return translate("OperatorActions", "Nobody reported it up")
    if act in ("incident.reply_supervision", "incident.release_supervision"):
        return "" if running_supervisions(incident) else translate("OperatorActions", "Not supervised")
    return ""
