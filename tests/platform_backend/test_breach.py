"""Breach turns into supervision while nobody looks: real processes, killed and started again."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from backend_client.protocol.times import parse_time
from tests.platform_backend.consoles import Frame, TestConsole, console
from tests.platform_backend.processes import Process, platform, run
from tests.waiting import until

NEW: Frame = {"type_code": "0101", "severity": 3, "title": "积水", "source": "热线"}
LIMITS = """
format = "limits/1"
[calendar]
zone = "Asia/Shanghai"
[calendar.hours]
monday = ["08:30-17:30"]
[[limits]]
name = "tiny"
of = "accept"
limit = "1 s"
[[limits]]
name = "less tiny"
of = "accept"
types = ["0102"]
limit = "3 s"
[[escalations]]
name = "at once"
of = ["accept"]
[[escalations.steps]]
act = "urge"
text = "请立即受理。"
[[escalations.steps]]
act = "supervise"
after = "1 s"
due = "1 h"
text = "{serial_no} {title}"
listed = true
"""


async def test_what_nobody_accepts_is_urged_and_supervised_while_nobody_looks(data: Path) -> None:
    (data / "limits.toml").write_text(LIMITS, encoding="utf-8")
    with platform(data) as process:
        room = await Room.open(process)
        first = await room.report()
        await until(lambda: "supervisions" in stored(data, first))
        assert await room.consoles() == 0
        assert_pressed((await room.snapshot())[first])
        second = await room.report(type_code="0102")
        process.popen.kill()
        process.popen.wait()
    assert "urged" not in stored(data, second)
    # It comes due, and more than due, while there is no platform.
    due = parse_time(stored(data, second)["deadlines"][0]["due_at"])
    await until(lambda: time.time() > due + 1.0)
    with platform(data) as process:
        await until(lambda: "supervisions" in stored(data, second))
        process.popen.kill()
        process.popen.wait()
    with platform(data) as process:
        room = await Room.open(process)
        # Whatever the rule still had to do at this start is done before this.
        await room.note(first)
        seen = await room.snapshot()
    assert_pressed(seen[second])
    assert_pressed(seen[first], notes=1)
    verified = await asyncio.to_thread(run, "audit", "verify", "--data", str(data))
    assert verified.returncode == 0, verified.stdout


def assert_pressed(incident: dict[str, Any], *, notes: int = 0) -> None:
    """It was urged once and supervised once, in their times, and its clock tells so."""
    (clock,) = incident["deadlines"]
    due = parse_time(clock["due_at"])
    assert parse_time(clock["breached_at"]) >= due
    assert clock["escalated"] == 2
    steps = [step for step in incident["steps"] if step["action"] != "incident.create"]
    assert [step["action"] for step in steps] == [
        "incident.urge",
        "incident.supervise",
        *["incident.note"] * notes,
    ]
    assert [step["by"] for step in steps[:2]] == ["规则"] * 2
    assert parse_time(steps[0]["at"]) >= due
    assert parse_time(steps[1]["at"]) >= due + 1.0
    assert (incident["urged"]["count"], incident["urged"]["text"]) == (1, "请立即受理。")
    (document,) = incident["supervisions"]
    assert document["by"] == "规则"
    assert document["listed"]
    assert document["demand"] == f"{incident['serial_no']} 积水"
    assert parse_time(document["due_at"]) - parse_time(document["at"]) == 3600.0


@dataclass(frozen=True)
class Room:
    """A command room whose consoles come and go."""

    process: Process
    token: str

    @classmethod
    async def open(cls, process: Process) -> Room:
        async with httpx.AsyncClient(base_url=process.http, trust_env=False) as http:
            answer = await http.post("/api/launch", json={"launch_token": process.launch_token})
        return cls(process, answer.json()["token"])

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[TestConsole]:
        async with console(self.process.feed) as one:
            await one.auth(self.token)
            yield one

    async def report(self, **more: Any) -> str:
        """A console reports an incident, and goes."""
        async with self.desk() as one:
            created = await one.command("incident.create", **NEW | more)
        id_: str = created["data"]["id"]
        return id_

    async def note(self, incident: str) -> None:
        async with self.desk() as one:
            assert (await one.command("incident.note", incident, text="看过"))["ok"]

    async def snapshot(self) -> dict[str, Any]:
        async with self.desk() as one:
            await one.subscribe("incidents")
            return {item["id"]: item["data"] for item in await one.snapshot("incidents")}

    async def consoles(self) -> int:
        async with httpx.AsyncClient(base_url=self.process.http, trust_env=False) as http:
            connections: int = (await http.get("/health")).json()["connections"]
        return connections


def stored(data: Path, id_: str) -> dict[str, Any]:
    """An incident as it lies in the database."""
    with closing(sqlite3.connect(data / "platform.sqlite3")) as database:
        found = database.execute("SELECT body FROM entities WHERE entity = 'incident' AND id = ?", (id_,))
        body: dict[str, Any] = json.loads(found.fetchone()[0])
    return body
