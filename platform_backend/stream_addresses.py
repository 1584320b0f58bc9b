"""Where consoles fetch the cameras' streams: at the platform, or at a media server of the district's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec
from sqlalchemy import select

from backend_client.protocol.entities import Camera, Streams
from platform_backend.store import schema
from platform_backend.store.batch import Batch, Draft
from platform_backend.store.store import Store

#: What stands in a template: the camera's id, its 20-digit device id, `main` or `sub`, and the camera's place
#: in the directory, from 1, for media servers that only number their streams.
PLACEHOLDERS: Final = ("id", "device_id", "stream", "number")
#: The addresses that the platform serves itself, by way of its camera site.
OWN_TEMPLATE: Final = "/cameras/{id}/{stream}.ts"

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_SCHEMES: Final = ("rtsp://", "rtsps://", "http://", "https://")


def check_template(template: str) -> str:
    """Give `template` back. Raises ValueError with a sentence when no stream could be found by it."""
    if not template.startswith(_SCHEMES):
        raise ValueError(f"it must begin with one of {' '.join(_SCHEMES)}")
    if "{" in _PLACEHOLDER.sub(_known_or_left, template) or not _PLACEHOLDER.search(template):
        known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise ValueError(f"it must tell the cameras apart by some of {known}, and may hold no other braces")
    return template


def apply_template(store: Store, template: str | None, *, now: float) -> int:
    """Give every camera its addresses by `template`, the platform's own by None; how many changed.

    A changed camera gets a new version and an event, so that consoles which come back hear of it.
    """
    with store.writing() as connection:
        batch = Batch(connection, now=now)
        draft = Draft(batch, by="platform")
        for id_, codes, camera in _changed(batch, template or OWN_TEMPLATE):
            draft.put(id_, camera, codes=codes)
        if draft.staged:
            batch.merge(draft)
            batch.flush()
        return len(draft.staged)


def _changed(batch: Batch, template: str) -> Iterator[tuple[str, str, Camera]]:
    table = schema.entities
    wanted = select(table.c.id, table.c.codes, table.c.body).where(table.c.entity == "camera")
    rows = batch.connection.execute(wanted.order_by(table.c.id)).all()
    for number, row in enumerate(rows, start=1):
        camera = msgspec.json.decode(row.body, type=Camera)
        values = {"id": row.id, "device_id": camera.device_id, "number": str(number)}
        streams = Streams(
            main=_filled(template, values | {"stream": "main"}),
            sub=_filled(template, values | {"stream": "sub"}),
        )
        if streams != camera.streams:
            yield row.id, row.codes, msgspec.structs.replace(camera, streams=streams)


def _filled(template: str, values: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found[1]], template)


def _known_or_left(found: re.Match[str]) -> str:
    return "" if found[1] in PLACEHOLDERS else found[0]
