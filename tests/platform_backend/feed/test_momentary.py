"""Momentary commands over a real feed, in both encodings."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select

from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.commands import new_command_id
from backend_client.protocol.entities import Device
from backend_client.protocol.times import format_time
from platform_backend.commands.context import Actor
from platform_backend.store import schema
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import Frame, TestConsole
from tests.platform_backend.feed.test_ptz import Motors
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("both_encodings")


class Room:
    """The users of one conference."""

    def __init__(self, *users: str) -> None:
        self.users = frozenset(users)

    def speaks_for(self, actor: Actor, conference: str, id_: str) -> bool:
        return id_ == "wall" and actor.instance == "node"

    def participants(self, conference: str) -> frozenset[str] | None:
        return self.users if conference == "c1" else None


class Scene:
    """A platform with motors and a meeting, and consoles that send momentary commands."""

    def __init__(self, running: Running, motors: Motors) -> None:
        self.running = running
        self.motors = motors
        platform = running.platform
        cameras = [h for h in platform.log.topics["directory"].view.values() if h.entity == "camera"]
        offline = platform.states.offline()
        bodies = {held.id: json.loads(held.body) for held in cameras if held.id not in offline}
        self.grids = {id_: body["grid_code"] for id_, body in bodies.items()}
        self.ptz = next(id_ for id_, body in bodies.items() if body["ptz"])
        self.fixed = next(id_ for id_, body in bodies.items() if not body["ptz"])

    def at(self, ahead_s: float = 0.8) -> str:
        return format_time(self.running.platform.clock.now() + ahead_s)

    async def turn(
        self,
        one: TestConsole,
        camera: str | None = None,
        *,
        cmd_id: str | None = None,
        ahead_s: float = 0.8,
        **args: Any,
    ) -> Frame:
        return await one.command_as(
            cmd_id or new_command_id(), "camera.ptz", camera or self.ptz, args, not_after=self.at(ahead_s)
        )

    async def signal(
        self, one: TestConsole, conference: str = "c1", *, to: str, data: Any = "x", **more: str
    ) -> Frame:
        args = {"to": to, "data": data, **more}
        return await one.command_as(
            new_command_id(), "conference.signal", conference, args, not_after=self.at()
        )


@pytest.fixture
async def scene(start: StartPlatform) -> AsyncIterator[Scene]:
    motors = Motors()
    async with start(motion=motors, meetings=Room("admin", "leader", "absent", "wall")) as running:
        yield Scene(running, motors)


def code(frame: Frame) -> str:
    return str(frame["error"]["code"])


async def test_a_camera_turns_and_stops(scene: Scene) -> None:
    async with scene.running.console() as one:
        result = await scene.turn(one, pan=0.5)
        assert (result["ok"], result.get("topic"), result.get("ver"), result.get("seq")) == (
            True,
            None,
            None,
            None,
        )
        assert dict(scene.running.platform.at_once.ptz.driven) == {scene.ptz: Ptz(pan=0.5)}
        assert (await scene.turn(one))["ok"]
        assert scene.motors.told == [(scene.ptz, Ptz(pan=0.5)), (scene.ptz, None)]
        assert (await scene.turn(one, preset=7))["ok"]


async def test_a_move_that_is_not_renewed_ends_even_when_the_console_is_gone(scene: Scene) -> None:
    async with scene.running.console() as one:
        await scene.turn(one, tilt=-1.0)
        one.socket.transport.abort()
    await until(lambda: scene.motors.told[-1] == (scene.ptz, None))
    assert len(scene.motors.told) == 2


async def test_a_frame_that_comes_twice_acts_once(scene: Scene) -> None:
    async with scene.running.console() as one:
        cmd_id, at = new_command_id(), scene.at()
        results = [
            await one.command_as(cmd_id, "camera.ptz", scene.ptz, {"zoom": 0.2}, not_after=at)
            for _ in range(3)
        ]
        assert results[0] == results[1] == results[2]
        assert results[0]["ok"]
        assert [move for _, move in scene.motors.told if move] == [Ptz(zoom=0.2)]
        other = await one.command_as(cmd_id, "camera.ptz", scene.ptz, {"zoom": 0.9}, not_after=at)
        assert code(other) == "bad_request"
        await one.send(type="command.status", cmd_id=cmd_id)
        assert (await one.of_type("result", "command.unknown"))["ok"]


async def test_only_this_very_moment_counts(scene: Scene) -> None:
    async with scene.running.console() as one:
        assert code(await scene.turn(one, ahead_s=-0.2, pan=1.0)) == "expired"
        assert code(await scene.turn(one, ahead_s=3.1, pan=1.0)) == "bad_request"
        without = await one.command("camera.ptz", scene.ptz, pan=1.0)
        assert code(without) == "bad_request"
        broken = await one.command_as(new_command_id(), "camera.ptz", scene.ptz, {}, not_after="soon")
        assert code(broken) == "bad_request"
        assert (await scene.turn(one, ahead_s=1.0, pan=1.0))["ok"]


async def test_what_cannot_be_turned_is_refused_with_the_reason(scene: Scene) -> None:
    async with scene.running.console() as one:
        assert code(await scene.turn(one, "nowhere", pan=1.0)) == "not_found"
        assert code(await scene.turn(one, scene.fixed, pan=1.0)) == "illegal_transition"
        assert code(await scene.turn(one, pan=2.0)) == "bad_request"
        assert code(await scene.turn(one, cmd_id="7", pan=1.0)) == "bad_request"
        none = await one.command_as(new_command_id(), "camera.ptz", None, {}, not_after=scene.at())
        assert code(none) == "bad_request"
        scene.running.platform.publish_state("device", scene.ptz, Device(online=False, since=scene.at(0)))
        offline = await scene.turn(one, pan=1.0)
        assert (code(offline), offline["error"]["retryable"]) == ("unavailable", True)
    assert scene.motors.told == []


async def test_nobody_turns_what_he_may_not(scene: Scene) -> None:
    grid = scene.grids[scene.ptz]
    elsewhere = next(g[:9] for g in scene.grids.values() if g[:9] != grid[:9])
    people = (user("leader", "leader"), user("street", "dispatcher", division=elsewhere))
    for person in people:
        async with scene.running.console(person) as one:
            assert code(await scene.turn(one, pan=1.0)) == "forbidden"
    async with scene.running.console(user("here", "dispatcher", division=grid[:9])) as one:
        assert (await scene.turn(one, pan=1.0))["ok"]
        assert code(await scene.turn(one, "nowhere", pan=1.0)) == "forbidden"


async def test_a_walls_own_account_calls_presets_that_its_wall_asks_for_and_nothing_else(
    scene: Scene,
) -> None:
    async with scene.running.console(user("wall-room", "device")) as one:
        assert (await scene.turn(one, preset=7, automatic=True))["ok"]
        for args in ({"preset": 7}, {"pan": 1.0}, {"pan": 1.0, "automatic": True}, {"automatic": True}):
            assert code(await scene.turn(one, **args)) == "forbidden"
    assert scene.motors.told == [(scene.ptz, Ptz(preset=7, automatic=True))]


async def test_two_do_not_turn_one_camera(scene: Scene) -> None:
    async with scene.running.console() as one, scene.running.console(user("li", "dispatcher")) as two:
        await scene.turn(one, pan=1.0)
        refused = await scene.turn(two, pan=-1.0)
        assert code(refused) == "illegal_transition"
        assert refused["error"]["by"] == "管理员"
        assert refused["error"]["at"]
        # Nor does the one whose place he takes at the desk go on under the other's name.
        await two.auth(await scene.running.token())
        assert (await scene.turn(two, pan=-1.0))["ok"]


async def test_everybody_sees_who_turns_a_camera_from_which_seat(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform_backend.feed.ptz.PTZ_HELD_S", 3.0)
    li = user("li", "dispatcher")
    async with scene.running.console(li) as one, scene.running.console(instance="b") as two:
        view = scene.running.platform.log.topics["directory"].view
        seat = next(held for held in view.values() if held.entity == "seat")
        await two.subscribe("devices")
        await two.snapshot("devices")
        await one.command("seat.take", seat.id)
        await scene.turn(one, pan=1.0)
        told = (await two.event(scene.ptz))["data"]
        assert told["online"] is True
        by = told["ptz_by"]
        assert (by["user"], by["name"], by["seat"]) == ("li", "li", json.loads(seat.body)["name"])
        assert by["until"] > by["since"]
        # How a camera can be reached is another's to say: it does not change who turns it.
        scene.running.platform.publish_state("device", scene.ptz, Device(online=True, since=scene.at(0)))
        assert (await two.event(scene.ptz))["data"]["ptz_by"] == by
        assert "ptz_by" not in (await two.event(scene.ptz))["data"]


async def test_the_duty_leader_takes_a_camera_over(scene: Scene) -> None:
    li, leader = user("li", "dispatcher"), user("zhao", "duty_leader")
    async with scene.running.console(li) as one, scene.running.console(leader, instance="b") as two:
        assert (await scene.turn(one, pan=1.0))["ok"]
        assert (await scene.turn(two, pan=-1.0))["ok"]
        refused = await scene.turn(one, pan=1.0)
        assert (code(refused), refused["error"]["by"]) == ("illegal_transition", "zhao")
        automatic = await scene.turn(two, preset=1, automatic=True)
        assert (code(automatic), automatic["error"]["by"]) == ("illegal_transition", "zhao")
    assert [move for _, move in scene.motors.told[:3]] == [Ptz(pan=1.0), None, Ptz(pan=-1.0)]


async def test_turning_is_in_the_audit_trail_once(scene: Scene) -> None:
    platform = scene.running.platform
    async with scene.running.console() as one:
        for _ in range(5):
            await scene.turn(one, pan=1.0)
        await scene.turn(one, scene.fixed, pan=1.0)
    with platform._store.reading() as connection:
        rows = connection.execute(
            select(
                schema.audit.c.who, schema.audit.c.target, schema.audit.c.result, schema.audit.c.origin
            ).where(schema.audit.c.what == "camera.ptz")
        ).all()
    assert [tuple(row) for row in rows] == [
        ("admin", scene.ptz, "ok", "127.0.0.1 w1"),
        ("admin", scene.fixed, "illegal_transition", "127.0.0.1 w1"),
    ]


@asynccontextmanager
async def meeting(scene: Scene) -> AsyncIterator[tuple[TestConsole, list[TestConsole]]]:
    """The administrator, and the two consoles of the leader."""
    leader = user("leader", "leader")
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(scene.running.console())
        theirs = [
            await stack.enter_async_context(scene.running.console(leader, instance=name)) for name in "ab"
        ]
        yield one, theirs


@pytest.mark.parametrize("said", [{"sdp": "v=0\r\n", "数": [1, 2.5, None]}, None, "text"])
async def test_a_signal_reaches_every_console_of_who_is_meant(scene: Scene, said: Any) -> None:
    async with meeting(scene) as (one, theirs):
        assert (await scene.signal(one, to="leader", data=said))["ok"]
        for each in theirs:
            signal = await each.of_type("signal")
            expected = {"conference": "c1", "from": "admin", "to": "leader", "data": said}
            assert {key: signal[key] for key in expected} == expected
        assert (await scene.signal(theirs[0], to="admin"))["ok"]
        assert (await one.of_type("signal"))["from"] == "leader"


async def test_signals_stay_within_a_conference(scene: Scene) -> None:
    async with meeting(scene) as (one, _), scene.running.console(user("li", "dispatcher")) as outside:
        assert code(await scene.signal(one, "another", to="leader")) == "not_found"
        assert code(await scene.signal(one, to="li")) == "not_found"
        assert code(await scene.signal(outside, to="leader")) == "not_found"
        assert code(await scene.signal(one, to="absent")) == "unavailable"


async def test_a_wall_is_spoken_for_by_the_console_that_shows_it(scene: Scene) -> None:
    async with meeting(scene) as (one, theirs), scene.running.console(instance="node") as node:
        assert code(await scene.signal(one, to="leader", party="wall")) == "not_found"
        assert code(await scene.signal(node, to="leader", party="leader")) == "not_found"
        assert (await scene.signal(node, to="leader", party="wall"))["ok"]
        assert (await theirs[0].of_type("signal"))["from"] == "wall"


async def test_without_conferences_there_is_none(running: Running) -> None:
    async with running.console() as one:
        at = format_time(running.platform.clock.now() + 0.5)
        args = {"to": "admin", "data": 1}
        refused = await one.command_as(new_command_id(), "conference.signal", "c1", args, not_after=at)
        assert code(refused) == "not_found"


async def test_what_cannot_be_remembered_is_not_done(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform_backend.feed.momentary._MAX_REMEMBERED", 3)
    async with scene.running.console() as one:
        results = [await scene.turn(one, pan=0.1) for _ in range(5)]
    assert [result["ok"] for result in results] == [True] * 3 + [False] * 2
    assert code(results[-1]) == "rate_limited"


async def test_nobody_uses_up_what_can_be_remembered(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform_backend.feed.momentary._MAX_OF_USER", 3)
    other = user("other", "dispatcher")
    async with scene.running.console() as one, scene.running.console(other, instance="b") as two:
        for _ in range(3):
            await one.command_as(new_command_id(), "camera.ptz", "nowhere", {}, not_after=scene.at())
        assert code(await scene.turn(one)) == "rate_limited"
        assert (await scene.turn(two, pan=0.1))["ok"]
