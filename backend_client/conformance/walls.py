"""Rules on walls: whose they are, what stands on them, and how that comes back."""

from __future__ import annotations

from backend_client.conformance.console import console
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, need
from backend_client.conformance.walls_at_hand import FOUR, TURN_S, a_free_wall, cameras, changed, kept, lent
from backend_client.conformance.wire import Frame


@rule(
    "W-1",
    "`wall.take` of a wall that nobody holds MUST make the acting user its `holder`, with `holder_name` and "
    "`held_since`.",
    within_s=TURN_S,
)
async def free_walls_can_be_taken(site: Site) -> None:
    async with site.wall_turn, console(site) as one:
        id_, _ = await a_free_wall(one)
        try:
            wall, user = await changed(one, "wall.take", id_, {}), one.welcome["user"]
            held = wall.get("holder"), wall.get("holder_name")
            expect(held == (user["id"], user["name"]), f"{user['name']} as holder", held)
            expect(wall.get("held_since"), "since when", wall)
        finally:
            await one.command("wall.take", id_, {"release": True})


@rule(
    "W-2",
    "`wall.take {release: true}` by the wall's holder MUST leave it without one.",
    within_s=TURN_S,
)
async def walls_can_be_released(site: Site) -> None:
    async with site.wall_turn, console(site) as one:
        id_, _ = await a_free_wall(one)
        await changed(one, "wall.take", id_, {})
        holder = (await changed(one, "wall.take", id_, {"release": True})).get("holder")
        expect(holder is None, "no holder", holder)


@rule(
    "W-3",
    "A command that takes or changes a wall whose holder is signed in and somebody else MUST be refused with "
    "`illegal_transition`, with `by` as the holder's name and `at` since when, but for a `duty_leader` who "
    "takes it from a holder who is none.",
    within_s=TURN_S,
)
async def held_walls_are_their_holders(site: Site) -> None:
    async with site.wall_turn, console(site) as one, console(site, account=site.colleague) as other:
        id_, _ = await a_free_wall(one)
        try:
            await one.done("wall.take", id_)
            asked: list[tuple[str, Frame]] = [
                ("wall.show", {"tiles": []}),
                ("wall.clear", {}),
                ("wall.take", {"release": True}),
            ]
            if "duty_leader" not in other.welcome["user"]["roles"]:
                asked.append(("wall.take", {}))
            for name, args in asked:
                error = await other.refused("illegal_transition", name, id_, args)
                expect(error.get("by") == one.welcome["user"]["name"], "by the holder", error)
                expect(error.get("at"), "at some time", error)
        finally:
            await one.command("wall.take", id_, {"release": True})


@rule(
    "W-4",
    "While a wall is `locked`, `wall.show`, `wall.scene`, `wall.tour` and `wall.clear` MUST be refused with "
    "`illegal_transition`, to its holder as well.",
    within_s=TURN_S,
)
async def locked_walls_stay_as_they_are(site: Site) -> None:
    async with site.wall_turn, console(site) as one:
        camera = await cameras(one, 1)
        async with (
            kept(one, "scene.save", layout=FOUR) as scene,
            kept(one, "tour.save", dwell_s=5, steps=[{"camera": camera[0]}]) as tour,
        ):
            id_, _ = await a_free_wall(one)
            await one.done("wall.take", id_)
            try:
                await one.done("wall.lock", id_, {"locked": True})
                await one.refused("illegal_transition", "wall.show", id_, {"tiles": []})
                await one.refused("illegal_transition", "wall.scene", id_, {"scene": scene})
                await one.refused("illegal_transition", "wall.tour", id_, {"tour": tour, "tiles": [1]})
                await one.refused("illegal_transition", "wall.clear", id_, {})
            finally:
                await one.command("wall.lock", id_, {"locked": False})
                await one.command("wall.take", id_, {"release": True})


@rule(
    "W-5",
    "`wall.show` with `layout` MUST give the wall that layout and leave only what stands on tiles that it "
    "has.",
    within_s=TURN_S,
)
async def walls_take_layouts(site: Site) -> None:
    async with lent(site) as (one, id_, before):
        wall = await changed(one, "wall.show", id_, {"tiles": [], "layout": FOUR})
        expect(wall.get("layout") == FOUR, FOUR, wall.get("layout"))
        left = [tile for tile in before["tiles"] if tile["tile"] <= len(FOUR["tiles"])]
        expect(wall["tiles"] == left, left, wall["tiles"])


@rule(
    "W-6",
    "A layout in which tiles overlap, lie outside of the grid or have one number twice MUST be refused with "
    "`bad_request`.",
    within_s=TURN_S,
)
async def impossible_layouts_are_refused(site: Site) -> None:
    async with lent(site) as (one, id_, _):
        first, *others = FOUR["tiles"]
        wrong = ({"columns": 2}, {"column": 2}, {"number": 2})
        for each in wrong:
            layout = FOUR | {"tiles": [first | each, *others]}
            await one.refused("bad_request", "wall.show", id_, {"tiles": [], "layout": layout})


@rule(
    "W-7",
    "`wall.show` with `incident` MUST keep what stood there in `previous` and `previous_layout`, and with "
    "`restore` bring it back and empty them.",
    within_s=TURN_S,
)
async def borrowed_walls_come_back(site: Site) -> None:
    async with site.wall_turn, console(site) as one:
        id_, before = await a_free_wall(one)
        camera = await cameras(one, 1)
        args = {"tiles": [{"tile": 1, "camera": camera[0]}], "layout": FOUR}
        wall = await changed(one, "wall.show", id_, args | {"incident": await one.incident()})
        stood = before["tiles"], before.get("layout")
        seen = wall.get("previous"), wall.get("previous_layout")
        expect(seen == stood, f"previous {stood}", seen)
        wall = await changed(one, "wall.show", id_, {"tiles": [], "restore": True})
        expect((wall["tiles"], wall.get("layout")) == stood, stood, wall)
        expect(not wall.get("previous") and not wall.get("incident"), "nothing borrowed any more", wall)


@rule(
    "W-8",
    "A tile that is to hold nothing MUST NOT stand in the wall's `tiles` after `wall.show`.",
    within_s=TURN_S,
)
async def tiles_can_be_emptied(site: Site) -> None:
    async with lent(site) as (one, id_, before):
        need(before["tiles"], "nothing stands on the wall")
        number = before["tiles"][0]["tile"]
        tiles = (await changed(one, "wall.show", id_, {"tiles": [{"tile": number, "camera": ""}]}))["tiles"]
        expect(tiles == before["tiles"][1:], f"no tile {number}", tiles)


@rule(
    "W-9",
    "`wall.scene` MUST put the scene's layout and tiles on the wall, with its id as `scene`.",
    within_s=TURN_S,
)
async def scenes_are_shown(site: Site) -> None:
    async with site.wall_turn, console(site) as one:
        found = await cameras(one, 2)
        tiles = [{"tile": number, "camera": camera} for number, camera in enumerate(found, start=1)]
        id_, before = await a_free_wall(one, laid_out=True)
        async with kept(one, "scene.save", layout=FOUR, tiles=tiles) as scene:
            try:
                wall = await changed(one, "wall.scene", id_, {"scene": scene})
                seen = [{"tile": tile["tile"], "camera": tile["camera"]} for tile in wall["tiles"]]
                expect(seen == tiles and wall.get("layout") == FOUR, tiles, wall)
                expect(wall.get("scene") == scene, f"scene {scene}", wall.get("scene"))
            finally:
                back = {"layout": before["layout"], "tiles": before["tiles"]}
                await one.command("wall.clear", id_)
                await one.command("wall.show", id_, back)
