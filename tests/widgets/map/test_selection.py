from __future__ import annotations

import msgspec

from tests.widgets.map.scene import MIDDLE, Scene, incident, unit
from widgets.map.selection import Selection, selection_of


def test_a_thing_is_marked_where_it_is(scene: Scene) -> None:
    scene.put("incident", "i", incident())
    assert selection_of(scene.picture, "incident", "i") == Selection(entity="incident", id="i", at=MIDDLE)


def test_without_a_position_the_grid_is_marked(scene: Scene) -> None:
    scene.put("incident", "i", incident(None, grid_code="grid-10"))
    made = selection_of(scene.picture, "incident", "i")
    assert (made.at, made.grid) == (None, "grid-10")
    assert "grid" in made.notice


def test_a_grids_id_may_differ_from_its_code(scene: Scene) -> None:
    held = scene.picture.entries("grid")["grid-00"].data
    scene.put("grid", "another-id", held)
    scene.delete("grid", "grid-00")
    scene.put("unit", "u", msgspec.structs.replace(unit(None), grid_code="grid-00"))
    assert selection_of(scene.picture, "unit", "u").grid == "another-id"


def test_with_neither_there_are_only_words(scene: Scene) -> None:
    scene.put("incident", "i", incident(None, grid_code="unknown"))
    made = selection_of(scene.picture, "incident", "i")
    assert (made.at, made.grid) == (None, None)
    assert made.notice


def test_a_grid_is_its_own_mark(scene: Scene) -> None:
    assert selection_of(scene.picture, "grid", "grid-00").grid == "grid-00"


def test_what_the_picture_does_not_hold_yet_is_kept_in_mind(scene: Scene) -> None:
    assert selection_of(scene.picture, "incident", "later") == Selection(entity="incident", id="later")
