"""What a sign-in is judged by: lockout first, then the password, then the one-time code.

`SignIns.decide` runs in the writer thread, so that counting a failure, using up a code, opening a session
and the entry in the audit trail are one transaction.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import insert
from uuid6 import uuid7

from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import User
from platform_backend.access import account_book as book
from platform_backend.access.account_book import Account
from platform_backend.access.lockout import Addresses, Strangers, lock_after
from platform_backend.access.second_factor import matching_step
from platform_backend.audit.trail import AuditTrail
from platform_backend.store import schema
from platform_backend.store.batch import Batch

#: How long a token holds, in seconds; it can be renewed for as long as it does.
TOKEN_S = 12 * 3600.0
_MAX_NOTED = 4096


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in period of a user; `expires_at` in seconds since the epoch, `origin` where it began."""

    id: str
    user: User
    expires_at: float
    origin: str = ""

    def renewed(self, now: float) -> Session:
        """The same, good for the whole time again."""
        return replace(self, expires_at=now + TOKEN_S)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody wants to sign in as `user` from the network address `origin`."""

    user: str
    origin: str


class CodeNeeded(Refused):
    """The password was right and the code is missing: no failure, only half of a sign-in."""

    def __init__(self, message: str) -> None:
        super().__init__(ErrorCode.UNAUTHENTICATED, message, needs="otp")


class SignIns:
    """Decides sign-ins. With `second_factor` persons need a one-time code; devices never do."""

    def __init__(self, *, audit: AuditTrail, now: Callable[[], float], second_factor: bool) -> None:
        self._audit = audit
        self._now = now
        self._second_factor = second_factor
        self._strangers = Strangers(now=now)
        self._addresses = Addresses(now=now)
        self._noted: OrderedDict[str, float] = OrderedDict()

    def locked(
        self, attempt: Attempt, account: Account | None
    ) -> tuple[Refused, Callable[[Batch], None] | None] | None:
        """Why nothing is looked at now, and what to write into the audit trail; None: it is looked at.

        Written once for each lock: an endless stream of tries must not fill the disk.
        """
        now = self._now()
        until = self._strangers.locked_until(attempt.user) if account is None else account.locked_until
        wait, key = until - now, f"user {attempt.user}"
        if attempt.origin and (bound := self._addresses.wait_s(attempt.origin)) > wait:
            wait, key = bound, f"address {attempt.origin}"
        if wait <= 0:
            return None
        sentence = f"too many wrong sign-ins: try again in {wait:.0f} s"
        refused = Refused(ErrorCode.RATE_LIMITED, sentence, retry_after_s=round(wait, 3))
        if self._noted.get(key, 0.0) > now:
            return refused, None
        self._noted.pop(key, None)
        self._noted[key] = now + wait
        while len(self._noted) > _MAX_NOTED:
            self._noted.popitem(last=False)

        def note(batch: Batch) -> None:
            self._write(batch, attempt, detail=f"locked: {key.split(' ')[0]}", result=ErrorCode.RATE_LIMITED)

        return refused, note

    def decide(self, batch: Batch, attempt: Attempt, *, hashed: str | None, otp: str | None) -> Session:
        """Open a session, or count the failure. Raises Refused (what it has written stays written).

        `hashed` is the hash that the password was found right for, None when it was wrong.
        """
        account = book.find(batch.connection, attempt.user)
        # The hash is compared too: the tool may have set another password meanwhile.
        if hashed is None or account is None or not account.enabled or account.password_hash != hashed:
            raise self._wrong(batch, attempt, account, "user or password is wrong")
        step = account.otp_step
        if self._second_factor and account.kind == book.PERSON:
            step = self._step(batch, attempt, account, otp)
        book.note_attempt(batch.connection, account.id, failures=0, locked_until=0.0, otp_step=step)
        self._write(batch, attempt)
        return open_session(batch, account, origin=attempt.origin)

    def failed(self, attempt: Attempt, *, stranger: bool) -> None:
        """Remember a failure for the name, when nobody has it, and for the address."""
        if stranger:
            self._strangers.failed(attempt.user)
        if attempt.origin:
            self._addresses.failed(attempt.origin)

    def _step(self, batch: Batch, attempt: Attempt, account: Account, otp: str | None) -> int:
        if account.otp_secret is None:
            self._write(batch, attempt, detail="no second factor set up", result=ErrorCode.UNAUTHENTICATED)
            raise CodeNeeded("this account has no second factor yet: ask an administrator for one")
        if not otp:
            self._write(batch, attempt, detail="password right, no code", result=ErrorCode.UNAUTHENTICATED)
            raise CodeNeeded("a one-time code is needed")
        step = matching_step(account.otp_secret, otp, now=batch.real_now, after=account.otp_step)
        if step is None:
            raise self._wrong(batch, attempt, account, "the one-time code is wrong or was used", needs="otp")
        return step

    def _wrong(
        self,
        batch: Batch,
        attempt: Attempt,
        account: Account | None,
        sentence: str,
        *,
        needs: str | None = None,
    ) -> Refused:
        detail = "code" if needs else ""
        if account is not None:
            failures = account.failures + 1
            lock = lock_after(failures)
            until = batch.real_now + lock if lock else 0.0
            book.note_attempt(batch.connection, account.id, failures=failures, locked_until=until)
            detail = f"{detail} failure {failures}, locked for {lock:.0f} s".strip() if lock else detail
        self._write(batch, attempt, detail=detail, result=ErrorCode.UNAUTHENTICATED)
        return Refused(ErrorCode.UNAUTHENTICATED, sentence, needs=needs)

    def _write(self, batch: Batch, attempt: Attempt, *, detail: str = "", result: str = "ok") -> None:
        self._audit.write(
            batch,
            who=attempt.user,
            origin=attempt.origin,
            what="session.login",
            detail=detail,
            result=result,
        )


def open_session(batch: Batch, account: Account, *, origin: str) -> Session:
    """Write a new session of an account."""
    session = Session(str(uuid7()), account.user, batch.real_now + TOKEN_S, origin)
    row = {
        "id": session.id,
        "user": account.id,
        "created_at": batch.real_now,
        "expires_at": session.expires_at,
        "revoked": False,
        "origin": origin,
    }
    batch.connection.execute(insert(schema.sessions), row)
    return session
