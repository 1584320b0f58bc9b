from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.pixels import moved
from console.video import player as player_module
from console.video.player import Player
from console.video.rendering import Probes, Rendering
from console.video.sink import PipeSink
from tests.clips import Clips
from tests.console.video.wall import on_screen


def write_all(sink: PipeSink, film: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):
        sink.write(film)


def window_of(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 180)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_pipe_s_pictures_appear_in_the_window_and_leave_it(qtbot: QtBot, clips: Clips) -> None:
    window = window_of(qtbot)
    before = on_screen(window)
    sink = PipeSink()
    playing = Player(Rendering.SOFTWARE).play(sink.player_url, window=int(window.winId()))
    film = clips.h264.read_bytes()
    writer = threading.Thread(target=write_all, args=(sink, film), daemon=True)
    writer.start()
    qtbot.waitUntil(lambda: playing.count().displayed > 5)
    assert moved(before, on_screen(window))
    shown = playing.count()
    playing.stop()
    sink.abandon()  # frees the writer if it still waits
    writer.join()
    sink.finish()
    assert playing.count().displayed >= shown.displayed


def test_what_was_found_decides_and_is_told() -> None:
    player = Player(Rendering.AUTO, probe=lambda: Probes(platform="linux"))
    assert player.output == "software"
    assert not player.give_up(handed=1_000, displayed=0)


def test_hardware_that_shows_nothing_is_given_up_and_the_next_is_decoded_in_software(
    qtbot: QtBot, clips: Clips, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player_module, "_HARDWARE", ("--codec=there_is_none,none",))
    monkeypatch.setattr(player_module, "_PATIENCE_S", 0.5)
    player = Player(Rendering.HARDWARE)
    assert player.output == "hardware"
    window, sink = window_of(qtbot), PipeSink()
    playing = player.play(sink.player_url, window=int(window.winId()))
    film = clips.h264.read_bytes()
    writer = threading.Thread(target=write_all, args=(sink, film), daemon=True)
    writer.start()
    assert not player.give_up(handed=10, displayed=0)
    qtbot.waitUntil(lambda: player.give_up(handed=100, displayed=playing.count().displayed))
    assert player.output == "fallback"
    assert not player.give_up(handed=100, displayed=0)
    playing.stop()
    sink.abandon()
    writer.join()
    sink.finish()
    again, before = PipeSink(), on_screen(window)
    playing = player.play(again.player_url, window=int(window.winId()))
    writer = threading.Thread(target=write_all, args=(again, film), daemon=True)
    writer.start()
    qtbot.waitUntil(lambda: playing.count().displayed > 5)
    assert moved(before, on_screen(window))
    playing.stop()
    again.abandon()
    writer.join()
    again.finish()


def test_hardware_that_has_shown_a_picture_is_kept() -> None:
    player = Player(Rendering.HARDWARE)
    assert not player.give_up(handed=1_000, displayed=1)
    assert not player.give_up(handed=1_000, displayed=0)
    assert player.output == "hardware"


def test_without_libvlc_the_reason_says_what_to_install() -> None:
    program = (
        "from console.video.player import Player, PlayerUnavailable\n"
        "from console.video.rendering import Rendering\n"
        "try:\n    Player(Rendering.SOFTWARE)\n"
        "except PlayerUnavailable as error:\n    print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[3],
        env=os.environ | {"PYTHON_VLC_LIB_PATH": "/nonexistent/libvlc.so"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "libvlc5" in told.stdout
