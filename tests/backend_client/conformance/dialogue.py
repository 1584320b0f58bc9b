"""The example dialogue of docs/protocol.md, as a real platform and a bare console speak it."""

from __future__ import annotations

import json
import re
import textwrap
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.times import format_time
from platform_backend.districts.spec import DistrictSpec
from tests.backend_client.conformance.conftest import DIVISION, PASSWORD
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import TestConsole, console

Frame: TypeAlias = dict[str, Any]

PAGE = Path(__file__).parents[3] / "docs" / "protocol.md"
_BLOCK = re.compile(r"```dialogue\n(.*?)```", re.DOTALL)
_WIDTH = 110


@dataclass(frozen=True)
class Line:
    """A frame and who sent it: `>` the console, `<` the platform, `-` a close."""

    direction: str
    frame: Frame


class _Recorder(TestConsole):
    """A console that keeps what is said."""

    __test__ = False

    def __init__(self, socket: Any, lines: list[Line]) -> None:
        super().__init__(socket)
        self._lines = lines

    async def send(self, **frame: Any) -> None:
        # A token is nobody's business, and long.
        said: Frame = json.loads(json.dumps(frame))
        self._lines.append(Line(">", said | ({"token": "eyJzZXNzaW9uI..."} if "token" in said else {})))
        await super().send(**frame)

    async def auth(self, token: str, *, instance: str = "i1") -> Frame:
        client = {"name": "console", "version": "0.1.0", "workstation": "seat-3", "instance": instance}
        await self.send(type="auth", token=token, client=client)
        return await self.of_type("welcome")

    async def next(self, accept: Callable[[Frame], bool], *, keep: bool = False) -> Frame:
        frame = await super().next(accept, keep=keep)
        self._lines.append(Line("<", frame))
        return frame


def tiny(spec: DistrictSpec) -> DistrictSpec:
    """A district small enough for a page: two streets and one incident."""
    streets = tuple(replace(street, communities=1, grids=2) for street in spec.streets[:2])
    return replace(spec, streets=streets, cameras=40, past_incidents=0, open_incidents=1)


async def record(running: Running) -> list[Line]:
    """Two connections of one console: work, a break, work that goes on, another person at the desk."""
    await running.platform.accounts.add(
        replace(user("chen", "duty_officer", "dispatcher"), name="陈晨"), PASSWORD
    )
    await running.platform.accounts.add(
        replace(user("zhou", "leader", division=DIVISION), name="周岚"), PASSWORD
    )
    chen, zhou = [(await running.platform.accounts.login(name, PASSWORD)).text for name in ("chen", "zhou")]
    lines: list[Line] = []
    async with _recorder(running, lines) as one:
        await one.of_type("hello")
        welcome = await one.auth(chen, instance="5f0c")
        subscribed = await one.subscribe("incidents", "counters", sub="s1")
        assert subscribed["topics"]
        for topic in ("incidents", "counters"):
            await _snapshot(one, topic)
        created = await one.command(
            "incident.create",
            type_code="0203",
            severity=2,
            title="违规停车",
            source="hotline",
            place="解放路 8 号",
        )
        id_ = created["data"]["id"]
        await one.event(id_)
        cmd_id = str(uuid7())
        await one.command_as(cmd_id, "incident.accept", id_, {}, expect_ver=1)
        cursor = (await one.event(id_))["seq"]
        await one.command_as(str(uuid7()), "incident.reject", id_, {"reason": "重复"}, expect_ver=1)
        await one.query("incidents.search", text="违规停车", limit=1)
        await one.send(type="ping", at=format_time(time.time()), cursors={"incidents": cursor})
        await one.of_type("pong")
    await running.platform.execute("测试", "incident.accept", _the_other(running, id_))
    async with _recorder(running, lines) as two:
        await two.of_type("hello")
        await two.auth(chen, instance="5f0c")
        resume = {"epoch": welcome["epoch"], "cursors": {"incidents": cursor}}
        await two.subscribe("incidents", sub="s2", resume=resume)
        await two.of_type("replay.begin")
        await two.of_type("event")
        await two.of_type("replay.end")
        await two.send(type="command.status", cmd_id=cmd_id)
        await two.of_type("result")
        await two.send(type="command.status", cmd_id=str(uuid7()))
        await two.of_type("command.unknown")
        await two.of_type("bookmark")
        await two.auth(zhou, instance="5f0c")
        await two.of_type("resync")
        await _snapshot(two, "incidents")
        await two.command("incident.accept", id_)
        await running.platform.accounts.revoke(running.platform.accounts.session(zhou).id)
        code, reason = await two.closed()
        lines.append(Line("-", {"code": code, "reason": reason}))
    return lines


def render(lines: list[Line]) -> str:
    """The lines as they stand on the page: long frames go on in lines that begin with two spaces."""
    text = ""
    for line in lines:
        frame = json.dumps(line.frame, ensure_ascii=False)
        wrapped = textwrap.wrap(
            frame,
            _WIDTH,
            initial_indent=f"{line.direction} ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
        text += "\n".join(wrapped) + "\n"
    return text


def on_the_page() -> list[Line]:
    """What docs/protocol.md shows."""
    lines: list[Line] = []
    for block in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        for chunk in re.split(r"\n(?=[<>-] )", block.strip()):
            direction, frame = chunk[0], re.sub(r"\n\s+", " ", chunk[2:])
            lines.append(Line(direction, json.loads(frame)))
    return lines


def shape(value: Any) -> Any:
    """What does not change from one recording to the next: names and kinds, not what they hold."""
    if isinstance(value, dict):
        return {key: value[key] if key == "type" else shape(value[key]) for key in value}
    if isinstance(value, list):
        return [shape(each) for each in value[:1]]
    return type(value).__name__


async def _snapshot(one: TestConsole, topic: str) -> None:
    await one.next(lambda frame: frame["type"] == "snapshot.begin" and frame["topic"] == topic)
    while True:
        frame = await one.next(lambda f: f["type"].startswith("snapshot.") and f["topic"] == topic)
        if frame["type"] == "snapshot.end":
            return


def _the_other(running: Running, id_: str) -> str:
    return next(other for other in running.platform.picture.incidents() if other != id_)


@asynccontextmanager
async def _recorder(running: Running, lines: list[Line]) -> AsyncIterator[_Recorder]:
    async with console(running.feed) as one:
        yield _Recorder(one.socket, lines)
