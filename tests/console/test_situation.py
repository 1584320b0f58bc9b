"""Who acts, and on what."""

from __future__ import annotations

from backend_client.protocol.messages import Scope, User
from console.situation import Situation


def test_it_tells_of_changes_and_of_nothing_else() -> None:
    situation = Situation()
    told: list[tuple[frozenset[str], str]] = []
    situation.changed.connect(lambda: told.append((situation.roles, situation.incident)))
    user = User(id="u1", name="示范", roles=("dispatcher",), scope=Scope())
    situation.set_user(user)
    situation.set_user(user)
    situation.set_incident("i1")
    situation.set_incident("i1")
    situation.set_user(None)
    assert told == [
        (frozenset({"dispatcher"}), ""),
        (frozenset({"dispatcher"}), "i1"),
        (frozenset(), "i1"),
    ]
