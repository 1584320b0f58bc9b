from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend_client.protocol.coordinates import Datum
from tests.widgets.map.base_maps import RED, picture, write_mbtiles, write_pmtiles
from widgets.map.base_map import NO_BASE_MAP, BaseMapUnusable, open_base_map


def feature(coordinates: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "LineString", "coordinates": coordinates},
    }


def geojson(path: Path, *features: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.mark.parametrize("write", [write_mbtiles, write_pmtiles])
def test_a_file_is_told_by_its_content(tmp_path: Path, write: Any) -> None:
    path = write(tmp_path / "map", {(4, 1, 1): picture(RED)}, attribution='&copy; <a href="x">Survey</a>')
    made = open_base_map(str(path), datum=Datum.GCJ_02)
    assert made.has_tiles
    assert made.given
    assert (made.min_zoom, made.max_zoom, made.datum) == (4, 4, Datum.GCJ_02)
    assert made.attribution == "© Survey"
    assert made.origin == ""
    assert open_base_map(str(path), datum=Datum.GCJ_02, attribution="Ours").attribution == "Ours"


def test_geojson_is_taken_whole(tmp_path: Path) -> None:
    path = geojson(tmp_path / "map.json", feature([[120.1, 30.1], [120.2, 30.2, 8.0]]), {"geometry": None})
    made = open_base_map(str(path), datum=Datum.CGCS2000)
    assert made.geojson == path.read_bytes()
    assert made.given
    assert not made.has_tiles


def test_an_address_is_not_asked_at_the_start() -> None:
    made = open_base_map("http://10.255.0.1:81/{z}/{x}/{y}.png", datum=Datum.WGS_84, max_zoom=17)
    assert (made.origin, made.max_zoom) == ("http://10.255.0.1:81", 17)
    assert made.given


def test_without_one_nothing_is_allowed_outside() -> None:
    assert not NO_BASE_MAP.given
    assert NO_BASE_MAP.origin == ""


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x00\x01 no map", "neither GeoJSON"),
        (b"[1, 2]", "FeatureCollection"),
        (b'{"features": [7]}', "FeatureCollection"),
        (json.dumps({"features": [feature([[519872.0, 3352000.0]])]}).encode(), "degrees"),
        (json.dumps({"features": [feature([["a", "b"]])]}).encode(), "degrees"),
        (b"SQLite format 3\x00 and no more", "MBTiles"),
        (b"PMTiles\x03 and no more", "PMTiles"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "site.map"
    path.write_bytes(content)
    with pytest.raises(BaseMapUnusable) as unusable:
        open_base_map(str(path), datum=Datum.WGS_84)
    sentence = str(unusable.value)
    assert word in sentence
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_missing_files_folders_and_wrong_addresses_are_refused(tmp_path: Path) -> None:
    for place, word in (
        (str(tmp_path / "none.mbtiles"), "No such file"),
        (str(tmp_path), "directory"),
        ("http://{s}.maps.example/{z}/{x}/{y}", "plain host"),
    ):
        with pytest.raises(BaseMapUnusable, match=word):
            open_base_map(place, datum=Datum.WGS_84)
