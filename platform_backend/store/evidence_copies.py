"""Evidence of one data folder brought beside a backup, and back from there: as files that never change.

Each export has a folder under its id. What is made anew when it is asked for, the marked copies, is left
behind, and so is what is not whole yet.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from backend_client.protocol.evidence import MEDIA_NAMES, EvidenceRecord, EvidenceState
from platform_backend.store.database_copy import flush

#: The folder's name, in the data folder as beside backups.
EVIDENCE_FOLDER: Final = "evidence"
#: What belongs to an export besides its pictures.
_PAPERS: Final = ("shown.json", "manifest.json", "manifest.sig", "evidence-key.pem")
_SIGNED: Final = frozenset({"manifest.json", "manifest.sig"})
_UNFINISHED: Final = "incoming-"


@dataclass(frozen=True, slots=True)
class EvidenceBrought:
    """How many exports there should be, how many files were copied, which exports are not whole anywhere."""

    wanted: int
    copied: int
    missing: tuple[str, ...]


def exports_of(database: Path) -> Mapping[str, EvidenceRecord]:
    """Exports whose pictures have to be kept, by id: those that are ready or still wait.

    Raises sqlite3.Error.
    """
    address = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        wanted = "SELECT id, body FROM entities WHERE entity = 'evidence_record' AND body IS NOT NULL"
        rows = connection.execute(wanted).fetchall()
    kept = {}
    for id_, body in rows:
        # A database from elsewhere could name a folder that is none of an export's.
        with contextlib.suppress(ValueError, TypeError, msgspec.MsgspecError):
            record = msgspec.json.decode(body, type=EvidenceRecord)
            if record.state not in (EvidenceState.REFUSED, EvidenceState.FAILED, EvidenceState.AWAITING):
                kept[str(UUID(id_))] = record
    return kept


def bring_evidence(
    wanted: Mapping[str, EvidenceRecord], *, source: Path, target: Path, thoroughly: bool = False
) -> EvidenceBrought:
    """Copy what is not in `target` yet.

    The pictures of an export that is ready are compared with their digest; what is in `target` is taken to be
    right when its size is, or `thoroughly` when all of it is. Raises OSError about `target`.
    """
    copied, missing = 0, []
    for id_, record in wanted.items():
        there, here = source / id_, target / id_
        for name in (*MEDIA_NAMES.values(), *_PAPERS):
            if _copies(there / name, here / name, record, thoroughly=thoroughly):
                copied += 1
        if record.state is EvidenceState.READY and not _is_whole(here, record):
            missing.append(id_)
    if copied:
        flush(target)
    return EvidenceBrought(len(wanted), copied, tuple(missing))


def _is_whole(place: Path, record: EvidenceRecord) -> bool:
    pictures = place / MEDIA_NAMES.get(record.media_type, "")
    with contextlib.suppress(OSError):
        return pictures.stat().st_size == record.bytes and all((place / name).exists() for name in _SIGNED)
    return False


def _copies(source: Path, target: Path, record: EvidenceRecord, *, thoroughly: bool) -> bool:
    """Bring one file over where it is needed; whether it was."""
    pictures = record.state is EvidenceState.READY and source.name == MEDIA_NAMES.get(record.media_type)
    try:
        size = source.stat().st_size
    except OSError:
        return False
    with contextlib.suppress(OSError):
        doubtful = thoroughly and pictures and _digest(target) != record.sha256
        if target.stat().st_size == size and not doubtful:
            return False
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_UNFINISHED)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, source.open("rb") as read:
            shutil.copyfileobj(read, file)
            file.flush()
            os.fsync(file.fileno())
        if pictures and _digest(fresh) != record.sha256:
            # Damaged there: it takes no place here.
            return False
        fresh.replace(target)
        flush(target.parent)
        return True
    finally:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
