"""A recording on a wall: a desk gives the reason, and a node where nobody sits plays what was recorded."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import httpx
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.recording_args import (
    RecordedPart,
    RecordingLook,
    RecordingsFound,
    RecordingsSearch,
)
from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import TileKind, Wall, WallTile
from backend_client.protocol.wall_args import WallClear, WallPlay, WallShow
from backend_client.sign_in import sign_in
from console.people.credentials import Credentials, DeviceCredential
from console.virtual_screen import virtual_screen
from layouts.document import encode
from layouts.shapes import usual
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.conftest import FirstRun
from tests.end_to_end.file_keyring import VARIABLE, FileKeyring
from tests.end_to_end.processes import ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.screen import Pixels, Region, Screen
from tests.end_to_end.test_unattended import _SECRET, make_device_account
from tests.end_to_end.watching import seen
from widgets.moments import clock_text, day_text

#: The letters of a large tile's strip: 14 pixels at 96 dpi.
_POINTS = 10.5
#: The left half of the screen below the wall's heading: the first of two tiles.
_TILE = Region(0, 60, 960, 1020)
_LASTS_S = 6.0


class Moves:
    """Whether the picture of the tile moves; its strip's time and its bar alone do not count."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._before: Pixels | None = None

    def __call__(self) -> bool:
        before, self._before = self._before, _TILE.of(self._screen.grab())
        if before is None:
            return False
        step = np.abs(before.astype(np.int16) - self._before.astype(np.int16)).max(axis=2)[100:-100]
        return float((step > 10).mean()) > 0.02


class Stands(Moves):
    """Whether the picture is there and stands still."""

    def __call__(self) -> bool:
        has_begun = self._before is not None
        moves = super().__call__()
        assert self._before is not None
        return has_begun and not moves and float(self._before[100:-100].std()) > 20.0


async def recorded(desk: Client, camera: str) -> RecordedPart | None:
    """The first part of the camera's recordings."""
    now = desk.feed.now()
    wanted = RecordingsSearch(camera=camera, since=format_time(now - 600), until=format_time(now))
    found = await desk.requests.questions.ask("recordings.search", wanted, answer=RecordingsFound)
    return next(iter(found.parts), None)


async def raise_alarm(platform: PlatformProcess, password: str, camera: str) -> None:
    """One that takes no tiles; its camera is recorded."""
    token = await sign_in(http_base=platform.http, user="admin", password=password)
    headers = {"Authorization": f"Bearer {token.value}"}
    alarm = {"priority": 3, "kind": "烟感报警", "title": "x", "source": "s", "cameras": [camera]}
    async with httpx.AsyncClient(base_url=platform.http, headers=headers, trust_env=False) as http:
        assert (await http.post("/api/alarms", json=alarm)).status_code == 201


@pytest.mark.timeout(180)
async def test_a_node_plays_a_recording_that_a_desk_has_put_on_its_wall_with_a_reason(
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
        async with signed_in(
            http=platform.http, feed=platform.feed, password=first_run.password, folder=tmp_path
        ) as desk:
            camera = desk.picture.of(Wall)["wall-1"].data.tiles[0].camera
            await raise_alarm(platform, first_run.password, camera)
            two = encode(usual("4"))
            two["tiles"] = [tile | {"rows": 2} for tile in two["tiles"][:2]]
            await desk.give("wall.clear", target="wall-1", args=WallClear())
            await desk.give("wall.show", target="wall-1", args=WallShow(tiles=(), layout=two))
            node = ConsoleProcess(
                *("--wall", "wall-1", "--platform", platform.feed, "--lang", "en"),
                display=screen.display,
                data=tmp_path / "node",
            )
            stack.callback(node.stop)
            part = None
            while part is None or parse_time(part.until) - parse_time(part.since) < _LASTS_S:
                part = await recorded(desk, camera)
            began = parse_time(part.since)
            since, until = format_time(began), format_time(began + _LASTS_S)
            look = RecordingLook(camera=camera, since=since, until=until, reason="走失老人")
            await desk.give("recording.view", args=look)
            tile = WallTile(tile=1, camera=camera, kind=TileKind.RECORDING, since=since, until=until)
            await desk.give("wall.show", target="wall-1", args=WallShow(tiles=(tile,)))

            def shows(text: str) -> bool:
                return shows_text(_TILE.of(screen.grab()), text, points=_POINTS)

            await seen(Moves(screen))
            await seen(lambda: shows("recording ended"))
            assert not Moves(screen)()
            await desk.give("wall.play", target="wall-1", args=WallPlay(tile=1, moment=since))
            await seen(Moves(screen))
            held = format_time(began + 2.0)
            await desk.give("wall.play", target="wall-1", args=WallPlay(tile=1, moment=held, rate=0.0))
            await seen(Stands(screen))
            # What was drawn until it stood still: no other time is told, and it is not over.
            told = [f"Recording {day_text(at)[:5]} {clock_text(at)}" for at in (began + s for s in range(5))]
            assert any(shows(text) for text in told)
