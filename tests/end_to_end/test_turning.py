"""Turning a camera at a real console: keys held, a mouse on a playing picture, and somebody above him."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.entities import Camera, Streams
from backend_client.protocol.wall import WallTile
from backend_client.protocol.wall_args import WallShow
from console.virtual_screen import WIDTH, virtual_screen
from platform_backend.gbt28181.ptz_command import STOP, Move, Preset, PresetAct, decode
from platform_backend.gbt28181.ptz_motion import PtzCommands, instruction_of
from platform_backend.store.batch import Batch, Draft
from tests.clips import Clips, clips
from tests.end_to_end.processes import ConsoleProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.regions import wall_regions
from tests.end_to_end.screen import Region, Screen
from tests.end_to_end.street import Street
from tests.end_to_end.watching import seen, sign_in
from tests.platform_backend.conftest import (
    Running,
    StartPlatform,
    data,
    seeded,
    small_spec,
    start,
    user,
    with_accounts,
)
from tests.platform_backend.feed.test_momentary import Scene
from tests.platform_backend.feed.test_ptz import Motors
from tests.waiting import until

__all__ = ["clips", "data", "seeded", "small_spec", "start", "with_accounts"]

WALL = "wall-1"
PASSWORD = "turn it gently"
#: The letters of a large tile's strip: 14 pixels at 96 dpi.
_STRIP_POINTS = 10.5


@pytest.fixture
def street(clips: Clips) -> Iterator[Street]:
    made = Street(clips)
    yield made
    made.close()


@pytest.fixture
async def motors() -> PtzCommands:
    return PtzCommands()


@pytest.fixture
async def running(start: StartPlatform, motors: PtzCommands) -> AsyncIterator[Running]:
    async with start(motion=motors) as one:
        yield one


def camera_of(running: Running, id_: str) -> Camera:
    """A camera as consoles see it."""
    return msgspec.json.decode(running.platform.log.topics["directory"].view["camera", id_].body, type=Camera)


async def put_on_wall(running: Running, camera: str, address: str) -> None:
    """The camera, with another address, onto the wall's first tile, and nothing beside it."""
    codes = running.platform.log.topics["directory"].view["camera", camera].codes
    moved = replace(camera_of(running, camera), streams=Streams(main=address, sub=address))

    def change(batch: Batch) -> None:
        draft = Draft(batch, by="test")
        draft.put(camera, moved, codes=codes)
        batch.merge(draft)

    await running.platform.committer.submit(change)
    tiles = (WallTile(tile=1, camera=camera), *(WallTile(tile=n, camera="") for n in range(2, 17)))
    assert (await running.platform.execute("test", "wall.show", WALL, WallShow(tiles=tiles))).ok


def moves(screen: Screen, region: Region) -> bool:
    """Whether a picture plays there."""
    first, second = (region.of(screen.grab()).astype(int) for _ in range(2))
    return bool((np.abs(second - first) > 24).mean() > 0.002)


@pytest.mark.timeout(120)
async def test_a_camera_is_turned_and_taken_over(
    running: Running, motors: PtzCommands, street: Street, tmp_path: Path, qapp: QApplication
) -> None:
    scene = Scene(running, Motors())
    free = len(camera_of(running, scene.ptz).presets) + 1
    await put_on_wall(running, scene.ptz, f"{street.base}/street/1/sub")
    await running.platform.accounts.add(user("wang", "dispatcher"), PASSWORD)
    place = wall_regions(qapp, simulated=False)[0]
    picture = Region(place.left + WIDTH, place.top, place.width, place.height)
    strip = Region(picture.left, picture.top - 24, picture.width, 24)
    middle = (picture.left + picture.width // 2, picture.top + picture.height // 2)

    def told() -> list[object]:
        return [decode(command) for camera, command in motors.latest if camera == scene.ptz]

    with ExitStack() as stack:
        screen = Screen(stack.enter_context(virtual_screen(monitors=2)).display, monitors=2)
        console = ConsoleProcess(
            *("--platform", running.feed, "--lang", "en"), display=screen.display, data=tmp_path / "console"
        )
        stack.callback(console.stop)
        await sign_in(screen, PASSWORD, user="wang")
        await seen(lambda: moves(screen, picture))

        # An arrow held: left, renewed, and the stop when it is let go.
        screen.click(*middle)
        await seen(lambda: screen.has_keyboard("Video wall"))
        screen.press("F8")
        screen.hold("Left")
        await until(lambda: len(told()) >= 3)
        screen.let_go("Left")
        await until(lambda: told()[-1] == STOP)
        *held, last = told()
        assert set(held) == {Move(pan=-1, pan_speed=128)}
        assert motors.latest[0][1].hex().upper() == "A50F010280000037"
        assert last == STOP

        # The mouse on the picture, which another process draws: the edge is the full speed.
        motors.latest.clear()
        screen.hold_mouse(picture.left, middle[1])
        await until(told)
        assert set(told()) == {Move(pan=-1, pan_speed=255)}
        screen.move_mouse(middle[0], picture.top)
        await until(lambda: told()[-1] == Move(tilt=1, tilt_speed=255))
        screen.let_go_mouse()
        await until(lambda: told()[-1] == STOP)
        screen.press("1")
        await until(lambda: told()[-1] == Preset(PresetAct.CALL, 1))

        # The view is stored under a name; the keyboard is the tile's again afterwards.
        screen.press("ctrl+F8")
        await seen(lambda: screen.has_keyboard("Store the view"))
        screen.type("bus stop")
        screen.press("Return")
        await until(lambda: told()[-1] == Preset(PresetAct.STORE, free))
        await seen(lambda: screen.has_keyboard("Video wall"))

        # The duty leader takes it over while the key is held: its movement ends, and wang reads by whom.
        motors.latest.clear()
        screen.hold("Right")
        await until(told)
        assert set(told()) == {Move(pan=1, pan_speed=128)}
        async with running.console(user("zhao", "duty_leader")) as leader:
            assert (await scene.turn(leader, tilt=-1.0))["ok"]
            await seen(lambda: shows_text(strip.of(screen.grab()), "PTZ zhao", points=_STRIP_POINTS))
        down = told().index(instruction_of(Ptz(tilt=-1.0)))
        assert told()[down - 1] == STOP
        assert not {Move(pan=1, pan_speed=128)} & set(told()[down:])
        screen.let_go("Right")
