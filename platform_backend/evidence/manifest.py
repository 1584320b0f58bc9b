"""What goes with evidence: a list of its files with their digests, and how it came to be."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import msgspec

from backend_client.protocol.evidence import MEDIA_NAMES, EvidenceKind, EvidenceRecord

FORMAT: Final = "evidence/1"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
PUBLIC_KEY: Final = "evidence-key.pem"
_PIECE: Final = 1 << 20


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that belongs to it."""

    name: str
    bytes: int
    sha256: str
    media_type: str


class CameraNamed(msgspec.Struct, frozen=True, kw_only=True):
    """The camera, also by its 20-digit id (GB/T 28181)."""

    id: str
    name: str
    device_id: str


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """From when until when, RFC 3339 UTC."""

    since: str
    until: str


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who did something, when, as what and from where."""

    user: str
    name: str
    at: str
    role: str = ""
    workstation: str = ""
    text: str = ""


class Maker(msgspec.Struct, frozen=True, kw_only=True):
    """What made it: the program, its version, and the platform's database."""

    name: str
    version: str
    platform: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`asked` is what was wanted; `shown` what the file shows, by the platform's clock, part by part.

    `source` is ``recordings``, or ``console`` for pictures that a console has kept itself: of those the
    platform knows the range from the console alone.
    """

    format: str
    id: str
    kind: EvidenceKind
    source: str
    files: tuple[File, ...]
    camera: CameraNamed
    asked: Range
    shown: tuple[Range, ...]
    exported: Person
    approved: Person | None
    reason: str
    case_number: str
    made_at: str
    software: Maker
    key: str


def media_name(media_type: str) -> str:
    """The name of the file with the pictures. Raises KeyError for what is not taken."""
    return MEDIA_NAMES[media_type]


def media_types() -> dict[str, str]:
    """Every name that a file with pictures may have, with its kind."""
    return {name: media_type for media_type, name in MEDIA_NAMES.items()}


def encode(manifest: Manifest) -> bytes:
    """The manifest as its signature covers it: JSON in UTF-8, indented for people."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def manifest_of(
    id_: str,
    record: EvidenceRecord,
    *,
    file: File,
    shown: tuple[Range, ...],
    made_at: str,
    software: Maker,
    key: str,
) -> Manifest:
    """What is to be signed for an export."""
    approved = None
    if record.approved_at is not None:
        approved = Person(
            user=record.approver or "",
            name=record.approved_by,
            at=record.approved_at,
            role="duty_leader",
            text=record.approval_text,
        )
    return Manifest(
        format=FORMAT,
        id=id_,
        kind=record.kind,
        source=record.source,
        files=(file,),
        camera=CameraNamed(id=record.camera, name=record.camera_name, device_id=record.device_id),
        asked=Range(since=record.since, until=record.until),
        shown=shown,
        exported=Person(
            user=record.user,
            name=record.by,
            at=record.at,
            role=record.role,
            workstation=record.workstation,
        ),
        approved=approved,
        reason=record.reason,
        case_number=record.case_number,
        made_at=made_at,
        software=software,
        key=key,
    )


def described(path: Path, *, media_type: str) -> File:
    """A file with its digest. Raises OSError."""
    return File(name=path.name, bytes=path.stat().st_size, sha256=digest(path), media_type=media_type)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
