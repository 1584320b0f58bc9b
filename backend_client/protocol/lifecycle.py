"""The life of an incident, in one place: the platform decides with it, the console enables and explains.

Pure functions over a table; the states and acts are those of the domain's grid governance practice.
"""

from __future__ import annotations

from collections.abc import Iterable

from backend_client.protocol.entities import IncidentState, TaskState

S = IncidentState

#: command name -> {state it is allowed in -> state it leads to}. A failed `incident.verify` leads back to
#: HANDLING instead; a finish ends the tasks that are still open on the word of who finishes.
TRANSITIONS: dict[str, dict[IncidentState, IncidentState]] = {
    "incident.accept": {S.PENDING: S.TO_DISPATCH},
    "incident.reject": {S.PENDING: S.REJECTED, S.TO_DISPATCH: S.REJECTED},
    "incident.assign": {S.TO_DISPATCH: S.HANDLING, S.HANDLING: S.HANDLING},
    "incident.transfer": {S.PENDING: S.PENDING, S.TO_DISPATCH: S.PENDING, S.HANDLING: S.PENDING},
    "incident.note": {state: state for state in S},
    "incident.finish": {S.TO_DISPATCH: S.TO_VERIFY, S.HANDLING: S.TO_VERIFY},
    "incident.verify": {S.TO_VERIFY: S.CLOSED},
    "task.sign": {S.HANDLING: S.HANDLING},
}

#: Task states in which a recipient still owes something.
UNFINISHED_TASKS = frozenset({TaskState.OFFERED, TaskState.SIGNED, TaskState.ON_SCENE})

#: Roles of a command room's people; source: the domain's table of roles.
ROOM = frozenset({"duty_officer", "dispatcher", "duty_leader"})
#: Roles of those who look on, advise and press; they do not act in the room's place.
ONLOOKERS = frozenset({"leader", "supervisor"})
#: Roles that run the platform: three people at protection level 3, one in a small street.
ADMINISTRATORS = frozenset({"system_administrator", "security_administrator", "audit_administrator"})
#: The role of a wall's own account: it sees and shows, and sends nothing.
DEVICE = "device"
ALL_ROLES = ROOM | ONLOOKERS | ADMINISTRATORS | {DEVICE}

#: Roles that may send each command; source: the domain's table of acts.
ROLES: dict[str, frozenset[str]] = dict.fromkeys(TRANSITIONS, ROOM) | {
    "incident.create": ROOM,
    "unit.set_status": ROOM,
    "alarm.acknowledge": ROOM,
    "wall.show": ROOM,
    "camera.ptz": ROOM,
    "conference.signal": ROOM | ONLOOKERS,
    "seat.take": ROOM | ONLOOKERS,
    "seat.hand_over": ROOM | ONLOOKERS,
}

#: Roles that may ask each query; a wall's own account looks at the present only.
QUERY_ROLES: dict[str, frozenset[str]] = {
    "incidents.search": ALL_ROLES - {DEVICE},
    "cameras.search": ALL_ROLES,
    "incident.history": ALL_ROLES - {DEVICE},
    "audit.search": frozenset({"audit_administrator"}),
}


def allowed(command: str, state: IncidentState) -> bool:
    """Whether `command` may be sent for an incident in `state`."""
    return state in TRANSITIONS.get(command, {})


def next_state(command: str, state: IncidentState) -> IncidentState | None:
    """The state `command` leads to from `state`, or None when it is not allowed there."""
    return TRANSITIONS.get(command, {}).get(state)


def may_send(command: str, roles: Iterable[str]) -> bool:
    """Whether a user with `roles` may send `command` at all."""
    return not ROLES.get(command, frozenset()).isdisjoint(roles)


def may_ask(query: str, roles: Iterable[str]) -> bool:
    """Whether a user with `roles` may ask `query` at all."""
    return not QUERY_ROLES.get(query, frozenset()).isdisjoint(roles)
