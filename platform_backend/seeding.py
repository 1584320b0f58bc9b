"""Puts a freshly generated district into an empty store, in bulk and in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace
from pypinyin import Style, lazy_pinyin
from sqlalchemy import Connection, Table

from backend_client.protocol.entities import Camera, Entity
from backend_client.protocol.topics import LOG_TOPICS
from platform_backend.access.scope import codes_of
from platform_backend.commands.clocks import reckoned
from platform_backend.commands.trail import in_view
from platform_backend.districts.contacts import build_contacts
from platform_backend.districts.generate import District
from platform_backend.districts.types import published_types
from platform_backend.limits.limits import Limits, packaged, read_limits
from platform_backend.store import schema
from platform_backend.store.batch import Row, incident_columns

#: What is seeded counts as the first event of every log topic, so that cursors start at 1.
FIRST_SEQ = 1
_CHUNK = 5000
_BY = "platform"


def seed_district(
    connection: Connection, district: District, *, now: float, limits: Limits | None = None
) -> None:
    """Insert everything the district starts with; open incidents get clocks by `limits`."""
    limits = limits if limits is not None else read_limits(packaged())
    org_codes = {id_: org.code for id_, org in district.orgs.items()}

    def row(entity: str, id_: str, data: Entity, *, seen: bool = True) -> Row:
        body = msgspec.json.encode(data)
        return Row(entity, id_, 1, body, codes_of(data, org_codes), seen, _BY, now)

    parts: dict[str, Mapping[str, Entity]] = {
        "org": district.orgs,
        "department": district.departments,
        "incident_type": published_types(district.spec, departments=district.departments),
        "seat": district.seats,
        "grid": district.grids,
        "camera": district.cameras,
        "unit": district.units,
        "contact": build_contacts(
            district.orgs,
            district.departments,
            district.units,
            now=now,
            rng=Random(f"{district.spec.name}:{district.seed}:contacts"),
        ),
        "wall": district.walls,
        "scene": district.scenes,
        "tour": district.tours,
    }
    start = (row(entity, id_, data) for entity, part in parts.items() for id_, data in part.items())
    _insert(connection, schema.entities, (_columns(each) for each in start))
    _insert(
        connection,
        schema.camera_index,
        (_camera_columns(id_, camera, org_codes) for id_, camera in district.cameras.items()),
    )
    waiting = {
        id_: replace(each, deadlines=reckoned(each, now=now, limits=limits, org_codes=org_codes))
        for id_, each in district.open_incidents.items()
    }
    for chunk in _chunks(chain(district.past, waiting.items())):
        rows = [row("incident", id_, each, seen=in_view(each, now)) for id_, each in chunk]
        found = [
            incident_columns(one.id, each, one.codes) for one, (_, each) in zip(rows, chunk, strict=True)
        ]
        _insert(connection, schema.entities, (_columns(each) for each in rows))
        _insert(connection, schema.incident_index, found)
    serials = [{"name": name, "value": value} for name, value in district.serials.items()]
    _insert(connection, schema.serials, serials)
    heads = [{"topic": topic, "head": FIRST_SEQ, "floor": FIRST_SEQ} for topic in LOG_TOPICS]
    _insert(connection, schema.heads, heads)


def initials(text: str) -> str:
    """Pinyin initials of a name in lower case; letters and digits stand for themselves."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def _camera_columns(id_: str, camera: Camera, org_codes: Mapping[str, str]) -> dict[str, object]:
    words = (camera.name.lower(), camera.device_id, initials(camera.name))
    return {
        "id": id_,
        "org": camera.org,
        "name": camera.name,
        "words": "\n".join(words),
        "codes": codes_of(camera, org_codes),
    }


def _columns(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in Row.__slots__}


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    # Straight to the driver: SQLAlchemy's own handling of each row would cost as much as the insert.
    names = table.columns.keys()
    marks = ", ".join("?" * len(names))
    for chunk in _chunks(rows):
        values = [tuple(row[name] for name in names) for row in chunk]
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", values)


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
