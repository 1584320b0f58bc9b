"""Many alarms are acknowledged one by one, while the desk goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from backend_client.outbox import OutboxUnusable
from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Result
from backend_client.tasks import TaskSet
from console.alarms.batch import AlarmBatch, BatchResult
from tests.console.alarm_room import ids
from tests.waiting import until
from tests.widgets.district import District, alarm, district


class Platform:
    """Answers when it is told to; `errors` by target."""

    def __init__(self, errors: Mapping[str, str] | None = None) -> None:
        self.errors = dict(errors or {})
        self.sent: list[tuple[str, str, int]] = []
        self.most = 0
        self._under_way = 0
        self.free = asyncio.Event()

    async def send(self, name: str, *, target: str, expect_ver: int, not_after_s: float) -> Result:
        self.sent.append((name, target, expect_ver))
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        await self.free.wait()
        self._under_way -= 1
        code = self.errors.get(target)
        if code == "unusable":
            raise OutboxUnusable("the disk is full")
        error = None if code is None else Error(code=code, message="no", by="Li")
        return Result(cmd_id="c", ok=error is None, error=error)


class Run:
    """A batch, and what it tells."""

    def __init__(self, platform: Platform, made: District) -> None:
        self.tasks = TaskSet()
        requests: Any = platform
        self.batch = AlarmBatch(requests=requests, tasks=self.tasks, alarms=made.picture.of(Alarm))
        self.progress: list[tuple[int, int]] = []
        self.results: list[BatchResult] = []
        self.batch.progressed.connect(lambda through, total: self.progress.append((through, total)))
        self.batch.finished.connect(self.results.append)


def room_of(count: int) -> District:
    made = district()
    made.put_all("alarm", {id_: alarm(3) for id_ in ids(count)})
    return made


@pytest.mark.usefixtures("qapp")
async def test_three_hundred_are_through_a_few_at_a_time() -> None:
    platform, made = Platform(), room_of(300)
    run = Run(platform, made)
    run.batch.acknowledge(ids(300))
    run.batch.acknowledge(ids(300))  # pressed twice
    await until(lambda: len(platform.sent) == 8)
    assert run.progress[-1] == (0, 300)
    platform.free.set()
    await until(lambda: run.results)
    assert run.results == [BatchResult(done=300)]
    assert platform.most == 8
    assert sorted(platform.sent) == [("alarm.acknowledge", id_, 1) for id_ in ids(300)]
    assert run.progress[-1] == (300, 300)
    await run.tasks.close()


@pytest.mark.usefixtures("qapp")
async def test_what_others_did_first_and_what_was_refused_is_told_apart() -> None:
    errors = {
        "a000": ErrorCode.VERSION_CONFLICT,
        "a001": ErrorCode.ILLEGAL_TRANSITION,
        "a002": ErrorCode.FORBIDDEN,
        "a003": "unusable",
    }
    platform, made = Platform(errors), room_of(7)
    made.change("alarm", "a004", state=AlarmState.ACKNOWLEDGED)
    platform.free.set()
    run = Run(platform, made)
    run.batch.acknowledge([*ids(7), "gone"])
    await until(lambda: run.results)
    (result,) = run.results
    assert (result.done, result.others, result.refused) == (2, 4, 2)
    assert result.why is not None
    assert "a004" not in {target for _, target, _ in platform.sent}
    await run.tasks.close()


@pytest.mark.usefixtures("qapp")
async def test_more_can_be_added_and_another_run_starts_anew() -> None:
    platform, made = Platform(), room_of(20)
    run = Run(platform, made)
    run.batch.acknowledge(ids(10))
    run.batch.acknowledge(ids(20))
    run.batch.acknowledge([])
    platform.free.set()
    await until(lambda: run.results)
    assert run.results == [BatchResult(done=20)]
    run.batch.acknowledge(ids(1))
    await until(lambda: len(run.results) == 2)
    assert run.progress[-1] == (1, 1)
    await run.tasks.close()


@pytest.mark.usefixtures("qapp")
async def test_one_alone_does_not_wait_for_hundreds() -> None:
    platform, made = Platform(), room_of(101)
    run = Run(platform, made)
    run.batch.acknowledge(ids(100))
    await until(lambda: len(platform.sent) == 8)
    run.batch.acknowledge(["a100"])
    platform.free.set()
    await until(lambda: run.results)
    assert [target for _, target, _ in platform.sent].index("a100") == 8
    await run.tasks.close()
