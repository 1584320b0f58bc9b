"""State topics over a real feed: latest wins, at most twice a second an entity, own numbers a connection."""

from __future__ import annotations

import time

import msgspec
import pytest
from msgspec.structs import replace

from backend_client.protocol.commands import new_command_id
from backend_client.protocol.entities import Counter, Device, UnitStatus
from backend_client.protocol.ptz import PtzHolder
from backend_client.protocol.times import parse_time
from platform_backend.feed.connection import Timing
from platform_backend.frames import JSON_LAYOUT
from tests.platform_backend.conftest import Running, StartPlatform
from tests.platform_backend.consoles import Frame
from tests.waiting import one_turn

pytestmark = pytest.mark.usefixtures("both_encodings")

NOON = "2026-01-01T12:00:00.000Z"


async def test_a_state_arrives_with_the_connections_own_numbers(running: Running) -> None:
    platform = running.platform
    async with running.console() as one:
        await one.subscribe("counters")
        begin = await one.of_type("snapshot.begin")
        platform.publish_state("counter", "open", Counter(value=3.0))
        platform.publish_state("counter", "today", Counter(value=9.0))
        events = [await one.of_type("event") for _ in range(2)]
    assert [event["prev"] for event in events] == [begin["as_of"], begin["as_of"] + 1]
    assert [event["seq"] for event in events] == [begin["as_of"] + 1, begin["as_of"] + 2]
    assert events[0]["data"] == {"value": 3.0}
    assert events[0]["op"] == "put"


async def test_of_many_changes_the_latest_comes_and_not_more_than_twice_a_second(
    start: StartPlatform,
) -> None:
    async with start(timing=Timing(state_interval_s=0.3)) as running, running.console() as one:
        await one.subscribe("counters")
        began = time.monotonic()
        for value in range(1, 101):
            running.platform.publish_state("counter", "open", Counter(value=float(value)))
            await one_turn()
        events: list[Frame] = []
        while not events or events[-1]["data"]["value"] < 100.0:
            events.append(await one.of_type("event"))
        assert events[-1]["ver"] == 100
        # One at once, then one for each interval begun.
        assert len(events) <= 2 + (time.monotonic() - began) / 0.3


async def test_a_unit_is_moved_by_its_source_and_changed_by_commands(running: Running) -> None:
    platform = running.platform
    id_, unit = next((i, u) for i, u in platform.picture.units().items() if u.status == "available")
    async with running.console() as one:
        await one.subscribe("units")
        result = await one.command("unit.set_status", id_, status="en_route")
        assert result["ok"]
        assert result["topic"] == "units"
        assert "seq" not in result
        event = await one.event(id_)
        assert event["data"]["status"] == "en_route"
        assert event["ver"] >= result["ver"]
        # The source still holds the unit as it was: it may move it, and no more.
        platform.publish_state("unit", id_, replace(unit, position=(117.1, 34.2), load=99))
        moved = await one.event(id_)
    assert moved["data"]["position"] == [117.1, 34.2]
    assert moved["data"]["status"] == "en_route"
    assert moved["data"]["load"] == unit.load


async def test_a_units_status_survives_a_restart(start: StartPlatform) -> None:
    async with start() as running, running.console() as one:
        id_ = next(iter(running.platform.picture.units()))
        assert (await one.command("unit.set_status", id_, status="off"))["ok"]
    async with start() as running:
        assert running.platform.picture.units()[id_].status is UnitStatus.OFF


async def test_expect_ver_of_a_unit_is_what_consoles_hold(running: Running) -> None:
    platform = running.platform
    id_, unit = next(iter(platform.picture.units().items()))
    async with running.console() as one:
        platform.publish_state("unit", id_, unit)
        ver = platform.states.version("unit", id_)
        args = {"status": "on_scene"}
        from_old = await one.command_as(new_command_id(), "unit.set_status", id_, args, expect_ver=ver - 1)
        assert from_old["error"]["code"] == "version_conflict"
        assert from_old["error"]["current"] == ver
        assert (await one.command_as(new_command_id(), "unit.set_status", id_, args, expect_ver=ver))["ok"]


async def test_devices_go_off_and_on(running: Running) -> None:
    platform = running.platform
    camera = platform.states.all_of("devices")[0].id
    platform.publish_state("device", camera, Device(online=False, since=NOON))
    assert platform.states.offline() == {camera}
    platform.publish_state("device", camera, Device(online=True, since=NOON))
    assert platform.states.offline() == frozenset()


async def test_how_a_camera_is_reached_and_who_turns_it_are_told_apart(running: Running) -> None:
    states = running.platform.states
    camera = states.all_of("devices")[0].id
    by = PtzHolder(user="li", name="李", seat="", rank=1, since=NOON, until=NOON)
    states.turned(camera, by)
    running.platform.publish_state("device", camera, Device(online=False, since=NOON))
    body = states.held("devices", ("device", camera)).body
    assert msgspec.json.decode(body, type=Device) == Device(online=False, since=NOON, ptz_by=by)
    assert not states.is_online(camera)
    states.turned(camera, None)
    states.turned("nowhere", by)
    body = states.held("devices", ("device", camera)).body
    assert msgspec.json.decode(body, type=Device) == Device(online=False, since=NOON)
    assert states.version("device", "nowhere") == 0


async def test_log_entities_cannot_be_published_as_states(running: Running) -> None:
    with pytest.raises(ValueError, match="state topic"):
        running.platform.publish_state("incident", "x", Counter(value=1.0))


async def test_a_state_says_when_it_was_published(start: StartPlatform) -> None:
    async with start(now=lambda: 1_800_000_000.25) as running:
        running.platform.publish_state("counter", "open", Counter(value=1.0))
        held = running.platform.states.held("counters", ("counter", "open"))
        assert parse_time(held.state_tail(JSON_LAYOUT).decode().split('"')[3]) == 1_800_000_000.25
