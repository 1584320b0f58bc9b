"""The guilty stream is found, and nobody else waits for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.video.quarantine import FORGOTTEN_S, WAITS_S, YOUNG_S, Quarantine, Verdict


def begun(*urls: str, at: float = 0.0) -> dict[str, float]:
    return dict.fromkeys(urls, at)


def test_only_what_has_just_begun_is_parted_from_the_others() -> None:
    old, young = begun("a", "b", "c"), begun("x", "y", "z", at=100.0)
    verdict = Quarantine().died(old | young, now=101.0)
    assert verdict == Verdict(apart=(frozenset("xy"), frozenset("z")))


def test_streams_that_have_played_for_long_stay_together_until_it_happens_often() -> None:
    quarantine = Quarantine()
    for now in (100.0, 200.0):
        assert quarantine.died(begun("a", "b", at=now - YOUNG_S), now=now) == Verdict()
    verdict = quarantine.died(begun("a", "b", at=200.0) | begun("c", at=250.0), now=300.0)
    assert set(verdict.apart) == {frozenset("a"), frozenset("b")}, "c was not there before"


@pytest.mark.parametrize("streams", [1, 2, 5, 16])
@pytest.mark.parametrize("lives_s", [1.0, YOUNG_S + 20.0])
def test_of_those_that_began_together_the_guilty_one_ends_alone(streams: int, lives_s: float) -> None:
    quarantine, now = Quarantine(), 0.0
    place = frozenset(f"rtsp://{number}" for number in range(streams))
    poison = f"rtsp://{streams // 2}"
    deaths = 0
    while True:
        began, now = now, now + lives_s
        deaths += 1
        verdict = quarantine.died(dict.fromkeys(place, began), now=now)
        if verdict.guilty:
            break
        place = next((group for group in verdict.apart if poison in group), place)
        assert deaths < 12
    assert verdict.guilty == {poison: now + WAITS_S[0]}
    innocent = [quarantine.waits_until(f"rtsp://{number}", now) for number in range(streams)]
    assert [until for until in innocent if until is not None] == [now + WAITS_S[0]]


def test_one_death_of_a_lonely_stream_proves_nothing_and_the_waits_grow() -> None:
    quarantine = Quarantine()
    assert quarantine.died(begun("a"), now=1.0) == Verdict(apart=(frozenset("a"),))
    assert quarantine.waits_until("a", 1.0) is None
    now, waits = 3.0, []
    for _ in range(5):
        until = quarantine.died(begun("a", at=now - 1), now=now).guilty["a"]
        waits.append(until - now)
        assert quarantine.waits_until("a", now) == until
        now = until + 1.0
    assert waits == [*WAITS_S, WAITS_S[-1]]


def test_who_lives_on_is_forgotten() -> None:
    quarantine = Quarantine()
    quarantine.died(begun("a"), now=1.0)
    until = quarantine.died(begun("a", at=2.0), now=3.0).guilty["a"]
    assert quarantine.waits_until("a", until + FORGOTTEN_S - 1) == until
    assert quarantine.waits_until("a", until + FORGOTTEN_S) is None
    later = until + FORGOTTEN_S + 1
    assert quarantine.died(begun("a", at=later - 1), now=later).guilty == {}


def test_when_there_can_be_no_more_workers_all_suspects_wait() -> None:
    quarantine = Quarantine()
    assert quarantine.died(begun("a", "b"), now=1.0, may_part=False) == Verdict()
    assert quarantine.died(begun("a", "b"), now=2.0, may_part=False).guilty.keys() == {"a", "b"}


def test_a_worker_that_played_nothing_accuses_nobody() -> None:
    assert Quarantine().died({}, now=1.0) == Verdict()


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 100), max_size=20), st.floats(100, 120))
def test_nobody_is_in_two_groups_or_both_apart_and_guilty(began: dict[str, float], now: float) -> None:
    quarantine = Quarantine()
    for moment in (now, now + 1, now + 2):
        verdict = quarantine.died(began, now=moment)
        apart = [url for group in verdict.apart for url in group]
        assert len(apart) == len(set(apart))
        assert not set(apart) & verdict.guilty.keys()
        assert {*apart, *verdict.guilty} <= began.keys()
