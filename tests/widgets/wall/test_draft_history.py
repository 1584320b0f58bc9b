from __future__ import annotations

from layouts.drafts import Draft
from layouts.shapes import equal
from widgets.wall.draft_history import DraftHistory

ONE, TWO, THREE = (Draft(equal(tiles)) for tiles in (1, 2, 3))


def test_steps_are_undone_and_done_again() -> None:
    history = DraftHistory(ONE)
    assert history.push(TWO)
    assert history.push(THREE)
    assert (history.undo(), history.undo(), history.undo()) == (TWO, ONE, ONE)
    assert (history.can_undo, history.can_redo) == (False, True)
    assert (history.redo(), history.redo(), history.redo()) == (TWO, THREE, THREE)


def test_what_changes_nothing_is_no_step() -> None:
    history = DraftHistory(ONE)
    assert not history.push(ONE)
    assert not history.can_undo


def test_a_new_step_forgets_what_was_taken_back() -> None:
    history = DraftHistory(ONE)
    history.push(TWO)
    history.undo()
    history.push(THREE)
    assert not history.can_redo


def test_the_oldest_steps_are_forgotten() -> None:
    history = DraftHistory(ONE)
    for step in range(300):
        history.push(Draft(equal(2 + step % 2)))
    while history.can_undo:
        history.undo()
    assert history.current != ONE
