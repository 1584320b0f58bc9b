"""The lanes of a dispatch desk: which incidents wait for what. Pure; source: the domain's lanes of the desk.

An incident can stand in several lanes at once. Where it stands depends on itself and on who looks, and for
`Lane.OVERDUE` on the time as well.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from backend_client.protocol.entities import CLOSED_STATES, Incident, IncidentState, Task, TaskState
from backend_client.protocol.messages import User
from backend_client.protocol.roles import APPROVERS
from backend_client.protocol.times import parse_time


class Lane(enum.StrEnum):
    """The lanes, in the order in which a desk shows them."""

    OPEN = "open"
    TO_ACCEPT = "to_accept"
    TO_DISPATCH = "to_dispatch"
    #: A recipient sent his task back, and nobody has been sent in his place.
    RETURNED = "returned"
    HANDLING = "handling"
    TO_VERIFY = "to_verify"
    #: A request waits for the word of whoever looks.
    MY_APPROVAL = "my_approval"
    #: The looker's own org reported it up and keeps reading.
    REPORTED_UP = "reported_up"
    SUSPENDED = "suspended"
    LEDGERED = "ledgered"
    SUPERVISED = "supervised"
    #: A clock is past due.
    OVERDUE = "overdue"
    #: Over within the last 24 hours, while the platform still keeps it in view.
    CLOSED = "closed"


#: Lane -> its bit in a mask.
BIT: Final[Mapping[Lane, int]] = {lane: 1 << number for number, lane in enumerate(Lane)}

_OPEN: Final = BIT[Lane.OPEN]
_CLOSED: Final = BIT[Lane.CLOSED]
_RETURNED: Final = BIT[Lane.RETURNED]
_MY_APPROVAL: Final = BIT[Lane.MY_APPROVAL]
_REPORTED_UP: Final = BIT[Lane.REPORTED_UP]
_SUPERVISED: Final = BIT[Lane.SUPERVISED]

#: The lane that a state alone decides, for states in which somebody has to act.
OF_STATE: Final[Mapping[IncidentState, Lane]] = {
    IncidentState.PENDING: Lane.TO_ACCEPT,
    IncidentState.TO_DISPATCH: Lane.TO_DISPATCH,
    IncidentState.HANDLING: Lane.HANDLING,
    IncidentState.TO_VERIFY: Lane.TO_VERIFY,
    IncidentState.SUSPENDED: Lane.SUSPENDED,
    IncidentState.LEDGERED: Lane.LEDGERED,
}
_MASK_OF_STATE: Final = {
    state: _CLOSED if state in CLOSED_STATES else _OPEN | BIT[OF_STATE[state]] for state in IncidentState
}
#: States in which a returned task still asks for another recipient.
_DISPATCHED: Final = frozenset({IncidentState.TO_DISPATCH, IncidentState.HANDLING})


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks: `approves` whether requests wait for his word, `orgs` ids of the orgs in his area.

    `orgs` None stands for all of them.
    """

    approves: bool = False
    orgs: frozenset[str] | None = None


def viewer_of(user: User, org_codes: Mapping[str, str]) -> Viewer:
    """How `user` looks. `org_codes` maps an org's id to its division code."""
    division = user.scope.division
    inside = None
    if division:
        inside = frozenset(id_ for id_, code in org_codes.items() if code.startswith(division))
    elif user.scope.departments:
        inside = frozenset()
    return Viewer(approves=not APPROVERS.isdisjoint(user.roles), orgs=inside)


def lane_mask(incident: Incident, viewer: Viewer) -> int:
    """The bits of all lanes that `incident` stands in, but for `Lane.OVERDUE`, which the time decides."""
    mask = _MASK_OF_STATE[incident.state]
    if not mask & _OPEN:
        return mask
    orgs = viewer.orgs
    if incident.tasks and incident.state in _DISPATCHED and any(open_returns(incident.tasks)):
        mask |= _RETURNED
    if incident.request is not None and viewer.approves and (orgs is None or incident.owner_org in orgs):
        mask |= _MY_APPROVAL
    if incident.reported_by and (orgs is None or not orgs.isdisjoint(incident.reported_by)):
        mask |= _REPORTED_UP
    if incident.supervisions and any(each.stands for each in incident.supervisions):
        mask |= _SUPERVISED
    return mask


def open_returns(tasks: tuple[Task, ...]) -> Iterator[Task]:
    """The tasks that were sent back and not given to anybody else since."""
    for task in tasks:
        if task.state is TaskState.RETURNED:
            returned = task.ended_at or task.offered_at
            if not any(other.offered_at > returned for other in tasks):
                yield task


def due_at(incident: Incident) -> float | None:
    """When the most pressing clock runs out, in seconds since the epoch; None when none runs."""
    # Times of one form and one zone stand in the order of their texts.
    first = min((each.due_at for each in incident.deadlines if each.runs), default=None)
    return None if first is None else parse_time(first)
