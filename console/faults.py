"""Reasons why the console cannot start: one sentence that says what to do, and an exit code."""

from __future__ import annotations

import ctypes
import os
import sys


class StartRefused(Exception):
    """The console cannot start. `str()` is the sentence for the person, `exit_code` is never 0."""

    def __init__(self, sentence: str, *, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def require_libvlc() -> None:
    """Raise StartRefused when libVLC is not installed: no camera could be shown."""
    name = {"win32": "libvlc.dll", "darwin": "libvlc.dylib"}.get(sys.platform, "libvlc.so.5")
    try:
        ctypes.CDLL(name)
    except OSError as error:
        raise StartRefused(
            "libVLC is missing, so no camera can be shown: run 'make setup' "
            "(Debian: libvlc5 vlc-plugin-base vlc-plugin-video-output; Windows: install VLC, 64 bit).",
            exit_code=3,
        ) from error


def require_display() -> None:
    """Raise StartRefused when no X display can be opened: Qt would abort the process."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise StartRefused(
            f"A library that windows need is missing ({error}): run 'make setup' (Debian: libxcb-cursor0).",
            exit_code=4,
        ) from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if not answers:
        raise StartRefused(
            f"The display {os.environ.get('DISPLAY', '')!r} cannot be used: start the console in a session "
            "with a screen, or with DISPLAY unset for a virtual one.",
            exit_code=4,
        )
