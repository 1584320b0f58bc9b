from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from console.virtual_screen import virtual_screen

ROOT = Path(__file__).resolve().parents[3]


def test_the_driver_names_itself_or_there_is_none() -> None:
    with virtual_screen() as screen:
        asked = subprocess.run(
            [sys.executable, "-m", "console.video.gl_renderer"],
            cwd=ROOT,
            env=os.environ | screen.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
            timeout=30,
        )
    # A virtual screen has no card: whatever draws there is the processor.
    assert (asked.returncode, asked.stdout) == (1, "") or "llvmpipe" in asked.stdout or "soft" in asked.stdout
