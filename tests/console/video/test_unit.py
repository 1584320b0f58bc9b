"""What travels through a worker belongs to many tiles at once, and to no video library."""

from __future__ import annotations

import subprocess
import sys

import pytest

from console.video.unit import TICKS_PER_S, Unit


def test_nobody_changes_a_picture_that_others_show_too() -> None:
    unit = Unit(data=b"\0\0\0\1\x65", dts=2 * TICKS_PER_S, delay=0, at=1.0, key=True)
    with pytest.raises(AttributeError):
        unit.dts = 0  # type: ignore[misc]


def test_it_is_known_without_a_video_library() -> None:
    asked = "import sys, console.video.unit; print(sorted({'av', 'vlc', 'PySide6'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
