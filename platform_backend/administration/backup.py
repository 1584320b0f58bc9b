"""``python -m platform_backend backup FILE``: a copy of the database, also while the platform runs.

The copy is one moment of the database and has been read back whole before it gets its name. The pictures that
it speaks of are in the folder `media` beside it by then, and its evidence in the folder `evidence`; all
backups in one place share these folders, and only new files are copied. Recordings are not in it. The keys in
the data folder are not in it either: keep `token.key`, `audit.key` and `evidence.key` in another place than
the backups.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from backend_client.protocol.times import format_time
from platform_backend.administration.noting import note
from platform_backend.failures import CannotStart
from platform_backend.options import default_data_folder
from platform_backend.store import schema
from platform_backend.store.database_copy import Contents, copy_database, flush, inspect, remove
from platform_backend.store.evidence_copies import (
    EVIDENCE_FOLDER,
    EvidenceBrought,
    bring_evidence,
    exports_of,
)
from platform_backend.store.media_copies import Brought, bring, pictures_of
from platform_backend.store.media_files import MEDIA_FOLDER
from platform_backend.store.store import Store


def main(arguments: Sequence[str]) -> int:
    """Run the tool; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m platform_backend backup", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write the copy")
    parser.add_argument("--data", type=Path, help="the platform's data folder")
    parser.add_argument("--force", action="store_true", help="replace FILE when it exists")
    said = parser.parse_args(arguments)
    began = time.monotonic()
    folder: Path = said.data or default_data_folder()
    try:
        saved = back_up(folder / "platform.sqlite3", said.file, force=said.force)
        contents, pictures, evidence = saved.contents, saved.pictures, saved.evidence
        if contents.schema == schema.SCHEMA_VERSION:
            _note(folder, said.file)
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    size = said.file.stat().st_size / 1e6
    also = f", {pictures.wanted} pictures ({pictures.copied} new)" if pictures.wanted else ""
    if evidence.wanted:
        also += f", {evidence.wanted} exports of evidence ({evidence.copied} new files)"
    print(f"{said.file}: {size:.1f} MB, {summary(contents)}{also}, in {time.monotonic() - began:.1f} s")
    if evidence.missing:
        print(
            f"{len(evidence.missing)} of {evidence.wanted} exports of evidence are not whole in "
            f"{folder / EVIDENCE_FOLDER} and are in no backup ({evidence.missing[0]}).",
            file=sys.stderr,
        )
    if pictures.missing:
        print(
            f"{len(pictures.missing)} of {pictures.wanted} pictures are missing or damaged in "
            f"{folder / MEDIA_FOLDER} and are in no backup (SHA-256 {pictures.missing[0]}{_more(pictures)}).",
            file=sys.stderr,
        )
    return 0


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds, and what was brought beside it."""

    contents: Contents
    pictures: Brought
    evidence: EvidenceBrought


def back_up(database: Path, file: Path, *, force: bool = False) -> Saved:
    """Copy `database` to `file`, and its pictures and its evidence beside it.

    Raises CannotStart with one sentence; then `file` is as it was.
    """
    if not database.is_file():
        raise CannotStart(
            f"There is no platform's database in {database.parent}: name its folder with --data."
        )
    if file.is_dir():
        raise CannotStart(f"{file} is a folder: name a file in it.")
    if file.exists() and file.samefile(database):
        raise CannotStart(f"{file} is the database itself: choose another name.")
    taken = CannotStart(f"{file} exists: choose another name, or replace it with --force.")
    if file.exists() and not force:
        raise taken
    partial = file.with_name(f"{file.name}.{os.getpid()}.partial")
    try:
        copy_database(database, partial, gently=True)
        try:
            contents = inspect(partial)
            # Those of this copy: what came in since belongs to the next one.
            here, beside = database.parent, file.absolute().parent
            pictures = bring(pictures_of(partial), source=here / MEDIA_FOLDER, target=beside / MEDIA_FOLDER)
            evidence = bring_evidence(
                exports_of(partial), source=here / EVIDENCE_FOLDER, target=beside / EVIDENCE_FOLDER
            )
            _give_name(partial, file, force=force)
        finally:
            remove(partial)
        flush(file.absolute().parent)
    except FileExistsError as error:
        raise taken from error
    except (OSError, sqlite3.Error) as error:
        raise CannotStart(
            f"{database} could not be copied to {file} ({cause(error)}): check both places' permissions and "
            "free space."
        ) from error
    return Saved(contents, pictures, evidence)


def summary(contents: Contents) -> str:
    """How much a database holds, in a few words."""
    until = "" if contents.last_at is None else f" until {format_time(contents.last_at)}"
    return f"{contents.events} events{until}"


def cause(error: Exception) -> object:
    """Why something could not be done, without SQLAlchemy's wrapping."""
    if isinstance(error, OSError):
        return error.strerror or error
    return getattr(error, "orig", None) or error


def _more(pictures: Brought) -> str:
    return f" and {len(pictures.missing) - 1} more" if len(pictures.missing) > 1 else ""


def _give_name(partial: Path, file: Path, *, force: bool) -> None:
    if not force:
        try:
            # Unlike a rename it never takes another file's place.
            os.link(partial, file)
        except FileExistsError:
            raise
        except OSError as error:
            # Some file systems know no second names.
            if file.exists():
                raise FileExistsError(file) from error
        else:
            return
    os.replace(partial, file)


def _note(folder: Path, file: Path) -> None:
    try:
        with closing(Store(folder / "platform.sqlite3")) as store:
            note(store, folder, "store.backup", str(file.absolute()))
    except (OSError, ValueError, DatabaseError, CannotStart) as error:
        # A disk that is full is a reason to make a backup, not one to do without.
        print(f"The backup could not be noted in the audit trail ({cause(error)}).", file=sys.stderr)
