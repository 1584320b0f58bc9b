from __future__ import annotations

import enum
from typing import Annotated, Any, Literal

import msgspec
import pytest
from jsonschema import Draft202012Validator

from backend_client.protocol.json_schema import Generator, Schema


class Colour(enum.StrEnum):
    """What it looks like."""

    RED = "red"
    BLUE = "blue"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One of several. `size` is in metres, never nothing; `colour` as people see it."""

    size: Annotated[float, msgspec.Meta(gt=0.0)]
    colour: Colour = Colour.RED
    made_at: str | None = None
    parts: tuple[Part, ...] = ()


class Whole(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="whole"):
    """Everything. `from_` where it came; `place` is where it stands."""

    from_: str = msgspec.field(name="from")
    place: tuple[float, float]
    names: Annotated[tuple[str, ...], msgspec.Meta(max_length=2)] = ()
    counts: dict[str, int] = {}
    kind: Literal["b", "a"] = "a"
    more: msgspec.Raw = msgspec.Raw(b"{}")
    part: Part | None = None
    best: Colour = Colour.BLUE


@pytest.fixture
def schemas() -> dict[str, Schema]:
    return Generator([Whole], prefix="#/$defs/").schemas


def valid(schemas: dict[str, Schema], value: Any) -> bool:
    schema = {"$ref": "#/$defs/Whole", "$defs": schemas}
    Draft202012Validator.check_schema(schema)
    return bool(Draft202012Validator(schema).is_valid(value))


def test_everything_a_type_is_made_of_is_there(schemas: dict[str, Schema]) -> None:
    assert list(schemas) == ["Colour", "Part", "Whole"]


def test_fields_say_what_the_docstring_says_of_them(schemas: dict[str, Schema]) -> None:
    part, whole = schemas["Part"]["properties"], schemas["Whole"]["properties"]
    assert "metres" in part["size"]["description"]
    assert "description" not in part["made_at"]
    # Under the name that stands in the frame.
    assert whole["from"]["description"] == "`from` where it came;"
    assert whole["place"]["description"] == "`place` is where it stands."
    assert schemas["Colour"]["description"] == "What it looks like."


def test_defaults_and_what_is_required(schemas: dict[str, Schema]) -> None:
    whole = schemas["Whole"]
    assert whole["required"] == ["type", "from", "place"]
    assert whole["properties"]["more"] == {"default": {}}
    assert whole["properties"]["best"] == {"allOf": [{"$ref": "#/$defs/Colour"}], "default": "blue"}
    assert schemas["Part"]["properties"]["made_at"]["format"] == "date-time"


GOOD = {"type": "whole", "from": "here", "place": [1.5, 2]}


@pytest.mark.parametrize(
    ("changed", "is_valid"),
    [
        ({}, True),
        ({"unknown": 1}, True),
        ({"names": ["a", "b"], "counts": {"x": 1}, "kind": "b", "more": [1]}, True),
        ({"part": {"size": 1, "colour": "blue", "parts": [{"size": 2.5}]}}, True),
        ({"part": None}, True),
        ({"type": "part"}, False),
        ({"from": None}, False),
        ({"place": [1]}, False),
        ({"place": [1, 2, 3]}, False),
        ({"names": ["a", "b", "c"]}, False),
        ({"counts": {"x": "1"}}, False),
        ({"kind": "c"}, False),
        ({"part": {"size": 0}}, False),
        ({"part": {"size": 1, "parts": [{}]}}, False),
        ({"best": "green"}, False),
    ],
)
def test_what_fits(schemas: dict[str, Schema], changed: dict[str, Any], is_valid: bool) -> None:
    value = GOOD | changed
    assert valid(schemas, value) is is_valid
    # The types themselves judge the same way.
    try:
        msgspec.json.decode(msgspec.json.encode(value), type=Whole)
    except msgspec.ValidationError:
        assert not is_valid
    else:
        assert is_valid


def test_two_types_of_one_name_are_refused() -> None:
    other = msgspec.defstruct("Part", [("x", int)])
    with pytest.raises(TypeError, match="two types are called Part"):
        Generator([Whole, other], prefix="#/")


def test_what_it_does_not_know_is_refused() -> None:
    odd = msgspec.defstruct("Odd", [("x", bytes)])
    with pytest.raises(TypeError, match="nothing is known"):
        Generator([odd], prefix="#/")
    mixed = msgspec.defstruct("Mixed", [("x", tuple[int, str])])
    with pytest.raises(TypeError, match="one type"):
        Generator([mixed], prefix="#/")
