"""Screens do not sleep while a console runs: a wall that goes dark is an outage.

The desktop is asked first (the usual ones answer to one name on the session bus), then the X server, whose
own saver and power saving are suspended for as long as our connection to it lives. All of it ends with
this process, also after kill -9.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtDBus import QDBusConnection, QDBusMessage

_log = logging.getLogger(__name__)

_TIMEOUT_MS: Final = 1000
_SAVER: Final = "org.freedesktop.ScreenSaver"
_BUS_NAME: Final = "wakefulness"
#: ES_CONTINUOUS | ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED
_WINDOWS_AWAKE: Final = 0x80000003
_WINDOWS_AS_BEFORE: Final = 0x80000000


@dataclass(frozen=True, slots=True)
class Way:
    """One way to keep screens awake: `name` for the log; `hold` returns how to let go, or None."""

    name: str
    hold: Callable[[], Callable[[], None] | None]


def names_of_ways(platform: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Which ways to try on this system, in order; the first that works is enough."""
    if platform == "win32":
        return ("windows",)
    if not platform.startswith("linux"):
        return ()
    bus = ("screensaver",) if environment.get("DBUS_SESSION_BUS_ADDRESS") else ()
    return (*bus, *(("x11",) if environment.get("DISPLAY") else ()))


class Wakefulness:
    """Keeps the screens of this workstation awake from `hold` to `release`."""

    def __init__(self, *, ways: tuple[Way, ...]) -> None:
        self._ways = ways
        self._release: Callable[[], None] | None = None
        #: By which way, empty: by none.
        self.held_by = ""

    def hold(self) -> bool:
        """Try the ways in their order; False, and a line in the log, when none works."""
        for way in self._ways:
            try:
                release = way.hold()
            except (OSError, AttributeError) as error:
                _log.debug("%s: %s", way.name, error)
                continue
            if release is not None:
                self._release, self.held_by = release, way.name
                _log.info("screens are kept awake (%s)", way.name)
                return True
        _log.warning("screens cannot be kept awake here: switch off the screen saver of this workstation")
        return False

    def release(self) -> None:
        """Let the screens sleep again."""
        if self._release is not None:
            self._release()
            self._release, self.held_by = None, ""


def wakefulness(platform: str, environment: Mapping[str, str]) -> Wakefulness:
    """The ways of this system."""
    holds: dict[str, Callable[[], Callable[[], None] | None]] = {
        "windows": _hold_windows,
        "screensaver": _hold_screensaver,
        "x11": lambda: _hold_x11(environment.get("DISPLAY", "")),
    }
    return Wakefulness(ways=tuple(Way(name, holds[name]) for name in names_of_ways(platform, environment)))


def _hold_screensaver() -> Callable[[], None] | None:
    # A connection of its own: what was asked on it ends with it, so nothing has to be asked back.
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _BUS_NAME)
    call = QDBusMessage.createMethodCall(_SAVER, "/" + _SAVER.replace(".", "/"), _SAVER, "Inhibit")
    call.setArguments(["Command console", "A video wall is on show"])
    answer = bus.call(call, timeout=_TIMEOUT_MS) if bus.isConnected() else None
    if answer is None or answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        QDBusConnection.disconnectFromBus(_BUS_NAME)
        return None
    return lambda: QDBusConnection.disconnectFromBus(_BUS_NAME)


def _hold_x11(display: str) -> Callable[[], None] | None:
    x11 = ctypes.CDLL("libX11.so.6")
    saver = ctypes.CDLL("libXss.so.1")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XFlush.argtypes = x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    saver.XScreenSaverSuspend.argtypes = [ctypes.c_void_p, ctypes.c_int]
    connection = x11.XOpenDisplay(display.encode())
    if not connection:
        return None
    # Suspended for as long as this connection of our own lives.
    saver.XScreenSaverSuspend(connection, 1)
    x11.XFlush(connection)

    def let_go() -> None:
        x11.XCloseDisplay(connection)

    return let_go


def _hold_windows() -> Callable[[], None] | None:
    if not _set_windows_state(_WINDOWS_AWAKE):
        return None

    def let_go() -> None:
        _set_windows_state(_WINDOWS_AS_BEFORE)

    return let_go


def _set_windows_state(state: int) -> int:
    """What SetThreadExecutionState answers; 0 where it failed, or where there is no Windows."""
    library = getattr(ctypes, "windll", None)
    return 0 if library is None else int(library.kernel32.SetThreadExecutionState(state))
