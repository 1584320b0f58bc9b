"""A conference on a wall: a node where nobody sits looks on, and when it ends what stood there is back."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState
from backend_client.protocol.conference_args import ConferenceCamera, ConferenceOpen
from backend_client.protocol.wall import TileKind, Wall, WallTile
from backend_client.protocol.wall_args import WallClear, WallConfer, WallShow
from console.people.credentials import Credentials, DeviceCredential
from console.virtual_screen import virtual_screen
from layouts.document import encode
from layouts.shapes import usual
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.conftest import FirstRun
from tests.end_to_end.file_keyring import VARIABLE, FileKeyring
from tests.end_to_end.processes import ConsoleProcess, PlatformProcess
from tests.end_to_end.screen import Screen
from tests.end_to_end.test_recording_wall import Moves
from tests.end_to_end.test_unattended import _SECRET, make_device_account
from tests.end_to_end.watching import seen


def joined(desk: Client, conference: str, kind: PartyKind) -> list[Party]:
    """Who of a kind is in the room."""
    entry = desk.picture.of(Conference).get(conference)
    parties = () if entry is None else entry.data.parties
    return [each for each in parties if (each.kind, each.state) == (kind, PartyState.JOINED)]


@pytest.mark.timeout(180)
async def test_a_node_shows_a_conference_with_a_camera_in_it_until_that_ends(
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

            def tiles() -> tuple[WallTile, ...]:
                return desk.picture.of(Wall)["wall-1"].data.tiles

            camera = tiles()[0].camera
            two = encode(usual("4"))
            two["tiles"] = [tile | {"rows": 2} for tile in two["tiles"][:2]]
            await desk.give("wall.clear", target="wall-1", args=WallClear())
            clock = WallTile(tile=1, camera="", kind=TileKind.CLOCK)
            await desk.give("wall.show", target="wall-1", args=WallShow(tiles=(clock,), layout=two))
            node = ConsoleProcess(
                *("--wall", "wall-1", "--platform", platform.feed, "--lang", "en"),
                display=screen.display,
                data=tmp_path / "node",
            )
            stack.callback(node.stop)
            opened = await desk.give("conference.open", args=ConferenceOpen(title="会商", session="0f"))
            id_ = str((opened.data or {})["id"])
            # A camera site that has just been started may still be drawing its scenes.
            await desk.give("conference.camera", target=id_, args=ConferenceCamera(camera=camera))
            await desk.give("wall.confer", target="wall-1", args=WallConfer(conference=id_, tile=1))
            await desk.until(lambda: bool(joined(desk, id_, PartyKind.WALL)), within_s=60)
            (wall,) = joined(desk, id_, PartyKind.WALL)
            assert wall.user == "wall-room"
            # The camera's picture moves, in the page, on the wall.
            await seen(Moves(screen), within_s=60)
            await desk.give("conference.close", target=id_)
            await desk.until(lambda: [each.kind for each in tiles()] == [TileKind.CLOCK])
