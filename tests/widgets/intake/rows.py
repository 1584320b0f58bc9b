"""Rows of a file for the tests of the import's widgets."""

from __future__ import annotations

from widgets.intake.values import Fate, Field, FileFacts, ImportChoices, ImportRow, Problem, Trouble

TITLES = ("Type", "Place")
FACTS = FileFacts(
    name="march.xlsx", sheets=("a", "b"), sheet="a", columns=("类型", "地点", ""), rows=4, encoding=""
)
CHOICES = ImportChoices(columns={Field.TYPE: 0, Field.PLACE: 1})
ROWS = (
    ImportRow(2, Fate.READY, ("积水", "江边")),
    ImportRow(3, Fate.BAD, ("外星人", ""), (Problem(Trouble.UNKNOWN_TYPE, "类型", "外星人"),)),
    ImportRow(4, Fate.TWICE, ("积水", "江边")),
    ImportRow(6, Fate.READY, ("积水", "街口")),
)
