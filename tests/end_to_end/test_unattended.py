"""A workstation with an account of its own: after a power loss its wall comes back without any hand."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from console.people.credentials import Credentials, DeviceCredential
from console.virtual_screen import HEIGHT, WIDTH, virtual_screen
from tests.end_to_end.conftest import FirstRun
from tests.end_to_end.family import family, survivors
from tests.end_to_end.file_keyring import VARIABLE, FileKeyring
from tests.end_to_end.film import AllMove
from tests.end_to_end.processes import ROOT, ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.regions import wall_regions
from tests.end_to_end.screen import Pixels, Region, Screen
from tests.end_to_end.watching import seen
from widgets import theme

_SECRET = "kept in the keyring only"
_WALL = Region(WIDTH, 0, WIDTH, HEIGHT)
_DESK = Region(0, 0, WIDTH, HEIGHT)
_HEADING_POINTS = theme.BASE_POINT_SIZE + 12


def make_device_account(data: Path) -> None:
    """An account ``wall-room`` that sees everything and sends nothing."""
    subprocess.run(
        [
            *(sys.executable, "-m", "platform_backend", "accounts", "add", "wall-room", "--device"),
            *("--data", str(data), "--password-stdin"),
        ],
        cwd=ROOT,
        input=_SECRET + "\n",
        text=True,
        check=True,
        capture_output=True,
        timeout=60,
    )


class MovingWall:
    """Whether most of the wall has changed since it was looked at last."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._before: Pixels | None = None

    def moves(self) -> bool:
        before, self._before = self._before, _WALL.of(self._screen.grab())
        if before is None:
            return False
        step = np.abs(before.astype(np.int16) - self._before.astype(np.int16)).max(axis=2)
        # By quarters: the clock alone moves as well.
        halves = [part for row in np.array_split(step[120:], 2) for part in np.array_split(row, 2, axis=1)]
        return all(float((part > 10).mean()) > 0.01 for part in halves)


@pytest.mark.timeout(240)
async def test_after_a_power_loss_the_wall_is_live_again_without_a_hand(
    first_run: FirstRun, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles = wall_regions(qapp)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keyring"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.end_to_end.file_keyring.FileKeyring")
    platform_data = first_run.copy(tmp_path / "first") / "platform-gulou"
    make_device_account(platform_data)
    with ExitStack() as stack:
        platform = PlatformProcess(platform_data)
        stack.callback(platform.stop)
        screen = Screen(stack.enter_context(virtual_screen(monitors=2)).display, monitors=2)
        await Credentials(site=platform.feed, backend=FileKeyring).keep_device(
            DeviceCredential(user="wall-room", secret=_SECRET)
        )
        options = ("--platform", platform.feed, "--lang", "en")
        console = ConsoleProcess(*options, display=screen.display, data=tmp_path / "console")
        stack.callback(console.stop)
        await seen(MovingWall(screen).moves, within_s=60)
        await seen(lambda: covered(screen))
        children = family(console.pid)
        port = platform.port
        platform.kill()
        console.kill()
        await seen(lambda: not survivors(children))

        # The power is back; the workstation is faster than the platform.
        again = ConsoleProcess(
            *options,
            *("--exit-after", "300"),
            display=screen.display,
            data=tmp_path / "console",
        )
        stack.callback(again.stop)
        await seen(
            lambda: shows_text(_WALL.of(screen.grab())[:60], "No connection to the platform", bold=True)
        )
        await seen(lambda: covered(screen))
        stack.callback(PlatformProcess(platform_data, port=port).stop)
        await seen(AllMove(screen.display, tiles), within_s=60)
        again.tell(signal.SIGTERM)
        assert again.wait(30) == 0, again.lines
        report = again.report()
        assert report["feed"] == "live"
        assert report["tiles_live"] == 16
        text = "\n".join((*console.lines, *again.lines))
        assert _SECRET not in text


def covered(screen: Screen) -> bool:
    """Whether the desk says that nobody is signed in there."""
    return shows_text(
        _DESK.of(screen.grab()), "Nobody is signed in at this", points=_HEADING_POINTS, bold=True
    )
