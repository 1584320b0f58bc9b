"""How the console starts, and what it says when it cannot: one sentence, an exit code, no file touched."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console import lost_display
from console.virtual_screen import virtual_screen
from tests.end_to_end.conftest import FirstRun
from tests.end_to_end.family import family, survivors, working_as
from tests.end_to_end.processes import ROOT, ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.screen import Screen
from tests.end_to_end.watching import seen
from widgets import theme

DISTRICT = ("--district", "gulou")
#: Shadows QtWebEngine with an import that fails as it does where its library is missing.
_NO_WEB_ENGINE = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("PySide6.QtWebEngine"):
            raise ImportError("libQt6WebEngineCore.so.6: cannot open shared object file")

sys.meta_path.insert(0, Missing())
"""
_GARBAGE = hashlib.shake_256(b"not a database").digest(20_000)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a start that failed left behind."""

    code: int
    said: str

    def is_one_sentence(self, *words: str) -> None:
        """The last line holds all `words`; nothing like a traceback stands before it."""
        assert self.code not in (0, None)
        assert self.code > 0, "it was ended by a signal"
        assert "Traceback" not in self.said, self.said
        last = self.said.strip().splitlines()[-1]
        assert [word for word in words if word not in last] == [], last


def refused(*arguments: str, data: Path, environment: dict[str, str] | None = None) -> Refusal:
    """Start a console that cannot start."""
    ended = subprocess.run(
        [sys.executable, "main.py", "--lang", "en", "--data", str(data), *arguments],
        cwd=ROOT,
        env=os.environ | {"XDG_CONFIG_HOME": str(data.parent / "config")} | (environment or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return Refusal(ended.returncode, ended.stderr)


def is_flat(path: str) -> bool:
    """Whether a picture is one colour all over."""
    image = QImage(path).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8)
    return rows.size == 0 or int(rows.max()) - int(rows.min()) < 30


# It starts.


@pytest.mark.timeout(150)
def test_a_run_without_hands_shows_everything_and_leaves_nothing(first_run: FirstRun) -> None:
    assert first_run.code == 0, first_run.lines
    report = first_run.report
    assert report["tiles_live"] == 16
    assert report["incidents"] > 0
    assert report["feed"] == "live"
    assert report["frames_bad"] == 0
    assert len(report["screenshots"]) == 2
    assert [path for path in report["screenshots"] if is_flat(path)] == []
    for word in ("-m platform_backend --port", "camera_site", "console.video.worker", "Xvfb", "openbox"):
        assert working_as(first_run.children, word), word
    assert survivors(first_run.children) == []


# It cannot start.


def test_without_libvlc(tmp_path: Path) -> None:
    (tmp_path / "libvlc.so.5").write_bytes(_GARBAGE)
    refusal = refused(*DISTRICT, data=tmp_path / "data", environment={"LD_LIBRARY_PATH": str(tmp_path)})
    refusal.is_one_sentence("libVLC is missing", "make setup")


def test_without_qtwebengine(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_NO_WEB_ENGINE)
    refusal = refused(*DISTRICT, data=tmp_path / "data", environment={"PYTHONPATH": str(tmp_path)})
    refusal.is_one_sentence("QtWebEngine", "make setup")


def test_on_a_display_that_is_not_there(tmp_path: Path) -> None:
    refusal = refused(*DISTRICT, data=tmp_path / "data", environment={"DISPLAY": ":987"})
    refusal.is_one_sentence("':987'", "with DISPLAY unset")


def test_with_settings_that_are_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "config" / "grid-command-console" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'district = "gulou"\n[wall\xff')
    refusal = refused(data=tmp_path / "data")
    refusal.is_one_sentence(str(path), "correct it or move it away")
    assert path.read_bytes() == b'district = "gulou"\n[wall\xff'


def test_with_a_data_folder_that_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes(_GARBAGE)
    refused(*DISTRICT, data=path).is_one_sentence(str(path), "another with --data")
    assert path.read_bytes() == _GARBAGE


def test_with_a_district_that_nobody_knows(tmp_path: Path) -> None:
    refusal = refused("--district", "atlantis", data=tmp_path / "data")
    refusal.is_one_sentence("'atlantis'", "gulou, jianggan", "--district")


def test_with_a_damaged_platform_database(tmp_path: Path) -> None:
    path = tmp_path / "data" / "platform-gulou" / "platform.sqlite3"
    path.parent.mkdir(parents=True)
    path.write_bytes(_GARBAGE)
    refused(*DISTRICT, data=tmp_path / "data").is_one_sentence(str(path), "restore it from a backup")
    assert path.read_bytes() == _GARBAGE


def test_beside_another_console_on_the_same_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    other = QLockFile(str(folder / "console.lock"))
    assert other.tryLock(0)
    refused(*DISTRICT, data=folder).is_one_sentence("Another console", str(folder), "--data DIR")
    assert other.isLocked()


def test_a_platform_on_a_taken_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            [
                *(sys.executable, "-m", "platform_backend", "--port", port),
                *("--data", str(tmp_path / "data"), *DISTRICT),
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
    Refusal(ended.returncode, ended.stderr).is_one_sentence(f"Port {port}", "--port")


async def test_with_a_wrong_password(first_run: FirstRun, tmp_path: Path, qapp: QApplication) -> None:
    theme.apply(qapp)
    with ExitStack() as stack:
        data = first_run.copy_platform(tmp_path / "platform")
        platform = PlatformProcess(data, more=("--no-camera-site",))
        stack.callback(platform.stop)
        screen = Screen(stack.enter_context(virtual_screen()).display)
        console = ConsoleProcess(
            "--platform", platform.feed, "--lang", "en", display=screen.display, data=tmp_path / "data"
        )
        stack.callback(console.stop)
        await seen(lambda: "Sign in" in screen.window_titles())
        screen.type("admin")
        screen.press("Tab")
        screen.type("no such password")
        screen.press("Return")
        # It is said in the dialog, which stays; giving up ends the console.
        await seen(lambda: shows_text(screen.grab(), "password is wrong"))
        assert "Sign in" in screen.window_titles()
        screen.press("Escape")
        code = console.wait(20)
    Refusal(code, "\n".join(console.lines)).is_one_sentence("Nobody signed in")


async def test_when_its_display_goes_away(first_run: FirstRun, tmp_path: Path) -> None:
    data = first_run.copy(tmp_path / "data")
    with virtual_screen(monitors=2) as screen:
        console = ConsoleProcess(*DISTRICT, display=screen.display, data=data)
        try:
            eyes = Screen(screen.display, monitors=2)
            await seen(lambda: eyes.has_keyboard("Command desk"), within_s=60)
            below = family(console.pid)
            os.kill(screen.server_pid, signal.SIGKILL)
            assert console.wait(15) == lost_display.EXIT_CODE, console.lines
        finally:
            console.stop()
    said = "\n".join(console.lines)
    assert "The display is gone" in said
    assert "Traceback" not in said, said
    await seen(lambda: not survivors(below), within_s=5)
