"""Rules on scenes and tours: saved with a guard, and running as everybody can reckon."""

from __future__ import annotations

import asyncio
from typing import Final
from uuid import uuid4

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import Broken, expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site
from backend_client.conformance.walls_at_hand import FOUR, TURN_S, cameras, changed, kept, lent
from backend_client.conformance.wire import Frame
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall_args import LEAST_DWELL_S

#: How long a tour is let rest at least, and how exactly its start has to be moved, in seconds.
_REST_S: Final = 0.2
_NEAR_S: Final = 0.05
#: How far a step that is begun by hand may be under way at once, in seconds of people's.
_UNDER_WAY_S: Final = 0.5


@rule(
    "W-10",
    "`scene.save` without a target MUST make a scene with the name, layout and tiles that it names, `by` "
    "whom and `saved_at`.",
)
async def scenes_are_saved(site: Site) -> None:
    async with console(site) as one:
        await one.opened("walls")
        tiles = [{"tile": 1, "camera": (await cameras(one, 1))[0]}]
        name = f"conformance {uuid4()}"
        async with kept(one, "scene.save", name=name, layout=FOUR, tiles=tiles) as id_:
            scene = (await one.event(id_))["data"]
            seen = [{"tile": tile["tile"], "camera": tile["camera"]} for tile in scene["tiles"]]
            expect(scene["name"] == name and scene["layout"] == FOUR and seen == tiles, name, scene)
            expect(scene.get("by") == one.welcome["user"]["name"], "by whom", scene.get("by"))
            expect(scene.get("saved_at"), "saved_at", scene)


@rule(
    "W-11",
    "`scene.save` and `tour.save` on a target without `expect_ver` MUST be refused with `bad_request`.",
)
async def saving_again_is_guarded(site: Site) -> None:
    async with console(site) as one:
        again: Frame = {"name": f"conformance {uuid4()}"}
        async with kept(one, "scene.save", layout=FOUR) as scene:
            await one.refused("bad_request", "scene.save", scene, again | {"layout": FOUR})
            args = {"dwell_s": 5, "steps": [{"scene": scene}]}
            async with kept(one, "tour.save", **args) as tour:
                await one.refused("bad_request", "tour.save", tour, again | args)


@rule(
    "W-12",
    "`scene.delete` of a scene that a tour shows, and `tour.delete` of a tour that runs on a wall, MUST be "
    "refused with `illegal_transition`.",
    within_s=TURN_S,
)
async def what_is_in_use_stays(site: Site) -> None:
    async with (
        lent(site) as (one, wall, _),
        kept(one, "scene.save", layout=FOUR) as scene,
        kept(one, "tour.save", dwell_s=5, steps=[{"scene": scene}]) as tour,
    ):
        await one.refused("illegal_transition", "scene.delete", scene, {})
        await one.done("wall.tour", wall, {"tour": tour})
        await one.refused("illegal_transition", "tour.delete", tour, {})
        await one.done("wall.tour", wall, {"tour": tour, "act": "stop"})


@rule(
    "W-13",
    "A step of a tour that would stay for less than 3 s MUST be refused with `bad_request`.",
)
async def steps_stay_long_enough_to_be_seen(site: Site) -> None:
    async with console(site) as one:
        (camera,) = await cameras(one, 1)
        for dwell_s, own in ((2.9, 0), (5, 2.9)):
            steps = [{"camera": camera, "dwell_s": own}]
            args = {"name": f"conformance {uuid4()}", "dwell_s": dwell_s, "steps": steps}
            await one.refused("bad_request", "tour.save", None, args)


@rule(
    "W-14",
    "`wall.tour` MUST put the tour among the wall's `tours`, with the tiles it names and `started_at`.",
    within_s=TURN_S,
)
async def tours_begin(site: Site) -> None:
    async with lent(site) as (one, wall, _):
        steps = [{"camera": camera} for camera in await cameras(one, 2)]
        async with kept(one, "tour.save", dwell_s=5, steps=steps) as tour:
            run = await _begun(one, wall, tour)
            expect(run.get("tiles") == [1, 2] and run.get("started_at"), "tiles 1 and 2", run)
            await one.done("wall.tour", wall, {"tour": tour, "act": "stop"})


@rule(
    "W-15",
    "What `wall.show` puts on a tile MUST end a tour of cameras there and on no other tile.",
    within_s=TURN_S,
)
async def tours_give_way(site: Site) -> None:
    async with lent(site) as (one, wall, _):
        found = await cameras(one, 2)
        async with kept(one, "tour.save", dwell_s=5, steps=[{"camera": each} for each in found]) as tour:
            await _begun(one, wall, tour)
            after = await changed(one, "wall.show", wall, {"tiles": [{"tile": 1, "camera": found[0]}]})
            left = [run["tiles"] for run in after["tours"] if run["tour"] == tour]
            expect(left == [[2]], "the tour on tile 2 alone", left)
            await one.done("wall.tour", wall, {"tour": tour, "act": "stop"})


@rule(
    "W-16",
    "A tour that goes on after a rest MUST have its `started_at` moved by as long as it rested.",
    within_s=TURN_S,
)
async def a_rest_is_not_counted(site: Site) -> None:
    async with lent(site) as (one, wall, _):
        steps = [{"camera": camera} for camera in await cameras(one, 2)]
        async with kept(one, "tour.save", dwell_s=5, steps=steps) as tour:
            began = await _begun(one, wall, tour)
            (rests,) = (await changed(one, "wall.tour", wall, {"tour": tour, "act": "pause"}))["tours"]
            await asyncio.sleep(_REST_S)
            await one.done("wall.tour", wall, {"tour": tour, "act": "resume"})
            event = await one.event(wall)
            (run,) = event["data"]["tours"]
            moved = parse_time(run["started_at"]) - parse_time(began["started_at"])
            rested = parse_time(event["at"]) - parse_time(rests["paused_at"])
            near = abs(moved - rested) <= _NEAR_S and run.get("paused_at") is None
            expect(near, f"a start {rested:.3f} s later", run)
            await one.done("wall.tour", wall, {"tour": tour, "act": "stop"})


@rule(
    "W-17",
    "`wall.tour` with `act` `next` MUST move `started_at` so that the step after the one that is shown "
    "begins then, after the last the first.",
    within_s=TURN_S,
)
async def tours_are_stepped(site: Site) -> None:
    async with lent(site) as (one, wall, _):
        steps = [{"camera": camera} for camera in await cameras(one, 2)]
        async with kept(one, "tour.save", dwell_s=60, steps=steps) as tour:
            await one.done("wall.tour", wall, {"tour": tour, "tiles": [1]})
            await one.event(wall)
            second = await _stepped(one, wall, tour)
            expect(second >= LEAST_DWELL_S, "a start as long ago as the first step stays", second)
            first = await _stepped(one, wall, tour)
            # As many of the platform's seconds as of people's in the step, 60 of them.
            expect(-_NEAR_S <= first <= _UNDER_WAY_S * second / 60, "a start just now", first)
            await one.done("wall.tour", wall, {"tour": tour, "act": "stop"})


async def _stepped(one: Console, wall: str, tour: str) -> float:
    """How long ago the tour began once it was stepped on, in seconds of the platform's time."""
    await one.done("wall.tour", wall, {"tour": tour, "act": "next"})
    event = await one.event(wall)
    (run,) = event["data"]["tours"]
    return parse_time(event["at"]) - parse_time(run["started_at"])


async def _begun(one: Console, wall: str, tour: str) -> Frame:
    """The tour as it runs on the first two tiles."""
    after = await changed(one, "wall.tour", wall, {"tour": tour, "tiles": [1, 2]})
    for run in after.get("tours") or []:
        if run["tour"] == tour:
            return dict(run)
    raise Broken(f"tour {tour} among the wall's tours", after.get("tours"))
