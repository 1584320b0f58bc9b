"""The words of task pages: the same in both languages."""

from __future__ import annotations

import pytest

from platform_backend.web.task_words import words_for


def test_both_languages_say_the_same() -> None:
    (_, chinese), (_, english) = words_for("zh"), words_for("en")
    assert set(chinese) == set(english)
    assert all(chinese.values())
    assert all(english.values())


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("", "zh-CN"), ("zh-CN,en;q=0.8", "zh-CN"), ("en-GB,zh;q=0.5", "en"), ("fr", "zh-CN")],
)
def test_chinese_unless_english_comes_first(wanted: str, language: str) -> None:
    assert words_for(wanted)[0] == language
