"""A machine that is nothing but a wall: a desk puts a scene on it, and it comes back when it is shot down."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import Scene, WallTile
from backend_client.protocol.wall_args import SceneSave, WallScene
from console.people.credentials import Credentials, DeviceCredential
from console.virtual_screen import HEIGHT, WIDTH, virtual_screen
from layouts.document import encode
from layouts.shapes import usual
from layouts.spans import WHOLE, placed
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.conftest import FirstRun
from tests.end_to_end.family import family, survivors, working_as
from tests.end_to_end.file_keyring import VARIABLE, FileKeyring
from tests.end_to_end.processes import ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.screen import Pixels, Region, Screen
from tests.end_to_end.test_unattended import make_device_account
from tests.end_to_end.watching import seen
from widgets import theme

_SECRET = "kept in the keyring only"
_WALL = "wall-1"
_SHAPE = usual("1+5")
_HEADING_PX = 120


class _MovingTiles:
    """Whether the picture in each tile of the scene has changed since it was looked at last."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._before: Pixels | None = None
        cells = placed(_SHAPE, part=WHOLE, width=WIDTH, height=HEIGHT - _HEADING_PX)
        # The middle of each: its strip with the clock is not the picture.
        self._regions = [
            Region(
                cell.x + cell.width // 4,
                _HEADING_PX + cell.y + cell.height // 4,
                cell.width // 2,
                cell.height // 2,
            )
            for cell in cells.values()
        ]

    def move(self) -> bool:
        before, self._before = self._before, self._screen.grab()
        if before is None:
            return False
        step = np.abs(before.astype(np.int16) - self._before.astype(np.int16)).max(axis=2)
        return all(
            float((step[at.top : at.top + at.height, at.left : at.left + at.width] > 10).mean()) > 0.005
            for at in self._regions
        )


async def _put_a_scene(desk: Client) -> None:
    cameras = sorted(desk.picture.of(Camera))[: len(_SHAPE.tiles)]
    tiles = tuple(WallTile(tile=n, camera=camera) for n, camera in enumerate(cameras, start=1))
    args = SceneSave(name="Night watch", layout=encode(_SHAPE), tiles=tiles)
    await desk.give("scene.save", args=args)

    def saved() -> list[str]:
        return [id_ for id_, entry in desk.picture.of(Scene).items() if entry.data.name == args.name]

    await desk.until(lambda: bool(saved()))
    await desk.give("wall.scene", target=_WALL, args=WallScene(scene=saved()[0]))


@pytest.mark.timeout(180)
async def test_a_node_shows_what_a_desk_pushes_and_comes_back_when_it_is_shot_down(
    first_run: FirstRun, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keyring"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.end_to_end.file_keyring.FileKeyring")
    platform_data = first_run.copy(tmp_path / "first") / "platform-gulou"
    make_device_account(platform_data)
    with ExitStack() as stack:
        platform = PlatformProcess(platform_data)
        stack.callback(platform.stop)
        screen = Screen(stack.enter_context(virtual_screen()).display)
        await Credentials(site=platform.feed, backend=FileKeyring).keep_device(
            DeviceCredential(user="wall-room", secret=_SECRET)
        )
        node = ConsoleProcess(
            *("--platform", platform.feed, "--wall", _WALL, "--lang", "en"),
            display=screen.display,
            data=tmp_path / "node",
        )
        stack.callback(node.stop)

        def shows_the_scene() -> bool:
            heading = screen.grab()[:_HEADING_PX]
            return shows_text(heading, "Scene: Night watch", points=theme.TEXT_SIZES["large"])

        async with signed_in(
            http=platform.http, feed=platform.feed, password=first_run.password, folder=tmp_path
        ) as desk:
            await _put_a_scene(desk)
        await seen(shows_the_scene, within_s=60)
        tiles = _MovingTiles(screen)
        await seen(tiles.move, within_s=30)
        assert "Video wall" in screen.window_titles()
        assert not screen.has_keyboard("Command desk")

        below = family(node.pid)
        (shot, *_) = working_as(below, "main.py")
        os.kill(shot.process.pid, signal.SIGKILL)
        await seen(lambda: not survivors(below))
        await seen(shows_the_scene, within_s=60)
        await seen(_MovingTiles(screen).move, within_s=30)
