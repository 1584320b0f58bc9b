"""How long events stay in the database: an age and a size, the oldest of all topics go first.

What is left of a topic begins after its floor; consoles that were away for longer take a whole snapshot.
The room of dropped events is used again by the next ones: the file stops growing where the size does.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, LargeBinary, cast, delete, func, select, update

from platform_backend import schema

#: What an event takes besides its texts and its body, in bytes: numbers, index, page overhead.
_OVERHEAD = 100
#: Size comes down to this part of the limit, so that it need not come down again at once.
_TARGET = 15 / 16
#: Events dropped in one transaction: commands must not wait for all of them.
CHUNK = 2000


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
    size = func.coalesce(func.length(table.c.body), 0) + _OVERHEAD
    for text in texts:
        size = size + func.length(text)
    return size
