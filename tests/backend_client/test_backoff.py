from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from backend_client.backoff import EARLY_CEILING_S, FIRST_CEILING_S, LATE_CEILING_S, Backoff


class Highest(random.Random):
    """Always draws the upper bound."""

    def uniform(self, a: float, b: float) -> float:
        return b


def test_the_ceiling_doubles_to_four_seconds_in_the_first_minute_and_then_to_thirty() -> None:
    backoff = Backoff(random=Highest())
    early = [backoff.next_delay(outage_s=10.0) for _ in range(6)]
    late = [backoff.next_delay(outage_s=61.0) for _ in range(6)]
    assert early == [0.5, 1.0, 2.0, 4.0, 4.0, 4.0]
    assert late == [4.0, 8.0, 16.0, 30.0, 30.0, 30.0]


def test_only_a_reset_starts_over() -> None:
    backoff = Backoff(random=Highest())
    for _ in range(5):
        backoff.next_delay(outage_s=0.0)
    assert backoff.next_delay(outage_s=0.0) == EARLY_CEILING_S
    backoff.reset()
    assert backoff.next_delay(outage_s=0.0) == FIRST_CEILING_S


@given(st.integers(), st.lists(st.floats(min_value=0, max_value=1e6), max_size=40))
def test_delays_stay_between_nothing_and_the_ceiling(seed: int, outages: list[float]) -> None:
    backoff = Backoff(random=random.Random(seed))
    for outage in sorted(outages):
        delay = backoff.next_delay(outage_s=outage)
        assert 0.0 <= delay <= (EARLY_CEILING_S if outage < 60 else LATE_CEILING_S)


def test_what_the_platform_asks_for_is_waited_in_full() -> None:
    assert Backoff(random=random.Random(1)).next_delay(outage_s=0.0, at_least_s=7.0) >= 7.0


def test_the_same_seed_waits_the_same() -> None:
    first, second = (Backoff(random=random.Random(5)) for _ in range(2))
    assert [first.next_delay(outage_s=1.0) for _ in range(9)] == [
        second.next_delay(outage_s=1.0) for _ in range(9)
    ]
