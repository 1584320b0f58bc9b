"""A process ends in one sentence as soon as Qt says that its display is gone, and tells all else it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from console import lost_display
from console.virtual_screen import virtual_screen

_WITHOUT_WINDOWS = """
from PySide6.QtCore import qWarning
from console.lost_display import end_with_display
end_with_display()
qWarning({said!r})
print("went on")
"""
_WITH_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
from console.lost_display import end_with_display
end_with_display()
application = QApplication([])
window = QWidget()
window.show()
print("shown", flush=True)
application.exec()
print("went on")
"""


def process(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
    )


def test_all_else_that_qt_says_is_told() -> None:
    told = process(_WITHOUT_WINDOWS.format(said="a font is missing"))
    out, said = told.communicate(timeout=30)
    assert (told.returncode, out, said) == (0, "went on\n", "a font is missing\n")


@pytest.mark.parametrize(
    "said",
    ["The X11 connection broke (error 1). Did the X11 server die?", "The X11 connection broke: I/O error"],
)
def test_qts_two_ways_of_saying_it_end_the_process(said: str) -> None:
    ended = process(_WITHOUT_WINDOWS.format(said=said))
    out, told = ended.communicate(timeout=30)
    assert (ended.returncode, out) == (lost_display.EXIT_CODE, "")
    assert told == "The display is gone, so the console ended: start it again when there is one.\n"


def test_when_the_server_of_a_window_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    with virtual_screen() as screen:
        monkeypatch.setenv("DISPLAY", screen.display)
        drawn = process(_WITH_WINDOW)
        assert drawn.stdout is not None
        assert drawn.stdout.readline() == "shown\n"
        os.kill(screen.server_pid, signal.SIGKILL)
        out, told = drawn.communicate(timeout=30)
    assert (drawn.returncode, out) == (lost_display.EXIT_CODE, "")
    assert told == "The display is gone, so the console ended: start it again when there is one.\n"
