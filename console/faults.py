"""Reasons why the console cannot start: one sentence that says what to do, and an exit code."""

from __future__ import annotations

import ctypes
import importlib.util
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


def require_web_engine() -> None:
    """Raise StartRefused when QtWebEngine is missing or cannot be loaded: there would be no map."""
    try:
        found = importlib.util.find_spec("PySide6.QtWebEngineWidgets") is not None
        if found:
            importlib.import_module("PySide6.QtWebEngineCore")
    except ImportError as error:
        raise StartRefused(
            f"QtWebEngine cannot be loaded, so there is no map: run 'make setup' ({error}).", exit_code=4
        ) from error
    if not found:
        raise StartRefused(
            "QtWebEngine is missing, so there is no map: run 'make setup', or 'pip install PySide6'.",
            exit_code=4,
        )
