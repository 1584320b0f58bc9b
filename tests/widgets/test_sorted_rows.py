"""Sorted rows against a plain sorted list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from widgets.sorted_rows import SortedRows, merged_ranges

IDS = [f"i{number}" for number in range(12)]
STEPS = st.lists(st.tuples(st.sampled_from(IDS), st.none() | st.integers(0, 5)), max_size=60)


@given(steps=STEPS, reverse=st.booleans())
def test_rows_stay_in_order_whatever_happens(steps: list[tuple[str, int | None]], reverse: bool) -> None:
    rows = SortedRows()
    rows.reverse = reverse
    expected: dict[str, tuple[int, str]] = {}
    for id_, rank in steps:
        if id_ in expected:
            rows.remove(id_)
            del expected[id_]
        if rank is not None:
            key = (rank, id_)
            place = rows.place_for(key)
            rows.insert(id_, key)
            expected[id_] = key
            assert rows.row_of(id_) == place
    order = [id_ for _, id_ in sorted(expected.values(), reverse=reverse)]
    assert [rows.id_at(row) for row in range(len(rows))] == order
    assert [rows.row_of(id_) for id_ in order] == list(range(len(order)))


@given(ranks=st.lists(st.integers(0, 9), min_size=400, max_size=400), few=st.booleans())
def test_rekeying_few_or_many_gives_the_same_order(ranks: list[int], few: bool) -> None:
    rows = SortedRows()
    ids = [f"i{number}" for number in range(400)]
    rows.rebuild({id_: (0, id_) for id_ in ids})
    changed = ids[: 5 if few else 400]
    keys = {id_: (rank, id_) for id_, rank in zip(changed, ranks, strict=False)}
    rows.rekey(keys)
    expected = sorted(keys.get(id_, (0, id_)) for id_ in ids)
    assert [rows.id_at(row) for row in range(len(rows))] == [id_ for _, id_ in expected]


def test_an_unknown_row_has_no_place() -> None:
    rows = SortedRows()
    assert rows.row_of("nobody") is None
    assert rows.key("nobody") is None
    assert "nobody" not in rows


def test_ranges_are_merged_over_small_gaps() -> None:
    assert merged_ranges([9, 1, 2, 4, 20], gap=2) == [(1, 4), (9, 9), (20, 20)]
    assert merged_ranges([]) == []
