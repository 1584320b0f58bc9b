"""The query about recordings: what there is of a camera."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from backend_client.protocol.messages import Scope
from backend_client.protocol.recording_args import (
    RecordedPart,
    RecordingsFound,
    RecordingsSearch,
)
from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.scope import sees, unseen
from platform_backend.recordings.reading import parts
from platform_backend.recordings.segments import find
from platform_backend.store import schema

#: Parts of one answer: it has to fit into a frame.
_MOST_PARTS: Final = 2000
_LONGEST_S: Final = 92 * 86_400.0


def recordings(connection: Connection, args: RecordingsSearch, scope: Scope, root: Path) -> RecordingsFound:
    """What is recorded of a camera. Raises Refused when `scope` holds no such camera, ValueError."""
    check_camera(connection, args.camera, scope)
    since, until = parse_time(args.since), parse_time(args.until)
    if not 0.0 < until - since <= _LONGEST_S:
        raise ValueError("until has to come after since, by 92 days at most")
    found = parts(find(root, args.camera, since=since, until=until))
    return RecordingsFound(
        parts=tuple(
            RecordedPart(
                since=format_time(each.since),
                until=format_time(each.until),
                bytes=each.bytes,
                why=each.why,
            )
            for each in found[:_MOST_PARTS]
        ),
        more=len(found) > _MOST_PARTS,
    )


def check_camera(connection: Connection, camera: str, scope: Scope) -> None:
    """Raises Refused when there is no such camera, or not for these eyes."""
    table = schema.entities.c
    wanted = select(table.codes).where(table.entity == "camera", table.id == camera)
    codes = connection.scalar(wanted)
    if codes is None or not sees(scope, codes):
        raise unseen(scope, f"camera {camera[:60]!r}")
