"""Which worker a tile goes to. Workers that die and are replaced are tested with the supervisor."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from console.video.machine import kept_bytes
from console.video.messages import Keep, ToWorker
from console.video.worker_pool import Place, WorkerPool


@pytest.fixture
def pool(qtbot: QtBot) -> Iterator[WorkerPool]:
    parent = QObject()
    made = WorkerPool(rendering="software", tiles_per_worker=2, now=lambda: 0.0, parent=parent)
    yield made

    async def close() -> None:
        async with asyncio.TaskGroup() as group:
            closing = group.create_task(made.close(2.0))
            while not closing.done():
                QCoreApplication.processEvents()
                await asyncio.sleep(0)

    asyncio.run(close())
    assert made.process_ids == ()


def test_a_place_knows_what_it_costs() -> None:
    place = Place()
    assert place.cores() == 0.0
    place.spent(1.0, 10.0)
    place.spent(1.6, 12.0)
    assert place.cores() == pytest.approx(0.3)
    place.forget_spent()
    assert place.cores() == 0.0


def test_tiles_of_one_address_share_a_worker_and_others_go_where_there_is_room(pool: WorkerPool) -> None:
    pool.prepare(3)
    assert pool.wanted == 2
    first = pool.place_for("a")
    first.take("1", "a")
    second = pool.place_for("b")
    second.take("2", "b")
    assert second is not first
    first.take("3", "c")
    assert pool.place_for("a") is first, "one connection, however full its worker is"
    assert pool.place_for("d") is second
    assert pool.place_for("d", former=second) is second, "a tile that changes over stays where it is"
    assert pool.place_for("a", former=second) is first
    first.leave("1", "a")
    assert pool.place_for("a", former=second) is second, "nobody reads it any more"
    second.take("4", "d")
    first.take("5", "e")
    third = pool.place_for("f", former=second)
    assert third not in (first, second)
    assert pool.wanted == 3


def test_a_camera_s_other_stream_goes_to_the_same_worker_even_when_it_is_full(pool: WorkerPool) -> None:
    first = pool.place_for("a")
    first.take("1", "a")
    first.take("2", "b")
    assert pool.place_for("a-main") is not first
    assert pool.place_for("a-main", near=first) is first


def test_tiles_are_parted_from_others_and_their_worker_goes_with_the_last_of_them(
    qtbot: QtBot, pool: WorkerPool
) -> None:
    first = pool.place_for("a")
    for tile, url in (("1", "a"), ("2", "b"), ("3", "b")):
        first.take(tile, url)
    apart = pool.part(first, {"b"})
    assert (list(first.tiles), list(apart.tiles)) == (["1"], ["2", "3"])
    assert pool.wanted == 2
    assert pool.place_for("b") is apart
    assert pool.place_for("c", former=apart) is first, "nobody else is brought into danger"
    assert pool.place_for("d", apart=True) not in (first, apart)
    pool.leave(apart, "2", "b")
    assert pool.wanted == 3
    pool.leave(apart, "3", "b")
    assert pool.wanted == 2
    qtbot.waitUntil(lambda: len(pool.process_ids) == 2)


def test_a_worker_that_is_put_off_is_not_wanted_before_its_time(pool: WorkerPool) -> None:
    first = pool.place_for("a")
    first.take("1", "a")
    asleep = pool.part(first, {"a"}, start_at=1.0)
    assert (asleep.link, pool.wanted) == (None, 1)
    pool.watch()
    assert asleep.link is None
    pool.leave(asleep, "1", "a")
    assert pool.wanted == 1


def test_what_may_be_kept_is_divided_by_streams_and_told_when_it_changes(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Place, ToWorker]] = []
    monkeypatch.setattr(Place, "send", lambda place, message: told.append((place, message)))
    most = kept_bytes()
    first = pool.place_for("a")
    first.take("1", "a")
    pool.watch()
    pool.watch()
    assert told == [(first, Keep(most_bytes=most))]
    first.take("2", "b")
    second = pool.place_for("c")
    second.take("3", "c")
    pool.watch()
    assert told[1:] == [(first, Keep(most_bytes=most * 2 // 3)), (second, Keep(most_bytes=most // 3))]
    first.forget_spent()
    pool.watch()
    assert told[3:] == [(first, Keep(most_bytes=most * 2 // 3))], "a new process is told again"
