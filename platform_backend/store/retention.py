"""How long events stay in the database: an age and a size, the oldest of all topics go first.

What is left of a topic begins after its floor; consoles that were away for longer take a whole snapshot.
The room of dropped events is used again by the next ones: the file stops growing where the size does.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    case,
    cast,
    delete,
    func,
    select,
    update,
)

from platform_backend.store import schema

#: What an event takes besides its texts and its body, in bytes: its other fields, its places in the indexes.
_FIELDS, _INDEXES = 40, 80
#: How SQLite stores an entry of a table without row ids in pages of 4096 bytes; source: "Database File
#: Format", section 1.6. What is longer than `_LOCAL` goes on in pages of its own, which it rarely fills.
_LOCAL, _LOCAL_LEAST, _PAGE, _PAGE_HOLDS = 1002, 489, 4096, 4092
#: Size comes down to this part of the limit, so that it need not come down again at once.
_TARGET = 15 / 16
#: Events dropped in one transaction: commands must not wait for all of them.
CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Retention:
    """Events older than `seconds` are dropped, and the oldest ones when all take more than `bytes`."""

    seconds: float = 7 * 24 * 3600.0
    bytes: float = 512e6


def stored_bytes(connection: Connection) -> dict[str, int]:
    """How much room the events of each topic take; reads all of them."""
    table = schema.events
    sizes = select(table.c.topic, func.sum(_size())).group_by(table.c.topic)
    return {topic: int(size) for topic, size in connection.execute(sizes)}


def due_floors(connection: Connection, retention: Retention, *, now: float) -> dict[str, int]:
    """Up to which sequence number events have to go, by topic; topics of which none has to go are left out.

    Reads the whole log: for a thread of its own, not for the writer's.
    """
    table = schema.events
    old = select(table.c.topic, func.max(table.c.seq)).where(table.c.at < now - retention.seconds)
    floors = dict(connection.execute(old.group_by(table.c.topic)).all())
    excess = sum(stored_bytes(connection).values()) - retention.bytes
    if excess <= 0:
        return floors
    excess += retention.bytes * (1 - _TARGET)
    oldest = select(table.c.topic, table.c.seq, _size()).order_by(table.c.at, table.c.topic, table.c.seq)
    for topic, seq, size in connection.execute(oldest.execution_options(yield_per=CHUNK)):
        if excess <= 0:
            break
        floors[topic] = max(seq, floors.get(topic, 0))
        excess -= size
    return floors


def drop(connection: Connection, due: dict[str, int]) -> dict[str, int]:
    """Drop a chunk of the events that have to go, and move the floors. Returns the floors as they are now."""
    table, heads = schema.events, schema.heads
    floors: dict[str, int] = {}
    for topic, until in due.items():
        mine = table.c.topic == topic
        first = connection.scalar(select(func.min(table.c.seq)).where(mine))
        floors[topic] = until if first is None else min(until, first + CHUNK - 1)
        connection.execute(delete(table).where(mine, table.c.seq <= floors[topic]))
        connection.execute(update(heads).where(heads.c.topic == topic).values(floor=floors[topic]))
    return floors


def _size() -> ColumnElement[int]:
    table = schema.events
    # As bytes: what they take, and for the body without reading it.
    texts = (cast(column, LargeBinary) for column in (table.c.id, table.c.codes, table.c.former_codes))
    payload = func.coalesce(func.length(table.c.body), 0) + _FIELDS
    for text in texts:
        payload = payload + func.length(text)
    beyond = payload - _LOCAL_LEAST
    pages = beyond // _PAGE_HOLDS + cast(beyond % _PAGE_HOLDS > _LOCAL - _LOCAL_LEAST, Integer)
    return case((payload <= _LOCAL, payload), else_=_LOCAL_LEAST + pages * _PAGE) + _INDEXES
