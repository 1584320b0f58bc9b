"""What an alarm of the feed may say of its end and of its source's silence."""

from __future__ import annotations

import msgspec

from backend_client.protocol.alarm_parts import AlarmOutcome, Shelving
from backend_client.protocol.entities import Alarm, AlarmShelf, AlarmState
from tests.widgets.district import ago, alarm

SHELVING = Shelving(by="Zhang", at=ago(60), until=ago(-600), reason="fault")


def test_an_alarm_of_an_earlier_platform_is_read() -> None:
    written = msgspec.to_builtins(alarm())
    for name in ("exercise", "shelving", "closed_by", "closed_at", "outcome", "outcome_text", "incident"):
        written.pop(name)
    assert msgspec.convert(written, Alarm) == alarm()


def test_end_and_silence_travel_with_it() -> None:
    full = alarm(
        state=AlarmState.CLOSED,
        shelving=SHELVING,
        outcome=AlarmOutcome.INCIDENT,
        incident="i1",
        exercise=True,
    )
    assert msgspec.json.decode(msgspec.json.encode(full), type=Alarm) == full


def test_a_shelf_says_what_it_silences() -> None:
    shelf = AlarmShelf(source="s", kind="smoke", org="o", priority=3, alarm="a", shelving=SHELVING)
    assert msgspec.json.decode(msgspec.json.encode(shelf), type=AlarmShelf) == shelf
