"""Matches of several kinds share the rows of the palette."""

from __future__ import annotations

from tests.widgets.palette.parts import NotingLine, NotingSource
from widgets.alphabet import needle_of
from widgets.palette.gather import Choice, Heading, Row, form_of_letter, line_rows, matching_rows, recent_rows


def told(rows: tuple[Row, ...]) -> list[str]:
    return [f"# {row.text} {row.total}" if isinstance(row, Heading) else row.entry.id for row in rows]


def many(kind: str, name: str, count: int) -> NotingSource:
    return NotingSource(kind, {f"{kind}{number}": f"{name}{number}" for number in range(1, count + 1)})


def test_the_kind_with_the_best_match_stands_first_and_its_total_is_told() -> None:
    sources = (many("camera", "示范景芳路", 20), many("grid", "景芳网格", 2), many("unit", "示范员", 3))
    rows = matching_rows(sources, needle_of("jf"), most=6)
    assert told(rows) == [
        "# Grid 0",
        "grid1",
        "grid2",
        "# Camera 20",
        *(f"camera{number}" for number in range(1, 5)),
    ]


def test_kinds_share_the_rows() -> None:
    sources = (many("action", "景", 9), many("camera", "景", 9), many("unit", "景", 1))
    rows = matching_rows(sources, needle_of("景"), most=7)
    assert [row.kind for row in rows if isinstance(row, Choice)] == 3 * ["action"] + 3 * ["camera"] + ["unit"]


def test_nothing_found_is_no_row() -> None:
    assert matching_rows((many("unit", "示范员", 3),), needle_of("xyz"), most=6) == ()


def test_what_was_chosen_last_is_told_unless_it_is_gone() -> None:
    sources = (many("unit", "示范员", 3),)
    assert told(recent_rows(sources, [("unit", "unit2"), ("unit", "gone"), ("scene", "s1")])) == [
        "# Chosen last 0",
        "unit2",
    ]
    assert recent_rows(sources, [("unit", "gone")]) == ()


def test_a_letter_alone_may_begin_a_line() -> None:
    forms = NotingLine().forms()
    assert form_of_letter(forms, needle_of("A")) == forms
    assert form_of_letter(forms, needle_of("ab")) == ()
    assert told(line_rows("Lines", forms)) == ["# Lines 0", "a"]
    assert line_rows("Lines", ()) == ()
