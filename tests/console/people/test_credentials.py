"""The system's keyring, and what happens without one: good, failing, hanging and unfit backends."""

from __future__ import annotations

import asyncio
import logging
import threading
import time

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from backend_client.bearer import Bearer
from backend_client.sign_in import Token
from console.people.credentials import Credentials, DeviceCredential
from tests.waiting import PATIENCE_S, one_turn, until

SITE = "wss://10.0.0.5:8700/feed"
DEVICE = DeviceCredential(user="wall-1", secret="s3cret")


class MemoryKeyring(KeyringBackend):
    """Keeps secrets as long as the test lasts."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]


class LockedKeyring(MemoryKeyring):
    """Says no."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")


class FileKeyring(MemoryKeyring):
    """Like those of keyrings.alt: not fit for secrets."""

    priority = 0.5  # type: ignore[assignment]


class HangingKeyring(MemoryKeyring):
    """Waits for somebody to answer a question that nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.ended = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.ended.wait()
        return None


def credentials(backend: KeyringBackend, *, site: str = SITE, limit_s: float = 5.0) -> Credentials:
    return Credentials(site=site, backend=lambda: backend, limit_s=limit_s)


def person(value: str = "token", left_s: float = 3600.0) -> Bearer:
    token = Token(value=value, obtained=time.monotonic() + left_s - 7200.0, lifetime_s=7200.0)
    return Bearer.of_person(token=token, at=SITE, user="zhang")


async def test_the_device_is_found_again_by_the_next_start() -> None:
    ring = MemoryKeyring()
    assert await credentials(ring).device() is None
    await credentials(ring).keep_device(DEVICE)
    again = credentials(ring)
    assert await again.device() == DEVICE
    assert again.unusable == ""
    assert await credentials(ring, site="wss://elsewhere/feed").device() is None
    await again.forget_device()
    await again.forget_device()
    assert await credentials(ring).device() is None


async def test_a_persons_session_is_found_again_while_it_lives() -> None:
    ring = MemoryKeyring()
    credentials(ring).keep_session_of(person(), at=SITE)
    await until(lambda: ring.kept)
    found = await credentials(ring).session()
    assert found is not None
    assert (found.user, found.token.value, found.at) == ("zhang", "token", SITE)
    assert found.token.left_s(time.monotonic()) == pytest.approx(3600.0, abs=5.0)
    assert found.token.lifetime_s == 7200.0


async def test_a_session_that_is_over_is_not_gone_on_with() -> None:
    ring = MemoryKeyring()
    credentials(ring).keep_session_of(person(left_s=-1.0), at=SITE)
    await until(lambda: ring.kept)
    assert await credentials(ring).session() is None


async def test_a_renewed_token_takes_the_place_of_the_old_one() -> None:
    ring, who = MemoryKeyring(), person()
    kept = credentials(ring)
    kept.keep_session_of(who, at=SITE)
    who.on_token(Token(value="younger", obtained=time.monotonic(), lifetime_s=7200.0))
    await until(lambda: any("younger" in value for value in ring.kept.values()))
    kept.forget_session()
    await until(lambda: not ring.kept)


async def test_what_somebody_else_left_there_is_not_taken_for_ours() -> None:
    ring = MemoryKeyring()
    ring.set_password("grid-command-console", f"device {SITE}", "hunter2")
    assert await credentials(ring).device() is None


@pytest.mark.parametrize(
    ("kind", "why"), [(LockedKeyring, "fails"), (NoKeyring, "none"), (FileKeyring, "none")]
)
async def test_without_a_usable_keyring_memory_serves_and_it_is_said_once(
    kind: type[KeyringBackend], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    ring = kind()
    kept = credentials(ring)
    with caplog.at_level(logging.WARNING):
        assert await kept.device() is None
        assert kept.unusable == why
        await kept.keep_device(DEVICE)
        assert await kept.device() == DEVICE
        kept.keep_session_of(person(), at=SITE)
        found = await kept.session()
        assert found is not None
    assert len(caplog.records) == 1
    assert "memory only" in caplog.text
    assert DEVICE.secret not in caplog.text
    assert not getattr(ring, "kept", None)


async def test_a_keyring_that_hangs_holds_nobody_up() -> None:
    ring = HangingKeyring()
    kept = credentials(ring, limit_s=0.1)
    async with asyncio.timeout(PATIENCE_S):
        assert await kept.device() is None
        assert kept.unusable == "hangs"
        assert await kept.session() is None
        await kept.keep_device(DEVICE)
        assert await kept.device() == DEVICE
    ring.ended.set()


async def test_the_loop_turns_while_the_keyring_thinks() -> None:
    ring = HangingKeyring()
    kept = credentials(ring)
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(kept.device())
        for _ in range(100):
            await one_turn()
        assert not asked.done()
        ring.ended.set()
    assert kept.unusable == ""


def test_no_secret_stands_in_what_a_log_might_print() -> None:
    assert DEVICE.secret not in f"{DEVICE!r} {DEVICE}"
    assert "token" not in f"{Token(value='token', obtained=0.0, lifetime_s=1.0)!r}"
