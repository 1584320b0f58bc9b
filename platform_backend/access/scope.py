"""Who may see what: each entity belongs to codes, each user has a division prefix, departments, or all.

Codes are kept with the entity as one space-separated string: division codes, and ``@`` before the id of a
department that has a task. The empty string means: for everybody. `sees` decides in memory what `within`
decides in the database.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, ColumnElement, func, literal, or_

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import Conference
from backend_client.protocol.duty import Contact, DutyLogEntry, ExportRecord, Handover
from backend_client.protocol.entities import (
    Alarm,
    AlarmShelf,
    AssigneeKind,
    Camera,
    Entity,
    Grid,
    Incident,
    Seat,
    TaskState,
    Unit,
)
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.evidence import EvidenceRecord, RecordingBookmark, RecordingView
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.permissions import may_see
from backend_client.protocol.topics import TOPICS
from backend_client.protocol.wall import Scene, Tour, Wall

#: The code of what belongs to no known place: nobody's scope names it, only those who see all see it.
NOWHERE = "-"
#: The scope that holds nothing: no code begins like this.
NOTHING = Scope(division="\0")
#: Tasks that are none of their recipient's business any more.
_GIVEN_BACK = frozenset({TaskState.RETURNED, TaskState.RECALLED})


def codes_of(data: Entity, org_codes: Mapping[str, str]) -> str:
    """The codes `data` belongs to. `org_codes` maps an org's id to its division code.

    Orgs, departments and counters are for everybody: a street must be able to name whom it passes work to.
    """
    match data:
        case Incident():
            codes = {*_places(data, org_codes), *_recipients(data, org_codes)}
        case Alarm() | AlarmShelf() | Camera() | Unit() | RecordingBookmark():
            codes = {org_codes.get(data.org), data.grid_code}
        case Grid():
            codes = {org_codes.get(data.org), data.code}
        case Wall() | Seat():
            codes = {org_codes.get(data.org)}
        case Contact() if data.unit is None:
            # Rooms, departments and those on duty there can be called by everybody.
            return ""
        case Contact() | DutyLogEntry() | Handover() | ExportRecord() | Scene() | Tour():
            # These may be a department's too.
            codes = {org_codes.get(data.org, f"@{data.org}")}
        case Conference():
            # Whoever was asked sees it with the room he works in.
            codes = {org_codes.get(data.org), *data.rooms}
        case RecordingView() | EvidenceRecord():
            codes = {org_codes.get(data.org, f"@{data.org}")}
        case _:
            return ""
    return " ".join(sorted(code for code in codes if code)) or NOWHERE


def sees_all(scope: Scope) -> bool:
    """Whether `scope` is everything."""
    return not scope.division and not scope.departments


def sees(scope: Scope, codes: str) -> bool:
    """Whether a user with `scope` may see what belongs to `codes`."""
    if not codes or sees_all(scope):
        return True
    if scope.division and f" {scope.division}" in f" {codes}":
        return True
    return any(f" @{department} " in f" {codes} " for department in scope.departments)


def sights(user: User) -> dict[str, Scope]:
    """With which scope a user sees each topic: his own, or none where his roles have no business there."""
    return {topic: user.scope if may_see(topic, user.roles) else NOTHING for topic in TOPICS}


def unseen(scope: Scope, what: str) -> Refused:
    """The refusal of what is not there, or not for these eyes; who has a scope is not told which."""
    if sees_all(scope):
        return Refused(ErrorCode.NOT_FOUND, f"there is no {what}", Cause.GONE)
    return Refused(ErrorCode.FORBIDDEN, f"there is no {what} within your scope", Cause.SCOPE)


def within(codes: Column[str], scope: Scope) -> ColumnElement[bool]:
    """The same as `sees`, as a condition on a column of codes."""
    if sees_all(scope):
        return literal(True)
    # instr, because LIKE takes upper and lower case for the same.
    ways = [codes == ""]
    if scope.division:
        ways.append(func.instr(" " + codes, f" {scope.division}") > 0)
    ways += [func.instr(" " + codes + " ", f" @{department} ") > 0 for department in scope.departments]
    return or_(*ways)


def _places(incident: Incident, org_codes: Mapping[str, str]) -> set[str | None]:
    """Where it belongs, where it lies, and who reads along."""
    orgs = (incident.owner_org, *incident.reported_by, *incident.copies)
    # A copy goes to orgs and to departments.
    copied = {f"@{id_}" for id_ in incident.copies if id_ not in org_codes}
    return {incident.grid_code, *(org_codes.get(org) for org in orgs), *copied}


def _recipients(incident: Incident, org_codes: Mapping[str, str]) -> set[str | None]:
    found: set[str | None] = set()
    for task in incident.tasks:
        if task.state in _GIVEN_BACK:
            continue
        if task.kind is AssigneeKind.DEPARTMENT:
            found.add(f"@{task.assignee}")
        else:
            found.add(org_codes.get(task.assignee if task.kind is AssigneeKind.ORG else task.org))
    return found
