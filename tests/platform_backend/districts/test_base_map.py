"""The base map as GeoJSON."""

from __future__ import annotations

import json
from collections import Counter

from shapely.geometry import shape

from platform_backend.districts.base_map import base_map
from platform_backend.districts.generate import District


def test_the_map_has_land_water_parks_roads_and_borders(district: District) -> None:
    collection = json.loads(json.dumps(base_map(district)))
    assert collection["type"] == "FeatureCollection"
    kinds = Counter(feature["properties"]["kind"] for feature in collection["features"])
    assert kinds["land"] == kinds["border"] == 1
    assert kinds["water"] == len(district.spec.waters)
    assert kinds["park"] > 10
    assert kinds["road"] > 300
    ranks = {
        feature["properties"]["rank"]
        for feature in collection["features"]
        if feature["properties"]["kind"] == "road"
    }
    assert ranks == {"main", "secondary", "lane"}


def test_shapes_are_sound_and_near_the_district(district: District) -> None:
    features = base_map(district)["features"]
    west, south, east, north = shape(features[0]["geometry"]).bounds
    for feature in features:
        drawn = shape(feature["geometry"])
        assert drawn.is_valid
        assert not drawn.is_empty
        assert west - 0.12 < drawn.bounds[0] <= drawn.bounds[2] < east + 0.12
        assert south - 0.12 < drawn.bounds[1] <= drawn.bounds[3] < north + 0.12


def test_it_is_small_enough_to_be_sent_at_once(district: District) -> None:
    assert len(json.dumps(base_map(district))) < 1_000_000
