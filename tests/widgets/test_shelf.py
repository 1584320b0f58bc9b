"""A shelf of texts: where a word stands in them and how good a match that is."""

from __future__ import annotations

import pytest

from widgets.alphabet import Alphabet
from widgets.shelf import NONE, Shelf, Span


def grade(word: str, *fields: str) -> int:
    return int(Shelf([fields], alphabet=Alphabet()).occurrences(word).best(1)[0])


@pytest.mark.parametrize(
    ("word", "fields", "expected"),
    [
        ("景芳", ("景芳",), 0),
        ("jf", ("景芳社区",), 2),
        ("z3", ("示范员", "z3"), 1),
        ("z", ("示范员", "z3"), 1),
        ("zs", ("示范 中山路",), 6),
        ("17", ("330104-2026-000017",), 4),
        ("17", ("330104-2026-000170",), 6),
        ("17", ("330104-2026-000117",), 8),
        ("sl", ("中山路",), 8),
        ("s", ("中山路",), 10),
        ("q", ("中山路",), NONE),
    ],
)
def test_how_good_a_match_is(word: str, fields: tuple[str, ...], expected: int) -> None:
    assert grade(word, *fields) == expected


@pytest.mark.parametrize(
    "word", ["zhongshanlu", "zsl", "zhongsl", "zhshl", "中shan路", "中sl", "zhongshanl", "中山路"]
)
def test_all_ways_of_writing_a_name_find_it(word: str) -> None:
    assert grade(word, "中山路") == 0


@pytest.mark.parametrize("word", ["cq", "zq", "chongqing", "zhongqing"])
def test_every_reading_finds_a_name(word: str) -> None:
    assert grade(word, "重庆") == 0


def test_a_match_never_reaches_over_the_end_of_a_field() -> None:
    assert grade("山路z", "中山路", "z3") == NONE


def test_many_ways_to_read_the_letters_cost_no_more_than_a_few() -> None:
    found = Shelf([("安" * 60,)], alphabet=Alphabet()).occurrences("an" * 24)
    assert len(set(zip(found.starts.tolist(), found.ends.tolist(), strict=True))) == len(found.starts)


def test_the_characters_that_were_meant_are_told() -> None:
    shelf = Shelf([("一", "二"), ("示范路", "东中山路3")], alphabet=Alphabet())
    found = shelf.occurrences("zsl")
    assert found.entries.tolist() == [1]
    assert shelf.span(int(found.starts[0]), int(found.ends[0])) == Span(1, 1, 4)


def test_letters_with_others_between_them_are_found_in_their_order() -> None:
    shelf = Shelf([("中山北路", "x"), ("北中路山", "x"), ("路", "中山路")], alphabet=Alphabet())
    assert shelf.scattered("zsl").tolist() == [0]
    assert shelf.scattered_spans(0, "zsl") == (Span(0, 0, 1), Span(0, 1, 2), Span(0, 3, 4))
    assert shelf.scattered("zslq").tolist() == []
