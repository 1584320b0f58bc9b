"""People who may sign in, their sessions and the one-time token of an embedded console."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from uuid6 import uuid7

from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Scope, User
from platform_backend import schema
from platform_backend.batch import Batch
from platform_backend.committer import Committer
from platform_backend.tokens import BadToken, Claims, TokenSigner

#: How long a token holds, in seconds; it can be renewed for as long as it does.
TOKEN_S = 12 * 3600.0
#: Wrong passwords for one account within a minute before it has to wait.
_FAILURES_A_MINUTE = 10

#: Everything a command room does; source: the domain's table of roles.
ROOM_ROLES = ("duty_officer", "dispatcher", "duty_leader")
#: The account that an embedded console signs in as, by its launch token only.
DESK = User(id="desk", name="值班台", roles=ROOM_ROLES, scope=Scope())
ADMIN = User(
    id="admin",
    name="管理员",
    roles=("system_administrator", "security_administrator", "audit_administrator", *ROOM_ROLES),
    scope=Scope(),
)


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in period of a user; `expires_at` in seconds since the epoch."""

    id: str
    user: User
    expires_at: float


@dataclass(frozen=True, slots=True)
class Token:
    """A signed bearer token and when it stops holding."""

    text: str
    expires_at: float


class Accounts:
    """Checks passwords and tokens; sessions are in the store before their token is given out."""

    def __init__(
        self,
        *,
        signer: TokenSigner,
        committer: Committer,
        now: Callable[[], float],
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._signer = signer
        self._committer = committer
        self._now = now
        self._hasher = hasher or PasswordHasher()
        # Checked against when there is no such account, so that both answers take the same time.
        self._nobody = self._hasher.hash(secrets.token_urlsafe(16))
        self._users: dict[str, tuple[User, str | None]] = {}
        self._sessions: dict[str, Session] = {}
        self._failures: dict[str, list[float]] = {}
        self._launch_token: str | None = None

    def load(self, connection: Connection) -> None:
        """Read users and living sessions."""
        for row in connection.execute(select(schema.users)):
            roles = tuple(row.roles.split())
            user = User(id=row.id, name=row.name, roles=roles, scope=Scope(division=row.division))
            self._users[row.id] = (user, row.password_hash)
        for row in connection.execute(select(schema.sessions).where(~schema.sessions.c.revoked)):
            if row.expires_at > self._now() and row.user in self._users:
                self._sessions[row.id] = Session(row.id, self._users[row.user][0], row.expires_at)

    async def add(self, user: User, password: str | None) -> None:
        """Create or replace an account; without a password nobody can sign in to it by one."""
        hashed = None if password is None else await asyncio.to_thread(self._hasher.hash, password)

        def write(batch: Batch) -> None:
            row = {
                "id": user.id,
                "name": user.name,
                "password_hash": hashed,
                "roles": " ".join(user.roles),
                "division": user.scope.division,
            }
            batch.connection.execute(sqlite_insert(schema.users).prefix_with("OR REPLACE"), row)

        await self._committer.submit(write)
        self._users[user.id] = (user, hashed)

    def has(self, user: str) -> bool:
        """Whether there is such an account."""
        return user in self._users

    async def login(self, user: str, password: str) -> Token:
        """Sign in. Raises Refused when user or password is wrong, or after too many wrong ones."""
        recent = [at for at in self._failures.get(user, ()) if at > self._now() - 60.0]
        if len(recent) >= _FAILURES_A_MINUTE:
            raise Refused(ErrorCode.RATE_LIMITED, "too many wrong passwords: try again in a minute")
        known, hashed = self._users.get(user, (None, None))
        right = await asyncio.to_thread(self._matches, hashed or self._nobody, password)
        if known is None or hashed is None or not right:
            self._failures[user] = [*recent, self._now()]
            raise Refused(ErrorCode.UNAUTHENTICATED, "user or password is wrong")
        self._failures.pop(user, None)
        return await self._open_session(known)

    def make_launch_token(self) -> str:
        """A token that is good for one `launch`."""
        self._launch_token = secrets.token_urlsafe(32)
        return self._launch_token

    async def launch(self, token: str) -> Token:
        """Sign the embedded console in. Raises Refused unless it is the launch token, unused."""
        expected = self._launch_token
        if expected is None or not secrets.compare_digest(expected.encode(), token.encode()):
            raise Refused(ErrorCode.UNAUTHENTICATED, "the launch token is wrong or has been used")
        self._launch_token = None
        return await self._open_session(DESK)

    def session(self, token: str | None) -> Session:
        """The living session a bearer token belongs to. Raises Refused when there is none."""
        if token is not None:
            try:
                claims = self._signer.verify(token, now=self._now())
            except BadToken as error:
                raise Refused(ErrorCode.UNAUTHENTICATED, str(error)) from error
            session = self._sessions.get(claims.session)
            if session is not None:
                # The token's own end, not the session's: a renewed session has several tokens.
                return replace(session, expires_at=claims.exp)
        raise Refused(ErrorCode.UNAUTHENTICATED, "sign in first")

    def lives(self, session_id: str) -> bool:
        """Whether a session has not been revoked."""
        return session_id in self._sessions

    def current(self, session_id: str) -> User | None:
        """The user of a living session as the account is now; None when the session is over."""
        session = self._sessions.get(session_id)
        return None if session is None else session.user

    async def renew(self, session: Session) -> Token:
        """Give a fresh token for a living session."""
        expires_at = self._now() + TOKEN_S
        table = schema.sessions
        statement = update(table).where(table.c.id == session.id).values(expires_at=expires_at)

        def write(batch: Batch) -> None:
            batch.connection.execute(statement)

        await self._committer.submit(write)
        return self._token(replace(session, expires_at=expires_at))

    async def revoke(self, session_id: str) -> None:
        """End a session; its connections are closed within seconds."""
        table = schema.sessions
        statement = update(table).where(table.c.id == session_id).values(revoked=True)

        def write(batch: Batch) -> None:
            batch.connection.execute(statement)

        await self._committer.submit(write)
        self._sessions.pop(session_id, None)

    async def forget_expired(self) -> None:
        """Drop sessions whose time is over."""
        now = self._now()
        table = schema.sessions

        def write(batch: Batch) -> None:
            batch.connection.execute(delete(table).where(table.c.expires_at < now))

        await self._committer.submit(write)
        self._sessions = {id_: each for id_, each in self._sessions.items() if each.expires_at >= now}

    async def _open_session(self, user: User) -> Token:
        now = self._now()
        session = Session(str(uuid7()), user, now + TOKEN_S)
        row = {
            "id": session.id,
            "user": user.id,
            "created_at": now,
            "expires_at": session.expires_at,
            "revoked": False,
        }

        def write(batch: Batch) -> None:
            batch.connection.execute(insert(schema.sessions), row)

        await self._committer.submit(write)
        return self._token(session)

    def _token(self, session: Session) -> Token:
        self._sessions[session.id] = session
        claims = Claims(session=session.id, user=session.user.id, exp=session.expires_at)
        return Token(self._signer.sign(claims), session.expires_at)

    def _matches(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (Argon2Error, InvalidHashError):
            return False


def generate_password() -> str:
    """A password for a first account: about 95 bits, without characters that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))
