"""Anchors: where the audit trail stood at some moment, kept outside the database.

A database that is put back as a whole, with an older audit trail in it, is sound in itself; only somebody who
remembers a later entry can tell. So the platform appends such a memory to a file beside the database and says
it in its log, from where a site's log collector takes it to another machine.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from backend_client.protocol.times import format_time
from platform_backend.audit.trail import BEGINNING, HEAD_ID, audit_key
from platform_backend.store.store import Store

#: An anchor is dropped after this many entries, or this many seconds when there are any new ones: at most
#: 100,000 lines a year.
ANCHOR_ENTRIES = 1000
ANCHOR_S = 300.0
#: Kinds of anchors; at `RESTORED` an administrator put a backup in place, and the trail goes on from there.
START, RUNNING, STOP, RESTORED = "start", "running", "stop", "restored"

_LOOK_S = 5.0
#: More than the longest line, in bytes.
_TAIL = 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anchor:
    """At `at` (RFC 3339) the trail ended with entry `number`, whose HMAC is `mac` (0: there was none yet)."""

    at: str
    kind: str
    number: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.number}:{self.mac.hex()}"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of the anchors' file that the platform did not write."""

    line: int


class AnchorFile:
    """The file of anchors; it is only ever appended to, and each line is on disk when `append` returns."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key

    def append(self, anchor: Anchor) -> None:
        """Add an anchor, and say it in the log. Raises OSError."""
        text = f"{anchor.at} {anchor.kind} {anchor.number} {anchor.mac.hex()}"
        line = f"{text} {_mac(self._key, text)}\n".encode()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            # What a power cut tore off in its middle was never an anchor.
            start = max(0, file.seek(0, os.SEEK_END) - _TAIL)
            file.seek(start)
            file.seek(start + _whole(file.read()))
            file.truncate()
            file.write(line)
            os.fsync(file.fileno())
        _log.info("audit anchor %s (%s)", anchor, anchor.kind)

    def read(self) -> list[Anchor | BadLine]:
        """Every whole line in its order; an empty list when there is no file. Raises OSError."""
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return []
        return [self._line(number, line) for number, line in enumerate(text[: _whole(text)].splitlines(), 1)]

    def last(self) -> Anchor | None:
        """The last line when it is an anchor. Raises OSError."""
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            return None
        line = self._line(0, lines[-2]) if len(lines) > 1 else None
        return line if isinstance(line, Anchor) else None

    def _line(self, number: int, line: bytes) -> Anchor | BadLine:
        try:
            text, _, mac = line.decode("ascii").rpartition(" ")
            if not hmac.compare_digest(mac, _mac(self._key, text)):
                return BadLine(number)
            at, kind, head, head_mac = text.split(" ")
            return Anchor(at, kind, int(head), bytes.fromhex(head_mac))
        except ValueError:
            return BadLine(number)


class AnchorKeeper:
    """Drops anchors while the platform runs."""

    def __init__(self, *, file: AnchorFile, store: Store, now: Callable[[], float]) -> None:
        self._file = file
        self._store = store
        self._now = now
        self._dropped = 0

    def problem(self) -> str | None:
        """What speaks against the database being the one that the last anchor was dropped for."""
        try:
            last = self._file.last()
        except OSError as error:
            _log.error("the audit trail's anchors cannot be read: %s", error)
            return None
        if last is None:
            return None
        with self._store.reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT mac FROM audit WHERE number = ?", (last.number,)
            ).scalar_one_or_none()
        if last.number and found != last.mac:
            return f"entry {last.number}, which was the last at {last.at}, is gone or another one"
        return None

    def drop(self, kind: str) -> None:
        """Drop an anchor at the newest entry that is on disk. A disk that takes nothing is said, no more."""
        try:
            number, mac = self._head()
            self._file.append(Anchor(format_time(self._now()), kind, number, mac))
            self._dropped = number
        except (OSError, DBAPIError) as error:
            _log.error("the audit trail's anchor could not be written: %s", error)

    async def run(self) -> None:
        """Drop anchors until cancelled."""
        loop = asyncio.get_running_loop()
        last = loop.time()
        while True:
            await asyncio.sleep(_LOOK_S)
            waited = loop.time() - last
            if await asyncio.to_thread(self._drop_if_due, waited):
                last = loop.time()

    def _drop_if_due(self, waited: float) -> bool:
        try:
            fresh = self._head()[0] - self._dropped
        except DBAPIError as error:
            _log.error("the audit trail's end could not be read: %s", error)
            return False
        due = fresh >= ANCHOR_ENTRIES or (fresh > 0 and waited >= ANCHOR_S)
        if due:
            self.drop(RUNNING)
        return due

    def _head(self) -> tuple[int, bytes]:
        with self._store.reading() as connection:
            found = connection.exec_driver_sql(_HEAD).one_or_none()
        return (0, BEGINNING) if found is None else (found[0], found[1])


def standing(lines: Iterable[Anchor | BadLine]) -> list[Anchor]:
    """The anchors that must hold: those since a backup was last put in place."""
    anchors: list[Anchor] = []
    for line in lines:
        if isinstance(line, Anchor):
            if line.kind == RESTORED:
                anchors.clear()
            anchors.append(line)
    return anchors


def note_restored(folder: Path, database: Path, *, now: float) -> None:
    """Say that a backup was put in place as `database` in the data folder: the trail goes on from its end.

    `audit verify` names every such moment. Raises OSError, ValueError or sqlite3.Error.
    """
    key = audit_key(folder)
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        number, mac = connection.execute(_HEAD).fetchone() or (0, BEGINNING)
    AnchorFile(folder / "audit.anchors", key).append(Anchor(format_time(now), RESTORED, number, mac))


def _whole(text: bytes) -> int:
    return text.rfind(b"\n") + 1


_HEAD = f"SELECT number, mac FROM audit_head WHERE id = {HEAD_ID}"


def _mac(key: bytes, text: str) -> str:
    return hmac.digest(key, b"anchor\0" + text.encode("ascii"), "sha256").hex()
