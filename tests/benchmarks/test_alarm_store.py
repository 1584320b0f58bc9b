from __future__ import annotations

from pathlib import Path

import msgspec
from sqlalchemy import create_engine, insert

from backend_client.protocol.entities import Entity
from backend_client.protocol.wall import Wall, WallTile
from benchmarks.alarm_store import cameras, wall_cameras
from platform_backend.store import schema
from tests.widgets.district import camera


def row(entity: str, id_: str, data: Entity) -> dict[str, object]:
    body = msgspec.json.encode(data)
    facts = {"codes": "", "in_view": True, "changed_by": "platform", "changed_at": 0.0}
    return {"entity": entity, "id": id_, "ver": 1, "body": body, **facts}


def test_cameras_come_in_the_order_of_the_directory(tmp_path: Path) -> None:
    database = tmp_path / "platform.sqlite3"
    engine = create_engine(f"sqlite:///{database}")
    wall = Wall(
        name="1", org="gulou", tiles=(WallTile(tile=1, camera="cam-3"), WallTile(tile=2, camera="cam-1"))
    )
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        rows = [row("camera", f"cam-{number}", camera()) for number in (3, 1, 2)]
        connection.execute(insert(schema.entities), [*rows, row("wall", "wall-1", wall)])
    engine.dispose()
    assert list(cameras(database)) == ["cam-1", "cam-2", "cam-3"]
    assert wall_cameras(database, "wall-1") == ("cam-3", "cam-1")
