"""Commands and their refusals."""

from __future__ import annotations

import msgspec

from backend_client.protocol.errors import Error
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.messages import Result
from platform_backend.simulation.hands import Hands


async def test_a_refusal_is_counted_and_told_but_not_raised() -> None:
    sent: list[tuple[str, str, str | None]] = []

    async def execute(actor: str, name: str, target: str | None, args: msgspec.Struct) -> Result:
        sent.append((actor, name, target))
        refusal = Error(code="illegal_transition", message="somebody was faster")
        return Result(cmd_id="1", ok=target == "a", error=None if target == "a" else refusal)

    hands = Hands(execute=execute)
    assert await hands.do("示范员", "incident.accept", "a", Empty())
    assert not await hands.do("示范员", "incident.accept", "b", Empty())
    assert sent == [("示范员", "incident.accept", "a"), ("示范员", "incident.accept", "b")]
    assert (hands.done, hands.refused) == (1, 1)
