from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select

from platform_backend.store import schema
from platform_backend.store.retention import CHUNK, Retention, drop, due_floors, stored_bytes
from platform_backend.store.store import Store

DAY = 24 * 3600.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "store.sqlite3")) as one:
        with one.writing() as connection:
            heads = [{"topic": topic, "head": 1, "floor": 1} for topic in ("incidents", "alarms")]
            connection.execute(insert(schema.heads), heads)
        yield one


def write(store: Store, topic: str, count: int, *, at: float, body: bytes | None = b"x" * 900) -> None:
    with store.writing() as connection:
        head = newest(connection, topic)
        rows = [
            {
                "topic": topic,
                "seq": head + number,
                "at": at + number,
                "entity": "incident",
                "id": "i",
                "ver": number,
                "body": body,
                "codes": "330104",
                "former_codes": "330104",
            }
            for number in range(1, count + 1)
        ]
        connection.execute(insert(schema.events), rows)
        table = schema.heads
        connection.execute(table.update().where(table.c.topic == topic).values(head=head + count))


def newest(connection: Connection, topic: str) -> int:
    return int(connection.scalar(select(schema.heads.c.head).where(schema.heads.c.topic == topic)) or 0)


def kept(store: Store) -> dict[str, list[int]]:
    with store.reading() as connection:
        found: dict[str, list[int]] = {}
        for topic, seq in connection.execute(select(schema.events.c.topic, schema.events.c.seq)):
            found.setdefault(topic, []).append(seq)
    return {topic: [min(seqs), max(seqs), len(seqs)] for topic, seqs in found.items()}


def tidy(store: Store, retention: Retention, *, now: float) -> tuple[dict[str, int], int]:
    """All chunks one after another: the last floors, and how many transactions it took."""
    with store.reading() as connection:
        due = due_floors(connection, retention, now=now)
    turns, floors = 0, dict(due)
    while due:
        turns += 1
        with store.writing() as connection:
            floors = drop(connection, due)
        due = {topic: until for topic, until in due.items() if floors[topic] < until}
    return floors, turns


def test_what_is_too_old_goes(store: Store) -> None:
    write(store, "incidents", 10, at=0.0)
    write(store, "incidents", 10, at=5 * DAY)
    write(store, "alarms", 3, at=8 * DAY)
    floors, _ = tidy(store, Retention(seconds=7 * DAY), now=8 * DAY)
    assert floors == {"incidents": 11}
    assert kept(store) == {"incidents": [12, 21, 10], "alarms": [2, 4, 3]}
    with store.reading() as connection:
        heads = {row.topic: (row.head, row.floor) for row in connection.execute(select(schema.heads))}
    assert heads == {"incidents": (21, 11), "alarms": (4, 1)}


def test_what_is_too_much_goes_and_the_oldest_of_all_first(store: Store) -> None:
    write(store, "incidents", 100, at=1000.0)
    write(store, "alarms", 50, at=500.0)
    write(store, "alarms", 50, at=2000.0)
    with store.reading() as connection:
        total = sum(stored_bytes(connection).values())
    each = total / 200
    tidy(store, Retention(bytes=total), now=3000.0)
    assert kept(store) == {"incidents": [2, 101, 100], "alarms": [2, 101, 100]}
    floors, _ = tidy(store, Retention(bytes=total - 70 * each), now=3000.0)
    with store.reading() as connection:
        left = sum(stored_bytes(connection).values())
    # All 50 old alarms went, and the first of the incidents; somewhat more than had to.
    assert floors["alarms"] == 51
    assert 20 < floors["incidents"] < 35
    assert left <= total - 70 * each
    assert left > (total - 70 * each) * 0.92


@pytest.mark.parametrize("length", [0, 400, 900, 2500, 9000])
def test_the_size_is_what_the_file_grows_by(store: Store, length: int) -> None:
    store.checkpoint()
    before = store.path.stat().st_size
    write(store, "incidents", 2000, at=0.0, body=b"x" * length)
    store.checkpoint()
    with store.reading() as connection:
        said = stored_bytes(connection)["incidents"]
    grown = store.path.stat().st_size - before
    assert 0.75 * grown < said < 1.25 * grown


def test_events_without_a_body_have_a_size_too(store: Store) -> None:
    write(store, "alarms", 10, at=0.0, body=None)
    with store.reading() as connection:
        assert stored_bytes(connection)["alarms"] > 10 * 100


def test_nothing_to_do_is_nothing_done(store: Store) -> None:
    assert tidy(store, Retention(), now=DAY) == ({}, 0)
    write(store, "alarms", 10, at=0.0)
    assert tidy(store, Retention(), now=DAY) == ({}, 0)


def test_many_go_in_several_transactions(store: Store) -> None:
    write(store, "incidents", 2 * CHUNK + 5, at=0.0, body=b"")
    floors, turns = tidy(store, Retention(seconds=1.0), now=10 * DAY)
    assert (floors, turns) == ({"incidents": 2 * CHUNK + 6}, 3)
    assert kept(store) == {}


def test_the_file_stops_growing_where_the_log_does(store: Store) -> None:
    limit = Retention(bytes=1e6)
    sizes = []
    for turn in range(12):
        write(store, "incidents", 250, at=turn * 1000.0)
        tidy(store, limit, now=turn * 1000.0)
        store.checkpoint()
        sizes.append(store.path.stat().st_size)
    with store.reading() as connection:
        assert sum(stored_bytes(connection).values()) <= 1e6
        assert connection.scalar(select(func.count()).select_from(schema.events))
    # Four times the limit went through; the freed room was used again.
    assert sizes[-1] <= sizes[5] * 1.05
    assert max(sizes) < 2.5e6
