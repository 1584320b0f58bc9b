"""When the keeper of the alarms acts, and when it leaves all as it is."""

from __future__ import annotations

import time
from typing import Final

from msgspec.structs import replace

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.times import format_time
from platform_backend.commands.alerts import TakeAlert
from tests.platform_backend.commands.test_alarms import raised
from tests.platform_backend.commands.test_shelving import OFFICER, SHELVE, Clock
from tests.platform_backend.conftest import Running, StartPlatform
from tests.waiting import until

ALERT: Final = TakeAlert(id="cap-1", kind="暴雨", title="暴雨橙色预警", source="示范气象台", priority=2)
HOUR_S = 3600.0


def ending_in(seconds: float, id_: str = "cap-1") -> TakeAlert:
    return replace(ALERT, id=id_, expires_at=format_time(time.time() + seconds))


async def take(running: Running, alert: TakeAlert) -> None:
    done = await running.platform.execute("示范气象台", "alarm.take_alert", None, alert)
    assert done.ok, done.error


def alarm(running: Running, id_: str = "cap-1") -> Alarm:
    return running.platform.picture.alarms()[id_]


async def test_without_shelves_nothing_is_written(running: Running) -> None:
    await raised(running)
    head = running.platform.log.topics["alarms"].head
    jobs = running.platform.committer.jobs
    await running.platform.alarms.settle()
    assert (running.platform.log.topics["alarms"].head, running.platform.committer.jobs) == (head, jobs)


async def test_what_has_been_settled_is_settled_once(running: Running) -> None:
    first, second = await raised(running), await raised(running)
    async with running.console(OFFICER) as one:
        await one.command("alarm.shelve", first, **SHELVE)
    await until(lambda: alarm(running, second).state is AlarmState.SHELVED)
    topic = running.platform.log.topics["alarms"]
    head = topic.head
    await running.platform.alarms.settle()
    assert topic.head == head


async def test_an_alarm_ends_by_itself_when_its_alert_does(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        await take(running, ending_in(HOUR_S))
        await take(running, replace(ALERT, id="cap-3"))
        assert alarm(running).state is AlarmState.OPEN
        clock.ahead = HOUR_S - 0.3
        # Any other end makes the keeper look at its clock anew; then it waits by itself.
        await take(running, ending_in(3 * HOUR_S, "cap-2"))
        await until(lambda: alarm(running).state is AlarmState.CLOSED)
        ended = alarm(running)
        assert (ended.outcome, ended.closed_by) == (AlarmOutcome.EXPIRED, None)
        assert ended.expires_at is not None
        assert ended.closed_at is not None
        assert ended.closed_at >= ended.expires_at
        assert {alarm(running, id_).state for id_ in ("cap-2", "cap-3")} == {AlarmState.OPEN}


async def test_it_ends_whatever_has_been_done_about_it_and_however_late(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        for id_ in ("cap-1", "cap-2", "cap-3"):
            await take(running, replace(ending_in(30 * HOUR_S, id_), place=id_))
        async with running.console() as one:
            assert (await one.command("alarm.acknowledge", "cap-1"))["ok"]
            assert (await one.command("alarm.shelve", "cap-2", **SHELVE))["ok"]
            assert (await one.command("alarm.false_alarm", "cap-3", text="只是预报"))["ok"]
        clock.ahead = 29 * HOUR_S
        # More than a day after somebody has seen it, it still holds and is still to be seen.
        await running.platform.housekeeping.age_out()
        assert alarm(running).state is AlarmState.ACKNOWLEDGED
        assert "cap-3" not in running.platform.picture.alarms()
    clock.ahead = 31 * HOUR_S
    # Nothing ran when they ended: it is made up for at the start.
    async with start(now=clock) as running:
        await until(lambda: alarm(running).state is AlarmState.CLOSED)
        assert alarm(running).outcome is AlarmOutcome.EXPIRED
        assert alarm(running, "cap-2").outcome is AlarmOutcome.EXPIRED


async def test_an_update_moves_the_end(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        await take(running, ending_in(HOUR_S))
        await take(running, ending_in(2 * HOUR_S, "cap-3"))
        await take(running, replace(ending_in(4 * HOUR_S, "cap-2"), earlier=("cap-1",)))
        assert alarm(running).outcome is AlarmOutcome.REPLACED
        # The first end comes and goes, and so does one after it.
        clock.ahead = 3 * HOUR_S
        await take(running, ending_in(5 * HOUR_S, "cap-4"))
        await until(lambda: alarm(running, "cap-3").state is AlarmState.CLOSED)
        assert alarm(running).outcome is AlarmOutcome.REPLACED
        assert alarm(running, "cap-2").state is AlarmState.OPEN
