"""Reads a row of a virtual screen as often as possible, past all toolkits: Xlib by ctypes.

What is read is the root window's pixels, whoever drew them; one look at a row takes well below a millisecond.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import time
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.latency_pattern import ROW, WIDTH, centres, read_number

_PAUSE_S: Final = 0.0005
_ALL_PLANES: Final = ctypes.c_ulong(-1).value
_Z_PIXMAP: Final = 2
_BYTES_PER_PIXEL: Final = 4
_GREEN: Final = 1
_OVERRIDE_REDIRECT: Final = 1 << 9


class _Image(ctypes.Structure):
    """The beginning of XImage, as far as it is needed."""

    _fields_ = [
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
    ]


class _Attributes(ctypes.Structure):
    """XSetWindowAttributes."""

    _fields_ = [
        ("background_pixmap", ctypes.c_ulong),
        ("background_pixel", ctypes.c_ulong),
        ("border_pixmap", ctypes.c_ulong),
        ("border_pixel", ctypes.c_ulong),
        ("bit_gravity", ctypes.c_int),
        ("win_gravity", ctypes.c_int),
        ("backing_store", ctypes.c_int),
        ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("event_mask", ctypes.c_long),
        ("do_not_propagate_mask", ctypes.c_long),
        ("override_redirect", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("cursor", ctypes.c_ulong),
    ]


@dataclass(slots=True)
class Sightings:
    """Which numbered picture was first seen when, in nanoseconds of the monotonic clock."""

    seen: list[tuple[int, int]] = field(default_factory=list)
    #: Nanoseconds from one look to the next.
    between: list[int] = field(default_factory=list)


class Screen:
    """A display, with windows for others to draw in. Used by one thread."""

    def __init__(self, display: str) -> None:
        self._x: Any = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XCreateSimpleWindow.restype = ctypes.c_ulong
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise SystemExit(f"no X server answers at {display}")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def window(self, left: int, top: int, width: int, height: int) -> int:
        """A plain black window that no window manager moves; gives its native id."""
        window = self._x.XCreateSimpleWindow(self._display, self._root, left, top, width, height, 0, 0, 0)
        attributes = _Attributes(override_redirect=1)
        self._x.XChangeWindowAttributes(
            self._display,
            ctypes.c_ulong(window),
            ctypes.c_ulong(_OVERRIDE_REDIRECT),
            ctypes.byref(attributes),
        )
        self._x.XMapRaised(self._display, ctypes.c_ulong(window))
        self._x.XSync(self._display, 0)
        return int(window)

    def row(self, left: int, top: int, width: int) -> bytes:
        """One row of the screen, four bytes a pixel (blue, green, red, unused)."""
        image = self._x.XGetImage(
            self._display, self._root, left, top, width, 1, ctypes.c_ulong(_ALL_PLANES), _Z_PIXMAP
        )
        try:
            return ctypes.string_at(image.contents.data, width * _BYTES_PER_PIXEL)
        finally:
            self._x.XDestroyImage(image)

    def number(self, left: int, top: int) -> int | None:
        """The number of the picture whose upper left corner stands there."""
        row = self.row(left, top + ROW, WIDTH)
        return read_number([row[centre * _BYTES_PER_PIXEL + _GREEN] for centre in centres()])

    def wait_for_picture(self, left: int, top: int, *, within_s: float) -> bool:
        """Whether a numbered picture stands there within the time."""
        deadline = time.monotonic() + within_s
        while self.number(left, top) is None:
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE_S)
        return True

    def watch(self, left: int, top: int, *, seconds: float) -> Sightings:
        """Note every new picture there. The time is taken after the look: late by one look, never early."""
        sightings = Sightings()
        last = self.number(left, top)
        before = time.monotonic_ns()
        end = before + int(seconds * 1e9)
        while before < end:
            time.sleep(_PAUSE_S)
            number = self.number(left, top)
            now = time.monotonic_ns()
            sightings.between.append(now - before)
            before = now
            if number is not None and number != last:
                last = number
                sightings.seen.append((number, now))
        return sightings

    def close(self) -> None:
        """Leave the display; its windows go with it."""
        self._x.XCloseDisplay(self._display)
