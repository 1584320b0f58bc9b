"""A machine that is nothing but a wall: a desk elsewhere puts a scene on it, and it comes back by itself."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from backend_client.changes import Changes
from backend_client.protocol.entities import Camera, Device
from backend_client.protocol.ptz import AUTOMATIC, PtzHolder
from backend_client.protocol.wall import Scene, WallTile
from backend_client.protocol.wall_args import WallScene, WallShow
from console.people.credentials import Credentials, DeviceCredential
from console.virtual_screen import HEIGHT, WIDTH, virtual_screen
from layouts.document import decode
from tests.end_to_end.client import signed_in
from tests.end_to_end.conftest import FirstRun
from tests.end_to_end.family import family, working_as
from tests.end_to_end.file_keyring import VARIABLE, FileKeyring
from tests.end_to_end.processes import ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.screen import Pixels, Region, Screen
from tests.end_to_end.test_unattended import _SECRET, make_device_account
from tests.end_to_end.watching import seen
from widgets import theme

_WALL = Region(0, 0, WIDTH, HEIGHT)
#: The heading's letters of what runs on a wall.
_POINTS = theme.TEXT_SIZES["large"]


class Moves:
    """Whether pictures move below the wall's heading; its clock alone does not count."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._before: Pixels | None = None

    def __call__(self) -> bool:
        before, self._before = self._before, _WALL.of(self._screen.grab())
        if before is None:
            return False
        step = np.abs(before.astype(np.int16) - self._before.astype(np.int16)).max(axis=2)[120:]
        return float((step > 10).mean()) > 0.02


@pytest.mark.timeout(180)
async def test_a_node_shows_what_desks_put_on_its_wall_and_comes_back_by_itself(
    first_run: FirstRun, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keyring"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.end_to_end.file_keyring.FileKeyring")
    data = first_run.copy(tmp_path / "first") / "platform-gulou"
    make_device_account(data)
    with ExitStack() as stack:
        platform = PlatformProcess(data)
        stack.callback(platform.stop)
        screen = Screen(stack.enter_context(virtual_screen()).display)
        await Credentials(site=platform.feed, backend=FileKeyring).keep_device(
            DeviceCredential(user="wall-room", secret=_SECRET)
        )
        node = ConsoleProcess(
            *("--wall", "wall-1", "--platform", platform.feed, "--lang", "en"),
            display=screen.display,
            data=tmp_path / "node",
        )
        stack.callback(node.stop)
        await seen(Moves(screen), within_s=60)
        async with signed_in(
            http=platform.http, feed=platform.feed, password=first_run.password, folder=tmp_path
        ) as desk:
            scenes = desk.picture.of(Scene)
            id_, name = next((id_, entry.data.name) for id_, entry in scenes.items())
            await desk.give("wall.scene", target="wall-1", args=WallScene(scene=id_))
            await seen(lambda: shows_text(_WALL.of(screen.grab())[:80], f"Scene: {name}", points=_POINTS))
            # Nobody else shows this wall: it is the node that turns the camera.
            devices = desk.picture.of(Device)
            camera, preset = next(
                (id_, entry.data.presets[0].number)
                for id_, entry in desk.picture.of(Camera).items()
                if entry.data.presets and devices[id_].data.online
            )
            turned_by: list[PtzHolder] = []

            def note(_changes: Changes) -> None:
                if (by := devices[camera].data.ptz_by) is not None:
                    turned_by.append(by)

            desk.follow(note)
            tiles = decode(scenes[id_].data.layout).tiles
            tile = next(tile.number for tile in tiles if not tile.alarm)
            turned = WallTile(tile=tile, camera=camera, preset=preset)
            await desk.give("wall.show", target="wall-1", args=WallShow(tiles=(turned,)))
            await desk.until(lambda: bool(turned_by))
            assert (turned_by[0].user, turned_by[0].rank) == ("wall-room", AUTOMATIC)
            await desk.give("wall.scene", target="wall-1", args=WallScene(scene=id_))

        (shown,) = working_as(family(node.pid), "--wall")
        shown.process.kill()
        await seen(lambda: not shown.alive)
        await seen(lambda: shows_text(_WALL.of(screen.grab())[:80], f"Scene: {name}", points=_POINTS))
        await seen(Moves(screen), within_s=60)
        assert any("started again" in line for line in node.lines)
        node.stop()
        assert node.wait(10) == 0
