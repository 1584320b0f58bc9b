"""By which way a conference sees and reaches its parties: consoles by connections, guests by streams."""

from __future__ import annotations

import msgspec

from backend_client.protocol.conference import Party, PartyKind, PartyState
from backend_client.protocol.messages import Signal
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
