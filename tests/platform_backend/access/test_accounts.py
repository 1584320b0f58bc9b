from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from backend_client.protocol.errors import Error, Refused
from backend_client.protocol.messages import User
from platform_backend.access import account_book as book
from platform_backend.access.accounts import ADMIN, DESK, Accounts
from platform_backend.access.lockout import ADDRESS_FAILURES
from platform_backend.access.second_factor import new_secret
from platform_backend.store import schema
from platform_backend.store.store import Store
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.waiting import until

LI = user("li", "dispatcher")
START = 1_800_000_000.0


async def refused(accounts: Accounts, name: str, password: str, otp: str | None = None, **more: Any) -> Error:
    with pytest.raises(Refused) as caught:
        await accounts.login(name, password, otp, **more)
    return caught.value.error


def said(data: Path, what: str) -> list[tuple[str, str, str]]:
    """Who, result and detail of the audit trail's entries of one act."""
    table = schema.audit.c
    with closing(Store(data / "platform.sqlite3")) as store, store.reading() as connection:
        rows = connection.execute(
            select(table.who, table.result, table.detail).where(table.what == what).order_by(table.number)
        )
        return [tuple(row) for row in rows]


async def test_first_start_makes_admin_and_desk(running: Running) -> None:
    accounts = running.platform.accounts
    assert accounts.has("admin")
    assert accounts.has("desk")


async def test_roles_and_scope_survive_a_restart(start: StartPlatform) -> None:
    async with start() as running:
        await running.platform.accounts.add(user("li", "dispatcher", "leader", division="320302"), "secret")
    async with start() as running:
        token = await running.platform.accounts.login("li", "secret")
        session = running.platform.accounts.session(token.text)
    assert session.user.roles == ("dispatcher", "leader")
    assert session.user.scope.division == "320302"


async def test_a_token_holds_until_its_time(start: StartPlatform) -> None:
    now = 1_800_000_000.0
    async with start(now=lambda: now) as running:
        accounts = running.platform.accounts
        await accounts.add(user("li", "dispatcher"), "secret")
        first = await accounts.login("li", "secret")
        session = accounts.session(first.text)
        now = first.expires_at - 1.0
        renewed = await accounts.renew(session)
        now = first.expires_at + 1.0
        with pytest.raises(Refused, match="expired"):
            accounts.session(first.text)
        assert accounts.session(renewed.text).id == session.id
        now = renewed.expires_at + 1.0
        await accounts.forget_expired()
        assert not accounts.lives(session.id)


async def test_without_a_token_nobody_is_let_in(running: Running) -> None:
    with pytest.raises(Refused, match="sign in first"):
        running.platform.accounts.session(None)


async def test_five_wrong_passwords_lock_for_longer_and_longer(start: StartPlatform) -> None:
    now = START
    async with start(now=lambda: now) as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret")
        for lock in (30.0, 60.0, 120.0):
            for _ in range(5 if lock == 30.0 else 1):
                assert (await refused(accounts, "li", "guess")).code == "unauthenticated"
            # Not even the right password is looked at, and nothing more is counted.
            for _ in range(3):
                error = await refused(accounts, "li", "secret")
                assert (error.code, error.retry_after_s) == ("rate_limited", lock)
            now += lock + 0.5
        await accounts.login("li", "secret")
        # The right password has reset the count.
        for _ in range(4):
            await refused(accounts, "li", "guess")
        await accounts.login("li", "secret")


async def test_a_lock_survives_a_restart(start: StartPlatform) -> None:
    now = START
    async with start(now=lambda: now) as running:
        await running.platform.accounts.add(LI, "secret")
        for _ in range(5):
            await refused(running.platform.accounts, "li", "guess")
    now += 10.0
    async with start(now=lambda: now) as running:
        error = await refused(running.platform.accounts, "li", "secret")
        assert (error.code, error.retry_after_s) == ("rate_limited", 20.0)


async def test_names_that_nobody_has_are_answered_and_locked_the_same(start: StartPlatform) -> None:
    async with start(now=lambda: START) as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret")
        answers = {
            name: [await refused(accounts, name, "guess") for _ in range(7)] for name in ("li", "nobody")
        }
    assert answers["li"] == answers["nobody"]
    assert [error.code for error in answers["li"]] == ["unauthenticated"] * 5 + ["rate_limited"] * 2


async def test_tries_at_once_are_counted_one_by_one(start: StartPlatform) -> None:
    async with start(now=lambda: START) as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret")
        errors = await asyncio.gather(*(refused(accounts, "li", "guess") for _ in range(20)))
    assert sorted(error.code for error in errors) == ["rate_limited"] * 15 + ["unauthenticated"] * 5


async def test_a_storm_is_told_to_come_back(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform_backend.access.accounts._MAX_AT_ONCE", 3)
    accounts = running.platform.accounts
    await accounts.add(LI, "secret")
    done = await asyncio.gather(*(accounts.login("li", "secret") for _ in range(8)), return_exceptions=True)
    late = [each.error for each in done if isinstance(each, Refused)]
    assert [(error.code, error.retry_after_s) for error in late] == [("unavailable", 5.0)] * 5
    # Nobody is locked by it.
    await accounts.login("li", "secret")


async def test_many_names_from_one_address_are_bounded(start: StartPlatform, data: Path) -> None:
    now = START
    async with start(now=lambda: now) as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret")
        for number in range(ADDRESS_FAILURES):
            error = await refused(accounts, f"name{number}", "guess", origin="10.0.0.1")
            assert error.code == "unauthenticated"
        for _ in range(3):
            assert (await refused(accounts, "li", "secret", origin="10.0.0.1")).code == "rate_limited"
        await accounts.login("li", "secret", origin="10.0.0.2")
        now += 300.0
        await accounts.login("li", "secret", origin="10.0.0.1")
    entries = said(data, "session.login")
    # A stream of tries during a lock is one entry.
    assert [entry for entry in entries if entry[1] == "rate_limited"] == [
        ("li", "rate_limited", "locked: address")
    ]
    assert entries[-2:] == [("li", "ok", "")] * 2


async def test_a_person_needs_a_code_and_each_code_is_good_once(start: StartPlatform, data: Path) -> None:
    now = START
    secret = new_secret()
    otp = pyotp.TOTP(secret)
    async with start(now=lambda: now, second_factor=True) as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret", otp_secret=secret)
        for _ in range(6):
            # Half of a sign-in is no failure.
            error = await refused(accounts, "li", "secret")
            assert (error.code, error.needs) == ("unauthenticated", "otp")
        assert (await refused(accounts, "li", "guess", otp.at(int(now)))).needs is None
        await accounts.login("li", "secret", otp.at(int(now)))
        again = await refused(accounts, "li", "secret", otp.at(int(now)))
        assert (again.code, again.needs) == ("unauthenticated", "otp")
        now += 30.0
        await accounts.login("li", "secret", otp.at(int(now)))
    # Used up is used up, after a restart too.
    async with start(now=lambda: now, second_factor=True) as running:
        accounts = running.platform.accounts
        assert (await refused(accounts, "li", "secret", otp.at(int(now)))).needs == "otp"
        for _ in range(4):
            await refused(accounts, "li", "secret", "000000")
        assert (await refused(accounts, "li", "secret", otp.at(int(now) + 30))).code == "rate_limited"
    assert [result for _, result, _ in said(data, "session.login")].count("ok") == 2


async def test_two_at_once_with_one_code_are_one_sign_in(start: StartPlatform) -> None:
    secret = new_secret()
    async with start(now=lambda: START, second_factor=True) as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret", otp_secret=secret)
        code = pyotp.TOTP(secret).at(int(START))
        done = await asyncio.gather(
            *(accounts.login("li", "secret", code) for _ in range(4)), return_exceptions=True
        )
    assert sum(isinstance(each, Refused) for each in done) == 3


async def test_without_a_second_factor_of_its_own_an_account_stays_closed(start: StartPlatform) -> None:
    async with start(second_factor=True) as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret")
        error = await refused(accounts, "li", "secret", "123456")
        assert error.needs == "otp"
        assert "administrator" in error.message


async def test_devices_never_need_a_code(start: StartPlatform) -> None:
    async with start(second_factor=True) as running:
        await running.platform.accounts.add(user("wall-1", "device"), "secret", kind="device")
        await running.platform.accounts.login("wall-1", "secret")


async def test_the_admin_gets_a_second_factor_once(start: StartPlatform) -> None:
    async with start(second_factor=True) as running:
        assert await running.platform.accounts.need_otp_secret(ADMIN.id) is None


async def test_a_session_says_where_it_began(start: StartPlatform, data: Path) -> None:
    async with start() as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret")
        token = await accounts.login("li", "secret", origin="10.0.0.7")
        assert accounts.session(token.text).origin == "10.0.0.7"
    async with start() as running:
        assert running.platform.accounts.session(token.text).origin == "10.0.0.7"


async def test_what_the_tool_changes_reaches_living_sessions(running: Running, data: Path) -> None:
    accounts = running.platform.accounts
    session = accounts.session(await running.token(LI)).id
    other = accounts.session(await running.token()).id
    with closing(Store(data / "platform.sqlite3")) as store:
        with store.writing() as connection:
            account = book.find(connection, "li")
            assert account is not None
            book.put(connection, book.Account(id="li", name="李", roles=("leader",), division="320302"))

        def changed() -> User | None:
            return accounts.current(session)

        await until(lambda: (now := changed()) is not None and now.scope.division == "320302")
        found = changed()
        assert found is not None
        assert (found.name, found.roles) == ("李", ("leader",))
        with store.writing() as connection:
            book.end_sessions(connection, "li")
        await until(lambda: changed() is None)
    assert accounts.current(other) == ADMIN


async def test_a_session_that_the_tool_has_ended_is_not_renewed(running: Running, data: Path) -> None:
    accounts = running.platform.accounts
    session = accounts.session(await running.token(LI))
    with closing(Store(data / "platform.sqlite3")) as store, store.writing() as connection:
        book.end_sessions(connection, "li")
    with pytest.raises(Refused, match="sign in again"):
        await accounts.renew(session)


async def test_a_disabled_desk_is_not_launched(running: Running, data: Path) -> None:
    with closing(Store(data / "platform.sqlite3")) as store, store.writing() as connection:
        desk = book.find(connection, DESK.id)
        assert desk is not None
        book.put(connection, book.Account(id=desk.id, name=desk.name, enabled=False))
    token = running.platform.accounts.make_launch_token()
    with pytest.raises(Refused, match="disabled"):
        await running.platform.accounts.launch(token)


async def test_signing_in_and_out_is_in_the_trail(start: StartPlatform, data: Path) -> None:
    async with start() as running:
        accounts = running.platform.accounts
        await accounts.add(LI, "secret")
        await refused(accounts, "li", "guess")
        token = await accounts.login("li", "secret")
        session = accounts.session(token.text)
        await accounts.renew(session)
        await accounts.revoke(session.id)
    assert said(data, "session.login") == [("li", "unauthenticated", ""), ("li", "ok", "")]
    assert said(data, "session.logout") == [("li", "ok", "")]
    assert said(data, "session.renew") == []
