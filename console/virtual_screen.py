"""A screen of our own where there is none: Xvfb with a window manager and one or two monitors.

Used by the console on a machine without a display, by the benchmarks and by the tests.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WIDTH, HEIGHT = 1920, 1080
#: Millimetres told to X for one monitor of 1920x1080 at 96 dpi.
_WIDTH_MM, _HEIGHT_MM = 508, 286
_MANAGER_READY_S = 10


class NoVirtualScreen(Exception):
    """Xvfb or the window manager is missing or did not start; the text says what to do."""


@dataclass(frozen=True, slots=True)
class VirtualScreen:
    """A running virtual screen. `environment` is what a process needs to draw on it."""

    display: str
    server_pid: int

    @property
    def environment(self) -> dict[str, str]:
        """Variables to add to a process's environment."""
        return {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}


def needs_virtual_screen(environment: dict[str, str] | os._Environ[str], platform: str) -> bool:
    """Whether a Linux process started with `environment` would find no display."""
    return platform.startswith("linux") and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )


@contextmanager
def virtual_screen(*, monitors: int = 1) -> Iterator[VirtualScreen]:
    """Start Xvfb and openbox and stop them at the end; they also end with this process, however it ends.

    `monitors` of 1920x1080 pixels stand side by side. Raises NoVirtualScreen.
    """
    for program in ("Xvfb", "openbox", *(("xrandr",) if monitors > 1 else ())):
        if shutil.which(program) is None:
            raise NoVirtualScreen(f"{program} is not installed; run 'make setup' or start on a display")
    server, display = _start_server(monitors)
    manager: subprocess.Popen[bytes] | None = None
    try:
        screen = VirtualScreen(display=display, server_pid=server.pid)
        environment = os.environ | screen.environment
        if monitors > 1:
            _declare_monitors(monitors, environment)
        manager = _start_manager(environment)
        yield screen
    finally:
        for process in (manager, server):
            if process is not None:
                _stop(process)


def unplug_monitor(screen: VirtualScreen, number: int) -> None:
    """Take monitor `number` (from 1) away, as pulling its cable would."""
    _xrandr(os.environ | screen.environment, "--delmonitor", f"MONITOR-{number}")


def plug_monitor(screen: VirtualScreen, number: int) -> None:
    """Put monitor `number` (from 1) in its place, again or for the first time."""
    _declare_monitor(number, os.environ | screen.environment)


def _start_server(monitors: int) -> tuple[subprocess.Popen[bytes], str]:
    read_end, write_end = os.pipe()
    try:
        server = subprocess.Popen(
            [
                *_dies_with_us(),
                "Xvfb",
                *("-displayfd", str(write_end)),
                *("-screen", "0", f"{WIDTH * monitors}x{HEIGHT}x24"),
                *("-dpi", "96", "-noreset", "-nolisten", "tcp"),
                # Each playing tile takes two of the server's connections; 256 are usual.
                *("-maxclients", "1024"),
            ],
            pass_fds=(write_end,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    finally:
        os.close(write_end)
    with os.fdopen(read_end) as numbers:
        number = numbers.readline().strip()
    if not number:
        raise NoVirtualScreen(f"Xvfb did not start (exit code {server.wait()}); try 'Xvfb :99' by hand")
    return server, f":{number}"


def _start_manager(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start openbox and wait until it manages the screen: `--startup` runs a command at that moment."""
    read_end, write_end = os.pipe()
    # openbox closes inherited descriptors in what it starts, so the command writes to ours by its path.
    tell = f"sh -c 'echo ready > /proc/{os.getpid()}/fd/{write_end}'"
    try:
        manager = subprocess.Popen(
            [*_dies_with_us(), "openbox", "--sm-disable", "--startup", tell],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        ready, _, _ = select.select([read_end], [], [], _MANAGER_READY_S)
    finally:
        os.close(write_end)
        os.close(read_end)
    if not ready:
        _stop(manager)
        raise NoVirtualScreen(
            f"openbox did not start within {_MANAGER_READY_S} s on {environment['DISPLAY']}"
        )
    return manager


def _declare_monitors(count: int, environment: dict[str, str]) -> None:
    for number in range(1, count + 1):
        _declare_monitor(number, environment)


def _declare_monitor(number: int, environment: dict[str, str]) -> None:
    geometry = f"{WIDTH}/{_WIDTH_MM}x{HEIGHT}/{_HEIGHT_MM}+{WIDTH * (number - 1)}+0"
    _xrandr(environment, "--setmonitor", f"MONITOR-{number}", geometry, "screen" if number == 1 else "none")


def _xrandr(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        ["xrandr", *arguments],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _dies_with_us() -> tuple[str, ...]:
    """Prefix that makes the kernel end the child when this process ends, even after kill -9."""
    return ("setpriv", "--pdeathsig", "TERM", "--") if shutil.which("setpriv") else ()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
