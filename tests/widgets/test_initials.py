"""Pinyin initials find Chinese names."""

from __future__ import annotations

import time

import pytest

from widgets.initials import Initials, needle, readings


def test_initials_of_a_name() -> None:
    assert "kxjd" in Initials().of("凯旋街道")


def test_a_character_with_two_readings_is_found_by_both() -> None:
    spellings = Initials().of("长江路")
    assert {spelling[0] for spelling in spellings} >= {"c", "z"}


def test_spellings_stay_few_however_many_readings_there_are() -> None:
    assert len(Initials().of("长重行乐朝长重行乐朝")) <= 4


def test_letters_and_digits_are_kept_and_signs_are_not() -> None:
    assert "A3hdm" in Initials().of("A3号-东门")


@pytest.mark.parametrize("typed", ["jfsq", "景芳", "JFSQ", "33010400", "j f s q", "j'f's'q"])
def test_a_name_is_found_by_characters_initials_or_code(typed: str) -> None:
    text = Initials().search_text("示范景芳社区", "330104002001")
    assert needle(typed) in text


def test_names_repeat_characters_so_many_names_cost_little() -> None:
    initials = Initials()
    initials.search_text("示范路口东北角全景号一二三四五六七八九零")
    started = time.thread_time()
    for number in range(5000):
        initials.search_text(f"示范路口东北角{number}号全景", str(number))
    assert time.thread_time() - started < 1.0


def test_the_usual_readings_of_a_character_are_told() -> None:
    assert {"zhong", "chong"} <= set(readings("重"))
    assert {"nong", "long"} <= set(readings("弄"))
    assert "lv" in readings("绿")
    assert readings("示") == ("shi",)
    assert readings("a") == readings("。") == readings("3") == ()
