from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from backend_client.protocol.entities import Device
from backend_client.protocol.errors import Refused
from backend_client.protocol.topics import LOG_TOPICS
from backend_client.protocol.wall import Wall, WallTile
from platform_backend.store import schema
from platform_backend.store.batch import MAX_BODY_BYTES, Batch, Draft
from platform_backend.store.store import Store

WALL = Wall(name="大屏", org="org-1")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    store = Store(tmp_path / "store.sqlite3")
    with store.writing() as connection:
        heads = [{"topic": topic, "head": 1, "floor": 1} for topic in LOG_TOPICS]
        connection.execute(insert(schema.heads), heads)
        yield connection
    store.close()


def test_what_is_not_merged_leaves_nothing(connection: Connection) -> None:
    batch = Batch(connection, now=5.0)
    draft = Draft(batch, by="li")
    draft.put("wall-1", WALL, codes="")
    draft.next_serial("a")
    assert batch.row("wall", "wall-1") is None
    assert batch.last_serial("a") == 0
    batch.flush()
    assert Batch(connection, now=6.0).head("walls") == 1


def test_a_draft_sees_its_own_changes_and_those_merged_before(connection: Connection) -> None:
    batch = Batch(connection, now=5.0)
    first = Draft(batch, by="li")
    assert first.put("wall-1", WALL, codes="").ver == 1
    assert first.get(Wall, "wall-1") == WALL
    batch.merge(first)
    second = Draft(batch, by="wang")
    assert second.put("wall-1", Wall(name="新", org="org-1"), codes="").ver == 2
    batch.merge(second)
    batch.flush()
    assert [(event.seq, event.ver) for event in batch.events] == [(2, 1), (3, 2)]
    later = Batch(connection, now=6.0)
    row = later.row("wall", "wall-1")
    assert row is not None
    assert (row.ver, row.changed_by, row.changed_at) == (2, "wang", 5.0)
    assert later.head("walls") == 3


def test_changing_an_entity_twice_in_one_command_is_one_event(connection: Connection) -> None:
    batch = Batch(connection, now=5.0)
    draft = Draft(batch, by="li")
    draft.put("wall-1", WALL, codes="")
    draft.put("wall-1", Wall(name="新", org="org-1"), codes="")
    batch.merge(draft)
    assert [event.ver for event in batch.events] == [1]
    assert '"name":"新"'.encode() in (batch.events[0].body or b"")


def test_serials_are_never_given_out_twice(connection: Connection) -> None:
    batch = Batch(connection, now=5.0)
    for expected in (1, 2):
        draft = Draft(batch, by="li")
        assert draft.next_serial("330104-2026") == expected
        batch.merge(draft)
    batch.flush()
    assert Draft(Batch(connection, now=6.0), by="li").next_serial("330104-2026") == 3


def test_leaving_the_view_is_a_delete_and_coming_back_a_put(connection: Connection) -> None:
    batch = Batch(connection, now=5.0)
    for in_view in (True, False, False, True):
        draft = Draft(batch, by="li")
        draft.put("wall-1", WALL, codes="", in_view=in_view)
        batch.merge(draft)
    assert [event.body is not None for event in batch.events] == [True, False, True]


def test_states_are_kept_but_not_logged(connection: Connection) -> None:
    batch = Batch(connection, now=5.0)
    draft = Draft(batch, by="li")
    draft.put("cam-1", Device(online=True, since=""), codes="")
    batch.merge(draft)
    assert batch.events == []
    assert list(batch.state_rows) == [("device", "cam-1")]


def test_an_entity_too_large_for_a_frame_is_refused(connection: Connection) -> None:
    tiles = tuple(WallTile(tile=1, camera="c" * 1000) for _ in range(MAX_BODY_BYTES // 1000))
    draft = Draft(Batch(connection, now=5.0), by="li")
    with pytest.raises(Refused, match="too large"):
        draft.put("wall-1", Wall(name="大屏", org="org-1", tiles=tiles), codes="")
