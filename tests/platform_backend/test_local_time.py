"""Days and years are China's, wherever the machine stands."""

from __future__ import annotations

from backend_client.protocol.times import parse_time
from platform_backend.local_time import local, midnight


def test_the_year_begins_eight_hours_before_that_of_utc() -> None:
    assert local(parse_time("2026-12-31T15:59:59Z")).year == 2026
    assert local(parse_time("2026-12-31T16:00:00Z")).year == 2027


def test_a_day_begins_at_midnight_in_china() -> None:
    begun = parse_time("2026-03-01T16:00:00Z")
    assert midnight(begun).timestamp() == begun
    assert midnight(begun - 0.001).timestamp() == begun - 86_400.0
    assert midnight(begun + 86_399.0).timestamp() == begun
