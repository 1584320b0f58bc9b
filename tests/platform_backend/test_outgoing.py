from __future__ import annotations

import asyncio
from contextlib import closing

from backend_client.protocol.commands import IncidentCreate
from backend_client.protocol.entities import Counter
from platform_backend.connection import Timing
from platform_backend.outgoing import Outgoing
from tests.platform_backend.conftest import Running, StartPlatform
from tests.platform_backend.consoles import console
from tests.waiting import until

WORDY = IncidentCreate(type_code="0101", severity=3, title="积水", source="热线", description="水" * 3000)


async def test_a_slow_console_is_cut_and_the_others_go_on(start: StartPlatform) -> None:
    quick = Timing(watch_s=0.05, close_within_s=0.2, backlog_limit=500_000)
    async with (
        start(timing=quick) as running,
        running.console(instance="fast") as fast,
        running.console(instance="slow") as slow,
    ):
        await fast.subscribe("incidents")
        await slow.subscribe("incidents")
        await slow.of_type("snapshot.end")
        # Its socket fills up, as if its program hung.
        slow.socket.transport.pause_reading()
        connections = running.platform.connections
        last = ""
        for _ in range(3000):
            done = await running.platform.execute("测试", "incident.create", None, WORDY)
            assert done.data is not None
            last = done.data["id"]
            await fast.event(last)
            if connections.count == 1:
                break
        await until(lambda: connections.count == 1)
        slow.socket.transport.resume_reading()
        code, _ = await slow.closed()
        # It was told, or, not reading even that, cut.
        assert code in (4413, 1006)
        after = await running.platform.execute("测试", "incident.create", None, WORDY)
        assert after.data is not None
        await fast.event(after.data["id"])


async def test_states_conflate_while_a_console_does_not_read(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("counters")
        await one.of_type("snapshot.end")
        for value in range(1, 2001):
            running.platform.publish_state("counter", "open", Counter(value=float(value)))
        event = await one.next(lambda f: f["type"] == "event" and f["data"]["value"] == 2000.0)
        assert event["seq"] <= 4


async def test_frames_keep_their_order_and_states_come_after() -> None:
    sent: list[str] = []
    outgoing = Outgoing(on_overflow=lambda: None)

    async def send(frames: list[str]) -> None:
        sent.extend(frames)

    outgoing.push_state("units", ("unit", "u1"))
    outgoing.push("first")
    outgoing.push_stream(iter(["page 1", "page 2"]))
    outgoing.push("last")
    outgoing.push_state("units", ("unit", "u1"))
    async with asyncio.TaskGroup() as group:
        writer = group.create_task(
            outgoing.run(send=send, state_frame=lambda _topic, key: key[1]), name="writer"
        )
        await until(lambda: len(sent) == 5)
        writer.cancel()
    assert sent == ["first", "page 1", "page 2", "last", "u1"]
    assert outgoing.backlog == 0


async def test_what_comes_while_the_last_frame_is_sent_is_not_forgotten() -> None:
    sent: list[str] = []
    outgoing = Outgoing(on_overflow=lambda: None)

    async def send(frames: list[str]) -> None:
        sent.extend(frames)
        if len(sent) < 5:
            outgoing.push(str(len(sent)))

    outgoing.push("0")
    async with asyncio.TaskGroup() as group:
        writer = group.create_task(outgoing.run(send=send, state_frame=lambda _t, _k: None), name="writer")
        await until(lambda: len(sent) == 5)
        writer.cancel()
    assert sent == ["0", "1", "2", "3", "4"]


async def test_overflow_is_told_once_and_nothing_more_is_taken() -> None:
    told: list[int] = []
    outgoing = Outgoing(on_overflow=lambda: told.append(1), limit=10)
    for _ in range(5):
        outgoing.push("12345")
    assert told == [1]
    assert outgoing.backlog == 15


async def test_a_console_that_vanishes_is_forgotten(running: Running) -> None:
    token = await running.token()
    async with console(running.feed) as one:
        await one.auth(token)
        assert running.platform.connections.count == 1
        with closing(one.socket.transport):
            one.socket.transport.abort()
        await until(lambda: running.platform.connections.count == 0)
