"""The eyes and hands of an end-to-end test: pixels read from a virtual screen, keys pressed on it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from console.virtual_screen import HEIGHT, WIDTH

#: Height x width x (red, green, blue), 0 to 255.
Pixels: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the screen in pixels."""

    left: int
    top: int
    width: int
    height: int

    def of(self, pixels: Pixels) -> Pixels:
        """Cut this region out of a picture of the whole screen."""
        return pixels[self.top : self.top + self.height, self.left : self.left + self.width]


@dataclass(frozen=True, slots=True)
class Screen:
    """One virtual screen, seen and used from outside of the processes that draw on it."""

    display: str
    monitors: int = 1

    def grab(self) -> Pixels:
        """What a person would see now."""
        width = WIDTH * self.monitors
        grabbed = subprocess.run(
            [
                *("ffmpeg", "-nostdin", "-loglevel", "error", "-f", "x11grab", "-draw_mouse", "0"),
                *("-video_size", f"{width}x{HEIGHT}", "-i", self.display),
                *("-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"),
            ],
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=20,
        )
        return np.frombuffer(grabbed.stdout, np.uint8).reshape(HEIGHT, width, 3)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, named as X names them (``Return``, ``a``, ``ctrl+n``)."""
        self._xdotool("key", "--clearmodifiers", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text into whatever has the keyboard."""
        self._xdotool("type", "--clearmodifiers", "--delay", "20", "--", text)

    def click(self, left: int, top: int) -> None:
        """Click with the left button."""
        self._xdotool("mousemove", str(left), str(top), "click", "1")

    def hold(self, key: str) -> None:
        """Press a key and keep it down."""
        self._xdotool("keydown", key)

    def let_go(self, key: str) -> None:
        """Let a key that is down come up."""
        self._xdotool("keyup", key)

    def hold_mouse(self, left: int, top: int) -> None:
        """Press the left button somewhere and keep it down."""
        self._xdotool("mousemove", str(left), str(top), "mousedown", "1")

    def move_mouse(self, left: int, top: int) -> None:
        """Lead the mouse elsewhere."""
        self._xdotool("mousemove", str(left), str(top))

    def let_go_mouse(self) -> None:
        """Let the left button come up."""
        self._xdotool("mouseup", "1")

    def window_titles(self) -> tuple[str, ...]:
        """Titles of the windows that stand on the screen."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "", "getwindowname", "%@"],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=20,
        )
        return tuple(found.stdout.splitlines())

    def has_keyboard(self, title: str) -> bool:
        """Whether a window with this title has the keyboard: keys pressed from now on are its."""
        found = subprocess.run(
            ["xdotool", "getwindowfocus", "getwindowname"],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=20,
        )
        return title in found.stdout

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.display},
            check=True,
            timeout=20,
            capture_output=True,
        )


def count_colour(pixels: Pixels, colour: str, tolerance: int = 24) -> int:
    """How many pixels are about as ``#rrggbb`` says."""
    wanted = np.array([int(colour[index : index + 2], 16) for index in (1, 3, 5)])
    return int((np.abs(pixels.astype(int) - wanted).max(axis=2) <= tolerance).sum())
