"""What is published fits what is said: a dialogue with a real platform, each frame against the schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
from jsonschema import Draft202012Validator
from uuid6 import uuid7

from backend_client.protocol.messages import ServerMessage
from backend_client.protocol.published import asyncapi, json_schema
from backend_client.protocol.topics import TOPICS
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import Frame, TestConsole, console

NEW: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}
ROOM = user("room", "duty_officer", "dispatcher", "duty_leader", "audit_administrator")
PUBLISHED = Path(__file__).parents[2] / "docs" / "schema.json"


class Recorder(TestConsole):
    """Keeps what was said in both directions."""

    def __init__(self, one: TestConsole) -> None:
        super().__init__(one.socket)
        self.said: list[Frame] = []
        self.heard: list[Frame] = []

    async def send(self, **frame: Any) -> None:
        self.said.append(frame)
        await super().send(**frame)

    async def receive(self) -> Frame:
        frame = await super().receive()
        self.heard.append(frame)
        return frame


async def talk(one: Recorder, token: str) -> None:
    """Something of everything."""
    await one.auth(token)
    await one.subscribe(*TOPICS, "weather")
    begin = await one.next(lambda f: f["type"] == "snapshot.begin" and f["topic"] == "incidents", keep=True)
    camera = (await one.snapshot("directory"))[-1]
    id_ = (await one.command("incident.create", **NEW, position=[120.1, 30.2]))["data"]["id"]
    await one.event(id_)
    assert (await one.command("incident.accept", id_))["ok"]
    assert (await one.command_as(str(uuid7()), "incident.note", id_, {"text": "出发"}, expect_ver=1))["error"]
    assert not (await one.command("incident.verify", id_, **{"pass": True, "text": "无"}))["ok"]
    assert (await one.command("incident.reject", id_, reason="误报"))["ok"]
    late = "2020-01-01T00:00:00Z"
    await one.command_as(str(uuid7()), "camera.ptz", camera["id"], {"pan": 0.5}, not_after=late)
    for name, args in (
        ("incidents.search", {"text": "积水", "limit": 5}),
        ("cameras.search", {"limit": 3}),
        ("incident.history", {"incident": id_}),
        ("audit.search", {"limit": 5}),
        ("weather.forecast", {}),
    ):
        await one.query(name, **args)
    await one.send(type="command.status", cmd_id=str(uuid7()))
    await one.of_type("command.unknown")
    await one.send(type="ping", at="2026-01-31T08:00:00.000Z", cursors={"incidents": 3})
    await one.of_type("pong")
    await one.of_type("bookmark")
    resume = {"epoch": begin["epoch"], "cursors": {"incidents": begin["as_of"], "alarms": 10**6}}
    await one.subscribe("incidents", "alarms", sub="s2", resume=resume)
    await one.of_type("replay.end")
    await one.of_type("resync")
    await one.snapshot("alarms")
    await one.send(type="unsubscribe", id="s2", topics=["alarms"])


@pytest.mark.usefixtures("both_encodings")
async def test_a_real_dialogue_fits_the_published_schema(running: Running) -> None:
    token = await running.token(ROOM)
    async with console(running.feed) as plain:
        one = Recorder(plain)
        await talk(one, token)
    schema = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    for direction, frames in (("ClientFrame", one.said), ("ServerFrame", one.heard)):
        judge = Draft202012Validator({"$ref": f"#/$defs/{direction}", "$defs": schema["$defs"]})
        for frame in frames:
            # As it is on the wire: an array, not a tuple.
            problems = list(judge.iter_errors(json.loads(json.dumps(frame))))
            assert not problems, (frame["type"], problems[0].message[:500])
    # Nothing was left out but what a console hears only from others.
    tags = {kind.__struct_config__.tag for kind in get_args(ServerMessage)}
    assert {frame["type"] for frame in one.heard} == tags - {"signal"}


async def test_the_platform_tells_its_contract(running: Running) -> None:
    async with httpx.AsyncClient(base_url=running.http, trust_env=False) as http:
        answer = await http.get("/asyncapi.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == asyncapi()
    assert json_schema() == json.loads(PUBLISHED.read_text(encoding="utf-8"))
