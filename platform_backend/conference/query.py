"""Whom to ask to a conference about an incident or an alarm: by role, with the next in line.

First the room that owns the matter, then those with a task in it, then the leader on duty. Within a line
who sits at a seat and is signed in comes first, then whoever else is signed in, then the rest of the seats'
holders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, select

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import PartyRole
from backend_client.protocol.conference_args import (
    Candidate,
    ConferenceProposals,
    Proposal,
    ProposalsFound,
)
from backend_client.protocol.duty import Contact
from backend_client.protocol.entities import (
    Alarm,
    AssigneeKind,
    Department,
    Entity,
    Incident,
    Org,
    Seat,
    TaskState,
    Unit,
)
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.roles import ROOM
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import sees, unseen
from platform_backend.commands.context import Actor, Site
from platform_backend.store import schema

E = TypeVar("E", bound=Entity)

_GIVEN_BACK = frozenset({TaskState.RETURNED, TaskState.RECALLED})
_LEADERS = frozenset({"leader", "duty_leader"})
#: What a contact who leads a room on duty is called in the directory (带班领导).
_LEADING = "带班"
_MOST_IN_LINE = 20
_MOST_OTHERS = 1000


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    name: str
    roles: frozenset[str]
    division: str
    departments: frozenset[str]
    signed_in: bool


def proposals(
    connection: Connection,
    args: ConferenceProposals,
    actor: Actor,
    *,
    site: Site,
    now: float,
    real_now: float,
) -> ProposalsFound:
    """Whom to ask, the most obvious first; the one who asks is in no line. Raises Refused."""
    incident = _matter(connection, args, actor)
    book = _Book(connection, actor, site, now=now, real_now=real_now)
    found = []
    match incident:
        case Incident():
            found.append(book.of_org(PartyRole.OWNER_ROOM, incident.owner_org))
            for task in incident.tasks:
                if task.state in _GIVEN_BACK:
                    continue
                match task.kind:
                    case AssigneeKind.DEPARTMENT:
                        found.append(book.of_department(task.assignee))
                    case AssigneeKind.ORG:
                        found.append(book.of_org(PartyRole.ORG, task.assignee))
                    case AssigneeKind.UNIT:
                        found.append(book.of_unit(task.assignee))
            found.append(book.leader(incident.owner_org))
        case Alarm():
            found.append(book.of_org(PartyRole.OWNER_ROOM, incident.org))
            found.append(book.leader(incident.org))
    once = {(each.role, each.id): each for each in found}
    return ProposalsFound(
        proposals=tuple(each for each in once.values() if each.line or each.contacts),
        others=book.everybody(),
    )


def _matter(connection: Connection, args: ConferenceProposals, actor: Actor) -> Incident | Alarm | None:
    if args.incident is None and args.alarm is None:
        return None
    if args.incident is not None and args.alarm is not None:
        raise Refused(ErrorCode.BAD_REQUEST, "name an incident or an alarm", Cause.NO_TARGET)
    entity, id_ = ("incident", args.incident) if args.incident is not None else ("alarm", args.alarm)
    table = schema.entities.c
    wanted = select(table.body, table.codes).where(table.entity == entity, table.id == id_)
    row = connection.execute(wanted).one_or_none()
    if row is None or not sees(actor.scope, row.codes):
        raise unseen(actor.scope, f"{entity} {id_!r}")
    if entity == "incident":
        return msgspec.json.decode(row.body, type=Incident)
    return msgspec.json.decode(row.body, type=Alarm)


class _Book:
    """Who can be reached, read once for one question."""

    def __init__(
        self, connection: Connection, actor: Actor, site: Site, *, now: float, real_now: float
    ) -> None:
        self._connection = connection
        self._me = actor.id
        self._codes = site.org_codes
        self._now = now
        self._people = {each.id: each for each in _people(connection, real_now)}
        self._seats = _all(connection, "seat", Seat)
        self._contacts = _all(connection, "contact", Contact)

    def of_org(self, role: PartyRole, org: str) -> Proposal:
        """The room of an org."""
        code = self._codes.get(org, "-")
        others = (
            each
            for each in self._people.values()
            if each.division == code and not ROOM.isdisjoint(each.roles)
        )
        line = self._line(self._seated(org), others)
        return self._proposal(role, org, self._name("org", Org, org), line, self._reached(org))

    def of_department(self, department: str) -> Proposal:
        """Whoever looks after a department's work."""
        others = (each for each in self._people.values() if department in each.departments)
        line = self._line(self._seated(department), others)
        name = self._name("department", Department, department)
        return self._proposal(PartyRole.DEPARTMENT, department, name, line, self._reached(department))

    def of_unit(self, unit: str) -> Proposal:
        """A unit's people have no console: they are called, or given a link."""
        contacts = tuple(id_ for id_, each in self._contacts.items() if each.unit == unit)
        return self._proposal(PartyRole.UNIT, unit, self._name("unit", Unit, unit), (), contacts)

    def leader(self, org: str) -> Proposal:
        """The leader on duty, of the org itself before those above it."""
        code = self._codes.get(org, "-")
        above = [
            each
            for each in self._people.values()
            if not _LEADERS.isdisjoint(each.roles) and not each.departments and code.startswith(each.division)
        ]
        above.sort(key=lambda each: (not each.signed_in, -len(each.division), each.id))
        contacts = tuple(
            id_
            for id_, each in self._contacts.items()
            if each.org == org and each.unit is None and _LEADING in each.post and self._is_on_duty(each)
        )
        return self._proposal(
            PartyRole.LEADER, org, self._name("org", Org, org), self._line((), above), contacts
        )

    def everybody(self) -> tuple[Candidate, ...]:
        """All who can be asked, each with the seat he holds."""
        seats = {each.holder: id_ for id_, each in self._seats.items() if each.holder is not None}
        found = [
            Candidate(user=id_, name=each.name, seat=seats.get(id_, ""), signed_in=each.signed_in)
            for id_, each in self._people.items()
            if id_ != self._me
        ]
        found.sort(key=lambda each: (not each.signed_in, not each.seat, each.name, each.user))
        return tuple(found[:_MOST_OTHERS])

    def _proposal(
        self, role: PartyRole, id_: str, name: str, line: tuple[Candidate, ...], contacts: tuple[str, ...]
    ) -> Proposal:
        return Proposal(role=role, id=id_, name=name, line=line[:_MOST_IN_LINE], contacts=contacts)

    def _seated(self, org: str) -> Iterator[tuple[_Person, str]]:
        for id_, seat in self._seats.items():
            person = self._people.get(seat.holder or "")
            if seat.org == org and person is not None:
                yield person, id_

    def _line(
        self, seated: Iterator[tuple[_Person, str]] | tuple[()], others: Iterator[_Person] | list[_Person]
    ) -> tuple[Candidate, ...]:
        found: dict[str, Candidate] = {}
        for person, seat in [*seated, *((each, "") for each in others if each.signed_in)]:
            if person.id != self._me:
                found.setdefault(
                    person.id,
                    Candidate(user=person.id, name=person.name, seat=seat, signed_in=person.signed_in),
                )
        return tuple(sorted(found.values(), key=lambda each: (not each.signed_in, not each.seat)))

    def _reached(self, org: str) -> tuple[str, ...]:
        mine = ((id_, each) for id_, each in self._contacts.items() if each.org == org and each.unit is None)
        return tuple(id_ for id_, each in mine if not each.shifts or self._is_on_duty(each))

    def _is_on_duty(self, contact: Contact) -> bool:
        if not contact.shifts:
            return True
        return any(parse_time(each.since) <= self._now < parse_time(each.until) for each in contact.shifts)

    def _name(self, entity: str, kind: type[Org] | type[Department] | type[Unit], id_: str) -> str:
        table = schema.entities.c
        body = self._connection.scalar(select(table.body).where(table.entity == entity, table.id == id_))
        return id_ if body is None else msgspec.json.decode(body, type=kind).name


def _people(connection: Connection, real_now: float) -> Iterator[_Person]:
    users, sessions = schema.users, schema.sessions.c
    living = ~sessions.revoked & (sessions.expires_at > real_now)
    at_console = set(connection.scalars(select(sessions.user).where(living)))
    for row in connection.execute(select(users).where(users.c.kind == "person", users.c.enabled)):
        roles = frozenset(row.roles.split())
        if roles & (ROOM | {"leader", "supervisor"}):
            departments = frozenset(row.departments.split())
            yield _Person(row.id, row.name, roles, row.division or "", departments, row.id in at_console)


def _all(connection: Connection, entity: str, kind: type[E]) -> Mapping[str, E]:
    table = schema.entities.c
    wanted = select(table.id, table.body).where(table.entity == entity, table.in_view).order_by(table.id)
    return {row.id: msgspec.json.decode(row.body, type=kind) for row in connection.execute(wanted)}
