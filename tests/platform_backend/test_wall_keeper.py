"""The keeper of walls wakes for schedules and alarms, keeps to scopes, and starts anew after any end."""

from __future__ import annotations

import asyncio
import dataclasses
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.wall import Tour, TourTimes
from layouts.document import encode
from layouts.layout import Layout
from layouts.shapes import usual
from platform_backend.access.scope import codes_of
from platform_backend.audit.trail import AuditTrail
from platform_backend.commands.alarms import AlarmCreate
from platform_backend.district_time import DistrictTime
from platform_backend.feed.event_log import EventLog, load_topics
from platform_backend.local_time import local
from platform_backend.store.batch import Batch, Draft
from platform_backend.store.committer import Committed, Committer
from platform_backend.wall_keeper import ACTOR, WallKeeper
from tests.platform_backend import processes
from tests.platform_backend.commands.hall import A, B, Hall, hall
from tests.platform_backend.commands.wall_room import LI, STREET, STREETS_WALL, WALL, WallRoom, alarm
from tests.platform_backend.conftest import Running
from tests.platform_backend.test_main import desk


class Noted(AuditTrail):
    """A trail that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__(b"key")
        self.entries: list[tuple[str, str, str | None, str]] = []

    def write(self, batch: Batch, **entry: Any) -> None:
        assert entry["origin"] == "platform"
        self.entries.append((entry["who"], entry["what"], entry["target"], entry["detail"]))


class Keeper(WallKeeper):
    """A keeper in a room, by the room's clock."""

    def __init__(self, room: Hall) -> None:
        with room.store.reading() as connection:
            log = EventLog(topics=load_topics(connection), on_events=lambda _: None)
        self.log = log
        self.committer = Committer(store=room.store, publish=self.publish, now=lambda: room.now)
        clock = DistrictTime(lambda: room.now, lambda: room.now)
        self.trail = Noted()
        super().__init__(
            committer=self.committer, log=log, org_codes=room.site.org_codes, clock=clock, audit=self.trail
        )

    def publish(self, done: Committed) -> None:
        self.log.publish(done.events)
        self.on_events(done.events)


@asynccontextmanager
async def keeping(room: Hall) -> AsyncIterator[Keeper]:
    """A keeper that has just been started, whose committer runs."""
    keeper = Keeper(room)
    keeper.load()
    async with asyncio.TaskGroup() as group:
        group.create_task(keeper.committer.run())
        try:
            yield keeper
        finally:
            keeper.committer.close()
    keeper.committer.release()


@pytest.fixture
def walls(tmp_path: Path) -> Iterator[WallRoom]:
    with hall(tmp_path) as one:
        yield WallRoom(one)


def clock(room: WallRoom, later_s: float) -> str:
    return f"{local(room.hall.now + later_s):%H:%M}"


async def test_a_tour_is_begun_and_ended_by_its_times_and_by_whom(walls: WallRoom) -> None:
    tour = walls.tour()
    times = TourTimes(
        wall=WALL, days=tuple(range(1, 8)), since=clock(walls, 0), until=clock(walls, 3600), tiles=(1,)
    )
    walls.hall.put({tour: replace(walls.kept(Tour, tour), times=(times,))})
    walls.hall.now += 60.0
    async with keeping(walls.hall) as keeper:
        assert await keeper.tend() == 1
        assert await keeper.tend() == 0
        assert keeper.trail.entries == [(ACTOR, "wall.tour", WALL, f"act=start tour={tour}")]
    assert [run.tour for run in walls.wall().tours] == [tour]
    error = walls.refused(LI, "wall.clear", expect_ver=1)
    assert (error.cause, error.by) == ("changed", ACTOR)
    walls.hall.now += 3600.0
    # Another keeper, after a restart.
    async with keeping(walls.hall) as keeper:
        assert await keeper.tend() == 1
        assert keeper.trail.entries == [(ACTOR, "wall.tour", WALL, f"act=stop tour={tour}")]
    assert walls.wall().tours == ()


async def test_alarms_count_where_the_wall_is_and_when_they_are_to_be_looked_at(walls: WallRoom) -> None:
    tour = walls.tour()
    streets = walls.saved(STREET, "tour.save", name="街", dwell_s=5.0, steps=[{"camera": "k1"}])
    walls.done(LI, "wall.tour", tour=tour, tiles=[1])
    walls.done(STREET, "wall.tour", STREETS_WALL, tour=streets, tiles=[1])

    def resting() -> tuple[bool, bool]:
        district, street = (walls.wall(id_).tours[0].rests_for for id_ in (WALL, STREETS_WALL))
        return district == "alarm", street == "alarm"

    async with keeping(walls.hall) as keeper:

        async def after(id_: str, one: Alarm) -> tuple[bool, bool]:
            def work(batch: Batch) -> None:
                draft = Draft(batch, by="t")
                draft.put(id_, one, codes=codes_of(one, walls.hall.site.org_codes))
                batch.merge(draft)

            walls.hall.now += 1.0
            await keeper.committer.submit(work)
            await keeper.tend()
            return resting()

        now = walls.hall.now + 1.0
        assert await after("a1", alarm(3, now)) == (False, False)
        assert await after("a1", alarm(2, now, state=AlarmState.ACKNOWLEDGED)) == (False, False)
        assert await after("a1", alarm(2, now, org=B)) == (True, False)
        assert await after("a1", alarm(1, now, org=A)) == (True, True)
        assert await after("a1", alarm(1, now, state=AlarmState.CLOSED)) == (False, False)


async def test_one_wall_that_cannot_be_kept_does_not_hold_up_the_others(
    walls: WallRoom, caplog: pytest.LogCaptureFixture
) -> None:
    tour = walls.tour()
    walls.done(LI, "wall.tour", tour=tour, tiles=[1])
    broken = replace(walls.wall(STREETS_WALL), tours=(replace(walls.wall().tours[0], by_hand_at="soon"),))
    walls.hall.put({STREETS_WALL: broken, "a1": alarm(1, walls.hall.now + 1.0)})
    async with keeping(walls.hall) as keeper:
        assert await keeper.tend() == 1
    assert walls.wall().tours[0].rests_for == "alarm"
    assert "nothing could be done for the wall w-a" in caplog.text


async def test_a_real_alarm_lets_a_tour_rest_until_it_is_acknowledged(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("walls")
        await one.command("wall.tour", "wall-1", tour="tour-2", tiles=[1, 2])
        began = (await one.event("wall-1"))["data"]["tours"][0]
        raised = AlarmCreate(priority=1, kind="烟感", title="烟感", source="消防")
        made = await running.platform.execute("消防", "alarm.create", args=raised)
        rests = (await one.event("wall-1"))["data"]["tours"][0]
        assert (rests["rests_for"], rests["started_at"]) == ("alarm", began["started_at"])
        assert (await one.command("alarm.acknowledge", str((made.data or {})["id"])))["ok"]
        going = (await one.event("wall-1"))["data"]["tours"][0]
    assert (going["rests_for"], going["paused_at"]) == ("", None)
    assert going["started_at"] > began["started_at"]


async def test_walls_tours_and_schedules_outlive_a_kill(data: Path) -> None:
    always = {"wall": "wall-1", "days": list(range(1, 8)), "since": "00:00", "until": "00:00"}
    args: dict[str, Any] = {"dwell_s": 5.0, "steps": [{"camera": "cam-00001"}]}
    kept: list[str] = []
    with processes.platform(data) as process:
        async with desk(process) as one:
            await one.subscribe("walls")
            await one.snapshot("walls")
            for name, tile in {"昼夜": 3, "昼": 4}.items():
                times = [{**always, "tiles": [tile]}]
                saved = await one.command_as(
                    str(uuid7()), "tour.save", None, {"name": name, "times": times, **args}
                )
                kept.append(saved["data"]["id"])
                began = await one.event("wall-1")
                assert [run["tour"] for run in began["data"]["tours"]] == kept
            for command, wall, more in (
                ("wall.tour", "wall-1", {"tour": kept[1], "act": "stop"}),
                ("wall.tour", "wall-1", {"tour": "tour-2", "tiles": [5, 6]}),
                ("wall.tour", "wall-1", {"tour": "tour-2", "act": "pause"}),
                ("wall.scene", "wall-2", {"scene": "scene-1"}),
                ("wall.take", "wall-2", {}),
                ("wall.lock", "wall-2", {"locked": True}),
            ):
                done = await one.command(command, wall, **more)
                assert done["ok"], done
        process.popen.send_signal(signal.SIGKILL)
        process.popen.wait()
    with processes.platform(data) as process:
        async with desk(process) as one:
            await one.subscribe("walls")
            items = {item["id"]: item["data"] for item in await one.snapshot("walls")}
            # What the keeper found to be done at the start has been done before this.
            assert (await one.command("wall.show", "wall-1", tiles=[]))["ok"]
            wall = (await one.event("wall-1"))["data"]
            tours = [(run["tour"], run["tiles"], run["scheduled"], run["rests_for"]) for run in wall["tours"]]
            assert tours == [(kept[0], [3], True, ""), ("tour-2", [5, 6], False, "person")]
            held = items["wall-2"]
            assert (held["scene"], held["locked"], held["holder_name"]) == ("scene-1", True, "值班台")
            assert items[kept[0]]["times"] == [{**always, "tiles": [3]}]


async def test_alarms_that_take_tiles_and_leave_them_are_put_down_once_each(walls: WallRoom) -> None:
    reserved = encode(replace_alarm(usual("4")))
    walls.hall.put({WALL: replace(walls.wall(), layout=reserved)})
    async with keeping(walls.hall) as keeper:

        async def after(**alarms: Alarm) -> list[str]:
            def work(batch: Batch) -> None:
                draft = Draft(batch, by="t")
                for id_, each in alarms.items():
                    one = replace(each, cameras=("k1",))
                    draft.put(id_, one, codes=codes_of(one, walls.hall.site.org_codes))
                batch.merge(draft)

            keeper.trail.entries.clear()
            walls.hall.now += 1.0
            await keeper.committer.submit(work)
            for _ in range(2):
                await keeper.tend()
            return [f"{target} {what} {detail}" for _, what, target, detail in keeper.trail.entries]

        at = walls.hall.now
        assert await after(a1=alarm(2, at)) == [f"{WALL} wall.alarm act=show alarm=a1"]
        # It waits for room, and then has it; what is more urgent takes the place.
        assert await after(a2=alarm(2, at + 1.0)) == []
        assert await after(a1=alarm(2, at, state=AlarmState.ACKNOWLEDGED)) == [
            f"{WALL} wall.alarm act=return alarm=a1",
            f"{WALL} wall.alarm act=show alarm=a2",
        ]
        # Another keeper, after a restart, does not put down again what stands there.
        again = Keeper(walls.hall)
        again.load()
        assert _shown(again) == {"a2"}
        assert await after(a2=alarm(2, at, state=AlarmState.CLOSED)) == [
            f"{WALL} wall.alarm act=return alarm=a2"
        ]


def replace_alarm(layout: Layout) -> Layout:
    """The same with its last tile reserved for alarms."""
    last = layout.tiles[-1]
    return dataclasses.replace(layout, tiles=(*layout.tiles[:-1], dataclasses.replace(last, alarm=True)))


def _shown(keeper: Keeper) -> set[str]:
    return set(keeper._shown[WALL].alarms)
