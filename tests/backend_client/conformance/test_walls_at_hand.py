"""What the rules on walls borrow of a real platform is there again afterwards."""

from __future__ import annotations

import pytest

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import Vacuous
from backend_client.conformance.site import Account, Site
from backend_client.conformance.walls_at_hand import FOUR, a_free_wall, cameras, changed, kept, lent
from backend_client.conformance.wire import Frame
from layouts.document import decode
from platform_backend.access.accounts import ADMIN
from tests.backend_client.conformance.conftest import PASSWORD, TEMPO, Bench


async def walls(one: Console) -> dict[str, Frame]:
    items = (await one.opened("walls"))["walls"].items
    return {str(item["id"]): item["data"] for item in items if item["entity"] == "wall"}


async def test_they_are_found_free_and_put_back(bench: Bench) -> None:
    site = Site(feed=bench.running.feed, account=Account(ADMIN.id, PASSWORD), tempo=TEMPO)
    try:
        async with lent(site) as (one, id_, before):
            incident = (await walls(one))[id_]["incident"]
            assert incident in site.created
            tile = {"tile": 1, "camera": (await cameras(one, 1))[0]}
            shown = {"tiles": [tile], "layout": FOUR, "incident": incident}
            assert len(decode((await changed(one, "wall.show", id_, shown))["layout"]).tiles) == 4
            async with kept(one, "scene.save", layout=FOUR) as scene:
                assert scene
            await one.refused("not_found", "wall.scene", id_, {"scene": scene})
        async with console(site) as later:
            after = (await walls(later))[id_]
            assert (after.get("tiles"), after.get("layout")) == (before.get("tiles"), before.get("layout"))
            assert not after.get("incident")
            assert (await a_free_wall(later))[0] == id_
    finally:
        await site.close()


async def test_no_wall_is_taken_from_somebody(bench: Bench) -> None:
    site = Site(feed=bench.running.feed, account=Account(ADMIN.id, PASSWORD), tempo=TEMPO)
    try:
        async with console(site) as one:
            known = await walls(one)
            for id_ in known:
                await one.done("wall.lock", id_, {"locked": True})
            with pytest.raises(Vacuous, match="in use"):
                await a_free_wall(one)
    finally:
        await site.close()
