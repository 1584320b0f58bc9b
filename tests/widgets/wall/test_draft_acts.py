from __future__ import annotations

import pytest

from layouts.drafts import Content, Draft
from layouts.editing import remove, reserve
from layouts.faults import LayoutUnusable
from layouts.layout import Place
from layouts.shapes import usual
from widgets.wall import draft_acts

NORTH, SOUTH = Content(camera="c-north"), Content(camera="c-south")
FOUR = Draft(usual("4"), {1: NORTH, 4: SOUTH})


def test_what_was_seen_goes_on_being_seen() -> None:
    assert draft_acts.merged(FOUR, {2, 4}, 2).contents == {1: NORTH, 4: SOUTH}
    assert draft_acts.merged(FOUR, {1, 2, 3, 4}, 4).contents == {4: SOUTH}
    assert draft_acts.split(FOUR, 4, columns=2, rows=1).contents == FOUR.contents
    with pytest.raises(LayoutUnusable):
        draft_acts.merged(FOUR, {1, 4}, 1)


def test_tiles_are_emptied_taken_away_and_added() -> None:
    assert draft_acts.cleared(FOUR, {1, 2}).contents == {4: SOUTH}
    gone = draft_acts.removed(FOUR, {4})
    assert gone.contents == {1: NORTH}
    assert draft_acts.added(gone, Place(1, 1)) == Draft(FOUR.layout, {1: NORTH})


def test_some_are_reserved_and_when_all_are_none() -> None:
    some = draft_acts.reserved(Draft(reserve(FOUR.layout, {1}, alarm=True)), {1, 2})
    assert some.layout.alarm_tiles == (1, 2)
    assert draft_acts.is_reserved(some, {1, 2})
    assert draft_acts.reserved(some, {1, 2}).layout.alarm_tiles == ()
    assert not draft_acts.is_reserved(some, ())


def test_only_what_is_possible_is_offered() -> None:
    one, two = draft_acts.possible(FOUR, {2}), draft_acts.possible(FOUR, {1, 2})
    assert {id_ for id_, can in one.items() if can} == {"camera", "holds", "split", "reserve", "remove"}
    assert {id_ for id_, can in two.items() if can} == {"clear", "merge", "reserve", "remove"}
    gap = draft_acts.possible(Draft(remove(FOUR.layout, {1})), ())
    assert {id_ for id_, can in gap.items() if can} == {"add", "count"}
