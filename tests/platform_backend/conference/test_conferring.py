"""By which way a conference sees and reaches its parties: consoles by connections, guests by streams."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState
from backend_client.protocol.messages import Signal
from platform_backend.commands.context import Actor
from tests.platform_backend.conftest import Running, user


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
