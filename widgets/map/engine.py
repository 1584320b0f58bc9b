"""What QtWebEngine needs before the application object exists; importing this module needs no QtWebEngine.

`prepare_web_engine` is called once, first of all: Chromium reads its flags and its schemes only at its start.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

FLAGS_VARIABLE: Final = "QTWEBENGINE_CHROMIUM_FLAGS"
QUICK_VARIABLE: Final = "QT_QUICK_BACKEND"
SHOW_ADDRESSES: Final = "--disable-features=WebRtcHideLocalIpsWithMdns"

_log = logging.getLogger(__name__)


class MapUnavailable(Exception):
    """QtWebEngine cannot be loaded; the text is one sentence that says what to do."""


def chromium_flags(*, root: bool, gpu: bool) -> list[str]:
    """Flags for a process that runs as root or not, on a machine with a graphics card or not.

    As root QtWebEngine aborts without ``--no-sandbox``, and nothing can catch that; everyone else keeps the
    sandbox. Without a microphone Chromium would hide this machine's addresses from a conference behind
    made-up names that other subnets cannot find; only pages of this process can learn the addresses.
    """
    return [*(["--no-sandbox"] if root else []), *([] if gpu else ["--disable-gpu"]), SHOW_ADDRESSES]


def runs_as_root() -> bool:
    """Whether this process is root; there is no such user on Windows."""
    return sys.platform != "win32" and os.geteuid() == 0


def has_gpu() -> bool:
    """Whether a graphics card can be used: on Linux a render node that this user may open."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.access(node, os.R_OK | os.W_OK) for node in Path("/dev/dri").glob("renderD*"))


def web_engine_flags() -> list[str]:
    """Chromium flags for this process and machine, each said once in the log with its reason."""
    flags = chromium_flags(root=runs_as_root(), gpu=has_gpu())
    if "--no-sandbox" in flags:
        _log.warning("running as root: QtWebEngine starts only with --no-sandbox; use an ordinary account")
    if "--disable-gpu" in flags:
        _log.info("no graphics card found: the map is drawn by the processor (--disable-gpu)")
    return flags


def prepare_web_engine(environment: MutableMapping[str, str] | None = None) -> None:
    """Set flags, load QtWebEngine and register ``console://``; to be called before the QApplication is made.

    Without a graphics card Qt Quick draws in software as well: through an OpenGL that is itself only emulated
    each map frame costs the UI process five times as much. What the user has set is kept. Raises
    MapUnavailable.
    """
    environment = os.environ if environment is None else environment
    flags = web_engine_flags()
    given = environment.get(FLAGS_VARIABLE, "").split()
    environment[FLAGS_VARIABLE] = " ".join([*given, *(flag for flag in flags if flag not in given)])
    if "--disable-gpu" in flags:
        environment.setdefault(QUICK_VARIABLE, "software")
    try:
        from PySide6 import QtWebEngineWidgets  # noqa: F401 - loading it is the point

        from widgets.map.scheme import register_scheme
    except ImportError as error:
        raise MapUnavailable(
            f"The map needs QtWebEngine, which cannot be loaded ({error}); run 'make setup' to install it."
        ) from error
    register_scheme()
