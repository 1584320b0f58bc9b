"""The audit trail: who did what, in a chain in which every later change shows.

Each entry carries an HMAC over itself and the HMAC of the entry before; the head row, sealed with the same
key, says where the chain ends. An entry is written in the transaction of what it tells of, so neither is
ever there without the other. What the chain alone cannot show (a database that was put back as a whole) is
found by the anchors, see `anchors`.
"""

from __future__ import annotations

import hmac
import logging
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from platform_backend.access.tokens import ensure_key
from platform_backend.logs import about
from platform_backend.store import schema
from platform_backend.store.batch import Batch

#: What stands before the first entry.
BEGINNING = bytes(32)
#: The act under which the platform notes that it found the trail broken; no repair ever hides that.
BROKEN = "audit.broken"
#: Acts by which somebody comes in, and what their results are called in the figures.
SIGN_INS = frozenset({"session.login", "session.launch"})
_OUTCOMES = {"ok": "ok", "rate_limited": "locked"}
#: Longest text of a column, in characters: a client must not be able to fill the disk with one entry.
MAX_TEXT = 400

#: The one row of the head table.
HEAD_ID = 1

_log = logging.getLogger(__name__)


class AuditTrail:
    """Writes entries; used in the writer thread only, or by a tool that holds the write lock itself.

    `sign_ins` counts by outcome: ``ok``, ``refused``, ``locked``.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.sign_ins: Counter[str] = Counter()
        self._begun = False
        self._current: tuple[Batch, _Chain] | None = None

    def write(
        self,
        batch: Batch,
        *,
        who: str,
        origin: str,
        what: str,
        target: str | None = None,
        detail: str = "",
        result: str = "ok",
    ) -> None:
        """Add an entry to the batch's transaction.

        `who` is a user's id, `origin` the network address and workstation, `what` the act's name, `target`
        what it was done to, `result` ``ok`` or an error code. Nothing secret may be in any of them.
        """
        chain = self._chain(batch)
        if what in SIGN_INS:
            self.sign_ins[_OUTCOMES.get(result, "refused")] += 1
            _log.info("%s", what, extra=about(user=who, origin=origin, code=result))
        chain.add(batch.real_now, who, origin, what, target, detail, result)

    def _chain(self, batch: Batch) -> _Chain:
        # Read anew in each transaction: the administrator's tools write to the same trail.
        if self._current is None or self._current[0] is not batch:
            chain = self._open(batch)
            self._current = (batch, chain)
            batch.on_flush.append(chain.flush)
        return self._current[1]

    def _open(self, batch: Batch) -> _Chain:
        # Past SQLAlchemy's types: a value of the wrong type is somebody's tampering, not a failure here.
        read = batch.connection.exec_driver_sql
        last = read("SELECT number, mac FROM audit ORDER BY number DESC LIMIT 1").one_or_none()
        head = read("SELECT number, mac, seal FROM audit_head WHERE id = ?", (HEAD_ID,)).one_or_none()
        problem = self._problem(None if last is None else tuple(last), None if head is None else tuple(head))
        number, mac = (0, BEGINNING) if last is None else last
        self._begun = True
        chain = _Chain(batch, self._key, number=number, mac=mac if isinstance(mac, bytes) else BEGINNING)
        if problem is not None:
            _log.error("the audit trail is broken: %s", problem)
            chain.add(batch.real_now, "platform", "", BROKEN, None, problem, "broken")
        return chain

    def _problem(self, last: tuple[Any, ...] | None, head: tuple[Any, ...] | None) -> str | None:
        if head is None:
            return "its head row is gone" if last is not None or self._begun else None
        number, mac, sealed = head
        if not isinstance(mac, bytes) or sealed != seal(self._key, number, mac):
            return "its head row has been changed, or another key was used"
        if (number, mac) != (last or (0, BEGINNING)):
            return f"its head row names entry {number}, the last one there is {last[0] if last else 0}"
        return None


class _Chain:
    """The end of the trail during one transaction; everything added is written at once by `flush`."""

    def __init__(self, batch: Batch, key: bytes, *, number: int, mac: bytes) -> None:
        self._batch = batch
        self._key = key
        self._number = number
        self._mac = mac
        self._rows: list[dict[str, Any]] = []

    def add(
        self, at: float, who: str, origin: str, what: str, target: str | None, detail: str, result: str
    ) -> None:
        """Link an entry to the one before."""
        who, origin, what, detail, result = map(_storable, (who, origin, what, detail, result))
        target = None if target is None else _storable(target)
        self._number += 1
        fields = (self._number, at, who, origin, what, target, detail, result)
        self._mac = link(self._key, self._mac, fields)
        names = ("number", "at", "who", "origin", "what", "target", "detail", "result")
        self._rows.append({**dict(zip(names, fields, strict=True)), "mac": self._mac})

    def flush(self) -> None:
        """Write what was added, and the head."""
        if not self._rows:
            return
        connection = self._batch.connection
        connection.execute(insert(schema.audit), self._rows)
        self._rows = []
        head = {
            "id": HEAD_ID,
            "number": self._number,
            "mac": self._mac,
            "seal": seal(self._key, self._number, self._mac),
        }
        connection.execute(sqlite_insert(schema.audit_head).prefix_with("OR REPLACE"), head)


def link(key: bytes, before: bytes, fields: tuple[int, float, str, str, str, str | None, str, str]) -> bytes:
    """The HMAC of an entry: over `before`, the HMAC of the entry before, and its `fields` in their order.

    The fields are encoded as a JSON array: number, at, who, origin, what, target, detail, result.
    """
    return hmac.digest(key, b"entry\0" + before + msgspec.json.encode(fields), "sha256")


def seal(key: bytes, number: int, mac: bytes) -> bytes:
    """The HMAC of the head row."""
    return hmac.digest(key, b"head\0" + msgspec.json.encode(number) + b"\0" + mac, "sha256")


def audit_key(folder: Path) -> bytes:
    """The trail's own key in a data folder, made (mode 0600) on first use. Raises OSError, ValueError."""
    return ensure_key(folder / "audit.key")


def _storable(text: str) -> str:
    # A lone surrogate cannot be stored as UTF-8; what a client sends must never fail a whole transaction.
    return text[:MAX_TEXT].encode(errors="replace").decode()
