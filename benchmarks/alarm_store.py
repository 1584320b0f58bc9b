"""Cameras in the store of a benchmark's own platform, read and changed while that platform does not run."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec.structs import replace

from backend_client.protocol.entities import Camera, Streams, Wall


def wall_cameras(database: Path, wall: str) -> tuple[str, ...]:
    """The cameras on the tiles of a wall."""
    with closing(sqlite3.connect(database)) as store:
        (body,) = store.execute(
            "SELECT body FROM entities WHERE entity = 'wall' AND id = ?", (wall,)
        ).fetchone()
    return tuple(tile.camera for tile in msgspec.json.decode(body, type=Wall).tiles)


def cameras(database: Path) -> dict[str, Camera]:
    """All cameras by id."""
    with closing(sqlite3.connect(database)) as store:
        rows = store.execute("SELECT id, body FROM entities WHERE entity = 'camera' ORDER BY id").fetchall()
    return {id_: msgspec.json.decode(body, type=Camera) for id_, body in rows}


def move_cameras(database: Path, addresses: Mapping[str, str]) -> None:
    """Give cameras (by id) another address for their streams."""
    known = cameras(database)
    rows = [
        (msgspec.json.encode(replace(known[id_], streams=Streams(main=address, sub=address))), id_)
        for id_, address in addresses.items()
    ]
    with closing(sqlite3.connect(database)) as store, store:
        store.executemany("UPDATE entities SET body = ? WHERE entity = 'camera' AND id = ?", rows)
