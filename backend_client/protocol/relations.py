"""How who acts stands to an incident: his own, one below him, one he has a task in, one he only reads."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from backend_client.protocol.entities import AssigneeKind, Incident, Task, TaskState
from backend_client.protocol.messages import Scope

#: Tasks that are none of their recipient's business any more.
_GIVEN_BACK = frozenset({TaskState.RETURNED, TaskState.RECALLED})


class Relation(enum.StrEnum):
    """From the closest to none. A division is a prefix of division codes, so it holds all below it."""

    #: The incident belongs to the actor's own org.
    OWN = "own"
    #: It belongs to an org below his.
    ABOVE = "above"
    #: His department, or an org of his, has a task in it.
    RECIPIENT = "recipient"
    #: He reads along: it lies in his area, he reported it up, or he was told of it.
    READER = "reader"
    #: It is none of his business, and he does not see it.
    NONE = "none"


def relation(scope: Scope, incident: Incident, org_codes: Mapping[str, str]) -> Relation:
    """How a user with `scope` stands to `incident`. `org_codes` maps an org's id to its division code.

    A scope without division and departments holds everything, from the topmost org down.
    """
    division = scope.division or ""
    rules = bool(division) or not scope.departments
    owner = org_codes.get(incident.owner_org)
    if rules and owner is not None and owner.startswith(division):
        return Relation.OWN if owner == _topmost(division, org_codes) else Relation.ABOVE
    if any(is_theirs(scope, task, org_codes) for task in incident.tasks if task.state not in _GIVEN_BACK):
        return Relation.RECIPIENT
    reads = (incident.grid_code, *(org_codes.get(org) for org in (*incident.reported_by, *incident.copies)))
    if rules and any(code is not None and code.startswith(division) for code in reads):
        return Relation.READER
    if not set(scope.departments).isdisjoint(incident.copies):
        return Relation.READER
    return Relation.NONE


def is_theirs(scope: Scope, task: Task, org_codes: Mapping[str, str]) -> bool:
    """Whether `task` was given to a department of `scope`, or to an org or a unit within its division."""
    if task.kind is AssigneeKind.DEPARTMENT:
        return task.assignee in scope.departments
    code = org_codes.get(task.assignee if task.kind is AssigneeKind.ORG else task.org)
    return bool(scope.division) and code is not None and code.startswith(scope.division or "")


def _topmost(division: str, org_codes: Mapping[str, str]) -> str | None:
    own = [code for code in org_codes.values() if code.startswith(division)]
    return min(own, key=lambda code: (len(code), code), default=None)
