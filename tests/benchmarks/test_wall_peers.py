from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.wall_peers import NOT_INSTALLED, measure_mpv, measure_plain_vlc, places
from console.virtual_screen import HEIGHT, WIDTH, VirtualScreen, virtual_screen
from tests.clips import Clips
from tests.clips import clips as clips
from tests.rtsp import serving


@pytest.mark.parametrize("tiles", [1, 16, 64, 128])
def test_tiles_stand_side_by_side_on_the_second_monitor(tiles: int) -> None:
    found = places(tiles)
    assert len(set(found)) == tiles
    for left, top, width, height in found:
        assert left >= WIDTH
        assert left + width <= 2 * WIDTH
        assert top + height <= HEIGHT


def test_both_peers_are_measured_on_real_streams(
    clips: Clips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.wall_peers._SETTLE_S", 0.1)
    with virtual_screen(monitors=2) as screen:
        vlc = measure_plain_vlc([clips.h264], tiles=2, screen=screen, seconds=1.5)
        assert vlc["fps_per_tile"] > 10
        assert vlc["cpu"] > 0
        with serving(clips.h264, streams=2) as server:
            addresses = [server.url(0), server.url(1)]
            mpv = measure_mpv(addresses, screen=screen, folder=tmp_path, seconds=1.5)
    # Benchmarks do without it where it is not installed, and say so.
    assert mpv == NOT_INSTALLED if shutil.which("mpv") is None else mpv["fps_per_tile"] > 10


def test_what_is_not_installed_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    screen = VirtualScreen(display=":0", server_pid=0)
    assert measure_mpv([], screen=screen, folder=tmp_path, seconds=1.0) == NOT_INSTALLED
