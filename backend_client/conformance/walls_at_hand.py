"""Walls, scenes and tours for the rules on them: found free, put back and deleted in the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import uuid4

from backend_client.conformance.console import Console, console
from backend_client.conformance.site import Site, need
from backend_client.conformance.wire import Frame

#: How long a rule may wait for its turn with a wall and take, in seconds.
TURN_S: Final = 60.0
#: Four equal tiles.
FOUR: Final[Frame] = {
    "version": 1,
    "columns": 2,
    "rows": 2,
    "tiles": [
        {"number": number, "column": (number - 1) % 2, "row": (number - 1) // 2} for number in range(1, 5)
    ],
}


async def a_free_wall(one: Console, *, laid_out: bool = False) -> tuple[str, Frame]:
    """A wall that nobody holds, borrows or tours on, `laid_out` with a layout of its own: id and data."""
    items = [item for item in (await one.opened("walls"))["walls"].items if item["entity"] == "wall"]
    need(items, "this platform has no walls")
    free = [item for item in items if _is_free(item["data"])]
    need(free, "every wall is in use")
    if laid_out:
        free = [item for item in free if item["data"].get("layout")]
        need(free, "no free wall has a layout that could be put back")
    return str(free[0]["id"]), dict(free[0]["data"])


@asynccontextmanager
async def lent(site: Site) -> AsyncIterator[tuple[Console, str, Frame]]:
    """A console, and a wall that is borrowed for an incident of its own and given back in the end.

    Its turn comes before the connection: one that waited in silence would be closed.
    """
    async with site.wall_turn, console(site) as one:
        id_, before = await a_free_wall(one)
        await one.done("wall.show", id_, {"tiles": [], "incident": await one.incident()})
        await one.event(id_)
        try:
            yield one, id_, before
        finally:
            await one.command("wall.show", id_, {"tiles": [], "restore": True})


@asynccontextmanager
async def kept(one: Console, command: str, /, **args: Any) -> AsyncIterator[str]:
    """A scene or tour that `command` saves, deleted in the end: its id."""
    result = await one.done(command, None, {"name": f"conformance {uuid4()}"} | args)
    id_ = str((result.get("data") or {}).get("id"))
    try:
        yield id_
    finally:
        await one.command(f"{command.partition('.')[0]}.delete", id_)


async def cameras(one: Console, count: int) -> list[str]:
    """So many cameras that this user sees."""
    found = (await one.found("cameras.search", limit=count))["items"]
    need(len(found) == count, f"this platform has fewer than {count} cameras")
    return [str(item["id"]) for item in found]


async def changed(one: Console, name: str, id_: str, args: Frame) -> Frame:
    """Carry a command on a wall out; the wall after it."""
    result = await one.done(name, id_, args)
    while (event := await one.event(id_))["ver"] < result["ver"]:
        pass
    return dict(event["data"])


def _is_free(wall: Frame) -> bool:
    return not any(wall.get(name) for name in ("holder", "locked", "incident", "tours"))
