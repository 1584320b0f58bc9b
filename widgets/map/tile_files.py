"""Tiles out of one file: MBTiles (SQLite) and PMTiles. Raster pictures only; no Qt here.

A file is opened by the thread that reads it, and read only.
"""

from __future__ import annotations

import functools
import gzip
import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from pmtiles.tile import (
    Compression,
    Entry,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)

#: How MBTiles and PMTiles files begin.
SQLITE_MAGIC: Final = b"SQLite format 3\x00"
PMTILES_MAGIC: Final = b"PMTiles"

_HEADER_BYTES: Final = 127
_PMTILES_DEPTH: Final = 4
_RASTER: Final = (TileType.PNG, TileType.JPEG, TileType.WEBP)
#: What a broken file may raise while it is read.
_BROKEN: Final = (OSError, EOFError, ValueError, IndexError, OverflowError, zlib.error)


class TileFileUnusable(Exception):
    """A file cannot give tiles; the text says why, to stand behind the file's name."""


@dataclass(frozen=True, slots=True)
class TileFacts:
    """What a file says of itself: its zoom levels and whom to name beside the map."""

    min_zoom: int
    max_zoom: int
    attribution: str = ""


class TileFile(Protocol):
    """An open file of tiles."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """The picture at `row` from the north, None where the file has none. Raises TileFileUnusable."""

    def facts(self) -> TileFacts:
        """What the file says of itself. Raises TileFileUnusable when it cannot be a base map."""

    def close(self) -> None:
        """Close the file."""


def media_type(picture: bytes) -> bytes:
    """The media type of a PNG, JPEG or WebP picture, by its first bytes; empty for anything else."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return b"image/png"
    if picture.startswith(b"\xff\xd8\xff"):
        return b"image/jpeg"
    return b"image/webp" if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP" else b""


def opener(path: Path) -> Callable[[], TileFile] | None:
    """How to open `path`, judged by how it begins; None when it is no file of tiles. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(len(SQLITE_MAGIC))
    if start == SQLITE_MAGIC:
        return lambda: Mbtiles(path)
    return (lambda: Pmtiles(path)) if start.startswith(PMTILES_MAGIC) else None


class Mbtiles:
    """A file after the MBTiles specification 1.3; its rows count from the south, as in TMS."""

    def __init__(self, path: Path) -> None:
        """Open the database read-only. Raises TileFileUnusable."""
        try:
            if path.stat().st_size < _size_in_header(path):
                raise TileFileUnusable("is no whole MBTiles file (it is cut short)")
            self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        except (OSError, sqlite3.Error) as error:
            raise TileFileUnusable(f"cannot be read ({error})") from error

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """See TileFile."""
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        found = self._one(query, zoom, column, (1 << zoom) - 1 - row)
        return bytes(found[0]) if found else None

    def facts(self) -> TileFacts:
        """See TileFile."""
        first = self._one("SELECT tile_data FROM tiles LIMIT 1")
        if first is None:
            raise TileFileUnusable("holds no tiles")
        if not isinstance(first[0], bytes) or not media_type(first[0]):
            raise TileFileUnusable("holds no PNG, JPEG or WebP pictures (vector tiles cannot be drawn)")
        # Two questions, as an index answers each at once but not both together.
        least, most = (self._one(f"SELECT {end}(zoom_level) FROM tiles") for end in ("min", "max"))
        assert least is not None
        assert most is not None
        named = self._one("SELECT value FROM metadata WHERE name = 'attribution'")
        return TileFacts(int(least[0]), int(most[0]), str(named[0]) if named else "")

    def close(self) -> None:
        """See TileFile."""
        self._database.close()

    def _one(self, query: str, *values: int) -> tuple[Any, ...] | None:
        try:
            with closing(self._database.execute(query, values)) as cursor:
                row: tuple[Any, ...] | None = cursor.fetchone()
        except (sqlite3.Error, OverflowError) as error:
            raise TileFileUnusable(f"is no whole MBTiles file ({error})") from error
        return row


def _size_in_header(path: Path) -> int:
    """Bytes that a SQLite file should have; what is cut off, SQLite itself may read as empty."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    page = int.from_bytes(header[16:18], "big")
    # 1 means 65,536; the count of pages holds only beside the number of the change that wrote it.
    pages = int.from_bytes(header[28:32], "big") if header[24:28] == header[92:96] else 0
    return (65_536 if page == 1 else page) * pages


class Pmtiles:
    """A file after the PMTiles specification 3, its directories packed with gzip, as all its writers do.

    Read by seeking, not mapped into memory: a mapped file that is cut short, or on a share that goes away,
    ends the process instead of raising.
    """

    def __init__(self, path: Path) -> None:
        """Open the file and read its header. Raises TileFileUnusable."""
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise TileFileUnusable(f"cannot be read ({error.strerror})") from error
        self._directory = functools.lru_cache(maxsize=64)(self._read_directory)
        try:
            self._header: HeaderDict = deserialize_header(self._bytes(0, _HEADER_BYTES))
        except (*_BROKEN, MagicNumberNotFound, SpecVersionUnsupported) as error:
            self._file.close()
            raise _no_pmtiles(error) from error

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """See TileFile."""
        try:
            return self._tile(zxy_to_tileid(zoom, column, row))
        except _BROKEN as error:
            raise _no_pmtiles(error) from error

    def facts(self) -> TileFacts:
        """See TileFile."""
        header = self._header
        if header["tile_type"] not in _RASTER:
            raise TileFileUnusable("holds no PNG, JPEG or WebP pictures (vector tiles cannot be drawn)")
        if header["internal_compression"] is not Compression.GZIP:
            raise TileFileUnusable("has directories that are not packed with gzip")
        try:
            # The last byte of the tiles: a copy that was cut short should not be found out tile by tile.
            self._bytes(header["tile_data_offset"] + max(0, header["tile_data_length"] - 1), 1)
            if not self._directory(header["root_offset"], header["root_length"]):
                raise TileFileUnusable("holds no tiles")
            packed = self._bytes(header["metadata_offset"], header["metadata_length"])
            said = json.loads(gzip.decompress(packed)) if packed else {}
        except _BROKEN as error:
            raise _no_pmtiles(error) from error
        attribution = said.get("attribution", "") if isinstance(said, dict) else ""
        return TileFacts(header["min_zoom"], header["max_zoom"], str(attribution))

    def close(self) -> None:
        """See TileFile."""
        self._file.close()

    def _tile(self, tile_id: int) -> bytes | None:
        header = self._header
        offset, length = header["root_offset"], header["root_length"]
        for _ in range(_PMTILES_DEPTH):
            entry = find_tile(self._directory(offset, length), tile_id)
            if entry is None:
                return None
            if entry.run_length:
                data = self._bytes(header["tile_data_offset"] + entry.offset, entry.length)
                return gzip.decompress(data) if header["tile_compression"] is Compression.GZIP else data
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        raise ValueError("its directories lead nowhere")

    def _read_directory(self, offset: int, length: int) -> list[Entry]:
        return deserialize_directory(self._bytes(offset, length))

    def _bytes(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) < length:
            raise EOFError("it is cut short")
        return data


def _no_pmtiles(error: Exception) -> TileFileUnusable:
    return TileFileUnusable(f"is no whole PMTiles file ({error or type(error).__name__})")
