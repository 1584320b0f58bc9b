from __future__ import annotations

import pytest

from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import Frame, TestConsole

WALL = "wall-1"


async def show(one: TestConsole, cameras: dict[int, str], incident: str | None = None) -> Frame:
    tiles = [{"tile": tile, "camera": camera, "stream": "sub"} for tile, camera in cameras.items()]
    more = {} if incident is None else {"incident": incident}
    result = await one.command("wall.show", WALL, tiles=tiles, **more)
    assert result["ok"], result
    event = await one.next(lambda f: f["type"] == "event" and f["id"] == WALL and f["ver"] == result["ver"])
    data: Frame = event["data"]
    return data


def shown(tiles: list[Frame]) -> dict[int, str]:
    return {tile["tile"]: tile["camera"] for tile in tiles}


async def test_named_tiles_change_and_the_others_stay(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("walls")
        before = shown((await one.snapshot("walls"))[0]["data"]["tiles"])
        wall = await show(one, {2: before[1], 1: before[2]})
    assert shown(wall["tiles"]) == {**before, 1: before[2], 2: before[1]}
    assert [tile["tile"] for tile in wall["tiles"]] == sorted(before)


async def test_an_incident_borrows_the_wall_and_gives_it_back(running: Running) -> None:
    incidents = [held.id for held in running.platform.log.topics["incidents"].view.values()][:2]
    async with running.console() as one:
        await one.subscribe("walls")
        before = shown((await one.snapshot("walls"))[0]["data"]["tiles"])
        first = await show(one, {1: before[5]}, incidents[0])
        assert shown(first["previous"]) == before
        second = await show(one, {2: before[6]}, incidents[1])
        assert shown(second["previous"]) == before
        back = await show(one, before)
    assert shown(back["tiles"]) == before
    assert back["previous"] == []
    assert back["incident"] is None


async def test_a_tile_can_be_emptied(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("walls")
        wall = await show(one, {3: ""})
    assert 3 not in shown(wall["tiles"])


@pytest.mark.parametrize(
    ("tile", "code"),
    [
        ({"tile": 0, "camera": "", "stream": "sub"}, "bad_request"),
        ({"tile": 257, "camera": "", "stream": "sub"}, "bad_request"),
        ({"tile": 1, "camera": "", "stream": "hd"}, "bad_request"),
        ({"tile": 1, "camera": "cam-none", "stream": "sub"}, "not_found"),
    ],
)
async def test_wrong_tiles_change_nothing(running: Running, tile: Frame, code: str) -> None:
    async with running.console() as one:
        result = await one.command("wall.show", WALL, tiles=[tile])
        assert result["error"]["code"] == code
    assert running.platform.log.topics["walls"].head == 1
