"""What is given to the palette keeps what the palette asks for."""

from __future__ import annotations

from tests.widgets.palette.parts import NotingLine, NotingSource
from widgets.palette.values import LineReader, PaletteSource, Tone


def test_sources_and_lines_are_what_the_palette_asks_for() -> None:
    source: PaletteSource = NotingSource("unit", {"u1": "示范员"})
    line: LineReader = NotingLine(["z3"])
    assert source.entry("u2") is None
    reading = line.read("a z3", 4)
    assert reading is not None
    assert reading.tone is Tone.READY
    assert line.read("z3", 2) is None
