"""The hands of a benchmark: keys pressed on a virtual screen, as a person would press them."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import Final

_EVERY_S: Final = 0.1
_PATIENCE_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Hands:
    """Presses keys on one display, by xdotool."""

    display: str

    def press(self, *keys: str, every_ms: int | None = None) -> None:
        """Press keys one after the other, named as X names them (``Return``, ``k``)."""
        pace = () if every_ms is None else ("--delay", str(every_ms))
        self._xdotool("key", "--clearmodifiers", *pace, *keys)

    def click(self, x: int, y: int) -> None:
        """Press the left button at a place of the screen."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def turn_wheel(self, notches: int, *, every_ms: int) -> None:
        """Turn the wheel down by so many notches, up when there are fewer than none."""
        button = "5" if notches > 0 else "4"
        self._xdotool("click", "--repeat", str(abs(notches)), "--delay", str(every_ms), button)

    def write(self, text: str) -> None:
        """Type a text into whatever has the keyboard."""
        self._xdotool("type", "--clearmodifiers", "--delay", "20", "--", text)

    def wait_for_window(self, title: str, *, within_s: float = _PATIENCE_S) -> None:
        """Return once a window with this title stands on the screen. Raises SystemExit."""
        deadline = time.monotonic() + within_s
        while title not in self._xdotool("search", "--onlyvisible", "--name", "", "getwindowname", "%@"):
            if time.monotonic() > deadline:
                raise SystemExit(f"no window {title!r} appeared in {within_s:.0f} s")
            time.sleep(_EVERY_S)

    def _xdotool(self, *arguments: str) -> tuple[str, ...]:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
        )
        return tuple(done.stdout.splitlines())
