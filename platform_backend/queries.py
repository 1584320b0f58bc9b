"""Queries: they read the store in threads of their own and change nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, and_, func, select

from backend_client.protocol import queries as contract
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Item, Query, Reply, Scope
from backend_client.protocol.queries import CamerasSearch, Found, IncidentsSearch
from backend_client.protocol.times import parse_time
from platform_backend import schema
from platform_backend.commands.context import Actor
from platform_backend.scope import within
from platform_backend.store import Store

#: A reply has to fit into a frame; what does not is left for the next page.
_REPLY_BYTES = 900_000


class Queries:
    """Answers queries from the store, each within the asking user's scope."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, actor: Actor, query: Query) -> Reply:
        """Answer one query. Raises Refused when it cannot be."""
        kind = contract.ARGS.get(query.name)
        if kind is None:
            raise Refused(ErrorCode.BAD_REQUEST, f"this platform does not know {query.name[:60]!r}")
        try:
            args = msgspec.json.decode(query.args, type=kind)
            found = await asyncio.to_thread(self._find, args, actor.scope)
        except (msgspec.MsgspecError, ValueError) as error:
            raise Refused(ErrorCode.BAD_REQUEST, f"{query.name}: {error}") from error
        return Reply(id=query.id, ok=True, data=msgspec.Raw(msgspec.json.encode(found)))

    def _find(self, args: IncidentsSearch | CamerasSearch, scope: Scope) -> Found:
        with self._store.reading() as connection:
            if isinstance(args, IncidentsSearch):
                return _incidents(connection, args, scope)
            return _cameras(connection, args, scope)


def _incidents(connection: Connection, args: IncidentsSearch, scope: Scope) -> Found:
    table = schema.incident_index
    wanted = [within(table.c.codes, scope), *_words(table.c.words, args.text)]
    if args.states:
        wanted.append(table.c.state.in_(args.states))
    if args.severities:
        wanted.append(table.c.severity.in_(args.severities))
    if args.org is not None:
        wanted.append(table.c.org == args.org)
    if args.since is not None:
        wanted.append(table.c.reported_at >= parse_time(args.since))
    if args.until is not None:
        wanted.append(table.c.reported_at < parse_time(args.until))
    where = and_(*wanted)
    ids = select(table.c.id).where(where).order_by(table.c.reported_at.desc(), table.c.id)
    page = connection.scalars(ids.offset(args.offset).limit(args.limit)).all()
    total = connection.scalar(select(func.count()).select_from(table).where(where))
    return Found(total=total or 0, items=_items(connection, "incident", page))


def _cameras(connection: Connection, args: CamerasSearch, scope: Scope) -> Found:
    table = schema.camera_index
    wanted = [within(table.c.codes, scope), *_words(table.c.words, args.text)]
    if args.org is not None:
        wanted.append(table.c.org == args.org)
    where = and_(*wanted)
    ids = select(table.c.id).where(where).order_by(table.c.name, table.c.id)
    page = connection.scalars(ids.offset(args.offset).limit(args.limit)).all()
    total = connection.scalar(select(func.count()).select_from(table).where(where))
    return Found(total=total or 0, items=_items(connection, "camera", page))


def _words(column: Column[str], text: str) -> list[ColumnElement[bool]]:
    return [column.contains(word, autoescape=True) for word in text.lower().split()]


def _items(connection: Connection, entity: str, ids: Sequence[str]) -> tuple[Item, ...]:
    table = schema.entities
    wanted = select(table.c.id, table.c.ver, table.c.body).where(
        table.c.entity == entity, table.c.id.in_(ids)
    )
    rows = {row.id: row for row in connection.execute(wanted)}
    items: list[Item] = []
    room = _REPLY_BYTES
    for id_ in ids:
        if (row := rows.get(id_)) is None:
            continue
        room -= len(row.body) + len(id_) + 60
        if room < 0:
            break
        items.append(Item(entity=entity, id=id_, ver=row.ver, data=msgspec.Raw(row.body)))
    return tuple(items)
