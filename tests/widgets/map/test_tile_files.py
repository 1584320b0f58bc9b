from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pmtiles.tile import TileType

from tests.widgets.map.base_maps import GREEN, RED, picture, write_mbtiles, write_pmtiles
from widgets.map.tile_files import (
    Pmtiles,
    TileFacts,
    TileFile,
    TileFileUnusable,
    media_type,
    opener,
)

NORTH, SOUTH = (3, 5, 2), (3, 5, 3)


@pytest.fixture(params=["mbtiles", "pmtiles"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    write = write_mbtiles if request.param == "mbtiles" else write_pmtiles
    tiles = {NORTH: picture(RED), SOUTH: picture(GREEN), (1, 0, 0): picture(GREEN)}
    return write(tmp_path / "a map % of #1?.tiles", tiles, attribution="示范")


def opened(path: Path) -> TileFile:
    made = opener(path)
    assert made is not None
    return made()


def test_rows_count_from_the_north(path: Path) -> None:
    with closing(opened(path)) as file:
        assert file.tile(*NORTH) == picture(RED)
        assert file.tile(*SOUTH) == picture(GREEN)
        assert file.tile(3, 0, 0) is None
        assert file.tile(9, 0, 0) is None


def test_a_file_says_its_levels_and_whom_to_name(path: Path) -> None:
    with closing(opened(path)) as file:
        assert file.facts() == TileFacts(min_zoom=1, max_zoom=3, attribution="示范")


def test_a_file_is_never_written(path: Path) -> None:
    before = path.read_bytes()
    path.chmod(0o444)
    with closing(opened(path)) as file:
        file.facts()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_place_that_cannot_be_is_no_crash(path: Path) -> None:
    with closing(opened(path)) as file, pytest.raises(TileFileUnusable):
        file.tile(99, 0, 0)


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_cut_short_is_refused(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(TileFileUnusable, match="no whole"), closing(opened(path)) as file:
        file.facts()


def test_many_tiles_are_found_through_leaf_directories(tmp_path: Path) -> None:
    # Pictures of many lengths, so that the directory does not pack into the root.
    tiles = {(8, x, y): bytes(1 + (x * 31 + y * 17) % 251) for x in range(180) for y in range(180)}
    with closing(Pmtiles(write_pmtiles(tmp_path / "m.pmtiles", tiles))) as file:
        assert all(file.tile(*place) == tiles[place] for place in list(tiles)[::997])
        assert file.tile(8, 200, 200) is None


def refusal(path: Path) -> str:
    """Why a file is refused when it is asked what it is."""
    with closing(opened(path)) as file, pytest.raises(TileFileUnusable) as refused:
        file.facts()
    return str(refused.value)


def test_a_database_without_tiles_is_refused(tmp_path: Path) -> None:
    assert refusal(write_mbtiles(tmp_path / "m.mbtiles", {})) == "holds no tiles"
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as database, database:
        database.execute("CREATE TABLE other (name TEXT)")
    assert "no such table" in refusal(tmp_path / "other.sqlite")


def test_vector_tiles_are_refused(tmp_path: Path) -> None:
    assert "vector" in refusal(write_mbtiles(tmp_path / "m.mbtiles", {NORTH: b"\x1f\x8b..."}))
    path = write_pmtiles(tmp_path / "m.pmtiles", {NORTH: b"\x1f\x8b..."}, kind=TileType.MVT)
    assert "vector" in refusal(path)


def test_what_has_gone_is_refused(path: Path) -> None:
    open_it = opener(path)
    assert open_it is not None
    path.unlink()
    with pytest.raises(TileFileUnusable, match="cannot be read"):
        open_it()
    with pytest.raises(FileNotFoundError):
        opener(path)


@pytest.mark.parametrize("version", [b"PMTiles\x02", b"PMTiles\x03"])
def test_an_old_or_empty_pmtiles_file_is_refused(tmp_path: Path, version: bytes) -> None:
    path = tmp_path / "m.pmtiles"
    path.write_bytes(version + bytes(200))
    with pytest.raises(TileFileUnusable), closing(opened(path)) as file:
        file.facts()


def test_other_files_are_no_tiles(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.write_text("{}")
    assert opener(path) is None


@pytest.mark.parametrize(
    ("kind", "expected"), [("PNG", b"image/png"), ("JPG", b"image/jpeg"), ("WEBP", b"image/webp")]
)
def test_pictures_are_known_by_their_first_bytes(kind: str, expected: bytes) -> None:
    assert media_type(picture(RED, kind)) == expected
    assert media_type(b"<svg/>") == b""
