"""What typed letters may stand for."""

from __future__ import annotations

import pytest

from widgets.alphabet import Alphabet, needle_of


def stands_for(alphabet: Alphabet, typed: str) -> set[str]:
    table = alphabet.table(typed)
    return set() if table is None else {chr(code) for code in table.nonzero()[0]}


def test_a_character_is_meant_by_the_beginning_of_each_of_its_readings() -> None:
    alphabet = Alphabet()
    alphabet.learn("重庆长江")
    assert stands_for(alphabet, "z") == {"重", "长"}
    assert stands_for(alphabet, "chong") == {"重"}
    assert stands_for(alphabet, "ch") == {"重", "长"}
    assert stands_for(alphabet, "庆") == {"庆"}
    assert stands_for(alphabet, "chongq") == set()


def test_letters_are_meant_whatever_their_case_and_width() -> None:
    alphabet = Alphabet()
    alphabet.learn("aAａＡ1１")
    assert stands_for(alphabet, "a") == set("aAａＡ")
    assert stands_for(alphabet, "1") == set("1１")


def test_line_breaks_and_blanks_are_meant_by_nothing() -> None:
    alphabet = Alphabet()
    alphabet.learn(" \n\t\u3000")
    assert not any(stands_for(alphabet, typed) for typed in (" ", "\n", "\t", "\u3000"))


def test_what_is_learnt_later_counts_too() -> None:
    alphabet = Alphabet()
    alphabet.learn("江")
    assert stands_for(alphabet, "j") == {"江"}
    alphabet.learn("锦𠀀")
    assert stands_for(alphabet, "j") == {"江", "锦"}
    assert stands_for(alphabet, "𠀀") == {"𠀀"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        ("  ", ()),
        ("Jing'fang", ("jingfang",)),
        ("a\u300017 Z3", ("a", "17", "z3")),
        ("Ｚ３", ("z3",)),
        ("景芳 DL", ("景芳", "dl")),
    ],
)
def test_what_is_looked_for(typed: str, words: tuple[str, ...]) -> None:
    assert needle_of(typed).words == words
    assert bool(needle_of(typed)) is bool(words)


@pytest.mark.parametrize(
    "typed",
    ["a b c d e f g h i j k"]
    + [
        pytest.param(text * 5000, id=name) for name, text in (("words", "1 "), ("one", "中"), ("lines", "\n"))
    ],
)
def test_what_was_pasted_is_one_word_at_most(typed: str) -> None:
    needle = needle_of(typed)
    assert len(needle.words) <= 1
    assert len(needle.joined) <= 100
