"""What stops a line."""

from __future__ import annotations

from console.line_unclear import refused, waiting, whom
from widgets.palette.values import PaletteEntry, Tone


def test_what_stops_a_line_says_so_and_gives_nothing() -> None:
    choice = PaletteEntry(id="u1", parts=("示范员",))
    for unclear, tone in ((waiting("Who?", (choice,), whom()), Tone.WAITING), (refused("No"), Tone.REFUSED)):
        assert (unclear.reading.tone, unclear.reading.give) == (tone, None)
        assert str(unclear) == unclear.reading.sentence
