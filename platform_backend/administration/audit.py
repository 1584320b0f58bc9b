"""``python -m platform_backend audit verify|list|export``: the audit trail, also while the platform runs."""

from __future__ import annotations

import argparse
import getpass
import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.tokens import read_key
from platform_backend.audit.anchors import Anchor, AnchorFile
from platform_backend.audit.check import check
from platform_backend.audit.trail import AuditTrail
from platform_backend.options import default_data_folder
from platform_backend.store.batch import Batch
from platform_backend.store.store import Store, StoreUnusable

_COLUMNS = "number, at, who, origin, what, target, detail, result, mac"
_LINES = 50


class _Cannot(Exception):
    """The tool cannot do its work; one sentence."""


def main(arguments: Sequence[str]) -> int:
    """Run the tool: 0 done and sound, 1 the trail is not sound, 2 the tool could not do its work."""
    said = _parse(arguments)
    folder: Path = said.data or default_data_folder()
    database = folder / "platform.sqlite3"
    try:
        if not database.exists():
            raise _Cannot(f"There is no platform's database in {folder}: name its folder with --data.")
        try:
            key = read_key(folder / "audit.key")
        except (OSError, ValueError) as error:
            raise _Cannot(f"The trail's key audit.key in {folder} cannot be read ({error}).") from error
        if said.tool == "verify":
            return _verify(folder, database, key, said.anchor)
        if said.tool == "list":
            _list(database, key, said)
        else:
            _export(database, key, said.file)
    except (_Cannot, StoreUnusable) as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, sqlite3.Error) as error:
        print(f"The audit trail in {folder} cannot be used ({error}).", file=sys.stderr)
        return 2
    return 0


def _verify(folder: Path, database: Path, key: bytes, demanded: Anchor | None) -> int:
    lines = AnchorFile(folder / "audit.anchors", key).read()
    verdict = check(database, key=key, lines=lines, demanded=demanded)
    for anchor in verdict.restored:
        print(f"A backup was put in place at {anchor.at}; it ended at entry {anchor.number}.")
    if verdict.problem is not None:
        print(verdict.problem)
        return 1
    if verdict.first_at is None or verdict.last_at is None:
        print("The audit trail is whole: it has no entries yet.")
        return 0
    first, last = format_time(verdict.first_at), format_time(verdict.last_at)
    print(f"The audit trail is whole: {verdict.count} entries, from {first} to {last}.")
    print(f"anchor {verdict.head}")
    return 0


def _list(database: Path, key: bytes, said: argparse.Namespace) -> None:
    wanted: list[tuple[str, object]] = []
    if said.since is not None:
        wanted.append(("at >= ?", said.since))
    if said.until is not None:
        wanted.append(("at < ?", said.until))
    if said.who is not None:
        wanted.append(("who = ?", said.who))
    if said.what is not None:
        wanted.append(("what GLOB ?", said.what))
    where = " AND ".join(clause for clause, _ in wanted) or "1"
    limited = f"SELECT {_COLUMNS} FROM audit WHERE {where} ORDER BY number DESC LIMIT ?"
    sql = f"SELECT {_COLUMNS} FROM ({limited}) ORDER BY number"
    _note(database, key, "audit.list", f"{len(wanted)} conditions")
    for row in _read(database, sql, (*(value for _, value in wanted), said.limit)):
        number, at, who, origin, what, target, detail, result, _ = row
        parts = (number, _when(at), who, f"[{origin}]", what, target or "-", result, detail)
        print(" ".join(_printable(str(part)) for part in parts if part != "").rstrip())


def _export(database: Path, key: bytes, path: Path) -> None:
    _note(database, key, "audit.export", "")
    count = 0
    # Exclusive: an export never takes the place of another file.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        names = _COLUMNS.split(", ")
        for row in _read(database, f"SELECT {_COLUMNS} FROM audit ORDER BY number", ()):
            entry = dict(zip(names, row, strict=True))
            at, mac = entry["at"], entry["mac"]
            entry |= {"at": _when(at), "at_s": at, "mac": mac.hex() if isinstance(mac, bytes) else mac}
            file.write(msgspec.json.encode(entry) + b"\n")
            count += 1
        file.flush()
        os.fsync(file.fileno())
    print(f"{count} entries were written to {path}.")


def _note(database: Path, key: bytes, what: str, detail: str) -> None:
    # Whoever reads the trail stands in it too.
    with closing(Store(database)) as store, store.writing() as connection:
        batch = Batch(connection, now=time.time())
        AuditTrail(key).write(batch, who=getpass.getuser(), origin="shell", what=what, detail=detail)
        batch.flush()


def _read(database: Path, sql: str, values: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    address = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10.0)) as connection:
        connection.text_factory = lambda text: text.decode(errors="replace")
        yield from connection.execute(sql, values)


def _when(at: object) -> str:
    # What stands in the trail may have been meddled with: it is shown all the same.
    try:
        return format_time(at) if isinstance(at, float) else str(at)
    except (OverflowError, ValueError, OSError):
        return str(at)


def _printable(text: str) -> str:
    # A terminal must not obey what a client once sent.
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m platform_backend audit", description=__doc__)
    tools = parser.add_subparsers(dest="tool", required=True)
    verify = tools.add_parser("verify", help="check that nobody has changed, removed or added anything")
    verify.add_argument(
        "--anchor",
        type=_anchor,
        metavar="NUMBER:HEX",
        help="an anchor you kept elsewhere, such as the last one in your log collector",
    )
    listing = tools.add_parser("list", help="print the newest entries")
    listing.add_argument("--since", type=_moment, metavar="TIME", help="not before (RFC 3339, or a date)")
    listing.add_argument("--until", type=_moment, metavar="TIME", help="before")
    listing.add_argument("--who", metavar="USER", help="by this user's id")
    listing.add_argument("--what", metavar="ACT", help="this act, such as session.login or 'incident.*'")
    listing.add_argument("--limit", type=int, default=_LINES, help=f"how many at most (default: {_LINES})")
    export = tools.add_parser("export", help="write every entry to a file, one JSON object a line")
    export.add_argument("file", type=Path, metavar="FILE.jsonl")
    for each in (verify, listing, export):
        each.add_argument("--data", type=Path, help="the platform's data folder")
    return parser.parse_args(arguments)


def _anchor(text: str) -> Anchor:
    number, _, mac = text.partition(":")
    try:
        if len(mac) != 64:
            raise ValueError
        return Anchor("the time of the given anchor", "given", int(number), bytes.fromhex(mac))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is no anchor (NUMBER:HEX of 64 digits)") from None


def _moment(text: str) -> float:
    try:
        return parse_time(f"{text}T00:00:00Z" if len(text) == len("2026-01-31") else text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no time (2026-01-31 or RFC 3339)") from None
