"""What is past due is pressed in its time, once, whatever happens to the platform or its clock."""

from __future__ import annotations

import asyncio
import errno
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import Incident, IncidentState
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_parts import Clock, Deadline, Request, RequestKind, Suspension
from backend_client.protocol.messages import Command, Result
from backend_client.protocol.times import format_time, parse_time
from platform_backend import rule_keeper
from platform_backend.commands.clocks import after
from platform_backend.commands.context import Actor
from platform_backend.commands.executor import refusal
from platform_backend.district_time import DistrictTime
from platform_backend.feed.event_log import EventLog, load_topics
from platform_backend.limits.book import LimitsBook
from platform_backend.limits.limits import packaged
from platform_backend.rule_keeper import ACTOR, RuleKeeper, Run
from platform_backend.store.batch import Batch
from platform_backend.store.committer import Committed, Committer
from tests.platform_backend.commands.hall import CODES, Hall, hall
from tests.waiting import until

HOUR = 3600.0
MINUTE = 60.0


class Keeper(RuleKeeper):
    """A keeper in a hall, by the hall's clock; `steady` passes with it until `drift` is changed."""

    def __init__(
        self,
        room: Hall,
        *,
        run: Run | None = None,
        limits: LimitsBook | None = None,
        now: Callable[[], float] | None = None,
    ) -> None:
        now = now if now is not None else lambda: room.now
        self.room = room
        self.drift = 0.0
        with room.store.reading() as connection:
            log = EventLog(topics=load_topics(connection), on_events=lambda _: None)
        self.log = log
        self.committer = Committer(store=room.store, publish=self.publish, now=now)
        super().__init__(
            committer=self.committer,
            log=log,
            run=run or room.executor.run,
            limits=limits or LimitsBook(),
            org_codes=CODES,
            clock=DistrictTime(now, now),
            steady=lambda: now() - self.drift,
        )
        self.load()

    def publish(self, done: Committed) -> None:
        self.log.publish(done.events)
        self.on_events(done.events)

    def jump(self, seconds: float) -> None:
        """Set the clock."""
        self.room.now += seconds
        self.drift += seconds


@asynccontextmanager
async def keeping(room: Hall, **more: Any) -> AsyncIterator[Keeper]:
    """A keeper whose committer runs."""
    keeper = Keeper(room, **more)
    async with asyncio.TaskGroup() as group:
        group.create_task(keeper.committer.run())
        try:
            yield keeper
        finally:
            keeper.committer.close()
    keeper.committer.release()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Hall]:
    with hall(tmp_path) as one:
        yield one


def put(room: Hall, state: IncidentState = IncidentState.PENDING, **more: Any) -> str:
    """An incident that has just come into `state`, with its clocks unless `more` holds others."""
    id_ = room.incident(state, **more)
    if "deadlines" in more:
        return id_
    fresh = room.read(id_)
    limits = LimitsBook().current
    clocks = after(None, fresh, act="incident.create", now=room.now, limits=limits, org_codes=CODES)
    room.put({id_: replace(fresh, deadlines=clocks)})
    return id_


def by_rule(incident: Incident) -> list[str]:
    return [step.action for step in incident.steps if step.by == ACTOR]


def clock_of(incident: Incident) -> Deadline:
    (found,) = incident.deadlines
    return found


async def test_what_is_past_due_is_urged_and_then_supervised(room: Hall) -> None:
    id_ = put(room)
    begun = room.now
    async with keeping(room) as keeper:
        room.now = begun + 30 * MINUTE - 0.001
        assert await keeper.press() == 0
        room.now = begun + 30 * MINUTE
        assert await keeper.press() == 1
        urged = room.read(id_)
        assert by_rule(urged) == ["incident.urge"]
        assert clock_of(urged).breached_at == format_time(room.now)
        assert await keeper.press() == 0
        room.now = begun + 60 * MINUTE
        assert await keeper.press() == 1
        supervised = room.read(id_)
    assert by_rule(supervised) == ["incident.urge", "incident.supervise"]
    assert clock_of(supervised).escalated == 2
    (document,) = supervised.supervisions
    assert document.demand.startswith(supervised.serial_no)
    assert parse_time(document.due_at) == room.now + 2 * HOUR
    # By the org above the one that let it lie.
    assert document.org == "o-d"


async def test_what_came_due_while_nobody_ran_is_done_once_at_the_next_start(room: Hall) -> None:
    id_ = put(room)
    room.now += 5 * HOUR
    async with keeping(room) as keeper:
        assert await keeper.press() == 1
    async with keeping(room) as again:
        assert await again.press() == 0
    assert by_rule(room.read(id_)) == ["incident.urge", "incident.supervise"]


async def test_what_is_accepted_in_time_is_left_alone(room: Hall) -> None:
    id_ = put(room)
    async with keeping(room) as keeper:
        command = Command(cmd_id="", name="incident.accept", target=id_, args=msgspec.Raw(b"{}"))
        await keeper.committer.submit(
            lambda batch: room.executor.run(batch, Actor(id="x", name="x", internal=True), command)
        )
        room.now += 29 * MINUTE
        assert await keeper.press() == 0
        # The clock of dispatching counts from the report, too.
        room.now += 2 * MINUTE
        assert await keeper.press() == 1
    accept, dispatch = room.read(id_).deadlines
    assert accept.met_at is not None
    assert accept.breached_at is None
    assert dispatch.breached_at is not None


async def test_a_crash_between_finding_and_urging_leaves_neither(room: Hall) -> None:
    id_ = put(room)
    room.now += 31 * MINUTE
    broken = True

    def run(batch: Batch, actor: Actor, command: Command) -> Result:
        if broken:
            raise OSError(errno.ENOSPC, "no space left")
        return room.executor.run(batch, actor, command)

    async with keeping(room, run=run) as keeper:
        with pytest.raises(Refused):
            await keeper.press()
        assert clock_of(room.read(id_)).breached_at is None
        broken = False
        keeper.load()
        assert await keeper.press() == 1
        assert await keeper.press() == 0
    assert by_rule(room.read(id_)) == ["incident.urge"]


async def test_one_incident_that_cannot_be_pressed_does_not_keep_the_rule_from_others(
    room: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    odd, other = put(room), put(room)
    room.now += 31 * MINUTE

    def run(batch: Batch, actor: Actor, command: Command) -> Result:
        if command.target == odd:
            raise ZeroDivisionError
        return room.executor.run(batch, actor, command)

    async with keeping(room, run=run) as keeper:
        await keeper.press()
        assert await keeper.press() == 0
    assert by_rule(room.read(other)) == ["incident.urge"]
    assert f"nothing could be done by rule about {odd}" in caplog.text


async def test_a_refused_order_is_not_given_again_and_again(
    room: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    given = []

    def run(_batch: Batch, _actor: Actor, command: Command) -> Result:
        given.append(command.name)
        return refusal("", Refused(ErrorCode.UNAVAILABLE, "not now"))

    suspension = Suspension(at="", until=format_time(room.now + HOUR), reason="r", by="b")
    put(room, IncidentState.SUSPENDED, suspension=suspension, deadlines=(RESTING,))
    room.now += 2 * HOUR
    async with keeping(room, run=run) as keeper:
        for _ in range(3):
            assert await keeper.press() == 0
    assert given == ["incident.resume"]
    assert "incident.resume by rule was refused: not now" in caplog.text


RESTING = Deadline(
    id="handle-1",
    clock=Clock.HANDLE,
    started_at="2026-09-22T03:00:00.000Z",
    due_at="2026-09-22T11:00:00.000Z",
    warn_at="2026-09-22T08:36:00.000Z",
    limit_s=8 * HOUR,
    rule="handle",
    paused_at="2026-09-22T04:00:00.000Z",
    left_s=7 * HOUR,
)


async def test_a_rest_ends_by_itself_and_its_clock_goes_on(room: Hall) -> None:
    until_ = room.now + 2 * HOUR
    suspension = Suspension(at="", until=format_time(until_), reason="等待", by="b")
    id_ = put(room, IncidentState.SUSPENDED, suspension=suspension, deadlines=(RESTING,))
    async with keeping(room) as keeper:
        room.now = until_ - 1.0
        assert await keeper.press() == 0
        room.now = until_
        assert await keeper.press() == 1
    resumed = room.read(id_)
    assert resumed.state is IncidentState.HANDLING
    assert by_rule(resumed) == ["incident.resume"]
    assert parse_time(clock_of(resumed).due_at) == until_ + 7 * HOUR


async def test_a_request_that_nobody_decided_expires(room: Hall) -> None:
    asked = Request(
        kind=RequestKind.EXTENSION,
        by="w",
        name="王",
        at=format_time(room.now),
        reason="r",
        until=format_time(room.now + 100 * HOUR),
    )
    running = replace(RESTING, paused_at=None, left_s=None, due_at=format_time(room.now + 50 * HOUR))
    id_ = put(room, IncidentState.HANDLING, request=asked, deadlines=(running,))
    async with keeping(room) as keeper:
        room.now += 8 * HOUR
        assert await keeper.press() == 1
        assert await keeper.press() == 0
    expired = room.read(id_)
    assert expired.request is None
    assert by_rule(expired) == ["incident.decide_extension"]
    assert clock_of(expired).due_at == running.due_at


async def test_a_clock_that_jumps_ahead_is_not_believed_at_once(
    room: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    ids = [put(room) for _ in range(3)]
    async with keeping(room) as keeper:
        keeper.jump(365 * 24 * HOUR)
        assert await keeper.press() == 0
        room.now += 60.0
        assert await keeper.press() == 0
        # Right again before two minutes are over: no harm was done.
        keeper.jump(-365 * 24 * HOUR)
        assert await keeper.press() == 0
        assert [by_rule(room.read(id_)) for id_ in ids] == [[]] * 3
        keeper.jump(HOUR)
        assert await keeper.press() == 0
        room.now += 120.0
        assert await keeper.press() == 3
    assert "jumped 31536000 s ahead" in caplog.text
    assert "set back by 31536000 s" in caplog.text


async def test_a_clock_that_is_set_back_repeats_nothing(room: Hall) -> None:
    id_ = put(room)
    async with keeping(room) as keeper:
        room.now += 31 * MINUTE
        assert await keeper.press() == 1
        keeper.jump(-20 * MINUTE)
        assert await keeper.press() == 0
        room.now += 20 * MINUTE
        assert await keeper.press() == 0
        room.now += 30 * MINUTE
        assert await keeper.press() == 1
    assert by_rule(room.read(id_)) == ["incident.urge", "incident.supervise"]


async def test_an_open_incident_without_clocks_gets_those_of_its_trail(room: Hall) -> None:
    id_ = room.incident(IncidentState.PENDING)
    closed = room.incident(IncidentState.CLOSED)
    async with keeping(room) as keeper:
        assert await keeper.press() == 1
        assert await keeper.press() == 0
    assert [each.clock for each in room.read(id_).deadlines] == [Clock.ACCEPT]
    assert room.read(closed).deadlines == ()


async def test_many_at_once_are_pressed_in_portions_and_each_once(
    room: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_keeper, "_AT_ONCE", 7)
    ids = [put(room) for _ in range(30)]
    room.now += 31 * MINUTE
    async with keeping(room) as keeper:
        assert await keeper.press() == 30
        assert keeper.committer.commits == 5
    assert all(by_rule(room.read(id_)) == ["incident.urge"] for id_ in ids)


async def test_other_limits_change_what_follows(room: Hall, tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    limits = LimitsBook(path)
    id_ = put(room)
    room.now += 31 * MINUTE
    async with keeping(room, limits=limits) as keeper:
        await keeper.press()
        sooner = packaged().replace(b'after = "30 min"', b'after = "0 s"')
        path.write_bytes(sooner)
        found = limits.look()
        assert found is not None
        assert limits.adopt(found)
        limits.on_change()
        assert await keeper.press() == 1
    assert by_rule(room.read(id_)) == ["incident.urge", "incident.supervise"]


async def test_the_heap_holds_no_more_than_there_is(room: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_keeper, "_SLACK", 4)
    id_ = put(room)
    async with keeping(room) as keeper:
        fresh = room.read(id_)
        for hours in range(50):
            due = format_time(room.now + hours * HOUR + 1.0)
            one = replace(fresh, deadlines=(replace(clock_of(fresh), due_at=due),))
            keeper._look(id_, msgspec.json.encode(one))
        assert len(keeper._heap) <= 6
        room.now += 60 * HOUR
        assert await keeper.press() == 1


async def test_it_acts_by_itself_in_time_and_after_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rule_keeper, "_AFTER_TROUBLE_S", 0.05)
    failures = [OSError(errno.ENOSPC, "no space left")]
    with hall(tmp_path, now=time.time()) as room:

        def run(batch: Batch, actor: Actor, command: Command) -> Result:
            if failures:
                raise failures.pop()
            return room.executor.run(batch, actor, command)

        id_ = put(room)
        soon = replace(clock_of(room.read(id_)), due_at=format_time(time.time() + 0.2))
        room.put({id_: replace(room.read(id_), deadlines=(soon,))})
        keeper = Keeper(room, run=run, now=time.time)
        with caplog.at_level(logging.WARNING):
            async with asyncio.timeout(20.0), asyncio.TaskGroup() as group:
                group.create_task(keeper.committer.run())
                acting = group.create_task(keeper.run())
                await until(lambda: by_rule(room.read(id_)) == ["incident.urge"])
                acting.cancel()
                keeper.committer.close()
        keeper.committer.release()
        assert parse_time(clock_of(room.read(id_)).breached_at or "") >= parse_time(soon.due_at)
    # The store tells of its disk; who waits for it does not tell once more.
    assert [each.name for each in caplog.records] == ["platform_backend.store.disk_trouble"] * 2
