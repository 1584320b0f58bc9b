"""A conference as it travels: what is not said is left out."""

from __future__ import annotations

import msgspec

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState


def test_only_what_is_said_travels() -> None:
    me = Party(id="u", name="甲", kind=PartyKind.CONSOLE, state=PartyState.JOINED, since="t")
    conference = Conference(
        title="会商", org="o", opened_at="t", opened_by="u", opened_by_name="甲", parties=(me,)
    )
    said = msgspec.json.decode(msgspec.json.encode(conference))
    assert said.keys() == {"title", "org", "opened_at", "opened_by", "opened_by_name", "parties"}
    assert said["parties"] == [{"id": "u", "name": "甲", "kind": "console", "state": "joined", "since": "t"}]
    assert msgspec.json.decode(msgspec.json.encode(conference), type=Conference) == conference
    # Nothing is recorded unless somebody says so.
    assert conference.recording is False
