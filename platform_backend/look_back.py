"""Queries about what was: an incident's history and the audit trail."""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, literal, select

from backend_client.protocol.entities import Incident
from backend_client.protocol.messages import Scope
from backend_client.protocol.queries import (
    AuditEntry,
    AuditFound,
    AuditSearch,
    History,
    IncidentHistory,
    Version,
)
from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.scope import sees, sees_all, unseen, within
from platform_backend.store import schema

#: Versions of an incident have to fit into a frame together with its steps.
_VERSIONS_BYTES = 400_000


def incident_history(connection: Connection, args: IncidentHistory, scope: Scope) -> History:
    """Steps and kept versions. Raises Refused when there is no such incident in `scope`."""
    entities, events = schema.entities, schema.events
    row = connection.execute(
        select(entities).where(entities.c.entity == "incident", entities.c.id == args.incident)
    ).one_or_none()
    if row is None or not sees(scope, row.codes):
        raise unseen(scope, f"incident {args.incident[:60]!r}")
    wanted = [events.c.topic == "incidents", events.c.entity == "incident", events.c.id == args.incident]
    if args.before_ver is not None:
        wanted.append(events.c.ver < args.before_ver)
    found = select(events).where(and_(*wanted), within(events.c.codes, scope)).order_by(events.c.seq.desc())
    versions: list[Version] = []
    room = _VERSIONS_BYTES
    more = False
    for event in connection.execute(found.limit(args.limit + 1)):
        body = b"null" if event.body is None else event.body
        room -= len(body) + 100
        # At least one, or a console that pages would never come further.
        if len(versions) == args.limit or (room < 0 and versions):
            more = True
            break
        at = format_time(event.at)
        versions.append(Version(ver=event.ver, seq=event.seq, at=at, data=msgspec.Raw(body)))
    steps = msgspec.json.decode(row.body, type=Incident).steps
    return History(incident=args.incident, ver=row.ver, steps=steps, versions=tuple(versions), more=more)


def audit_search(connection: Connection, args: AuditSearch, scope: Scope) -> AuditFound:
    """Entries of the trail; with a scope, those about users who belong to it."""
    table = schema.audit
    wanted: list[ColumnElement[bool]] = [_by_users_of(connection, scope)]
    for column, value in ((table.c.who, args.who), (table.c.what, args.what), (table.c.target, args.target)):
        if value is not None:
            wanted.append(column == value)
    if args.since is not None:
        wanted.append(table.c.at >= parse_time(args.since))
    if args.until is not None:
        wanted.append(table.c.at < parse_time(args.until))
    where = and_(*wanted)
    newest = select(table).where(where).order_by(table.c.number.desc())
    entries = tuple(
        AuditEntry(
            number=row.number,
            at=format_time(row.at),
            who=row.who,
            origin=row.origin,
            what=row.what,
            target=row.target,
            detail=row.detail,
            result=row.result,
        )
        for row in connection.execute(newest.offset(args.offset).limit(args.limit))
    )
    total = connection.scalar(select(func.count()).select_from(table).where(where))
    return AuditFound(total=total or 0, entries=entries)


def _by_users_of(connection: Connection, scope: Scope) -> ColumnElement[bool]:
    if sees_all(scope):
        return literal(True)
    users = connection.execute(select(schema.users.c.id, schema.users.c.division, schema.users.c.departments))
    return schema.audit.c.who.in_([row.id for row in users if _belongs(row.division, row.departments, scope)])


def _belongs(division: str | None, departments: str, scope: Scope) -> bool:
    """Whether a user's own scope lies within `scope`."""
    parts = [*([division] if division else []), *(f"@{department}" for department in departments.split())]
    return bool(parts) and all(sees(scope, part) for part in parts)
