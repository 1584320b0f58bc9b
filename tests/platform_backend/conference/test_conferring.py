"""By which way a conference sees and reaches its parties: consoles by connections, guests by streams."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec
from uuid6 import uuid7

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState
from backend_client.protocol.messages import Signal
from backend_client.protocol.times import format_time
from platform_backend.commands.context import Actor
from platform_backend.conference.room_server import RoomServerKeeper
from tests.platform_backend.conference.visitor import Visitor
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.waiting import until


def party(id_: str, kind: PartyKind, console: str = "") -> Party:
    return Party(id=id_, name=id_, kind=kind, state=PartyState.JOINED, since="t", console=console)


async def test_a_console_is_there_at_its_own_instance_only(running: Running) -> None:
    conferring = running.platform.conferences
    signal = Signal(conference="c", from_="x", to="wang", data=msgspec.Raw(b"1"))
    assert conferring.deliver("wang", signal) == 0
    async with running.console(user("wang", "dispatcher"), instance="i7") as one:
        assert conferring.keeper._is_there(party("wang", PartyKind.CONSOLE, "i7"))
        assert not conferring.keeper._is_there(party("wang", PartyKind.CONSOLE, "i8"))
        assert not conferring.keeper._is_there(party("wang", PartyKind.GUEST))
        assert conferring.deliver("wang", signal) == 1
        assert (await one.of_type("signal"))["data"] == 1


async def test_a_wall_is_the_console_that_shows_it(running: Running) -> None:
    conferring = running.platform.conferences
    wall = msgspec.structs.replace(party("wall-1", PartyKind.WALL, "i7"), user="wang")
    conference = Conference(
        title="会商", org="o", opened_at="t", opened_by="x", opened_by_name="x", parties=(wall,)
    )
    conferring.keeper._open["c"] = conference
    signal = Signal(conference="c", from_="x", to="wall-1", data=msgspec.Raw(b"1"))
    actor = Actor(id="wang", name="wang", instance="i7")
    assert conferring.speaks_for(actor, "c", "wall-1")
    assert not conferring.speaks_for(replace(actor, instance="i8"), "c", "wall-1")
    assert not conferring.speaks_for(actor, "c", "wang")
    assert not conferring.keeper._is_there(wall)
    assert conferring.deliver("wall-1", signal) == 0
    wang = user("wang", "dispatcher")
    async with (
        running.console(wang, instance="i7") as one,
        running.console(wang, instance="i8") as other,
    ):
        assert conferring.keeper._is_there(wall)
        assert conferring.deliver("wall-1", signal) == 1
        assert (await one.of_type("signal"))["to"] == "wall-1"
        assert "signal" not in {frame["type"] for frame in other.frames}


async def test_a_console_speaks_with_the_room_of_its_conference(start: StartPlatform, tmp_path: Path) -> None:
    outbox: list[Signal] = []

    def send(said: Signal) -> int:
        outbox.append(said)
        return 1

    page = Visitor("wang", send)
    async with start() as running, running.console(user("wang", "dispatcher")) as one:
        await one.subscribe("conferences")
        rooms = running.platform.conferences.rooms
        asked = {"title": "会商", "provider": "janus", "session": page.session}
        refused = await one.command_as(str(uuid7()), "conference.open", None, asked)
        assert refused["error"]["cause"] == "no_room_server"
        keeper = RoomServerKeeper(folder=tmp_path / "janus", up=rooms.up, down=rooms.down)
        running.platform.run_beside(keeper.run(), name="room server")
        await until(lambda: rooms.server is not None)
        opened = await one.command_as(str(uuid7()), "conference.open", None, asked)
        id_ = opened["data"]["id"]
        made = await one.next(lambda frame: frame["type"] == "event" and "room_session" in frame["data"])
        await page.publish(made["data"]["room_session"])
        not_after = format_time(running.platform.clock.now() + 0.8)
        args = {"to": "room", "data": json.loads(bytes(outbox[0].data))}
        result = await one.command_as(str(uuid7()), "conference.signal", id_, args, not_after=not_after)
        assert result["ok"], result
        answer = await one.of_type("signal")
        assert (answer["from"], answer["data"]["kind"]) == ("room", "description")
        assert answer["data"]["description"]["type"] == "answer"
        # Of a mesh there is no room to speak with.
        await one.command("conference.fall_back", id_)
        later = {"not_after": format_time(running.platform.clock.now() + 0.8)}
        alone = await one.command_as(str(uuid7()), "conference.signal", id_, args, **later)
        assert alone["error"]["cause"] == "not_conferring"
        await page.leave()
