"""Small real base maps: tiles of one colour each, in files and on a server of their own."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias, cast

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from backend_client.protocol.entities import Position

#: Zoom, column, row from the north.
Place: TypeAlias = tuple[int, int, int]

RED, GREEN = "#ff0000", "#00ff00"


def picture(colour: str, kind: str = "PNG") -> bytes:
    """A tile of one colour as a file of the kind PNG, JPG or WEBP."""
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(content.data())


def place_of(position: Position, zoom: int) -> Place:
    """The tile that holds a position, in the tile's own datum."""
    longitude, latitude = position
    side = 1 << zoom
    sine = math.asinh(math.tan(math.radians(latitude)))
    return zoom, int((longitude + 180) / 360 * side), int((1 - sine / math.pi) / 2 * side)


def middle_of(place: Place) -> Position:
    """The position in the middle of a tile."""
    zoom, column, row = place
    side = 1 << zoom
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (row + 0.5) / side))))
    return (column + 0.5) / side * 360 - 180, latitude


def write_mbtiles(path: Path, tiles: Mapping[Place, bytes], **metadata: str) -> Path:
    """An MBTiles file; its rows count from the south."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)"
        )
        database.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        database.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            [(zoom, column, (1 << zoom) - 1 - row, data) for (zoom, column, row), data in tiles.items()],
        )
    return path


def write_pmtiles(
    path: Path, tiles: Mapping[Place, bytes], *, kind: TileType = TileType.PNG, **metadata: str
) -> Path:
    """A PMTiles file, made by the format's own writer."""
    with path.open("wb") as file:
        # The package says nothing of its writer's types.
        writer: Any = cast(Any, Writer)(file)
        for place, data in sorted(tiles.items(), key=lambda item: zxy_to_tileid(*item[0])):
            writer.write_tile(zxy_to_tileid(*place), data)
        zooms = [zoom for zoom, _, _ in tiles]
        writer.finalize(
            {
                "tile_type": kind,
                "tile_compression": Compression.NONE,
                "min_zoom": min(zooms, default=0),
                "max_zoom": max(zooms, default=0),
                "min_lon_e7": -1_800_000_000,
                "min_lat_e7": -850_000_000,
                "max_lon_e7": 1_800_000_000,
                "max_lat_e7": 850_000_000,
                "center_zoom": 0,
                "center_lon_e7": 0,
                "center_lat_e7": 0,
            },
            metadata,
        )
    return path


class TileServer:
    """A site's map server: tiles at `/Z/X/Y.png`; `/moved/...` redirects to another address."""

    def __init__(self, tiles: Mapping[Place, bytes], *, moved_to: str = "") -> None:
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                if self.path.startswith("/moved/"):
                    self.send_response(HTTPStatus.FOUND)
                    self.send_header("Location", moved_to + self.path.removeprefix("/moved"))
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                zoom, column, row = self.path.removesuffix(".png").strip("/").split("/")
                data = tiles.get((int(zoom), int(column), int(row)))
                self.send_response(HTTPStatus.NOT_FOUND if data is None else HTTPStatus.OK)
                self.send_header("Content-Type", "image/png")
                self.send_header("Content-Length", str(len(data or b"")))
                self.end_headers()
                self.wfile.write(data or b"")

            def log_message(self, format: str, *arguments: object) -> None:
                """Tests read no log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.address = f"{self.origin}/{{z}}/{{x}}/{{y}}.png"

    @contextmanager
    def running(self) -> Iterator[TileServer]:
        """Serve until the end of the block."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()
