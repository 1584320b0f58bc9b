"""A chattering source is silenced for a time, and speaks again by itself."""

from __future__ import annotations

import time
from typing import Any

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import Alarm, AlarmState
from tests.platform_backend.commands.test_alarms import alarm_of, raised, refused
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.waiting import until

SHELVE: dict[str, Any] = {"minutes": 30, "reason": "探头故障，已报修"}
LEADER = user("wang", "duty_leader")
OFFICER = user("li", "duty_officer")


class Clock:
    """The platform's clock, which can be put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


def state(running: Running, id_: str) -> AlarmState:
    return alarm_of(running, id_).state


async def test_later_alarms_of_the_source_come_in_shelved(running: Running) -> None:
    first = await raised(running, place="示范路1号")
    async with running.console(OFFICER) as one:
        await one.subscribe("alarms")
        assert (await one.command("alarm.shelve", first, **SHELVE))["ok"]
        shelf = (await one.next(lambda f: f.get("entity") == "alarm_shelf"))["data"]
    assert (shelf["source"], shelf["kind"], shelf["alarm"]) == ("水位监测", "水位超限", first)
    again = await raised(running, place="示范路1号")
    elsewhere = await raised(running, place="示范路2号")
    other = await raised(running, place="示范路1号", kind="其他", source="其他")
    urgent = await raised(running, place="示范路1号", priority=1)
    shelved = alarm_of(running, first)
    assert (shelved.state, state(running, again)) == (AlarmState.SHELVED, AlarmState.SHELVED)
    assert shelved.shelving is not None
    assert (shelved.shelving.by, shelved.shelving.reason) == ("li", "探头故障，已报修")
    assert alarm_of(running, again).shelving == shelved.shelving
    assert {state(running, id_) for id_ in (elsewhere, other, urgent)} == {AlarmState.OPEN}


async def test_what_the_source_raised_before_falls_silent_too(running: Running) -> None:
    first, second = [await raised(running, place="示范路1号") for _ in range(2)]
    async with running.console(OFFICER) as one:
        await one.command("alarm.shelve", first, **SHELVE)
    await until(lambda: state(running, second) is AlarmState.SHELVED)


async def test_it_ends_by_itself_with_one_alarm_for_all(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        first = await raised(running)
        async with running.console(OFFICER) as one:
            await one.command("alarm.shelve", first, **SHELVE)
            later = [await raised(running) for _ in range(3)]
            await one.subscribe("alarms")
            await one.snapshot("alarms")
            clock.ahead = 31 * 60.0
            await running.platform.alarms.settle()
            gone = await one.next(lambda f: f.get("entity") == "alarm_shelf" and f["op"] == "delete")
            assert gone["data"] is None
        assert state(running, later[-1]) is AlarmState.OPEN
        assert [_outcome(running, id_) for id_ in (first, *later[:-1])] == [AlarmOutcome.REPEATED] * 3
        assert state(running, await raised(running)) is AlarmState.OPEN


async def test_it_ends_while_nobody_looks(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        first = await raised(running)
        async with running.console(OFFICER) as one:
            await one.command("alarm.shelve", first, **(SHELVE | {"minutes": 5}))
            clock.ahead = 299.0
            # Any other shelf makes the keeper look at its clock anew.
            other = await raised(running, place="elsewhere")
            await one.command("alarm.shelve", other, **SHELVE)
        await until(lambda: state(running, first) is AlarmState.OPEN)


async def test_it_outlives_a_restart(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        first = await raised(running)
        async with running.console(OFFICER) as one:
            await one.command("alarm.shelve", first, **SHELVE)
    async with start(now=clock) as running:
        assert state(running, await raised(running)) is AlarmState.SHELVED
    clock.ahead = 40 * 60.0
    async with start(now=clock) as running:
        await until(lambda: [a.state for a in living(running)] == [AlarmState.OPEN])


async def test_unshelved_it_stands_as_before_and_the_source_is_heard(running: Running) -> None:
    first = await raised(running)
    async with running.console(OFFICER) as one:
        await one.command("alarm.acknowledge", first)
        await one.command("alarm.shelve", first, **SHELVE)
        second, third = await raised(running), await raised(running)
        assert (await one.command("alarm.unshelve", first))["ok"]
        assert await refused(one, "alarm.unshelve", first) == "illegal_transition"
    assert state(running, first) is AlarmState.ACKNOWLEDGED
    await until(lambda: state(running, third) is AlarmState.OPEN)
    assert _outcome(running, second) is AlarmOutcome.REPEATED
    assert state(running, await raised(running)) is AlarmState.OPEN


async def test_the_time_is_bounded_and_a_reason_needed(running: Running) -> None:
    first = await raised(running)
    async with running.console(OFFICER) as one:
        for wrong in ({"minutes": 4}, {"minutes": 481}, {"reason": ""}):
            assert await refused(one, "alarm.shelve", first, **(SHELVE | wrong)) == "bad_request"


async def test_the_highest_priority_is_shelved_by_the_duty_leader_alone(running: Running) -> None:
    first = await raised(running, priority=1)
    async with running.console(OFFICER) as one:
        assert await refused(one, "alarm.shelve", first, **SHELVE) == "forbidden"
    async with running.console(LEADER) as one:
        assert (await one.command("alarm.shelve", first, **SHELVE))["ok"]
    assert state(running, await raised(running, priority=1)) is AlarmState.SHELVED


def living(running: Running) -> list[Alarm]:
    return [a for a in running.platform.picture.alarms().values() if a.state is not AlarmState.CLOSED]


def _outcome(running: Running, id_: str) -> AlarmOutcome | None:
    return alarm_of(running, id_).outcome
