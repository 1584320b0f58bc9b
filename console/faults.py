"""Reasons why the console cannot start: one sentence that says what to do, and an exit code."""

from __future__ import annotations

import ctypes
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
