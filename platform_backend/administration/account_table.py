"""What the administrator is shown of accounts: a table, and places that do not exist here."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, func, select

from backend_client.protocol.entities import Department, Org
from platform_backend.access import account_book as book
from platform_backend.access.account_book import Account
from platform_backend.store import schema

_T = TypeVar("_T")

_HEAD = ("account", "name", "kind", "roles", "sees", "state", "second factor", "sessions")


def account_table(connection: Connection, *, now: float) -> list[str]:
    """All accounts as lines under each other; `sessions` counts the living ones."""
    table = schema.sessions.c
    living = ~table.revoked & (table.expires_at > now)
    counted = select(table.user, func.count()).where(living).group_by(table.user)
    sessions: dict[str, int] = dict(connection.execute(counted).all())
    rows = [_HEAD]
    for account in book.find_all(connection):
        rows.append(
            (
                account.id,
                account.name,
                account.kind,
                ",".join(account.roles) or "-",
                scope_in_words(account),
                _state(account, now),
                "-" if account.kind == book.DEVICE else "yes" if account.otp_secret else "no",
                str(sessions.get(account.id, 0)),
            )
        )
    widths = [max(_width(row[column]) for row in rows) for column in range(len(_HEAD))]
    return [_line(row, widths) for row in rows]


def scope_in_words(account: Account) -> str:
    """What an account sees."""
    if not account.division and not account.departments:
        return "everything"
    division = (f"{account.division}*",) if account.division else ()
    return ",".join((*division, *account.departments))


def unknown_places(connection: Connection, division: str | None, departments: Sequence[str]) -> list[str]:
    """A sentence for each part of a scope that nothing on this platform belongs to (yet)."""
    warnings = []
    if division and not any(org.code.startswith(division) for org in _all(connection, "org", Org).values()):
        warnings.append(f"no division's code here begins with {division!r}: such an account sees nothing.")
    known = _all(connection, "department", Department)
    for id_ in departments:
        if id_ not in known:
            names = ", ".join(f"{each} {known[each].name}" for each in sorted(known))
            warnings.append(f"there is no department {id_!r} here; there are: {names}.")
    return warnings


def _all(connection: Connection, entity: str, kind: type[_T]) -> dict[str, _T]:
    table = schema.entities.c
    rows = connection.execute(select(table.id, table.body).where(table.entity == entity))
    return {id_: msgspec.json.decode(body, type=kind) for id_, body in rows}


def _state(account: Account, now: float) -> str:
    if not account.enabled:
        return "disabled"
    if account.password_hash is None:
        return "no password"
    return f"locked {account.locked_until - now:.0f} s" if account.locked_until > now else "enabled"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    # Chinese characters stand two columns wide in a terminal.
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
