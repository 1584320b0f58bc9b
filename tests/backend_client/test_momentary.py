from __future__ import annotations

import asyncio

import pytest

from backend_client.feed import FeedListener, NotConnected
from backend_client.momentary import MomentaryCommands, MomentaryOnly
from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.messages import ClientMessage, Command, CommandUnknown, Result
from backend_client.protocol.times import parse_time
from backend_client.tasks import TaskSet
from tests.waiting import until

NOW = 1_800_000_000.0


class Line:
    """A connection that can be cut."""

    def __init__(self, *, rate: float = 1.0) -> None:
        self.rate = rate
        self.sent: list[Command] = []
        self.is_cut = False

    def now(self) -> float:
        return NOW

    async def send(self, message: ClientMessage) -> None:
        if self.is_cut:
            raise NotConnected
        assert isinstance(message, Command)
        self.sent.append(message)


async def test_it_carries_its_end_and_the_answer_comes_back() -> None:
    line, tasks = Line(), TaskSet()
    momentary = MomentaryCommands(line=line)
    asked = tasks.spawn(momentary.send("camera.ptz", target="c1", args=Ptz(pan=0.5)), name="ptz")
    await until(lambda: line.sent)
    (command,) = line.sent
    assert command.not_after is not None
    assert parse_time(command.not_after) == NOW + 1.0
    assert command.target == "c1"
    assert momentary.take(Result(cmd_id=command.cmd_id, ok=True))
    assert (await asked).ok
    assert not momentary.take(Result(cmd_id=command.cmd_id, ok=True))


async def test_the_moment_is_one_of_people_where_the_platforms_time_is_sped_up() -> None:
    line, tasks = Line(rate=600.0), TaskSet()
    momentary = MomentaryCommands(line=line)
    asked = tasks.spawn(momentary.send("camera.ptz", target="c1", args=Ptz(pan=0.5)), name="ptz")
    await until(lambda: line.sent)
    (command,) = line.sent
    assert command.not_after is not None
    assert parse_time(command.not_after) == NOW + 600.0
    momentary.take(Result(cmd_id=command.cmd_id, ok=True))
    assert (await asked).ok


async def test_without_a_connection_it_is_over_at_once() -> None:
    line = Line()
    line.is_cut = True
    result = await MomentaryCommands(line=line).send("camera.ptz", target="c1", args=Ptz())
    assert result.error is not None
    assert result.error.code == "unavailable"
    assert not result.error.retryable


async def test_a_break_ends_it_and_nothing_is_repeated() -> None:
    line, tasks = Line(), TaskSet()
    momentary = MomentaryCommands(line=line)
    asked = tasks.spawn(momentary.send("camera.ptz", target="c1", args=Ptz()), name="ptz")
    await until(lambda: line.sent)
    momentary.lost()
    result = await asked
    assert result.error is not None
    assert "no connection" in result.error.message
    assert len(line.sent) == 1


async def test_an_answer_is_not_waited_for_past_the_moment() -> None:
    async with asyncio.timeout(5):
        result = await MomentaryCommands(line=Line()).send("camera.ptz", target="c1", args=Ptz())
    assert result.error is not None
    assert "in time" in result.error.message


async def test_lasting_commands_go_another_way() -> None:
    with pytest.raises(ValueError, match="not a momentary"):
        await MomentaryCommands(line=Line()).send("incident.accept", target="i1", args=Empty())


async def test_who_gives_nothing_else_hears_the_answers_and_the_end_of_the_connection() -> None:
    class Heard(Line):
        def listen(self, listener: FeedListener) -> None:
            self.listener = listener

    line, tasks = Heard(), TaskSet()
    only = MomentaryOnly(feed=line)
    call = Ptz(preset=3, automatic=True)
    asked = [
        tasks.spawn(only.send_momentary("camera.ptz", target="c1", args=call), name="ptz") for _ in range(2)
    ]
    await until(lambda: len(line.sent) == 2)
    line.listener.answered(CommandUnknown(cmd_id=line.sent[0].cmd_id))
    line.listener.answered(Result(cmd_id=line.sent[0].cmd_id, ok=True))
    assert (await asked[0]).ok
    line.listener.lost()
    assert not (await asked[1]).ok
