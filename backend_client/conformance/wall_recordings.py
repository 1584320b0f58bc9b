"""Rules on recordings on walls: nobody puts one there without a reason, and its displays need no other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend_client.conformance.console import Console
from backend_client.conformance.findings import expect
from backend_client.conformance.recordings import a_range, path_of
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, bearer
from backend_client.conformance.walls_at_hand import TURN_S, changed, lent
from backend_client.conformance.wire import Frame


@rule(
    "W-18",
    "`wall.show` with a recording for which the user has given no reason within the last 10 minutes, and "
    "which does not stand on this wall already, MUST be refused with `forbidden`.",
    within_s=TURN_S,
)
async def recordings_on_walls_need_a_reason(site: Site) -> None:
    async with lent(site) as (one, id_, _):
        tile = _tile(await a_range(one, unasked=True))
        await one.refused("forbidden", "wall.show", id_, {"tiles": [tile]})


@rule(
    "W-19",
    "`wall.show` with a recording MUST put `play` on its tile: `view` as the id of the user's "
    "`recording_view`, `moment` as its `since`, `rate` as 1.",
    within_s=TURN_S,
)
async def recordings_begin_to_play(site: Site) -> None:
    async with _shown(site) as (_, _, view, tile):
        play = tile.get("play") or {}
        wanted = {"view": view, "moment": tile["since"], "rate": 1}
        expect({name: play.get(name) for name in wanted} == wanted and play.get("at"), wanted, play)


@rule(
    "W-20",
    "`wall.play {tile, moment, rate}` MUST put the `moment` and the `rate` into the `play` of the tile, and "
    "nothing else on the wall changes.",
    within_s=TURN_S,
)
async def recordings_on_walls_are_played(site: Site) -> None:
    async with _shown(site) as (one, id_, _, tile):
        args = {"tile": tile["tile"], "moment": tile["until"], "rate": 0}
        wall = await changed(one, "wall.play", id_, args)
        after = _first(wall)
        play = after.get("play") or {}
        expect((play.get("moment"), play.get("rate")) == (tile["until"], 0), args, play)
        expect(after | {"play": None} == tile | {"play": None}, tile, after)
        expect(wall.get("incident"), "a wall that is still borrowed", wall)


@rule(
    "W-21",
    "A recording that stands on a wall MUST be served, to whoever sees wall and camera and may see "
    "recordings, with no other reason, as one that he has given a reason for himself.",
    within_s=TURN_S,
)
async def displays_need_no_reason(site: Site) -> None:
    async with _shown(site) as (_, _, _, tile):
        token = await site.token(site.colleague)
        answer = await site.get(path_of(tile), headers=bearer(token))
        expect(answer.status_code in (200, 404), "200 or 404", answer.status_code)


@asynccontextmanager
async def _shown(site: Site) -> AsyncIterator[tuple[Console, str, str, Frame]]:
    """A recording on a borrowed wall: console, wall, the reason's id, the tile as it stands there."""
    async with lent(site) as (one, id_, _):
        asked = await a_range(one, unasked=True)
        view = str(((await one.done("recording.view", None, asked)).get("data") or {}).get("id"))
        wall = await changed(
            one, "wall.show", id_, {"tiles": [_tile(asked)], "incident": await one.incident()}
        )
        yield one, id_, view, _first(wall)


def _tile(asked: Frame) -> Frame:
    return {"tile": 1, "kind": "recording"} | {name: asked[name] for name in ("camera", "since", "until")}


def _first(wall: Frame) -> Frame:
    return next((dict(tile) for tile in wall["tiles"] if tile["tile"] == 1), {})
