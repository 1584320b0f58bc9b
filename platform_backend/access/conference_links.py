"""One-time links to a conference: made for a guest without a console, opened once, by one browser.

As with links to tasks an invitation is 256 random bits, and the database holds digests alone.
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

#: How long a link can be opened and used, in seconds of people's.
LINK_HOLDS_S: Final = 4 * 3600.0
_BYTES: Final = 32
_MAX_CHARACTERS: Final = 64
#: Of `_BYTES` in base64.
_SESSION_CHARACTERS: Final = 43


@dataclass(frozen=True, slots=True)
class ConferenceLink:
    """A link that may be used: which guest of which conference it is for; `digest` tells it from others."""

    digest: bytes
    conference: str
    guest: str
    made_by: str
    expires_at: float


def make_link(draft: Draft, *, conference: str, guest: str, made_by: str, now: float) -> str:
    """A fresh invitation for `guest`; the row is written with the command that asked for it."""
    invitation = secrets.token_urlsafe(_BYTES)
    draft.keep(
        schema.conference_links,
        digest=_digest(invitation),
        conference=conference,
        guest=guest,
        made_by=made_by,
        made_at=now,
        expires_at=now + LINK_HOLDS_S,
        session=None,
    )
    return invitation


def look_at(connection: Connection, invitation: str, *, now: float) -> tuple[ConferenceLink, bool]:
    """A link, and whether it waits to be opened. Raises Refused when there is none or its time is over."""
    link, session = _row(connection, invitation, now=now)
    return link, session is None


def open_link(batch: Batch, invitation: str, shown: str, *, now: float) -> str:
    """Open a link for the first time: what its browser shows from now on. Raises Refused otherwise.

    `shown` is what the browser was given at the door; with it the link may be opened again.
    """
    link, held = _row(batch.connection, invitation, now=now)
    session = shown if len(shown) == _SESSION_CHARACTERS else secrets.token_urlsafe(_BYTES)
    if held is not None:
        if secrets.compare_digest(held, _digest(session)):
            return session
        raise Refused(ErrorCode.FORBIDDEN, "the link was opened on another device already")
    table = schema.conference_links
    mine = update(table).where(table.c.digest == link.digest).values(session=_digest(session))
    batch.connection.execute(mine)
    return session


def use_link(connection: Connection, invitation: str, session: str, *, now: float) -> ConferenceLink:
    """The link that this browser has opened. Raises Refused for any other browser."""
    link, held = _row(connection, invitation, now=now)
    if held is None or not secrets.compare_digest(held, _digest(session)):
        raise Refused(ErrorCode.FORBIDDEN, "the link was opened on another device already")
    return link


def _row(connection: Connection, invitation: str, *, now: float) -> tuple[ConferenceLink, bytes | None]:
    table = schema.conference_links.c
    columns = (table.digest, table.conference, table.guest, table.made_by, table.expires_at, table.session)
    wanted = select(*columns).where(table.digest == _digest(invitation))
    found = connection.execute(wanted).one_or_none() if len(invitation) <= _MAX_CHARACTERS else None
    if found is None:
        raise Refused(ErrorCode.NOT_FOUND, "there is no such link")
    *values, session = found
    link = ConferenceLink(*values)
    if link.expires_at <= now:
        raise Refused(ErrorCode.EXPIRED, "the link has expired: ask the command room for another")
    return link, session


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
