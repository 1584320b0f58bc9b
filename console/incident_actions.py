"""The acts on the current incident, as actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry, Picture
from backend_client.protocol import lifecycle, permissions
from backend_client.protocol.commands import DISPATCH_NOT_AFTER_S, Args
from backend_client.protocol.entities import Incident, TaskState
from backend_client.protocol.incident_args import Assign, Empty, TaskRef
from console.dialogs import Dialogs
from console.dispatching import Dispatching
from console.situation import Situation
from widgets import act_words, words
from widgets.dispatch.assign_dialog import AssignChoice

translate = QCoreApplication.translate

_ACTS = (
    "incident.accept",
    "incident.assign",
    "incident.finish",
    "incident.verify",
    "task.sign",
    "incident.note",
    "incident.transfer",
    "incident.reject",
)


#: The buttons under an incident, in their order.
ON_INCIDENT = (*_ACTS, "wall.put", "wall.restore")


class IncidentActions:
    """Gives commands on the incident that is before the officer, and opens a new one."""

    def __init__(
        self, *, situation: Situation, picture: Picture, dispatching: Dispatching, dialogs: Dialogs
    ) -> None:
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._dispatching = dispatching
        self._dialogs = dialogs

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("IncidentActions", "Incident")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (*_ACTS, "incident.create")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
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
        if not lifecycle.allowed(id_, entry.data.state):
            state = words.incident_state(entry.data.state)
            return translate("OperatorActions", "Now: {state}").format(state=state)
        if id_ == "task.sign" and _to_sign(entry.data) is None:
            return translate("OperatorActions", "Nothing to sign")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if id_ == "incident.create":
            self._dialogs.ask_incident(
                lambda args: self._dispatching.give("incident.create", target=None, args=args)
            )
            return
        entry = self._entry()
        if entry is None:
            return
        match id_:
            case "incident.accept":
                self._give_on(id_, entry, Empty())
            case "incident.assign":
                self._assign(entry)
            case "task.sign":
                args = _to_sign(entry.data)
                if args is not None:
                    self._give_on(id_, entry, args)
            case _:
                self._dialogs.ask_words(id_, entry.data, lambda args: self._give_on(id_, entry, args))

    def _entry(self) -> Entry[Incident] | None:
        return self._incidents.get(self._situation.incident)

    def _assign(self, entry: Entry[Incident]) -> None:
        def chosen(choice: AssignChoice) -> None:
            args = Assign(assignees=choice.assignees, note=choice.note)
            self._give_on("incident.assign", entry, args)

        self._dialogs.ask_assignees(entry.data, chosen)

    def _give_on(self, name: str, entry: Entry[Incident], args: Args) -> None:
        """Give a command on the incident a dialog was opened for, whatever is current by now."""
        not_after = DISPATCH_NOT_AFTER_S if name == "incident.assign" else None
        self._dispatching.give(
            name,
            target=entry.id,
            args=args,
            expect_ver=entry.ver,
            not_after_s=not_after,
            seen=entry.data,
        )


def _to_sign(incident: Incident) -> TaskRef | None:
    """The first task that nobody has signed for, the lead's before the others'."""
    waiting = [task for task in incident.tasks if task.state is TaskState.OFFERED]
    waiting.sort(key=lambda task: not task.lead)
    return TaskRef(task=waiting[0].id) if waiting else None
