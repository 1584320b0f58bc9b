"""Queries of the room's own work: contacts, the duty log, shifts that were handed over."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Raw
from sqlalchemy import ColumnElement, Connection, Text, and_, cast, func, select

from backend_client.protocol.messages import Item, Scope
from backend_client.protocol.queries import Contacts, DutyLogSearch, Found, HandoversSearch
from backend_client.protocol.recording_args import EvidenceSearch
from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.scope import within
from platform_backend.store import schema

_E = schema.entities.c


def contacts(connection: Connection, args: Contacts, scope: Scope) -> Found:
    """Whom to call, by id."""
    wanted = [*_words(args.text)]
    if args.org is not None:
        wanted.append(func.json_extract(_E.body, "$.org") == args.org)
    return _page(connection, "contact", wanted, scope, offset=args.offset, limit=args.limit, newest=False)


def duty_log(connection: Connection, args: DutyLogSearch, scope: Scope) -> Found:
    """Lines of the duty log, the newest first."""
    wanted = [*_words(args.text), *_between("$.at", args.since, args.until)]
    return _page(connection, "duty_log_entry", wanted, scope, offset=args.offset, limit=args.limit)


def handovers(connection: Connection, args: HandoversSearch, scope: Scope) -> Found:
    """Shifts that were handed over, the newest first."""
    wanted = _between("$.written_at", args.since, args.until)
    if args.seat is not None:
        wanted.append(func.json_extract(_E.body, "$.seat") == args.seat)
    return _page(connection, "handover", wanted, scope, offset=args.offset, limit=args.limit)


def evidence(connection: Connection, args: EvidenceSearch, scope: Scope) -> Found:
    """Exports of evidence, the newest first."""
    wanted = [*_words(args.text), *_between("$.at", args.since, args.until)]
    return _page(connection, "evidence_record", wanted, scope, offset=args.offset, limit=args.limit)


def _words(text: str) -> list[ColumnElement[bool]]:
    body = func.lower(cast(_E.body, Text))
    return [body.contains(word, autoescape=True) for word in text.lower().split()]


def _between(path: str, since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    # Written in one form, so that they are ordered as texts are.
    moment = func.json_extract(_E.body, path)
    wanted = []
    if since is not None:
        wanted.append(moment >= format_time(parse_time(since)))
    if until is not None:
        wanted.append(moment < format_time(parse_time(until)))
    return wanted


def _page(
    connection: Connection,
    entity: str,
    wanted: Sequence[ColumnElement[bool]],
    scope: Scope,
    *,
    offset: int,
    limit: int,
    newest: bool = True,
) -> Found:
    where = and_(_E.entity == entity, within(_E.codes, scope), *wanted)
    # Ids are UUIDv7 where things are told in order of time.
    order = _E.id.desc() if newest else _E.id
    rows = select(_E.id, _E.ver, _E.body).where(where).order_by(order).offset(offset).limit(limit)
    total = connection.scalar(select(func.count()).select_from(schema.entities).where(where))
    items = tuple(
        Item(entity=entity, id=row.id, ver=row.ver, data=Raw(row.body)) for row in connection.execute(rows)
    )
    return Found(total=total or 0, items=items)
