from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.access import account_book as book
from platform_backend.access.account_book import Account
from platform_backend.access.sign_ins import TOKEN_S, Attempt, CodeNeeded, SignIns
from platform_backend.audit.trail import AuditTrail
from platform_backend.store import schema
from platform_backend.store.batch import Batch
from platform_backend.store.store import Store

NOW = 1_800_000_000.0
LI = Account(id="li", name="李", roles=("leader",), password_hash="hash")
ATTEMPT = Attempt(user="li", origin="10.0.0.1")


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[Batch]:
    with closing(Store(tmp_path / "platform.sqlite3")) as store, store.writing() as connection:
        book.put(connection, LI)
        yield Batch(connection, now=NOW)


def sign_ins(*, second_factor: bool = False) -> SignIns:
    return SignIns(audit=AuditTrail(b"k" * 32), now=lambda: NOW, second_factor=second_factor)


def li(batch: Batch) -> Account:
    account = book.find(batch.connection, "li")
    assert account is not None
    return account


def test_a_right_password_opens_a_session_and_forgets_the_failures(batch: Batch) -> None:
    book.note_attempt(batch.connection, "li", failures=3)
    session = sign_ins().decide(batch, ATTEMPT, hashed="hash", otp=None)
    assert (session.user, session.expires_at, session.origin) == (LI.user, NOW + TOKEN_S, "10.0.0.1")
    row = batch.connection.execute(select(schema.sessions)).one()
    assert (row.id, row.user, row.revoked, row.origin) == (session.id, "li", False, "10.0.0.1")
    assert li(batch).failures == 0
    assert session.renewed(NOW + 7.0).expires_at == NOW + TOKEN_S + 7.0


@pytest.mark.parametrize("hashed", [None, "an older hash"])
def test_a_wrong_password_or_one_changed_meanwhile_is_counted(batch: Batch, hashed: str | None) -> None:
    with pytest.raises(Refused, match="user or password is wrong"):
        sign_ins().decide(batch, ATTEMPT, hashed=hashed, otp=None)
    assert (li(batch).failures, li(batch).locked_until) == (1, 0.0)
    assert batch.connection.execute(select(schema.sessions)).all() == []


def test_the_fifth_failure_locks(batch: Batch) -> None:
    book.note_attempt(batch.connection, "li", failures=4)
    with pytest.raises(Refused):
        sign_ins().decide(batch, ATTEMPT, hashed=None, otp=None)
    assert (li(batch).failures, li(batch).locked_until) == (5, NOW + 30.0)


def test_a_disabled_account_is_wrong_like_any_other(batch: Batch) -> None:
    book.put(batch.connection, replace(LI, enabled=False))
    with pytest.raises(Refused, match="user or password is wrong"):
        sign_ins().decide(batch, ATTEMPT, hashed="hash", otp=None)


def test_half_a_sign_in_is_no_failure(batch: Batch) -> None:
    book.put(batch.connection, replace(LI, otp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))
    with pytest.raises(CodeNeeded):
        sign_ins(second_factor=True).decide(batch, ATTEMPT, hashed="hash", otp="")
    assert li(batch).failures == 0
    with pytest.raises(Refused, match="one-time code is wrong") as caught:
        sign_ins(second_factor=True).decide(batch, ATTEMPT, hashed="hash", otp="12345")
    assert caught.value.error.needs == "otp"
    assert li(batch).failures == 1


def test_during_a_lock_one_try_is_written_down(batch: Batch) -> None:
    judge = sign_ins()
    assert judge.locked(ATTEMPT, LI) is None
    locked = replace(LI, locked_until=NOW + 20.0)
    first, second = judge.locked(ATTEMPT, locked), judge.locked(ATTEMPT, locked)
    assert first is not None
    assert second is not None
    refused, note = first
    assert (refused.error.code, refused.error.retry_after_s) == (ErrorCode.RATE_LIMITED, 20.0)
    assert note is not None
    assert second[1] is None
    note(batch)
    batch.flush()
    entry = batch.connection.execute(select(schema.audit)).one()
    assert (entry.who, entry.what, entry.result, entry.detail) == (
        *("li", "session.login", "rate_limited"),
        "locked: user",
    )
