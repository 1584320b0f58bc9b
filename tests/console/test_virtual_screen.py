"""The virtual screen: monitors, unplugging, and what is said when a part is missing."""

from __future__ import annotations

import os
import subprocess

import pytest

from console.virtual_screen import (
    NoVirtualScreen,
    needs_virtual_screen,
    plug_monitor,
    unplug_monitor,
    virtual_screen,
)


def monitors_of(environment: dict[str, str]) -> list[str]:
    listed = subprocess.run(
        ["xrandr", "--listmonitors"], env=os.environ | environment, check=True, capture_output=True, text=True
    )
    return [line.split()[-1] for line in listed.stdout.splitlines()[1:] if line.split()] or []


def test_two_monitors_stand_side_by_side_and_one_can_be_unplugged() -> None:
    with virtual_screen(monitors=2) as screen:
        assert len(monitors_of(screen.environment)) == 2
        unplug_monitor(screen, 2)
        assert len(monitors_of(screen.environment)) == 1
        plug_monitor(screen, 2)
        assert len(monitors_of(screen.environment)) == 2


def test_nothing_is_left_running() -> None:
    with virtual_screen() as screen:
        pid = screen.server_pid
    assert not os.path.exists(f"/proc/{pid}")


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoVirtualScreen, match="Xvfb is not installed"), virtual_screen():
        pass


@pytest.mark.parametrize(
    ("environment", "platform", "needed"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({}, "win32", False),
    ],
)
def test_it_is_needed_only_without_a_display(
    environment: dict[str, str], platform: str, needed: bool
) -> None:
    assert needs_virtual_screen(environment, platform) is needed
