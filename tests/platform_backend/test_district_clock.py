"""Which clock a district lives by, and where a sped up one goes on."""

from __future__ import annotations

import json
import logging
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert

from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.commands import DISPATCH_NOT_AFTER_S, new_command_id
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.sign_ins import TOKEN_S
from platform_backend.district_clock import district_clock
from platform_backend.district_time import DistrictTime
from platform_backend.limits.book import LimitsBook
from platform_backend.simulation.clock import FastClock
from platform_backend.store import schema
from platform_backend.store.store import Store
from tests.faults.console import Console
from tests.platform_backend.conftest import StartPlatform
from tests.platform_backend.consoles import Frame, TestConsole
from tests.platform_backend.feed.test_ptz import Motors
from tests.waiting import until


def with_event(path: Path, at: float) -> Store:
    store = Store(path / "d.sqlite3")
    event = {"topic": "incidents", "seq": 2, "at": at, "entity": "incident", "id": "i", "ver": 1}
    with store.writing() as connection:
        connection.execute(insert(schema.events), [event | {"body": b"{}", "codes": "", "former_codes": ""}])
    return store


def test_the_machines_clock_is_taken_unless_said_otherwise(tmp_path: Path) -> None:
    with closing(with_event(tmp_path, time.time() - 10.0)) as store:
        clock = district_clock(store, rate=1.0)
    assert clock.rate == 1.0
    assert abs(clock.now() - time.time()) < 5.0


def test_a_sped_up_clock_goes_on_where_the_last_run_ended(tmp_path: Path) -> None:
    ahead = time.time() + 90_000.0
    with closing(with_event(tmp_path, ahead)) as store:
        clock = district_clock(store, rate=600.0)
    assert clock.rate == 600.0
    assert ahead <= clock.now() < ahead + 3600.0


def test_events_from_ahead_are_told_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(with_event(tmp_path, 1e10)) as store, caplog.at_level(logging.WARNING):
        assert abs(district_clock(store, rate=1.0).now() - time.time()) < 5.0
    assert "2286-11-20T17:46:40.000Z, which lies ahead" in caplog.text


async def test_consoles_are_told_the_rate_while_sign_ins_keep_their_time(start: StartPlatform) -> None:
    fast = FastClock(rate=36_000.0, start=time.time())
    sped_up = DistrictTime(now=fast.now, rate=fast.rate)
    async with start(clock=sped_up, limits=LimitsBook()) as running, running.console() as one:
        created = await one.command("incident.create", type_code="0101", severity=3, title="t", source="s")
        begun = parse_time((await pong(one))["time"])
        # Ten hours a second: past the end of a session, if that were told by the district's time.
        while parse_time((last := await pong(one))["time"]) < begun + TOKEN_S * 1.1:
            assert last["rate"] == 36_000.0
        noted = await one.command("incident.note", created["data"]["id"], text="还在")
        assert noted["ok"]
        reported = running.platform.picture.incidents()[created["data"]["id"]]
        first, *pressed, last_one = reported.steps
        assert parse_time(last_one.at) - parse_time(first.at) > TOKEN_S
        # The rule has kept to the district's time, too.
        assert [step.action for step in pressed] == ["incident.urge", "incident.supervise"]


async def test_people_have_their_seconds_however_fast_the_district_lives(
    start: StartPlatform, tmp_path: Path
) -> None:
    fast = FastClock(rate=6000.0, start=time.time())
    sped_up = DistrictTime(now=fast.now, rate=fast.rate)
    motors = Motors()
    async with start(clock=sped_up, limits=LimitsBook(), motion=motors) as running:
        view, offline = running.platform.log.topics["directory"].view, running.platform.states.offline()
        camera = next(
            held.id
            for held in view.values()
            if held.entity == "camera" and held.id not in offline and json.loads(held.body)["ptz"]
        )
        desk = Console(
            address=running.feed, token=await running.token(), instance="i", outbox=tmp_path / "outbox"
        )
        await desk.start()
        try:
            await until(lambda: desk.live and desk.feed.rate == fast.rate)
            # A second of these and two minutes of those would be over before a frame can arrive.
            turned = await desk.requests.send_momentary("camera.ptz", target=camera, args=Ptz(pan=0.5))
            assert turned.ok, turned.error
            assert motors.told[0] == (camera, Ptz(pan=0.5))
            new = IncidentCreate(type_code="0101", severity=3, title="积水", source="热线")
            made = await desk.requests.send("incident.create", args=new, not_after_s=DISPATCH_NOT_AFTER_S)
            assert made.ok, made.error
            # What is said to be about this moment is not about tomorrow of the district either.
            late = format_time(fast.now() + 2.0 * fast.rate)
            async with running.console(instance="raw") as raw:
                far = await raw.command_as(
                    new_command_id(fast.now()), "camera.ptz", camera, {"pan": 0.5}, not_after=late
                )
            assert far["error"]["code"] == "bad_request"
        finally:
            await desk.close()


async def pong(one: TestConsole) -> Frame:
    await one.send(type="ping", at="2026-01-01T00:00:00.000Z", cursors={})
    return await one.of_type("pong")
