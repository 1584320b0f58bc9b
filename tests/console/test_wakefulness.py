"""Screens are kept awake by whatever this system has, and a failure is only said."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable

import pytest

from console.wakefulness import Wakefulness, Way, names_of_ways, wakefulness


@pytest.mark.parametrize(
    ("platform", "environment", "names"),
    [
        ("win32", {}, ("windows",)),
        ("linux", {"DISPLAY": ":0"}, ("x11",)),
        ("linux", {"DISPLAY": ":0", "DBUS_SESSION_BUS_ADDRESS": "unix:x"}, ("screensaver", "x11")),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, ()),
        ("darwin", {}, ()),
    ],
)
def test_each_system_has_its_ways(platform: str, environment: dict[str, str], names: tuple[str, ...]) -> None:
    assert names_of_ways(platform, environment) == names


def test_the_first_way_that_works_is_enough_and_is_let_go() -> None:
    acts: list[str] = []

    def way(name: str, outcome: Callable[[], Callable[[], None] | None]) -> Way:
        def hold() -> Callable[[], None] | None:
            acts.append(name)
            return outcome()

        return Way(name, hold)

    def fails() -> Callable[[], None] | None:
        raise OSError("no such library")

    awake = Wakefulness(
        ways=(
            way("broken", fails),
            way("absent", lambda: None),
            way("good", lambda: lambda: acts.append("let go")),
            way("never asked", lambda: None),
        )
    )
    assert awake.hold()
    assert awake.held_by == "good"
    awake.release()
    awake.release()
    assert acts == ["broken", "absent", "good", "let go"]


def test_without_a_way_it_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    assert not Wakefulness(ways=()).hold()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_the_x_server_does_not_blank_while_it_is_held() -> None:
    def blank_now() -> None:
        subprocess.run(["xset", "s", "activate"], check=False, timeout=10)

    def is_blank() -> bool:
        state = subprocess.run(["xset", "q"], capture_output=True, text=True, timeout=10, check=True)
        return "Monitor is Off" in state.stdout

    awake = wakefulness("linux", {"DISPLAY": os.environ["DISPLAY"]})
    assert awake.hold()
    assert awake.held_by == "x11"
    blank_now()
    assert not is_blank()
    awake.release()
