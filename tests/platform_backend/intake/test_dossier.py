"""Who a document says it is from."""

from __future__ import annotations

from tests.platform_backend.intake.incidents import dossier, incident


def test_the_owner_speaks_and_an_unknown_one_in_the_districts_name() -> None:
    made = dossier()
    assert (made.owner_name, made.sender) == ("示范街道", "org330104001.grid-command.internal")
    unknown = dossier(incident(owner_org="s9"))
    assert (unknown.owner_name, unknown.sender) == ("s9", "org330104.grid-command.internal")
