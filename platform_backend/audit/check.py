"""Whether an audit trail is what was written: every entry, their order, their end, and the anchors.

It reads one moment of the database, so it may run while the platform writes. Memory is bounded by the number
of anchors, not of entries.
"""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from platform_backend.audit.anchors import RESTORED, Anchor, BadLine, standing
from platform_backend.audit.trail import BEGINNING, BROKEN, HEAD_ID, link, seal

#: What SQLite answers for each column when nobody has meddled; `None` stands for "text or nothing".
_TYPES = (int, float, str, str, str, None, str, str, bytes)
_COLUMNS = "number, at, who, origin, what, target, detail, result, mac"
_BUSY_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found: `problem` in one sentence with the first bad number, or None.

    `count` entries were right, `first_at` and `last_at` (seconds since the epoch) of them, up to `head`.
    """

    count: int
    first_at: float | None
    last_at: float | None
    head: Anchor
    problem: str | None
    restored: tuple[Anchor, ...] = ()


class _Bad(Exception):
    pass


class _Check:
    """One pass over the trail."""

    def __init__(self, key: bytes, anchors: Sequence[Anchor]) -> None:
        self.count = 0
        self.first_at: float | None = None
        self.last_at: float | None = None
        self.mac = BEGINNING
        self._key = key
        self._anchors: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            self._anchors.setdefault(anchor.number, []).append(anchor)

    def run(self, connection: sqlite3.Connection) -> None:
        """Raises _Bad at the first thing that is not as it was written."""
        self._meet_anchors()
        for row in _rows(connection, self):
            self._take(row)
        self._check_head(connection.execute("SELECT id, number, mac, seal FROM audit_head").fetchall())
        late = [number for number in self._anchors if number > self.count]
        if late:
            first = self._anchors[min(late)][0]
            raise _Bad(
                f"Entry {self.count + 1} is missing: at {first.at} the trail had {first.number} entries, now "
                f"it ends at {self.count}; the database was put back to an earlier state."
            )

    def _take(self, row: tuple[object, ...]) -> None:
        number = self.count + 1
        if row[0] != number:
            if isinstance(row[0], int) and row[0] > number:
                raise _Bad(f"Entry {number} is missing: the next one there is {row[0]}.")
            raise _Bad(f"Entry {row[0]} does not belong there: entry {number} was expected.")
        mac = self._link(row)
        if mac is None or row[8] != mac:
            raise _Bad(f"Entry {number} is not what was written: it was changed, put in or moved.")
        if row[4] == BROKEN:
            raise _Bad(f"Entry {number} says that the platform found the trail broken there: {row[6]}.")
        self.count, self.mac = number, mac
        at = row[1]
        assert isinstance(at, float)
        self.first_at = at if self.first_at is None else self.first_at
        self.last_at = at
        self._meet_anchors()

    def _link(self, row: tuple[object, ...]) -> bytes | None:
        for value, kind in zip(row, _TYPES, strict=True):
            if type(value) is not kind and not (kind is None and (value is None or type(value) is str)):
                return None
        try:
            return link(self._key, self.mac, row[:8])  # type: ignore[arg-type]
        except (UnicodeError, OverflowError):
            return None

    def _meet_anchors(self) -> None:
        for anchor in self._anchors.get(self.count, ()):
            if not hmac.compare_digest(anchor.mac, self.mac):
                raise _Bad(
                    f"Entry {self.count} is another one than at {anchor.at}: the database was put back to an "
                    "earlier state and written to since, or the anchor belongs to another trail."
                )

    def _check_head(self, heads: list[tuple[object, ...]]) -> None:
        if not heads:
            raise _Bad(
                f"Entry {self.count + 1} may be missing: the head row is gone, so the trail's end is unknown."
            )
        id_, number, mac, sealed = heads[0]
        genuine = type(number) is int and type(mac) is bytes and sealed == seal(self._key, number, mac)
        if len(heads) > 1 or id_ != HEAD_ID or not genuine:
            raise _Bad(f"Entry {self.count + 1} may be missing: the head row is not what was written.")
        assert isinstance(number, int)
        if number > self.count:
            raise _Bad(f"Entry {self.count + 1} is missing: the trail goes up to entry {number}.")
        if number < self.count or mac != self.mac:
            raise _Bad(f"Entry {min(number + 1, self.count)} is past the end that the head row names.")


def check(
    database: Path, *, key: bytes, lines: Sequence[Anchor | BadLine], demanded: Anchor | None = None
) -> Verdict:
    """Check the whole trail against its anchors' file and an anchor kept elsewhere, `demanded`.

    Raises sqlite3.Error when the file is no database that can be read.
    """
    anchors = standing(lines)
    restored = tuple(line for line in lines if isinstance(line, Anchor) and line.kind == RESTORED)
    work = _Check(key, anchors if demanded is None else [*anchors, demanded])
    problem: str | None = None
    with closing(_open(database)) as connection:
        try:
            work.run(connection)
            problem = _anchors_problem(lines, work.count, demanded)
        except _Bad as bad:
            problem = str(bad)
    at = "" if work.last_at is None else str(work.last_at)
    head = Anchor(at, "head", work.count, work.mac)
    return Verdict(work.count, work.first_at, work.last_at, head, problem, restored)


def _anchors_problem(lines: Sequence[Anchor | BadLine], count: int, demanded: Anchor | None) -> str | None:
    bad = [line.line for line in lines if isinstance(line, BadLine)]
    if bad:
        return f"Line {bad[0]} of the anchors' file is not what was written; the {count} entries are whole."
    if not lines and demanded is None:
        return (
            f"The anchors' file is gone: the {count} entries are whole, but later ones may have been taken "
            "away with it; give an anchor from your log collector with --anchor."
        )
    return None


def _rows(connection: sqlite3.Connection, work: _Check) -> Iterator[tuple[object, ...]]:
    try:
        yield from connection.execute(f"SELECT {_COLUMNS} FROM audit ORDER BY number")
    except sqlite3.DatabaseError as error:
        raise _Bad(f"Entry {work.count + 1} cannot be read: the database is damaged ({error}).") from error


def _open(database: Path) -> sqlite3.Connection:
    address = f"{database.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
    # Text that is no UTF-8 must be found, not raised.
    connection.text_factory = lambda text: text.decode(errors="surrogateescape")
    connection.execute("BEGIN")
    return connection
