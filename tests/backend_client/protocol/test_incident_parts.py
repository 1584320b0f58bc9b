"""What stands and what is over, of an incident's parts."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.incident_parts import Clock, Deadline, Supervision

AT = "2026-03-02T01:00:00.000Z"


def test_a_supervision_stands_until_it_is_released_whatever_was_answered() -> None:
    document = Supervision(number="1", at=AT, by="a", org="o", demand="d", due_at=AT)
    assert document.stands
    assert replace(document, reply="done", replied_at=AT).stands
    assert not replace(document, released_at=AT).stands


def test_a_clock_runs_while_it_is_neither_met_nor_paused() -> None:
    clock = Deadline(
        id="1",
        clock=Clock.HANDLE,
        started_at=AT,
        due_at=AT,
        warn_at=AT,
        limit_s=60.0,
        rule="r",
        breached_at=AT,
    )
    assert clock.runs
    assert not replace(clock, met_at=AT).runs
    assert not replace(clock, paused_at=AT, left_s=1.0).runs
