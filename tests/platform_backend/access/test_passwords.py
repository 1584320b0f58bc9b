from __future__ import annotations

import asyncio
import threading
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters

from platform_backend.access.passwords import MIN_CHARACTERS, Passwords, generate_password, objection

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


async def test_argon2id_in_one_lane_with_its_usual_cost() -> None:
    passwords = Passwords()
    try:
        hashed = await passwords.hash("correct horse")
        assert await passwords.matches(hashed, "correct horse")
    finally:
        passwords.close()
    said = extract_parameters(hashed)
    assert hashed.startswith("$argon2id$")
    assert (said.parallelism, said.memory_cost, said.time_cost) == (1, 65536, 3)


async def test_wrong_passwords_and_damaged_hashes_do_not_match() -> None:
    passwords = Passwords(CHEAP)
    hashed = await passwords.hash("correct horse")
    assert not await passwords.matches(hashed, "correct hors")
    assert not await passwords.matches("$argon2id$nonsense", "correct horse")
    assert not await passwords.matches(None, "correct horse")
    assert not await passwords.matches(hashed, "\ud800")
    passwords.close()


async def test_nobody_costs_a_hash_too() -> None:
    asked: list[str] = []

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            asked.append(str(hash))
            return super().verify(hash, password)

    passwords = Passwords(Watched(time_cost=1, memory_cost=8, parallelism=1))
    await passwords.matches(None, "anything")
    assert len(asked) == 1
    passwords.close()


async def test_a_storm_leaves_half_of_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    held, most, lock, go = 0, 0, threading.Lock(), threading.Event()

    class Slow(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            nonlocal held, most
            with lock:
                held += 1
                most = max(most, held)
                if most == 2:
                    go.set()
            go.wait(5.0)
            with lock:
                held -= 1
            return True

    passwords = Passwords(Slow(time_cost=1, memory_cost=8, parallelism=1))
    await asyncio.gather(*(passwords.matches("x", "y") for _ in range(40)))
    assert most == 2
    passwords.close()


def test_generated_passwords_are_long_and_differ() -> None:
    one, two = generate_password(), generate_password()
    assert one != two
    assert len(one) == 23
    assert not set(one) & set("il1o0")
    assert objection(one) is None


@pytest.mark.parametrize(
    ("password", "good"),
    [("a" * (MIN_CHARACTERS - 1), False), ("一二三四五六七八九十", True), ("x" * 2000, False)],
)
def test_only_the_length_of_a_password_matters(password: str, good: bool) -> None:
    assert (objection(password) is None) is good
