"""Which worker a tile goes to. Workers that die and are replaced are tested with the supervisor."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

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
