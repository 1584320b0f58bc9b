from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.document import decode, encode
from layouts.faults import Fault, LayoutUnusable
from layouts.layout import Layout
from layouts.shapes import usual
from tests.layouts.strategies import layouts

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


def _one_and_five(**changes: Any) -> dict[str, Any]:
    return {**encode(usual("1+5")), **changes}


@given(layout=layouts())
def test_what_is_encoded_is_decoded_again(layout: Layout) -> None:
    assert decode(json.loads(json.dumps(encode(layout)))) == layout


def test_the_first_version_reads_like_this() -> None:
    data = {
        "version": 1,
        "columns": 3,
        "rows": 2,
        "tiles": [
            {"number": 2, "column": 2, "row": 0, "alarm": True},
            {"number": 1, "column": 0, "row": 0, "columns": 2, "rows": 2},
        ],
    }
    layout = decode(data)
    assert layout.by_number[1].place.columns == 2
    assert layout.alarm_tiles == (2,)
    assert encode(layout)["tiles"][1] == {
        "number": 2,
        "column": 2,
        "row": 0,
        "columns": 1,
        "rows": 1,
        "alarm": True,
    }


def test_unknown_fields_are_ignored() -> None:
    data = _one_and_five(colour="green")
    data["tiles"][0]["rounded"] = {"px": 4}
    assert decode(data) == usual("1+5")


def _tiles(*changes: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"number": 1, "column": 0, "row": 0, **change} for change in changes]


@pytest.mark.parametrize(
    ("data", "fault", "sentence"),
    [
        ([], Fault.NOT_AN_OBJECT, "A layout is a JSON object; this is not one."),
        ({}, Fault.NO_VERSION, "The layout does not say its version."),
        (_one_and_five(version=True), Fault.NO_VERSION, "The layout does not say its version."),
        (
            _one_and_five(version=2),
            Fault.NEWER,
            "The layout has version 2; this program reads versions up to 1.",
        ),
        (_one_and_five(tiles=None), Fault.FIELD, "“tiles” is missing or is not a list."),
        (
            _one_and_five(columns="3"),
            Fault.FIELD,
            "“columns” is missing or is not a whole number within reason.",
        ),
        (_one_and_five(rows=10**5000), Fault.FIELD, "“rows” is missing or is not a whole number"),
        (_one_and_five(columns=65), Fault.GRID, "A grid of 65 x 3 cells"),
        (_one_and_five(tiles=_tiles({}, {"column": 1})), Fault.DOUBLE, "two tiles with the number 1"),
        (_one_and_five(tiles=_tiles({}, {"number": 2})), Fault.OVERLAP, "Tiles 1 and 2 overlap."),
        (_one_and_five(tiles=_tiles({"columns": 4})), Fault.OUTSIDE, "Tile 1 does not lie within the grid."),
        (_one_and_five(tiles=_tiles({"rows": 0})), Fault.OUTSIDE, "Tile 1 does not lie within the grid."),
        (_one_and_five(tiles=_tiles({"number": 0})), Fault.NUMBER, "Tile number 0 is not between 1 and 999."),
        (_one_and_five(tiles=[7]), Fault.FIELD, "“tiles[0]” is missing or is not an object."),
        (
            _one_and_five(tiles=_tiles({"alarm": 1})),
            Fault.FIELD,
            "“tiles[0].alarm” is missing",
        ),
        (_one_and_five(tiles=_tiles({}) * 257), Fault.TOO_MANY, "257 tiles are more than the 256"),
    ],
)
def test_whatever_is_wrong_is_said_in_one_sentence(data: object, fault: Fault, sentence: str) -> None:
    with pytest.raises(LayoutUnusable) as told:
        decode(data)
    assert told.value.fault is fault
    assert sentence in str(told.value)


@given(data=_JSON | st.dictionaries(st.sampled_from(["version", "columns", "rows", "tiles"]), _JSON))
def test_nothing_else_is_ever_raised(data: object) -> None:
    with contextlib.suppress(LayoutUnusable):
        decode(data)
