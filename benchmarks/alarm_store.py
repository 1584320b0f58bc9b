"""What the cameras of a benchmark's own platform are, read from its store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import Wall


def wall_cameras(database: Path, wall: str) -> tuple[str, ...]:
    """The cameras on the tiles of a wall."""
    with closing(sqlite3.connect(database)) as store:
        (body,) = store.execute(
            "SELECT body FROM entities WHERE entity = 'wall' AND id = ?", (wall,)
        ).fetchone()
    return tuple(tile.camera for tile in msgspec.json.decode(body, type=Wall).tiles)


def cameras(database: Path) -> dict[str, Camera]:
    """All cameras by id, in the order of the directory."""
    with closing(sqlite3.connect(database)) as store:
        rows = store.execute("SELECT id, body FROM entities WHERE entity = 'camera' ORDER BY id").fetchall()
    return {id_: msgspec.json.decode(body, type=Camera) for id_, body in rows}
