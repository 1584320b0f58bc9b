"""What the duty log still owes."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.duty import DutyLogEntry, DutyLogKind

AT = "2026-03-02T01:00:00.000Z"


def test_only_a_promise_that_is_not_kept_is_owed() -> None:
    line = DutyLogEntry(at=AT, by="a", org="o", kind=DutyLogKind.CALL, text="t")
    assert not line.is_owed
    assert replace(line, due_at=AT).is_owed
    assert not replace(line, due_at=AT, settled_at=AT).is_owed
