"""The words of a line."""

from __future__ import annotations

from datetime import datetime, timedelta

from console.palette import line_words
from console.palette.line_grammar import COMMANDS
from tests.widgets.district import incident


def test_every_line_has_a_form_and_a_name() -> None:
    forms = {line_words.form(each): line_words.act(each.act) for each in COMMANDS}
    assert forms["v number + or - words"] == "Verify"
    assert forms["w number"] == "To the wall"
    assert len(forms) == len(COMMANDS)


def test_a_moment_is_told_with_its_day_and_how_far_ahead_it_is() -> None:
    noon = datetime(2026, 11, 25, 12, 0)
    told = [
        line_words.moment((noon + timedelta(hours=hours)).timestamp(), now=noon.timestamp())
        for hours in (2, 24, 72, 24 * 40)
    ]
    assert told == [
        "today 14:00 (in 2 h 00)",
        "tomorrow 12:00 (in 1 d 0 h)",
        "Saturday 11-28 12:00 (in 3 d 0 h)",
        "Monday 2027-01-04 12:00 (in 40 d 0 h)",
    ]


def test_why_a_word_means_no_incident() -> None:
    assert [line_words.no_incident(word) for word in ("99", "#9", "。")] == [
        "No incident here is numbered 99",
        "The table has no row 9",
        "No incident is chosen",
    ]


def test_a_place_that_the_title_names_is_not_said_twice() -> None:
    about = incident(17, title="示范路17号漏水")
    assert line_words.incident(about) == "330104002-2026-000017 示范路17号漏水"
