"""Accounts and sessions as rows: read and changed by the running platform and by the administrator's tool.

A change by either is noticed by the other through `revision`, which every change of who may do what raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from backend_client.protocol.messages import Scope, User
from platform_backend.store import schema

PERSON = "person"
DEVICE = "device"
_REVISION = "accounts"
_NAME = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One row of the table of users; see `schema.users`."""

    id: str
    name: str
    kind: str = PERSON
    password_hash: str | None = None
    roles: tuple[str, ...] = ()
    division: str | None = None
    departments: tuple[str, ...] = ()
    otp_secret: str | None = None
    otp_step: int = 0
    enabled: bool = True
    failures: int = 0
    locked_until: float = 0.0

    @property
    def user(self) -> User:
        """Who the account's sessions act as."""
        scope = Scope(division=self.division, departments=self.departments)
        return User(id=self.id, name=self.name, roles=self.roles, scope=scope)


def is_name(text: str) -> bool:
    """Whether an account may be called so: letters, digits and ``. _ @ -``, at most 64."""
    return _NAME.fullmatch(text) is not None


def is_scope_word(text: str) -> bool:
    """Whether a division prefix or a department's id can stand among an entity's codes."""
    return text.isprintable() and not text.startswith("@") and len(text.split()) == 1


def find(connection: Connection, id_: str) -> Account | None:
    """One account."""
    table = schema.users
    row = connection.execute(select(table).where(table.c.id == id_)).one_or_none()
    return None if row is None else _account(row)


def find_all(connection: Connection) -> list[Account]:
    """Every account, by name."""
    return [_account(row) for row in connection.execute(select(schema.users).order_by(schema.users.c.id))]


def put(connection: Connection, account: Account) -> None:
    """Write a whole account, in the place of the one of this id if there is one."""
    values = {name: getattr(account, name) for name in Account.__slots__}
    values |= {"roles": " ".join(account.roles), "departments": " ".join(account.departments)}
    connection.execute(sqlite_insert(schema.users).prefix_with("OR REPLACE"), values)
    raise_revision(connection)


def note_attempt(connection: Connection, id_: str, **columns: Any) -> None:
    """Change what sign-ins leave behind (failures, locked_until, otp_step): nobody need be told of it."""
    connection.execute(update(schema.users).where(schema.users.c.id == id_).values(columns))


def end_sessions(connection: Connection, user: str) -> int:
    """Revoke every living session of a user; how many there were."""
    table = schema.sessions
    living = (table.c.user == user) & ~table.c.revoked
    ended: int = connection.execute(update(table).where(living).values(revoked=True)).rowcount
    raise_revision(connection)
    return ended


def revision(connection: Connection) -> str:
    """Differs after every change of an account or revocation of a session by anybody."""
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == _REVISION)) or "0"


def raise_revision(connection: Connection) -> None:
    """Let everybody who holds accounts in memory read them again."""
    values = {"key": _REVISION, "value": str(int(revision(connection)) + 1)}
    connection.execute(sqlite_insert(schema.meta).prefix_with("OR REPLACE"), values)


def _account(row: Row[Any]) -> Account:
    values: dict[str, Any] = {name: getattr(row, name) for name in Account.__slots__}
    values |= {"roles": tuple(row.roles.split()), "departments": tuple(row.departments.split())}
    return Account(**values)
