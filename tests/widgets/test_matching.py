"""Texts are found by what is typed, the best match first."""

from __future__ import annotations

import time

import pytest

from widgets.alphabet import Alphabet, needle_of
from widgets.matching import SHELF_SIZE, MatchIndex
from widgets.shelf import Span

NAMES = {
    "c1": ("示范秋涛路1号 全景", "33010401001310000001"),
    "c2": ("示范秋涛北路1号 楼梯", "33010401001310000002"),
    "c3": ("示范景芳路17号 全景", "33010401001310000017"),
    "i1": ("秋涛路占道经营", "330104002-2026-000017"),
    "i2": ("重庆路漏水", "330104002-2026-000117"),
}


def index() -> MatchIndex:
    made = MatchIndex(alphabet=Alphabet())
    for id_, fields in NAMES.items():
        made.put(id_, fields)
    while made.prepare():
        pass
    return made


def found(made: MatchIndex, typed: str, *, most: int = 10) -> list[str]:
    return [match.id for match in made.search(needle_of(typed), most=most).found]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("秋涛", ["i1", "c1", "c2"]),
        ("qtl", ["i1", "c1", "c2"]),
        ("qiutaobei", ["c2"]),
        ("quanjing qiutao", ["c1"]),
        ("jf 全景", ["c3"]),
        ("17", ["c3", "i1", "i2"]),
        ("cql", ["i2"]),
        ("zql", ["i2"]),
        ("sfqjlt", []),
        ("sflqj", ["c1", "c3"]),
        ("0002", ["c2"]),
        ("", []),
        ("!?", []),
    ],
)
def test_what_is_typed_finds_what_is_meant(typed: str, ids: list[str]) -> None:
    assert found(index(), typed) == ids


def test_letters_in_their_order_count_only_while_there_is_room() -> None:
    assert found(index(), "qtl", most=2) == ["i1", "c1"]
    assert index().search(needle_of("qtl"), most=2).total == 2
    assert index().search(needle_of("qtl"), most=3).total == 3


def test_what_weighs_less_comes_first_among_equals() -> None:
    made = index()
    made.put("i1", NAMES["i1"], weight=1)
    made.put("i3", ("秋涛路暴露垃圾", "330104002-2026-000018"), weight=0)
    assert "i3" not in found(made, "qtl")
    while made.prepare():
        pass
    assert found(made, "qtl") == ["i3", "i1", "c1", "c2"]
    made.put("i3", ("秋涛路暴露垃圾", "330104002-2026-000018"), weight=2)
    assert found(made, "qtl") == ["i1", "i3", "c1", "c2"]


def test_what_changed_or_left_is_found_as_it_is() -> None:
    made = index()
    made.put("c1", ("示范凯旋路2号",))
    made.remove("c2")
    made.remove("nobody")
    assert "c2" not in found(made, "qtl")
    assert made.prepare() is False
    assert found(made, "qtl") == ["i1"]
    assert found(made, "kxl") == ["c1"]
    assert made.fields("c1") == ("示范凯旋路2号",)
    assert made.fields("c2") == ()
    assert len(made) == 4
    made.clear()
    assert found(made, "kxl") == []


def test_the_characters_that_were_meant_are_told_for_each_word() -> None:
    (match,) = index().search(needle_of("qj jf"), most=5).found
    assert match.spans == (Span(0, 9, 11), Span(0, 2, 4))
    (first, *_) = index().search(needle_of("000017"), most=5).found
    assert [NAMES[first.id][span.field][span.start : span.end] for span in first.spans] == ["000017"]


def test_a_line_break_in_a_name_parts_nothing() -> None:
    made = MatchIndex(alphabet=Alphabet())
    made.put("x", ("秋涛\n路", "a\r\nb"))
    made.prepare()
    assert made.fields("x") == ("秋涛 路", "a b")
    assert found(made, "qt") == ["x"]


def test_tens_of_thousands_are_made_ready_in_small_steps_and_searched_at_once() -> None:
    made = MatchIndex(alphabet=Alphabet())
    for number in range(10 * SHELF_SIZE):
        made.put(str(number), (f"示范景芳路{number}号 全景", f"33010401001310{number:06}"))
    steps = 1
    while made.prepare():
        steps += 1
    assert steps == 10
    started = time.thread_time()
    matches = made.search(needle_of("shifanjfl"), most=12)
    assert time.thread_time() - started < 0.5
    assert matches.total == 10 * SHELF_SIZE
    assert [match.id for match in matches.found] == [str(number) for number in (*range(10), 10, 11)]
