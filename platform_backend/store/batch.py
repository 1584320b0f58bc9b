"""One transaction's changes: staged by each command apart, written together at the end.

A command that is refused or fails leaves nothing behind, because its `Draft` is simply not merged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import ENTITY_TYPES, Entity, Incident
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.times import parse_time
from backend_client.protocol.topics import LOG_TOPICS, TOPIC_OF
from platform_backend.log_types import LogEvent, PresetOrder
from platform_backend.store import schema

E = TypeVar("E", bound=Entity)

#: A body must fit into a frame with room for what stands around it.
MAX_BODY_BYTES = 900_000


@dataclass(frozen=True, slots=True)
class Row:
    """An entity as it stands in the store (or is about to)."""

    entity: str
    id: str
    ver: int
    body: bytes
    codes: str
    in_view: bool
    changed_by: str
    changed_at: float

    def decode(self, kind: type[E]) -> E:
        """The entity's data."""
        return msgspec.json.decode(self.body, type=kind)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The final result of a command, to be remembered until `until`."""

    user: str
    cmd_id: str
    digest: bytes
    result: bytes
    until: float


class Batch:
    """Changes of one transaction; used in the writer thread only. `on_flush` is called when it is written.

    `now` is the district's time. `real_now` is the machine's, for sessions and the audit trail: another one
    only where a district's time is sped up.
    """

    def __init__(self, connection: Connection, *, now: float, real_now: float | None = None) -> None:
        self.connection = connection
        self.now = now
        self.real_now = now if real_now is None else real_now
        self.events: list[LogEvent] = []
        self.orders: list[PresetOrder] = []
        self.state_rows: dict[tuple[str, str], Row] = {}
        self.on_flush: list[Callable[[], None]] = []
        self._rows: dict[tuple[str, str], Row] = {}
        self._recorded: dict[tuple[str, str], Recorded] = {}
        self._serials: dict[str, int] = {}
        self._kept: list[tuple[Table, dict[str, object]]] = []
        self._heads: dict[str, int] = {
            row.topic: row.head for row in connection.execute(select(schema.heads))
        }
        self._old_heads = dict(self._heads)

    def row(self, entity: str, id_: str) -> Row | None:
        """The entity as it is after everything merged so far."""
        if (staged := self._rows.get((entity, id_))) is not None:
            return staged
        table = schema.entities
        found = self.connection.execute(
            select(table).where(table.c.entity == entity, table.c.id == id_)
        ).one_or_none()
        return None if found is None else Row(*found)

    def rows_in_view(self, entity: str) -> list[Row]:
        """All entities of a kind that consoles see, after everything merged so far."""
        table = schema.entities
        found = self.connection.execute(select(table).where(table.c.entity == entity, table.c.in_view))
        rows = {row.id: row for row in (Row(*each) for each in found)}
        rows |= {row.id: row for row in self._rows.values() if row.entity == entity}
        return [row for row in rows.values() if row.in_view]

    def person(self, user: str) -> User | None:
        """Who the person's account of this id acts as; None when there is none, or it is disabled."""
        table = schema.users
        wanted = select(table).where(table.c.id == user, table.c.kind == "person", table.c.enabled)
        found = self.connection.execute(wanted).one_or_none()
        if found is None:
            return None
        scope = Scope(division=found.division, departments=tuple(found.departments.split()))
        return User(id=found.id, name=found.name, roles=tuple(found.roles.split()), scope=scope)

    def is_signed_in(self, user: str) -> bool:
        """Whether the user has a living session."""
        table = schema.sessions
        living = (table.c.user == user) & ~table.c.revoked & (table.c.expires_at > self.real_now)
        return self.connection.scalar(select(table.c.id).where(living).limit(1)) is not None

    def last_serial(self, series: str) -> int:
        """The last serial number given out in `series` (0: none yet)."""
        if series in self._serials:
            return self._serials[series]
        table = schema.serials
        value = self.connection.execute(select(table.c.value).where(table.c.name == series)).scalar()
        return int(value or 0)

    def recorded(self, user: str, cmd_id: str) -> Recorded | None:
        """The remembered result of a command, if any."""
        if (fresh := self._recorded.get((user, cmd_id))) is not None:
            return fresh
        table = schema.command_results
        found = self.connection.execute(
            select(table).where(table.c.user == user, table.c.cmd_id == cmd_id)
        ).one_or_none()
        return None if found is None else Recorded(*found)

    def record(self, recorded: Recorded) -> None:
        """Remember a final result with this transaction."""
        self._recorded[recorded.user, recorded.cmd_id] = recorded

    def keep(self, table: Table, **values: object) -> None:
        """Write a row of a table beside the entities with this transaction."""
        self._kept.append((table, values))

    def merge(self, draft: Draft) -> None:
        """Take over what one command did; log events get their sequence numbers here."""
        self._serials |= draft.serials
        self._kept += draft.kept
        self.orders += draft.orders
        for key, (row, former) in draft.staged.items():
            self._rows[key] = row
            topic = TOPIC_OF[row.entity]
            if topic not in LOG_TOPICS:
                self.state_rows[key] = row
            elif row.in_view or (former is not None and former.in_view):
                seq = self._heads[topic] = self._heads[topic] + 1
                self.events.append(
                    LogEvent(
                        topic=topic,
                        seq=seq,
                        at=self.now,
                        entity=row.entity,
                        id=row.id,
                        ver=row.ver,
                        body=row.body if row.in_view else None,
                        codes=row.codes,
                        former_codes=former.codes if former is not None and former.in_view else row.codes,
                    )
                )

    def head(self, topic: str) -> int:
        """Newest sequence number of a log topic."""
        return self._heads[topic]

    def flush(self) -> None:
        """Write everything; the transaction is committed by whoever opened it."""
        self._upsert(schema.entities, [_columns(row) for row in self._rows.values()])
        incidents = [
            incident_columns(row.id, row.decode(Incident), row.codes)
            for row in self._rows.values()
            if row.entity == "incident"
        ]
        self._upsert(schema.incident_index, incidents)
        if self.events:
            self.connection.execute(insert(schema.events), [_event_columns(event) for event in self.events])
        for topic, head in self._heads.items():
            if head != self._old_heads[topic]:
                table = schema.heads
                self.connection.execute(update(table).where(table.c.topic == topic).values(head=head))
        self._upsert(schema.serials, [{"name": k, "value": v} for k, v in self._serials.items()])
        for table, values in self._kept:
            self._upsert(table, [values])
        self._upsert(schema.command_results, [_recorded_columns(r) for r in self._recorded.values()])
        for write in self.on_flush:
            write()

    def forget_results(self, *, before: float) -> None:
        """Drop remembered results whose time is over."""
        table = schema.command_results
        self.connection.execute(delete(table).where(table.c.until < before))

    def _upsert(self, table: Table, rows: list[dict[str, object]]) -> None:
        if rows:
            self.connection.execute(sqlite_insert(table).prefix_with("OR REPLACE"), rows)


class Draft:
    """What one command wants to change, seen by itself at once and by others after `Batch.merge`.

    `orders` are carried out by cameras once everything is on disk.
    """

    def __init__(self, batch: Batch, *, by: str) -> None:
        self.staged: dict[tuple[str, str], tuple[Row, Row | None]] = {}
        self.serials: dict[str, int] = {}
        self.kept: list[tuple[Table, dict[str, object]]] = []
        self.orders: list[PresetOrder] = []
        self._batch = batch
        self._by = by

    @property
    def real_now(self) -> float:
        """The machine's time."""
        return self._batch.real_now

    def row(self, entity: str, id_: str) -> Row | None:
        """The entity's row with this command's own changes."""
        staged = self.staged.get((entity, id_))
        return staged[0] if staged is not None else self._batch.row(entity, id_)

    def get(self, kind: type[E], id_: str) -> E | None:
        """The entity's data, or None when there is no such entity."""
        row = self.row(_NAMES[kind], id_)
        return None if row is None else row.decode(kind)

    def put(self, id_: str, data: Entity, *, codes: str, in_view: bool = True) -> Row:
        """Stage the entity's new data. Raises Refused when it no longer fits into a frame."""
        entity = _NAMES[type(data)]
        staged = self.staged.get((entity, id_))
        former = staged[1] if staged is not None else self._batch.row(entity, id_)
        body = msgspec.json.encode(data)
        if len(body) > MAX_BODY_BYTES:
            sentence = f"the {entity} would become too large for a frame"
            raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.TOO_LARGE)
        ver = former.ver + 1 if former is not None else 1
        row = Row(entity, id_, ver, body, codes, in_view, self._by, self._batch.now)
        self.staged[entity, id_] = (row, former)
        return row

    def rows_in_view(self, entity: str) -> list[Row]:
        """As `Batch.rows_in_view`; what this command itself has staged is not among them."""
        return self._batch.rows_in_view(entity)

    def leave_view(self, row: Row) -> None:
        """Let an unchanged entity leave the consoles' view."""
        gone = Row(row.entity, row.id, row.ver, row.body, row.codes, False, row.changed_by, row.changed_at)
        self.staged[row.entity, row.id] = (gone, row)

    def person(self, user: str) -> User | None:
        """As `Batch.person`."""
        return self._batch.person(user)

    def is_signed_in(self, user: str) -> bool:
        """As `Batch.is_signed_in`."""
        return self._batch.is_signed_in(user)

    def keep(self, table: Table, **values: object) -> None:
        """Stage a row of a table beside the entities; no entity and no event holds what stands there."""
        self.kept.append((table, values))

    def next_serial(self, series: str) -> int:
        """The next number of `series`, never given out twice."""
        value = self.serials.get(series, self._batch.last_serial(series)) + 1
        self.serials[series] = value
        return value


_NAMES: dict[type[Any], str] = {kind: name for name, kind in ENTITY_TYPES.items()}


def _columns(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in Row.__slots__}


def incident_columns(id_: str, incident: Incident, codes: str) -> dict[str, object]:
    """The search index's row for an incident."""
    return {
        "id": id_,
        "state": incident.state.value,
        "severity": incident.severity,
        "org": incident.owner_org,
        "reported_at": parse_time(incident.reported_at),
        "closed_at": parse_time(incident.closed_at) if incident.closed_at else None,
        "words": f"{incident.serial_no}\n{incident.title}\n{incident.place}".lower(),
        "codes": codes,
        "type_code": incident.type_code,
        "exercise": incident.exercise,
        "merged_into": incident.merged_into,
        "place": incident.place,
        "longitude": incident.position[0] if incident.position is not None else None,
        "latitude": incident.position[1] if incident.position is not None else None,
    }


def _event_columns(event: LogEvent) -> dict[str, object]:
    return {
        "topic": event.topic,
        "seq": event.seq,
        "at": event.at,
        "entity": event.entity,
        "id": event.id,
        "ver": event.ver,
        "body": event.body,
        "codes": event.codes,
        "former_codes": event.former_codes,
    }


def _recorded_columns(recorded: Recorded) -> dict[str, object]:
    return {name: getattr(recorded, name) for name in Recorded.__slots__}
