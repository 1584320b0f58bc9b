from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.pixels import moved
from console.video.player import Player, Rendering, choose_rendering
from console.video.sink import PipeSink
from tests.clips import Clips
from tests.console.video.wall import on_screen


def test_a_wish_is_followed_and_auto_chooses() -> None:
    assert choose_rendering(Rendering.SOFTWARE) is Rendering.SOFTWARE
    assert choose_rendering(Rendering.HARDWARE) is Rendering.HARDWARE
    assert choose_rendering(Rendering.AUTO) in (Rendering.SOFTWARE, Rendering.HARDWARE)


def write_all(sink: PipeSink, film: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):
        sink.write(film)


def test_a_pipe_s_pictures_appear_in_the_window_and_leave_it(qtbot: QtBot, clips: Clips) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 180)
    with qtbot.waitExposed(window):
        window.show()
    before = on_screen(window)
    sink = PipeSink()
    playing = Player(Rendering.SOFTWARE).play(sink.player_url, window=int(window.winId()))
    film = clips.h264.read_bytes()
    writer = threading.Thread(target=write_all, args=(sink, film), daemon=True)
    writer.start()
    qtbot.waitUntil(lambda: playing.count().displayed > 5, timeout=5_000)
    assert moved(before, on_screen(window))
    shown = playing.count()
    playing.stop()
    sink.abandon()  # frees the writer if it still waits
    writer.join()
    sink.finish()
    assert playing.count().displayed >= shown.displayed


def test_without_libvlc_the_reason_says_what_to_install() -> None:
    program = (
        "from console.video.player import Player, PlayerUnavailable, Rendering\n"
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
