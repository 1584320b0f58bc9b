"""A platform, a console and an eye on one virtual screen: the room in which alarms are measured."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from backend_client.protocol.entities import Camera
from backend_client.sign_in import sign_in
from benchmarks.alarm_eye import PRIORITY, Seen
from benchmarks.desk_places import Places
from benchmarks.hands import Hands
from console.actions.keys import KEYS
from console.virtual_screen import VirtualScreen

ROOT: Final = Path(__file__).resolve().parent.parent
_USER: Final = "admin"
_END_S: Final = 10.0
#: The eye is given so long to take its first look before an alarm is sent.
_LOOK_AHEAD_S: Final = 0.1


class NotMeasured(Exception):
    """A part of the room did not do what a measurement needs; the text says which and what."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform that serves. `password` is that of its first account."""

    http: str
    feed: str
    password: str
    pid: int


@contextmanager
def platform(data: Path, *, more: Sequence[str] = ()) -> Iterator[Platform]:
    """Run the platform in a process of its own on new `data`, with `more` arguments."""
    parent_read, parent_write = os.pipe()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "platform_backend", "--data", str(data), "--seed", "1"),
            *("--parent-fd", str(parent_read), *more),
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=(parent_read,),
    )
    os.close(parent_read)
    try:
        assert process.stdout is not None
        served, feed = process.stdout.readline().strip(), process.stdout.readline().strip()
        if not feed:
            raise NotMeasured(f"the platform did not start (exit code {process.wait()})")
        yield Platform(served, feed, process.stdout.readline().split()[-1], process.pid)
    finally:
        _end(process)
        os.close(parent_write)


class Eye:
    """The observing process (`alarm_eye`)."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def order(self, word: str) -> None:
        """Give it a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def answer(self) -> Seen:
        """Its answer to the last line. Raises NotMeasured when it has waited in vain."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise NotMeasured(f"the observer ended (exit code {self._process.wait()})")
        seen = msgspec.json.decode(line, type=Seen)
        if seen.late:
            raise NotMeasured(f"in vain waited for: {seen.late}")
        return seen

    def ask(self, word: str) -> Seen:
        """Give it a line and wait for the answer."""
        self.order(word)
        return self.answer()


@dataclass(frozen=True, slots=True)
class Measured:
    """One alarm: milliseconds from its sending to the platform's answer, the card and the picture."""

    committed_ms: float
    row_ms: float
    frame_ms: float
    looks_per_s: float
    wall_moving: int
    alarm_moves: bool


class Room:
    """A console that shows its wall, and all that is needed to send it an alarm and watch."""

    def __init__(self, *, eye: Eye, hands: Hands, platform: Platform, token: str) -> None:
        self._eye = eye
        self._hands = hands
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._address = urlsplit(platform.http).netloc

    def wait_for_wall(self, tiles: int, *, within_s: float) -> None:
        """Return once so many tiles of the wall move on the screen. Raises NotMeasured."""
        deadline = time.monotonic() + within_s
        while (moving := self._eye.ask("moving").tiles) < tiles:
            if time.monotonic() > deadline:
                raise NotMeasured(f"only {moving} of {tiles} tiles of the wall moved in {within_s:.0f} s")

    def measure(
        self,
        number: int,
        id_: str,
        camera: Camera,
        *,
        pause_s: float,
        before: Callable[[], None] = lambda: None,
    ) -> Measured:
        """Raise an alarm at a camera, see it, acknowledge it. It is sent `pause_s` after the last is gone and
        `before` was done.
        """
        self._eye.ask("rest")
        before()
        time.sleep(pause_s)
        self._eye.order("watch")
        time.sleep(_LOOK_AHEAD_S)
        body = json.dumps(_alarm(number, id_, camera))
        sent = time.monotonic()
        self._post(body)
        committed = time.monotonic()
        seen = self._eye.answer()
        moving = self._eye.ask("moving")
        self._hands.press(KEYS["alarm.acknowledge"].lower())
        return Measured(
            committed_ms=(committed - sent) * 1000,
            row_ms=(seen.row - sent) * 1000,
            frame_ms=(seen.frame - sent) * 1000,
            looks_per_s=seen.looks / (max(seen.row, seen.frame) - seen.began),
            wall_moving=moving.tiles,
            alarm_moves=moving.alarm_moves,
        )

    def _post(self, body: str) -> None:
        with closing(http.client.HTTPConnection(self._address)) as connection:
            connection.request("POST", "/api/alarms", body=body, headers=self._headers)
            answer = connection.getresponse()
            said = answer.read()
        if answer.status != 201:
            raise NotMeasured(f"the platform refused an alarm: {said.decode()}")


@contextmanager
def room(served: Platform, *, data: Path, screen: VirtualScreen, places: Places) -> Iterator[Room]:
    """The whole console, signed in at `served` by its dialog, and an eye on its screen."""
    environment = os.environ | screen.environment | {"XDG_CONFIG_HOME": str(data / "config")}
    with ExitStack() as stack:
        console = subprocess.Popen(
            [
                *(sys.executable, "main.py", "--platform", served.feed),
                *("--data", str(data), "--lang", "en"),
            ],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, console)
        hands = Hands(screen.display)
        hands.wait_for_window("Sign in")
        hands.write(_USER)
        hands.press("Tab")
        hands.write(served.password)
        hands.press("Return")
        hands.wait_for_window("Command desk")
        observer = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.alarm_eye", msgspec.json.encode(places).decode()],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.callback(_end, observer)
        token = asyncio.run(sign_in(http_base=served.http, user=_USER, password=served.password))
        yield Room(eye=Eye(observer), hands=hands, platform=served, token=token.value)


def _alarm(number: int, id_: str, camera: Camera) -> dict[str, Any]:
    return {
        "priority": PRIORITY,
        "kind": "benchmark",
        "title": f"示范告警 {number} 号",
        "source": "benchmark",
        "position": camera.position,
        "place": camera.name,
        "cameras": [id_],
    }


def _end(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
