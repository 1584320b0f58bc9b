"""What stops a line."""

from __future__ import annotations

import pytest

from console.palette.line_grammar import parse
from console.palette.line_unclear import Unclear, needed_text, refused, waiting, whom
from widgets.palette.values import PaletteEntry, Tone


def test_what_stops_a_line_says_so_and_gives_nothing() -> None:
    choice = PaletteEntry(id="u1", parts=("示范员",))
    for unclear, tone in ((waiting("Who?", (choice,), whom()), Tone.WAITING), (refused("No"), Tone.REFUSED)):
        assert (unclear.reading.tone, unclear.reading.give) == (tone, None)
        assert str(unclear) == unclear.reading.sentence


@pytest.mark.parametrize(("line", "text"), [("f 17 valve closed", "valve closed"), ("c 17", "")])
def test_words_are_needed_where_the_act_says_so(line: str, text: str) -> None:
    parsed = parse(line, name=str)
    assert parsed is not None
    assert needed_text(parsed) == text


def test_without_them_it_waits_and_lists_what_the_word_before_may_become() -> None:
    parsed = parse("f 17", name=str)
    assert parsed is not None
    choice = PaletteEntry(id="u1", parts=("示范员",))
    with pytest.raises(Unclear) as caught:
        needed_text(parsed, choices=(choice,), heading="Recipients")
    assert caught.value.reading.choices == (choice,)
