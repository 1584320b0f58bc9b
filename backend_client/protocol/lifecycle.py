"""The life of an incident, in one place: the platform decides with it, the console enables and explains.

Pure functions over one table of acts. Which act leads from which state to which, who may send it and how he
must stand to the incident are those of the domain's grid governance practice. The page of the contract
(docs/protocol.md) prints the same table.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from backend_client.protocol.entities import CLOSED_STATES, IncidentState, Task, TaskState
from backend_client.protocol.relations import Relation
from backend_client.protocol.roles import APPROVERS, ONLOOKERS, ROOM

S = IncidentState
T = TaskState

_LEADER: Final = "duty_leader"
_SUPERVISORS: Final = frozenset({_LEADER, "supervisor"})
_LEADERS: Final = frozenset({_LEADER, "leader"})
#: Those in charge: the incident's own org, and any above it, which may act in its place.
_CHARGE: Final = (Relation.OWN, Relation.ABOVE)
_RECIPIENTS: Final = (*_CHARGE, Relation.RECIPIENT)
_READERS: Final = (*_RECIPIENTS, Relation.READER)
_OPEN: Final = tuple(state for state in S if state not in CLOSED_STATES)


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table: from which states to which, by which roles, standing how to the incident.

    An act with `approvers` takes effect at once when one of them sends it; from others it becomes a request
    and the state stays. `text` says that words are needed, because the act closes or presses.
    """

    ways: Mapping[IncidentState, IncidentState]
    roles: frozenset[str] = ROOM
    relations: tuple[Relation, ...] = _CHARGE
    approvers: frozenset[str] = frozenset()
    text: bool = False


def _stay(*states: IncidentState) -> dict[IncidentState, IncidentState]:
    return {state: state for state in states}


#: Command name -> its row. `incident.verify` not passed leads back to HANDLING; `incident.recall` of the last
#: open task to TO_DISPATCH; `incident.strike` of what is settled to TO_VERIFY; `incident.reopen` within
#: `UNDO_WITHIN_S` of the end of what had been accepted back to TO_DISPATCH.
ACTS: Final[Mapping[str, Act]] = {
    "incident.accept": Act(ways={S.PENDING: S.TO_DISPATCH}),
    "incident.reject": Act(ways={S.PENDING: S.REJECTED, S.TO_DISPATCH: S.REJECTED}, text=True),
    "incident.merge": Act(ways={S.PENDING: S.MERGED, S.TO_DISPATCH: S.MERGED}),
    "incident.void": Act(ways={S.PENDING: S.VOID}, roles=frozenset({"duty_officer", _LEADER}), text=True),
    "incident.assign": Act(ways={S.TO_DISPATCH: S.HANDLING, S.HANDLING: S.HANDLING}),
    "incident.transfer": Act(
        ways={S.PENDING: S.PENDING, S.TO_DISPATCH: S.PENDING, S.HANDLING: S.PENDING}, text=True
    ),
    "incident.recall": Act(ways=_stay(S.HANDLING)),
    "incident.report_up": Act(ways={S.TO_DISPATCH: S.PENDING}, text=True),
    "incident.return_report": Act(ways={S.PENDING: S.TO_DISPATCH, S.TO_DISPATCH: S.TO_DISPATCH}, text=True),
    "incident.feedback": Act(ways=_stay(S.HANDLING), relations=_RECIPIENTS, text=True),
    "incident.note": Act(ways=_stay(*S), relations=_READERS, text=True),
    "incident.request_extension": Act(ways=_stay(S.HANDLING), relations=_RECIPIENTS, text=True),
    "incident.decide_extension": Act(ways=_stay(S.HANDLING), roles=APPROVERS),
    "incident.suspend": Act(ways={S.HANDLING: S.SUSPENDED}, approvers=APPROVERS, text=True),
    "incident.resume": Act(ways={S.SUSPENDED: S.HANDLING}, roles=APPROVERS),
    "incident.ledger": Act(ways={S.HANDLING: S.LEDGERED}, approvers=APPROVERS, text=True),
    "incident.strike": Act(ways={S.LEDGERED: S.HANDLING}, roles=_SUPERVISORS, text=True),
    "incident.finish": Act(ways={S.TO_DISPATCH: S.TO_VERIFY, S.HANDLING: S.TO_VERIFY}, text=True),
    "incident.verify": Act(ways={S.TO_VERIFY: S.CLOSED}, roles=ROOM | {"supervisor"}, text=True),
    "incident.reopen": Act(
        ways={S.CLOSED: S.TO_DISPATCH, S.REJECTED: S.PENDING, S.MERGED: S.PENDING, S.VOID: S.PENDING},
        roles=ROOM | {"supervisor"},
        text=True,
    ),
    "incident.urge": Act(ways=_stay(*_OPEN), roles=ONLOOKERS | {"duty_officer", _LEADER}),
    "incident.supervise": Act(ways=_stay(*_OPEN), roles=_SUPERVISORS, text=True),
    "incident.reply_supervision": Act(ways=_stay(*_OPEN), relations=_RECIPIENTS, text=True),
    "incident.release_supervision": Act(ways=_stay(*S), roles=_SUPERVISORS, text=True),
    "incident.instruct": Act(ways=_stay(*_OPEN), roles=_LEADERS, text=True),
    "incident.copy": Act(ways=_stay(*S), roles=ROOM | ONLOOKERS),
    "incident.rate": Act(ways=_stay(S.CLOSED)),
    "incident.file_report": Act(ways=_stay(*_OPEN, S.CLOSED), text=True),
    "task.sign": Act(ways=_stay(S.HANDLING), relations=_RECIPIENTS),
    "task.arrive": Act(ways=_stay(S.HANDLING), relations=_RECIPIENTS),
    "task.done": Act(ways=_stay(S.HANDLING), relations=_RECIPIENTS, text=True),
    "task.return": Act(ways=_stay(S.HANDLING), relations=_RECIPIENTS, text=True),
    "task.link": Act(ways=_stay(S.HANDLING)),
}

#: What each act on a task makes of it.
TASK_WAYS: Final[Mapping[str, Mapping[TaskState, TaskState]]] = {
    "task.sign": {T.OFFERED: T.SIGNED},
    "task.arrive": {T.SIGNED: T.ON_SCENE},
    "task.done": {T.SIGNED: T.DONE, T.ON_SCENE: T.DONE},
    "task.return": {T.OFFERED: T.RETURNED, T.SIGNED: T.RETURNED},
    "task.link": {T.OFFERED: T.OFFERED, T.SIGNED: T.SIGNED, T.ON_SCENE: T.ON_SCENE},
}

#: Task states in which a recipient still owes something.
UNFINISHED_TASKS: Final = frozenset({T.OFFERED, T.SIGNED, T.ON_SCENE})

#: Act -> the act that takes it back, for `UNDO_WITHIN_S` after it was done.
UNDO: Final[Mapping[str, str]] = {
    "incident.assign": "incident.recall",
    "incident.merge": "incident.reopen",
    "incident.void": "incident.reopen",
    "incident.reject": "incident.reopen",
    "incident.suspend": "incident.resume",
    "alarm.shelve": "alarm.unshelve",
}
UNDO_WITHIN_S: Final = 10.0


class Why(enum.Enum):
    """Why an act is not possible."""

    UNKNOWN = "unknown"
    ROLE = "role"
    #: The incident is not his to act on so.
    RELATION = "relation"
    #: Not in its present state.
    STATE = "state"
    #: Nobody checks his own work.
    HANDLER = "handler"


class Decision(msgspec.Struct, frozen=True):
    """Whether an act is possible: the state it leads to, or why not. `request`: it waits for an approver."""

    state: IncidentState | None = None
    why: Why | None = None
    request: bool = False

    @property
    def allowed(self) -> bool:
        """Whether the act is possible."""
        return self.why is None


def decide(
    act: str,
    state: IncidentState,
    *,
    roles: Iterable[str],
    relation: Relation,
    is_handler: bool = False,
) -> Decision:
    """Whether who has `roles` and stands in `relation` to an incident in `state` may do `act`.

    `is_handler`: he settled the matter himself, and does not verify it.
    """
    row = ACTS.get(act)
    if row is None:
        return Decision(why=Why.UNKNOWN)
    held = frozenset(roles)
    if row.roles.isdisjoint(held):
        return Decision(why=Why.ROLE)
    if relation not in row.relations:
        return Decision(why=Why.RELATION)
    following = row.ways.get(state)
    if following is None:
        return Decision(why=Why.STATE)
    if act == "incident.verify" and is_handler:
        return Decision(why=Why.HANDLER)
    if row.approvers and row.approvers.isdisjoint(held):
        return Decision(state=state, request=True)
    return Decision(state=following)


def allowed(command: str, state: IncidentState) -> bool:
    """Whether `command` may be sent for an incident in `state`."""
    row = ACTS.get(command)
    return row is not None and state in row.ways


def next_state(command: str, state: IncidentState) -> IncidentState | None:
    """The state `command` leads to from `state`, or None when it is not allowed there."""
    row = ACTS.get(command)
    return None if row is None else row.ways.get(state)


def lead_to_report(tasks: Iterable[Task]) -> Task | None:
    """The lead's task that is not done, if there is one: without its recipient's word nothing is finished.

    He reports it himself by `task.done`, or on the telephone: then `incident.finish` names him as `on_call`.
    """
    return next((task for task in tasks if task.lead and task.state in UNFINISHED_TASKS), None)


def closes(act: str) -> bool:
    """Whether `act` can end a matter, or say that it is settled."""
    row = ACTS.get(act)
    ends = CLOSED_STATES | {S.TO_VERIFY}
    return row is not None and any(
        after in ends and after is not before and before not in CLOSED_STATES
        for before, after in row.ways.items()
    )
