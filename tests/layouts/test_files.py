from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.drafts import Content, Draft, Kind
from layouts.faults import Fault, LayoutUnusable
from layouts.files import MOST_BYTES, match_cameras, read, write_layout, write_scene
from layouts.layout import Layout
from layouts.shapes import usual
from tests.layouts.strategies import layouts

NORTH = Content(camera="c-1", device="33010200001310000001", stream="main", preset=3)
SCENE = Draft(
    usual("4"),
    {
        1: NORTH,
        2: Content(Kind.RECORDING, camera="c-2", since="2026-01-05T08:00:00Z", until="2026-01-05T08:05:00Z"),
        3: Content(Kind.LIST, about="overdue"),
        4: Content(Kind.CLOCK),
    },
)
_contents = st.builds(
    Content,
    kind=st.just(Kind.CAMERA),
    camera=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    device=st.text("0123456789", max_size=20),
    stream=st.sampled_from(["main", "sub"]),
    preset=st.none() | st.integers(1, 255),
) | st.builds(Content, kind=st.sampled_from([Kind.MAP, Kind.COUNTERS, Kind.CONFERENCE]), about=st.just("x"))


def test_a_scene_is_read_as_it_was_written() -> None:
    file = read(write_scene("早高峰", SCENE).encode())
    assert (file.name, file.draft, file.scene, file.faults) == ("早高峰", SCENE, True, ())


@given(layout=layouts(), data=st.data())
def test_any_scene_is(layout: Layout, data: st.DataObject) -> None:
    draft = Draft(layout, {n: data.draw(_contents) for n in layout.by_number})
    text = write_scene("x", draft)
    assert read(text.encode()).draft == draft
    assert write_scene("x", read(text.encode()).draft) == text


def test_a_layout_is_a_file_of_its_own() -> None:
    file = read(write_layout("1+5", usual("1+5")).encode())
    assert (file.draft, file.scene) == (Draft(usual("1+5")), False)


def test_the_first_version_reads_like_this() -> None:
    written = json.loads(write_scene("早高峰", SCENE))
    assert (written["format"], written["version"]) == ("command-console-scene", 1)
    assert written["tiles"] == [
        {
            "tile": 1,
            "kind": "camera",
            "camera": "c-1",
            "device": "33010200001310000001",
            "stream": "main",
            "preset": 3,
        },
        {
            "tile": 2,
            "kind": "recording",
            "camera": "c-2",
            "since": "2026-01-05T08:00:00Z",
            "until": "2026-01-05T08:05:00Z",
        },
        {"tile": 3, "kind": "list", "about": "overdue"},
        {"tile": 4, "kind": "clock"},
    ]
    assert "早高峰" in write_scene("早高峰", SCENE)


def _scene(*tiles: Any, **changes: Any) -> bytes:
    return json.dumps({**json.loads(write_scene("x", Draft(usual("4")))), "tiles": tiles, **changes}).encode()


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (7, "“tiles[1]” is missing or is not an object."),
        ({"kind": "map"}, "“tiles[1].tile” is missing or is not a whole number"),
        ({"tile": 2, "kind": "aquarium"}, "Tile 2 holds “aquarium”, which this program does not know."),
        ({"tile": 2, "kind": "camera"}, "Tile 2 names no camera."),
        ({"tile": 5, "kind": "map"}, "There is no tile 5."),
        ({"tile": 1, "kind": "map"}, "There are two tiles with the number 1."),
        ({"tile": 2, "kind": "camera", "camera": "c", "stream": "third"}, "“tiles[1].stream” is missing"),
        ({"tile": 2, "kind": "camera", "camera": "\ud800"}, "“tiles[1].camera” is missing or is not a text"),
        ({"tile": 2, "kind": "camera", "camera": "c", "preset": "3"}, "“tiles[1].preset” is missing"),
    ],
)
def test_what_is_wrong_with_one_tile_is_told_and_the_others_are_read(entry: Any, sentence: str) -> None:
    file = read(_scene({"tile": 1, "kind": "clock"}, entry, {"tile": 3, "kind": "map"}))
    assert set(file.draft.contents) == {1, 3}
    assert [sentence in str(fault) for fault in file.faults] == [True]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.NOT_A_FILE),
        (b"\xff\xfe\x00", Fault.NOT_A_FILE),
        (b"[" * 100_000, Fault.NOT_A_FILE),
        (b"{}", Fault.NOT_A_FILE),
        (b" " * (MOST_BYTES + 1), Fault.TOO_LARGE),
        (_scene(version=2), Fault.NEWER),
        (_scene(name="x" * 201), Fault.FIELD),
        (_scene(layout=None), Fault.NOT_AN_OBJECT),
        (_scene(*[{}] * 257), Fault.TOO_MANY),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, fault: Fault) -> None:
    with pytest.raises(LayoutUnusable) as told:
        read(data)
    assert told.value.fault is fault


@given(data=st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_nothing_else_is_ever_raised(data: bytes) -> None:
    with contextlib.suppress(LayoutUnusable):
        read(data)


def test_cameras_are_found_again_by_their_device_at_another_platform() -> None:
    elsewhere = {"k-9": "33010200001310000001", "c-2": "33010200001310000777"}
    matched = match_cameras(SCENE, devices=elsewhere)
    assert matched.draft.contents[1] == Content(
        camera="k-9", device="33010200001310000001", stream="main", preset=3
    )
    assert matched.draft.contents[2].device == "33010200001310000777"  # named by its id alone
    assert matched.draft.contents[4] == Content(Kind.CLOCK)
    assert not matched.missing


def test_an_id_that_means_another_device_here_is_no_match() -> None:
    matched = match_cameras(Draft(usual("4"), {1: NORTH}), devices={"c-1": "33010200001310000555"})
    assert (matched.draft.contents, matched.missing) == ({}, {1: NORTH})
