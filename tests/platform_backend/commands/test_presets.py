from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from uuid6 import uuid7

from backend_client.protocol.entities import Device
from platform_backend.gbt28181.ptz_motion import PtzCommands
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import Frame, TestConsole
from tests.platform_backend.feed.test_momentary import Scene
from tests.platform_backend.feed.test_ptz import Motors

NEW = {"number": 9, "name": "地铁口"}


@pytest.fixture
async def scene(start: StartPlatform) -> AsyncIterator[Scene]:
    motors = Motors()
    async with start(motion=motors) as running:
        yield Scene(running, motors)


def presets(running: Running, camera: str) -> list[Frame]:
    held = running.platform.log.topics["directory"].view["camera", camera]
    found: list[Frame] = json.loads(held.body).get("presets", [])
    return found


async def store(one: TestConsole, camera: str, preset: Frame) -> Frame:
    return await one.command_as(str(uuid7()), "camera.preset", camera, preset)


def cause(result: Frame) -> str:
    return f"{result['error']['code']} {result['error']['cause']}"


async def test_a_place_is_stored_named_anew_and_forgotten(scene: Scene) -> None:
    before = presets(scene.running, scene.ptz)
    async with scene.running.console() as one:
        stored = await store(one, scene.ptz, NEW)
        assert (stored["ok"], stored["topic"]) == (True, "directory")
        assert presets(scene.running, scene.ptz) == [*before, NEW]
        first = {**before[0], "name": "正门"}
        assert (await store(one, scene.ptz, {"number": first["number"], "name": "正门"}))["ok"]
        # Where the camera looks there now, nobody tells.
        first.pop("direction")
        assert presets(scene.running, scene.ptz) == [first, *before[1:], NEW]
        assert (await one.command("camera.drop_preset", scene.ptz, number=NEW["number"]))["ok"]
        gone = await one.command("camera.drop_preset", scene.ptz, number=NEW["number"])
    assert cause(gone) == "not_found no_preset"
    assert gone["error"]["details"] == {"name": "9"}
    assert presets(scene.running, scene.ptz) == [first, *before[1:]]
    assert [number for _, number in scene.motors.presets] == [9, first["number"], -9]


async def test_a_command_that_comes_again_stores_no_other_view(scene: Scene) -> None:
    async with scene.running.console() as one:
        cmd_id = str(uuid7())
        results = [await one.command_as(cmd_id, "camera.preset", scene.ptz, NEW) for _ in range(2)]
    assert results[0] == results[1]
    assert scene.motors.presets == [(scene.ptz, 9)]


async def test_nobody_stores_what_somebody_else_looks_at(scene: Scene) -> None:
    li, leader = user("li", "dispatcher"), user("zhao", "duty_leader")
    async with (
        scene.running.console(user("wang", "duty_officer")) as one,
        scene.running.console(li, instance="b") as two,
        scene.running.console(leader, instance="c") as three,
    ):
        await scene.turn(two, pan=1.0)
        assert (await store(two, scene.ptz, NEW))["ok"]
        refused = await store(one, scene.ptz, NEW)
        assert cause(refused) == "illegal_transition camera_busy"
        assert refused["error"]["by"] == "li"
        assert (await three.command("camera.drop_preset", scene.ptz, number=9))["ok"]


async def test_what_has_no_motors_or_cannot_be_reached_stores_nothing(scene: Scene) -> None:
    async with scene.running.console() as one, scene.running.console(user("zhou", "leader")) as other:
        assert cause(await store(one, scene.fixed, NEW)) == ("illegal_transition camera_fixed")
        assert cause(await store(one, "nowhere", NEW)) == "not_found gone"
        assert cause(await store(other, scene.ptz, NEW)) == "forbidden role"
        for wrong in ({"number": 0, "name": "x"}, {"number": 256, "name": "x"}, {"number": 1, "name": " "}):
            assert cause(await store(one, scene.ptz, wrong)) == "bad_request malformed"
        scene.running.platform.publish_state("device", scene.ptz, Device(online=False, since=scene.at(0)))
        offline = await store(one, scene.ptz, NEW)
        assert (cause(offline), offline["error"]["retryable"]) == ("unavailable camera_offline", True)
    assert scene.motors.presets == []


async def test_the_camera_is_told_in_the_bytes_of_the_standard(start: StartPlatform) -> None:
    motors = PtzCommands()
    async with start(motion=motors) as running, running.console() as one:
        scene = Scene(running, Motors())
        await scene.turn(one, pan=-1.0)
        await store(one, scene.ptz, {"number": 5, "name": "路口"})
        await scene.turn(one, preset=5)
        await one.command("camera.drop_preset", scene.ptz, number=5)
    assert [command.hex().upper() for _, command in motors.latest] == [
        "A50F0102FF0000B6",
        "A50F0100000000B5",
        "A50F01810005003B",
        "A50F01820005003C",
        "A50F01830005003D",
    ]
