"""``python -m platform_backend restore FILE``: a backup becomes the database; the former one is kept aside.

The platform must not run. The pictures that the backup speaks of come from the folder `media` beside it, its
evidence from the folder `evidence`; each one, also of those that are there already, is compared with its
digest. Recordings stay as they are. The restored database gets a new epoch, so that every console takes whole
snapshots instead of going on from events that are no longer there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, update
from sqlalchemy.exc import DatabaseError
from uuid6 import uuid7

from backend_client.protocol.evidence import EvidenceRecord, EvidenceState
from platform_backend.access.tokens import read_key
from platform_backend.administration.backup import cause, summary
from platform_backend.administration.noting import note
from platform_backend.audit.anchors import note_restored
from platform_backend.audit.trail import HEAD_ID, seal
from platform_backend.data_folder import DataFolder
from platform_backend.evidence.manifest import PUBLIC_KEY
from platform_backend.evidence.signing import KEY_FILE, Signer
from platform_backend.failures import CannotStart
from platform_backend.options import default_data_folder
from platform_backend.store import schema
from platform_backend.store.database_copy import Contents, copy_database, flush, holds_code, inspect, remove
from platform_backend.store.evidence_copies import (
    EVIDENCE_FOLDER,
    EvidenceBrought,
    bring_evidence,
    exports_of,
)
from platform_backend.store.media_copies import bring, pictures_of
from platform_backend.store.media_files import MEDIA_FOLDER
from platform_backend.store.store import Store


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, where the former database went (or None), what is left to be done."""

    contents: Contents
    former: Path | None
    remarks: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Run the tool; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m platform_backend restore", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that 'backup' has written")
    parser.add_argument("--data", type=Path, help="the platform's data folder, made when missing")
    said = parser.parse_args(arguments)
    path: Path = said.data or default_data_folder()
    try:
        with closing(DataFolder(path)) as folder:
            done = restore(said.file, folder, now=time.time())
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    former = "" if done.former is None else f"; the former database is kept as {done.former.name}"
    print(f"{said.file} is in place in {path}, {summary(done.contents)}{former}")
    for remark in done.remarks:
        print(remark, file=sys.stderr)
    return 0


def restore(file: Path, folder: DataFolder, *, now: float) -> Restored:
    """Put the backup `file` in place, its pictures first: those are named by what they hold and harm nothing.

    Raises CannotStart with one sentence; then the database is as it was.
    """
    database = folder.database
    fresh = database.with_name(f"{database.name}.restoring")
    try:
        contents = inspect(file)
        if database.exists() and file.samefile(database):
            raise CannotStart(f"{file} is the database itself: name a backup.")
        if holds_code(file):
            raise CannotStart(
                f"{file} holds triggers or views, which no platform makes: name another backup."
            )
        if not contents.schema.isdecimal() or int(contents.schema) > int(schema.SCHEMA_VERSION):
            raise CannotStart(
                f"{file} was written by a newer version of this program (its schema is {contents.schema}, "
                f"this one knows {schema.SCHEMA_VERSION}): use that one."
            )
        # Left by a restore that did not end.
        remove(fresh)
        copy_database(file, fresh)
        try:
            missing = _make_ready(fresh, folder.path, file)
            pictures = bring(
                pictures_of(file),
                source=_beside(file),
                target=folder.path / MEDIA_FOLDER,
                thoroughly=True,
            )
            exports = exports_of(file)
            evidence = bring_evidence(
                exports,
                source=file.absolute().parent / EVIDENCE_FOLDER,
                target=folder.path / EVIDENCE_FOLDER,
                thoroughly=True,
            )
            former = _set_aside(database, now=now)
            os.replace(fresh, database)
        finally:
            remove(fresh)
        flush(folder.path)
    except (OSError, ValueError, sqlite3.Error, DatabaseError) as error:
        raise CannotStart(
            f"{file} could not be put in place in {folder.path} ({cause(error)}): check permissions and free "
            "space; the database there is as it was."
        ) from error
    remarks = [_MISSING[name].format(folder=folder.path) for name in missing]
    if pictures.missing:
        remarks.append(
            f"{len(pictures.missing)} of {pictures.wanted} pictures are whole neither in "
            f"{folder.path / MEDIA_FOLDER} nor in {_beside(file)}: put them there and restore again."
        )
    remarks += _about_evidence(evidence, exports, folder=folder.path, beside=file.absolute().parent)
    if "audit.key" not in missing:
        try:
            note_restored(folder.path, database, now=now)
        except (OSError, ValueError, sqlite3.Error) as error:
            remarks.append(f"The audit trail's anchors could not be told of it ({cause(error)}).")
    return Restored(contents, former, tuple(remarks))


def _about_evidence(
    brought: EvidenceBrought, exports: Mapping[str, EvidenceRecord], *, folder: Path, beside: Path
) -> list[str]:
    remarks = []
    if brought.missing:
        remarks.append(
            f"{len(brought.missing)} of {brought.wanted} exports of evidence are whole neither in "
            f"{folder / EVIDENCE_FOLDER} nor in {beside / EVIDENCE_FOLDER}: put them there and restore again."
        )
    if any(each.state is EvidenceState.READY for each in exports.values()) and not _signs(folder, exports):
        remarks.append(
            f"evidence.key of the platform that made the backup is not in {folder}: put it there before the "
            "first start, or what was signed before does not fit the key that is handed out."
        )
    return remarks


def _signs(folder: Path, exports: Iterable[str]) -> bool:
    """Whether the key in the data folder is the one that its evidence was signed with."""
    try:
        own = Signer(read_key(folder / KEY_FILE)).public_pem
    except (OSError, ValueError):
        return False
    for id_ in exports:
        signed = folder / EVIDENCE_FOLDER / id_ / PUBLIC_KEY
        if signed.exists() and signed.read_bytes() != own:
            return False
    return True


def _beside(file: Path) -> Path:
    return file.absolute().parent / MEDIA_FOLDER


def _make_ready(fresh: Path, folder: Path, file: Path) -> list[str]:
    # Opening brings an older backup up to date.
    with closing(Store(fresh, keep_former=False)) as store:
        with store.writing() as connection:
            meta = schema.meta
            connection.execute(update(meta).where(meta.c.key == "epoch").values(value=uuid7().hex))
            missing = [] if _fits(connection, folder / "audit.key") else ["audit.key"]
            signed_in = connection.scalar(select(func.count()).select_from(schema.sessions))
            if signed_in and not (folder / "token.key").exists():
                missing.append("token.key")
        if "audit.key" not in missing:
            note(store, folder, "store.restore", str(file.absolute()))
        store.checkpoint()
    flush(fresh)
    return missing


def _fits(connection: Connection, key_file: Path) -> bool:
    # Entries under another key than those before them would break the trail for good.
    head = connection.execute(
        select(schema.audit_head).where(schema.audit_head.c.id == HEAD_ID)
    ).one_or_none()
    if head is None:
        return True
    return key_file.exists() and seal(read_key(key_file), head.number, head.mac) == head.seal


def _set_aside(database: Path, *, now: float) -> Path | None:
    if not database.exists():
        return None
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    former = database.with_name(f"{database.name}.before-restore-{stamp}")
    try:
        # Everything into the one file; a database that is too damaged for that goes with its companions.
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        pass
    for companion in ("-wal", "-shm"):
        beside = database.with_name(database.name + companion)
        if beside.exists():
            os.replace(beside, former.with_name(former.name + companion))
    try:
        # A second name, so that there is a database under the first one at every moment.
        os.link(database, former)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(database, former)
    return former


_MISSING = {
    "token.key": "token.key of the platform that made the backup is not in {folder}: without it everybody "
    "has to sign in again.",
    "audit.key": "audit.key of the platform that made the backup is not in {folder}: put it there before "
    "the first start, or the audit trail counts as broken from here on.",
}
