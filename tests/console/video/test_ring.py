from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.video.ring import KEPT_S, PacketRing, shares
from console.video.unit import Unit


def unit(number: int, *, key: bool, size: int = 100, at: float | None = None) -> Unit:
    return Unit(bytes(size), 3_600 * number, 0, 0.04 * number if at is None else at, key)


def filled(ring: PacketRing, pictures: int, *, key_every: int = 25, size: int = 100) -> PacketRing:
    for number in range(pictures):
        ring.add(unit(number, key=number % key_every == 0, size=size))
    return ring


def test_it_holds_a_minute_and_begins_with_a_key_frame() -> None:
    ring = filled(PacketRing(), 25 * 70)
    held = ring.all()
    assert held[0].key
    assert KEPT_S <= ring.held_s <= KEPT_S + 1
    assert ring.end == 25 * 70
    assert ring.first + len(held) == ring.end
    assert ring.size == 100 * len(held)
    assert ring.newest is held[-1]


def test_a_tile_that_joins_gets_the_last_key_frame_and_all_after_it() -> None:
    ring = filled(PacketRing(), 60)
    assert [each.dts // 3_600 for each in ring.since_key()] == list(range(50, 60))
    assert [each.dts // 3_600 for each in ring.since(57)] == [57, 58, 59]
    assert ring.since(60) == []


def test_what_has_gone_is_replaced_by_the_last_key_frame_on() -> None:
    ring = filled(PacketRing(kept_s=1.0), 200)
    assert ring.since(3) == ring.since_key()


def test_nothing_is_held_before_the_first_key_frame() -> None:
    ring = PacketRing()
    ring.add(unit(0, key=False))
    assert (ring.all(), ring.end, ring.newest, ring.held_s) == ([], 1, None, 0.0)
    assert ring.since_key() == []


def test_a_group_that_never_ends_does_not_fill_the_memory() -> None:
    ring = filled(PacketRing(max_bytes=10_000), 500, key_every=10_000)
    assert ring.size == 0
    ring.add(unit(500, key=True))
    assert ring.all() == [unit(500, key=True)]


def test_a_rate_is_told_once_there_is_enough_to_tell_it_by() -> None:
    ring = filled(PacketRing(), 25, size=1_000)
    assert ring.rate == 0.0
    steady = filled(PacketRing(), 1_000, size=1_000)
    assert 25_000 <= steady.rate <= 25_100


def test_where_memory_is_short_all_streams_keep_equally_many_seconds() -> None:
    main, sub = 1_000_000.0, 100_000.0
    for_main, for_sub = shares([main, sub], most_bytes=33_000_000)
    assert (for_main / main, for_sub / sub) == (30.0, 30.0)
    assert shares([], most_bytes=10) == []


def test_a_main_stream_keeps_its_minute_where_there_is_room() -> None:
    most = shares([1_000_000.0, 0.0], most_bytes=200_000_000)
    assert most[0] > 62 * 1_000_000
    assert most[1] > 62 * 500_000, "one that is not known yet is taken for 4 Mbit/s"
    ring = filled(PacketRing(max_bytes=most[0]), 25 * 70, size=40_000)
    assert ring.held_s >= KEPT_S


@given(st.lists(st.floats(0, 5_000_000), max_size=80), st.integers(0, 2_000_000_000))
def test_all_together_never_get_more_than_there_is(rates: list[float], most_bytes: int) -> None:
    assert sum(shares(rates, most_bytes=most_bytes)) <= most_bytes


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 5_000), st.floats(0, 2)), max_size=300))
def test_it_never_holds_more_than_it_may_and_counts_right(pictures: list[tuple[bool, int, float]]) -> None:
    ring = PacketRing(max_bytes=20_000, kept_s=10.0)
    at = 0.0
    for number, (key, size, pause) in enumerate(pictures):
        at += pause
        ring.add(unit(number, key=key, size=size, at=at))
        held = ring.all()
        assert ring.size == sum(len(each.data) for each in held) <= 20_000
        assert not held or held[0].key
        assert ring.first + len(held) == ring.end == number + 1
