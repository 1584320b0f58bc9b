from __future__ import annotations

import pytest

from backend_client.protocol.errors import Refused
from platform_backend.accounts import generate_password
from tests.platform_backend.conftest import Running, StartPlatform, user


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


def test_generated_passwords_are_long_and_differ() -> None:
    one, two = generate_password(), generate_password()
    assert one != two
    assert len(one) == 23
    assert not set(one) & set("il1o0")
