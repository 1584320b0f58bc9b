from __future__ import annotations

import pytest

from backend_client.protocol.wall import TileKind
from layouts import drafts, editing
from layouts.drafts import Content, Draft, Kind
from layouts.faults import LayoutUnusable
from layouts.shapes import usual

NORTH, CLOCK = Content(camera="c-1"), Content(kind=Kind.CLOCK)
FOUR = Draft(usual("4"), {1: NORTH, 4: CLOCK})


def test_kinds_are_those_of_the_protocol() -> None:
    assert {kind.name: kind.value for kind in Kind} == {kind.name: kind.value for kind in TileKind}


def test_contents_of_tiles_that_go_go_with_them() -> None:
    assert drafts.with_layout(FOUR, editing.remove(FOUR.layout, {4})).contents == {1: NORTH}


def test_another_shape_keeps_contents_and_reservations_by_number() -> None:
    reserved = Draft(editing.reserve(FOUR.layout, {2, 4}, alarm=True), FOUR.contents)
    shaped = drafts.with_shape(reserved, usual("9"))
    assert shaped.contents == FOUR.contents
    assert shaped.layout.alarm_tiles == (2, 4)
    assert drafts.with_shape(reserved, usual("1")).contents == {1: NORTH}


def test_what_stands_on_tiles_is_put_taken_and_exchanged() -> None:
    assert drafts.put(FOUR, 2, NORTH).contents == {1: NORTH, 2: NORTH, 4: CLOCK}
    assert drafts.put(FOUR, 1, None).contents == {4: CLOCK}
    assert drafts.exchange(FOUR, 1, 4).contents == {1: CLOCK, 4: NORTH}
    assert drafts.exchange(FOUR, 1, 2).contents == {2: NORTH, 4: CLOCK}
    with pytest.raises(LayoutUnusable, match="no tile 5"):
        drafts.put(FOUR, 5, NORTH)


def test_contents_follow_the_number_of_their_tile() -> None:
    called = drafts.call(FOUR, 1, 4)
    assert called.contents == {4: NORTH, 1: CLOCK}
    assert called.layout.by_number[4].place == FOUR.layout.by_number[1].place
    assert drafts.call(FOUR, 1, 50).contents == {50: NORTH, 4: CLOCK}
    assert drafts.count_anew(called) == FOUR
