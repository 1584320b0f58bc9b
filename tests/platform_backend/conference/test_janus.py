"""Janus's words taken in: answers, events, refusals, silence, its end; a scripted one makes the faults."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, unix_serve
from websockets.typing import Subprotocol

from backend_client.tasks import TaskSet
from platform_backend.conference.janus import Janus, JanusFailed, connected
from platform_backend.conference.janus_files import SOCKET
from tests.waiting import until


class Scripted:
    """What stands in for Janus: `answers` by what is asked; None is silence, a text is sent as it is."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {"create": {"data": {"id": 5}}, "attach": {"data": {"id": 7}}}
        self.asked: list[dict[str, Any]] = []
        self.socket: ServerConnection | None = None

    async def serve(self, socket: ServerConnection) -> None:
        self.socket = socket
        async for text in socket:
            asked = json.loads(text)
            self.asked.append(asked)
            match self.answers.get(asked["janus"]):
                case str() as words:
                    await socket.send(words)
                case dict() as more:
                    answer = {"janus": "success", "transaction": asked["transaction"], **more}
                    await socket.send(json.dumps(answer))

    async def says(self, **words: Any) -> None:
        assert self.socket is not None
        await self.socket.send(json.dumps(words))


@asynccontextmanager
async def scripted(folder: Path) -> AsyncIterator[tuple[Scripted, Janus]]:
    one = Scripted()
    async with (
        unix_serve(
            one.serve, str(folder / SOCKET), subprotocols=[Subprotocol("janus-protocol")], compression=None
        ),
        connected(folder) as janus,
    ):
        yield one, janus


async def test_a_handle_hears_its_own_events_alone(tmp_path: Path) -> None:
    async with scripted(tmp_path) as (one, janus):
        heard: list[str] = []
        handle = await janus.attach(heard.append)
        assert (handle, one.asked[-1]["session_id"]) == (7, 5)
        await one.says(janus="webrtcup", sender=8, session_id=5)
        await one.says(janus="webrtcup", sender=7, session_id=5)
        await one.says(janus="hangup", sender=7, reason="gone")
        await until(lambda: heard == ["webrtcup", "hangup"])
        one.answers["detach"] = {}
        await janus.detach(handle)
        await one.says(janus="detached", sender=7)
        await janus.attach(lambda _event: None)
        assert heard == ["webrtcup", "hangup"]


async def test_an_answer_comes_after_its_acknowledgement(tmp_path: Path) -> None:
    async with scripted(tmp_path) as (one, janus):
        tasks = TaskSet()
        asking = tasks.spawn(janus.say(7, {"request": "publish"}), name="ask")
        await until(lambda: one.asked[-1]["janus"] == "message")
        transaction = one.asked[-1]["transaction"]
        await one.says(janus="ack", transaction=transaction)
        jsep = {"type": "answer", "sdp": "v=0", "more": 1}
        data = {"videoroom": "event", "configured": "ok"}
        await one.says(janus="event", transaction=transaction, plugindata={"data": data}, jsep=jsep)
        answer = await asking
        assert answer.jsep is not None
        assert (answer.jsep.type, answer.jsep.sdp, answer.data.videoroom) == ("answer", "v=0", "event")


async def test_what_it_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    async with scripted(tmp_path) as (one, janus):
        one.answers["message"] = {"plugindata": {"data": {"error": "No such room", "error_code": 426}}}
        with pytest.raises(JanusFailed, match="join: No such room"):
            await janus.say(7, {"request": "join"})
        one.answers["message"] = {"janus": "error", "error": {"code": 1, "reason": "No such handle"}}
        with pytest.raises(JanusFailed, match="No such handle"):
            await janus.say(7, {"request": "join"})
        one.answers["attach"] = {}
        with pytest.raises(JanusFailed, match="no handle"):
            await janus.attach(lambda _event: None)


async def test_silence_and_an_end_are_failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform_backend.conference.janus._ANSWER_WITHIN_S", 0.1)
    async with scripted(tmp_path) as (one, janus):
        with pytest.raises(JanusFailed, match="no answer"):
            await janus.say(7, {"request": "start"})
        monkeypatch.setattr("platform_backend.conference.janus._ANSWER_WITHIN_S", 20.0)
        tasks = TaskSet()
        asking = tasks.spawn(_failed(janus), name="ask")
        await until(lambda: len(one.asked) == 3)
        assert one.socket is not None
        await one.socket.close()
        assert "has ended" in await asking
        with pytest.raises(JanusFailed, match="has ended"):
            await janus.attach(lambda _event: None)
        # Whoever keeps the session is told as well.
        with pytest.raises(JanusFailed):
            await janus.keep_alive()


async def test_words_that_are_none_end_the_session(tmp_path: Path) -> None:
    async with scripted(tmp_path) as (one, janus):
        one.answers["attach"] = "{what"
        with pytest.raises(JanusFailed, match="has ended"):
            await janus.attach(lambda _event: None)


async def test_while_there_is_no_socket_nobody_is_connected(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        async with connected(tmp_path):
            pass


async def _failed(janus: Janus) -> str:
    try:
        await janus.say(7, {"request": "start"})
    except JanusFailed as failed:
        return str(failed)
    raise AssertionError


async def test_it_is_told_that_somebody_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform_backend.conference.janus._ALIVE_EVERY_S", 0.01)
    async with scripted(tmp_path) as (one, janus):
        one.answers["keepalive"] = {"janus": "ack"}
        tasks = TaskSet()
        tasks.spawn(janus.keep_alive(), name="alive")
        await until(lambda: [each["janus"] for each in one.asked].count("keepalive") > 2)
        await tasks.close()
