"""Who may sign in, their sessions, and the one-time token of an embedded console.

What a sign-in is judged by stands in the store alone, so the administrator's tool, in a process of its own,
changes it under a running platform. Sessions and their users are held in memory too, because every frame
asks for them, and are read again when the tool has changed something.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

from argon2 import PasswordHasher
from sqlalchemy import Connection, delete, select, update

from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Scope, User
from platform_backend.access import account_book as book
from platform_backend.access.account_book import Account
from platform_backend.access.passwords import Passwords
from platform_backend.access.second_factor import new_secret
from platform_backend.access.sign_ins import Attempt, CodeNeeded, Session, SignIns, open_session
from platform_backend.access.tokens import BadToken, Claims, TokenSigner
from platform_backend.audit.trail import AuditTrail
from platform_backend.store import schema
from platform_backend.store.batch import Batch
from platform_backend.store.committer import Committer
from platform_backend.store.store import Store

#: How often it is looked whether the administrator's tool has changed something, in seconds.
WATCH_EVERY_S = 1.0
#: Sign-ins under way at a time; at some 10 a second the last of them is still in time for its client.
_MAX_AT_ONCE = 64
_BUSY_RETRY_S = 5.0

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

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Token:
    """A signed bearer token and when it stops holding."""

    text: str
    expires_at: float


class Accounts:
    """Signs people and devices in; sessions are in the store before their token is given out.

    With `second_factor` a person's sign-in takes a one-time code beside the password.
    """

    def __init__(
        self,
        *,
        store: Store,
        signer: TokenSigner,
        committer: Committer,
        audit: AuditTrail,
        now: Callable[[], float],
        second_factor: bool = False,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._store = store
        self._signer = signer
        self._committer = committer
        self._audit = audit
        self._now = now
        self._passwords = Passwords(hasher)
        self._sign_ins = SignIns(audit=audit, now=now, second_factor=second_factor)
        self._accounts: dict[str, Account] = {}
        self._sessions: dict[str, Session] = {}
        self._revision = ""
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._under_way = 0
        self._launch_token: str | None = None

    def load(self, connection: Connection) -> None:
        """Read accounts and living sessions."""
        self._take_over(connection)
        living = ~schema.sessions.c.revoked & (schema.sessions.c.expires_at > self._now())
        for row in connection.execute(select(schema.sessions).where(living)):
            account = self._accounts.get(row.user)
            if account is not None and account.enabled:
                self._sessions[row.id] = Session(row.id, account.user, row.expires_at, row.origin)

    async def watch(self) -> None:
        """Take over what the administrator's tool changes, until cancelled."""
        while True:
            await asyncio.sleep(WATCH_EVERY_S)
            try:
                if await asyncio.to_thread(self._read_revision) != self._revision:
                    await self._refresh()
            except Exception:
                # Looked at again in a second: who is disabled must not stay for one failed look.
                _log.exception("accounts could not be read")

    async def add(
        self,
        user: User,
        password: str | None,
        *,
        kind: str = book.PERSON,
        otp_secret: str | None = None,
    ) -> None:
        """Create or replace an account; without a password nobody can sign in to it by one."""
        account = Account(
            id=user.id,
            name=user.name,
            kind=kind,
            password_hash=None if password is None else await self._passwords.hash(password),
            roles=user.roles,
            division=user.scope.division,
            departments=user.scope.departments,
            otp_secret=otp_secret,
        )

        def write(batch: Batch) -> None:
            book.put(batch.connection, account)

        await self._committer.submit(write)
        await self._refresh()

    async def need_otp_secret(self, user: str) -> str | None:
        """Give an account a second factor unless it has one; the new secret, to be shown once."""

        def work(batch: Batch) -> str | None:
            account = book.find(batch.connection, user)
            if account is None or account.otp_secret is not None or not account.enabled:
                return None
            secret = new_secret()
            book.note_attempt(batch.connection, user, otp_secret=secret, otp_step=0)
            self._audit.write(batch, who="platform", origin="platform", what="account.reset_otp", target=user)
            return secret

        return await self._committer.submit(work)

    def has(self, user: str) -> bool:
        """Whether there is such an account, disabled or not."""
        return user in self._accounts

    async def login(self, user: str, password: str, otp: str | None = None, *, origin: str = "") -> Token:
        """Sign in from the network address `origin`. Raises Refused.

        ``unauthenticated`` when user or password is wrong, or (with `needs`) the one-time code is missing or
        wrong; ``rate_limited`` while nothing is looked at after too many wrong ones; ``unavailable`` when too
        many want to sign in at once.
        """
        if self._under_way >= _MAX_AT_ONCE:
            # Not the caller's fault: for who comes back by itself it is like a platform that is starting.
            raise Refused(ErrorCode.UNAVAILABLE, "too many sign-ins at once", retry_after_s=_BUSY_RETRY_S)
        self._under_way += 1
        try:
            # One at a time for each name: failures are counted one by one, and no code is good twice.
            async with self._turns.setdefault(user, asyncio.Lock()):
                return await self._login(Attempt(user=user, origin=origin), password, otp)
        finally:
            self._under_way -= 1

    def make_launch_token(self) -> str:
        """A token that is good for one `launch`."""
        self._launch_token = secrets.token_urlsafe(32)
        return self._launch_token

    async def launch(self, token: str, *, origin: str = "") -> Token:
        """Sign the embedded console in. Raises Refused unless it is the launch token, unused."""
        expected = self._launch_token
        if expected is None or not secrets.compare_digest(expected.encode(), token.encode()):
            raise Refused(ErrorCode.UNAUTHENTICATED, "the launch token is wrong or has been used")
        self._launch_token = None

        def work(batch: Batch) -> tuple[Session, str]:
            desk = book.find(batch.connection, DESK.id)
            if desk is None or not desk.enabled:
                raise Refused(ErrorCode.UNAUTHENTICATED, f"the account {DESK.id} is disabled")
            self._audit.write(batch, who=desk.id, origin=origin, what="session.launch")
            return open_session(batch, desk, origin=origin), book.revision(batch.connection)

        return await self._opened(*await self._committer.submit(work))

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
        """Give a fresh token for a living session; costs no password hash. Raises Refused when it is over."""
        table = schema.sessions
        living = (table.c.id == session.id) & ~table.c.revoked

        def work(batch: Batch) -> tuple[Session, str]:
            renewed = session.renewed(batch.real_now)
            statement = update(table).where(living).values(expires_at=renewed.expires_at)
            if batch.connection.execute(statement).rowcount == 0:
                raise Refused(ErrorCode.UNAUTHENTICATED, "the session is over: sign in again")
            return renewed, book.revision(batch.connection)

        return await self._opened(*await self._committer.submit(work))

    async def revoke(self, session_id: str, *, origin: str = "", what: str = "session.logout") -> None:
        """End a session; its connections are closed within seconds."""
        session = self._sessions.get(session_id)
        table = schema.sessions
        statement = update(table).where(table.c.id == session_id).values(revoked=True)

        def write(batch: Batch) -> None:
            batch.connection.execute(statement)
            if session is not None:
                self._audit.write(batch, who=session.user.id, origin=origin, what=what)

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

    def close(self) -> None:
        """End the threads that hash."""
        self._passwords.close()

    async def _login(self, attempt: Attempt, password: str, otp: str | None) -> Token:
        account = await asyncio.to_thread(self._find, attempt.user)
        if (told := self._sign_ins.locked(attempt, account)) is not None:
            refused, seldom = told
            if seldom is not None:
                await self._committer.submit(seldom)
            raise refused
        hashed = account.password_hash if account is not None and account.enabled else None
        right = await self._passwords.matches(hashed, password)

        def work(batch: Batch) -> tuple[Session, str]:
            session = self._sign_ins.decide(batch, attempt, hashed=hashed if right else None, otp=otp)
            return session, book.revision(batch.connection)

        try:
            opened = await self._committer.submit(work)
        except Refused as refused:
            if refused.error.code == ErrorCode.UNAUTHENTICATED and not isinstance(refused, CodeNeeded):
                self._sign_ins.failed(attempt, stranger=account is None)
            raise
        return await self._opened(*opened)

    async def _opened(self, session: Session, revision: str) -> Token:
        """The token of a session that has just been written under this revision of the accounts."""
        account = self._accounts.get(session.user.id)
        self._sessions[session.id] = session if account is None else replace(session, user=account.user)
        if revision != self._revision:
            # Changed by the tool while the transaction was on its way back here.
            await self._refresh()
            if session.id not in self._sessions:
                raise Refused(ErrorCode.UNAUTHENTICATED, "the session is over: sign in again")
        claims = Claims(session=session.id, user=session.user.id, exp=session.expires_at)
        return Token(self._signer.sign(claims), session.expires_at)

    def _find(self, user: str) -> Account | None:
        with self._store.reading() as connection:
            return book.find(connection, user)

    def _read_revision(self) -> str:
        with self._store.reading() as connection:
            return book.revision(connection)

    async def _refresh(self) -> None:
        def read() -> tuple[dict[str, Account], set[str], str]:
            with self._store.reading() as connection:
                table = schema.sessions
                revoked = set(connection.scalars(select(table.c.id).where(table.c.revoked)))
                accounts = {each.id: each for each in book.find_all(connection)}
                return accounts, revoked, book.revision(connection)

        self._accounts, revoked, self._revision = await asyncio.to_thread(read)
        for id_, session in tuple(self._sessions.items()):
            account = self._accounts.get(session.user.id)
            if account is None or not account.enabled or id_ in revoked:
                del self._sessions[id_]
            elif session.user != account.user:
                self._sessions[id_] = replace(session, user=account.user)

    def _take_over(self, connection: Connection) -> None:
        self._accounts = {each.id: each for each in book.find_all(connection)}
        self._revision = book.revision(connection)
