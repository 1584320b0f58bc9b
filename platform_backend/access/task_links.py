"""One-time links to a task: made for a recipient without a console, opened once, by one browser.

A new link to a task takes the place of the one before, whoever has it by now.

An invitation is 256 random bits. The database holds digests alone, so that who reads it can open nothing; the
result of the command that made a link is remembered for a day as every result is, and forgotten then.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select, update

from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.store import schema
from platform_backend.store.batch import Batch, Draft

#: How long a link can be opened and used, in seconds.
LINK_HOLDS_S: Final = 24 * 3600.0
_BYTES: Final = 32
_MAX_CHARACTERS: Final = 64
#: Of `_BYTES` in base64.
_SESSION_CHARACTERS: Final = 43


@dataclass(frozen=True, slots=True)
class TaskLink:
    """A link that may be used: which task of which incident it leads to, and who made it."""

    incident: str
    task: str
    made_by: str
    expires_at: float


def make_link(draft: Draft, *, incident: str, task: str, made_by: str, now: float) -> str:
    """A fresh invitation to `task`; the row is written with the command that asked for it."""
    invitation = secrets.token_urlsafe(_BYTES)
    draft.keep(
        schema.task_links,
        digest=_digest(invitation),
        incident=incident,
        task=task,
        made_by=made_by,
        made_at=now,
        expires_at=now + LINK_HOLDS_S,
        session=None,
        revoked=False,
    )
    return invitation


def look_at(connection: Connection, invitation: str, *, now: float) -> bool:
    """Whether a link waits to be opened. Raises Refused when there is none or its time is over."""
    return _row(connection, invitation, now=now).session is None


def new_session() -> str:
    """What a browser may open a link with."""
    return secrets.token_urlsafe(_BYTES)


def open_link(batch: Batch, invitation: str, shown: str, *, now: float) -> str:
    """Open a link for the first time: what its browser shows from now on. Raises Refused otherwise.

    `shown` is what the browser was given at the door. It may open the link again: when a button is pressed
    twice, the answer to the first press never reaches the page.
    """
    row = _row(batch.connection, invitation, now=now)
    session = shown if len(shown) == _SESSION_CHARACTERS else new_session()
    if row.session is not None:
        if secrets.compare_digest(row.session, _digest(session)):
            return session
        raise Refused(ErrorCode.FORBIDDEN, "the link was opened on another device already")
    table = schema.task_links
    mine = update(table).where(table.c.digest == row.digest).values(session=_digest(session))
    batch.connection.execute(mine)
    return session


def use_link(connection: Connection, invitation: str, session: str, *, now: float) -> TaskLink:
    """The link that this browser has opened. Raises Refused for any other browser."""
    row = _row(connection, invitation, now=now)
    if row.session is None or not secrets.compare_digest(row.session, _digest(session)):
        raise Refused(ErrorCode.FORBIDDEN, "the link was opened on another device already")
    return TaskLink(incident=row.incident, task=row.task, made_by=row.made_by, expires_at=row.expires_at)


@dataclass(frozen=True, slots=True)
class _Row:
    digest: bytes
    incident: str
    task: str
    made_by: str
    made_at: float
    expires_at: float
    session: bytes | None


def _row(connection: Connection, invitation: str, *, now: float) -> _Row:
    table = schema.task_links.c
    columns = (table.digest, table.incident, table.task, table.made_by, table.made_at, table.expires_at)
    wanted = select(*columns, table.session).where(table.digest == _digest(invitation), ~table.revoked)
    found = connection.execute(wanted).one_or_none() if len(invitation) <= _MAX_CHARACTERS else None
    if found is None:
        raise Refused(ErrorCode.NOT_FOUND, "there is no such link")
    row = _Row(*found)
    newer = (table.incident == row.incident) & (table.task == row.task) & (table.made_at > row.made_at)
    if connection.execute(select(table.digest).where(newer).limit(1)).one_or_none() is not None:
        raise Refused(ErrorCode.EXPIRED, "superseded")
    if row.expires_at <= now:
        raise Refused(ErrorCode.EXPIRED, "the link is older than a day: ask the command room for another")
    return row


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
