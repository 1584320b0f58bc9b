from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backend_client.protocol.times import parse_time
from layouts.drafts import Content, Kind
from layouts.faults import SENTENCES, Fault, LayoutUnusable
from layouts.shapes import USUAL
from widgets.moments import day_text
from widgets.wall.layout_words import fault, kind_word, remark, shape_word, title

_VALUES: dict[str, int | str] = {
    "tile": 3,
    "other": 5,
    "columns": 2,
    "rows": 4,
    "most": 64,
    "tiles": 300,
    "version": 2,
    "known": 1,
    "field": "columns",
    "wanted": "a number",
    "name": "3+3",
    "part": 4,
    "kind": "aquarium",
}


@pytest.mark.parametrize("which", Fault)
def test_each_fault_is_told_with_its_values(qtbot: QtBot, which: Fault) -> None:
    named = {name: value for name, value in _VALUES.items() if f"{{{name}}}" in SENTENCES[which]}
    told = fault(LayoutUnusable(which, **named))
    assert told
    assert "{" not in told


def test_faults_of_tiles_name_them(qtbot: QtBot) -> None:
    assert fault(LayoutUnusable(Fault.OVERLAP, tile=3, other=5)) == "Tiles 3 and 5 overlap"


def test_each_kind_and_shape_has_its_word(qtbot: QtBot) -> None:
    assert len({kind_word(kind) for kind in Kind}) == len(Kind)
    assert len({shape_word(name) for name in USUAL}) == len(USUAL)


def test_contents_are_called_by_their_names(qtbot: QtBot) -> None:
    camera = Content(camera="c-1", device="3301", stream="main", preset=3)
    assert title(camera, camera_name="North gate") == "North gate"
    assert title(camera, camera_name="") == "Unknown camera 3301"
    assert title(Content(Kind.LIST, about="overdue"), camera_name="") == "List  overdue"
    assert remark(camera) == "preset 3  main stream"
    assert remark(Content(Kind.RECORDING, camera="c-1")) == "Recording"
    assert remark(Content(Kind.CLOCK)) == ""


def test_a_recording_says_from_when_on_it_is(qtbot: QtBot) -> None:
    moment = "2026-01-31T08:00:00.000Z"
    told = remark(Content(Kind.RECORDING, camera="c", since=moment))
    assert told == f"Recording  {day_text(parse_time(moment))}"
    assert remark(Content(Kind.RECORDING, camera="c", since="some time")) == "Recording"
