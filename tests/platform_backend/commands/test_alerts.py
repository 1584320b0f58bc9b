"""Alerts as alarms; what other centres send over HTTP is tested in `intake.test_exchange`."""

from __future__ import annotations

import time
from unittest.mock import ANY

import msgspec
from msgspec.structs import replace

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import AlarmState, Camera
from backend_client.protocol.times import format_time
from platform_backend.commands.alerts import TakeAlert
from tests.platform_backend.commands.test_shelving import Clock
from tests.platform_backend.conftest import Running, StartPlatform

ALERT = TakeAlert(id="cap-1", kind="暴雨", title="暴雨橙色预警", source="示范气象台", priority=2)


async def take(running: Running, alert: TakeAlert) -> dict[str, object]:
    done = await running.platform.execute("示范气象台", "alarm.take_alert", None, alert)
    return dict(done.data or {}) if done.ok else {"error": done.error and done.error.code}


async def test_an_update_of_what_was_never_seen_here_is_an_alarm_of_its_own(running: Running) -> None:
    assert await take(running, replace(ALERT, earlier=("cap-0",))) == {"id": "cap-1", "closed": []}
    assert running.platform.picture.alarms()["cap-1"].state is AlarmState.OPEN


async def test_one_about_a_single_place_has_the_cameras_that_see_it(running: Running) -> None:
    view = running.platform.log.topics["directory"].view.values()
    held = next(held for held in view if held.entity == "camera")
    place = msgspec.json.decode(held.body, type=Camera).position
    await take(running, replace(ALERT, position=place, local=True))
    await take(running, replace(ALERT, id="cap-2", position=place))
    alarms = running.platform.picture.alarms()
    assert held.id in alarms["cap-1"].cameras
    assert alarms["cap-2"].cameras == ()


async def test_what_nobody_has_seen_yet_rings_again_when_it_is_replaced(running: Running) -> None:
    await take(running, ALERT)
    await take(running, replace(ALERT, id="cap-2", priority=4, earlier=("cap-1",)))
    alarms = running.platform.picture.alarms()
    assert (alarms["cap-1"].state, alarms["cap-2"].state) == (AlarmState.CLOSED, AlarmState.OPEN)


async def test_what_is_withdrawn_twice_is_known_the_second_time(running: Running) -> None:
    await take(running, ALERT)
    end = replace(ALERT, id="cap-2", earlier=("cap-1", "cap-0"), withdraw=True)
    assert await take(running, end) == {"closed": ["cap-1"]}
    closed = running.platform.picture.alarms()["cap-1"]
    assert await take(running, end) == {"closed": [], "known": True}
    assert running.platform.picture.alarms()["cap-1"] == closed
    assert await take(running, replace(end, earlier=("cap-0",))) == {"error": "not_found"}


async def test_what_is_over_when_it_arrives_raises_nothing(running: Running) -> None:
    over = replace(ALERT, expires_at=format_time(time.time() - 1.0))
    assert await take(running, over) == {"error": "expired"}
    assert "cap-1" not in running.platform.picture.alarms()
    # It was said in place of the first one, which is over with it.
    await take(running, ALERT)
    late = replace(over, id="cap-2", earlier=("cap-1",))
    assert await take(running, late) == {"closed": ["cap-1"], "ignored": ANY}
    alarms = running.platform.picture.alarms()
    assert (alarms["cap-1"].outcome, "cap-2" in alarms) == (AlarmOutcome.EXPIRED, False)
    assert await take(running, late) == {"error": "expired"}


async def test_what_is_said_again_after_its_end_is_known(start: StartPlatform) -> None:
    clock = Clock()
    async with start(now=clock) as running:
        soon = replace(ALERT, expires_at=format_time(clock() + 60.0))
        await take(running, soon)
        clock.ahead = 61.0
        await running.platform.alarms.settle()
        assert running.platform.picture.alarms()["cap-1"].state is AlarmState.CLOSED
        assert await take(running, soon) == {"id": "cap-1", "known": True}
        assert running.platform.picture.alarms()["cap-1"].outcome is AlarmOutcome.EXPIRED


async def test_a_source_that_is_shelved_stays_so(running: Running) -> None:
    await take(running, ALERT)
    async with running.console() as one:
        shelved = await one.command("alarm.shelve", "cap-1", minutes=30, reason="exercise of the siren")
        assert shelved["ok"], shelved
    await take(running, replace(ALERT, id="cap-2"))
    assert running.platform.picture.alarms()["cap-2"].state is AlarmState.SHELVED
