"""Passwords: made, hashed and checked, so that a storm of sign-ins leaves the machine its cores."""

from __future__ import annotations

import asyncio
import os
import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

#: Fewest characters of a password that somebody chose; source: NIST SP 800-63B asks for 8 at least, and
#: for no rule about what they are.
MIN_CHARACTERS = 10
#: Longest password that is looked at, in characters.
MAX_CHARACTERS = 1024
#: Threads a hash takes: with argon2's usual four a single sign-in would take four cores.
_LANES = 1


class Passwords:
    """Hashes with argon2id, each hash in one thread, in at most half of the machine's cores at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(parallelism=_LANES)
        self._threads = ThreadPoolExecutor(
            max_workers=max(1, (os.cpu_count() or 2) // 2), thread_name_prefix="passwords"
        )
        # Checked against when there is no such account, so that both answers take the same time. Made beside
        # the start, which it would hold up for as long as a sign-in takes.
        self._nobody = self._threads.submit(self._hasher.hash, secrets.token_urlsafe(16))

    async def hash(self, password: str) -> str:
        """The hash of a new password."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def matches(self, hashed: str | None, password: str) -> bool:
        """Whether the password is right; with nothing to compare it to it is wrong, after the same time."""
        right = await asyncio.get_running_loop().run_in_executor(
            self._threads, self._verify, hashed, password
        )
        return right and hashed is not None

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verify(self, hashed: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(hashed or self._nobody.result(), password)
        except (Argon2Error, InvalidHashError, UnicodeError):
            return False


def hash_password(password: str) -> str:
    """The hash of a new password, made here and now."""
    return PasswordHasher(parallelism=_LANES).hash(password)


def generate_password() -> str:
    """A password for a first sign-in: about 95 bits, without characters that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def objection(password: str) -> str | None:
    """What is wrong with a password that somebody chose, as one sentence; None when it is good."""
    if len(password) < MIN_CHARACTERS:
        return f"A password has at least {MIN_CHARACTERS} characters, this one has {len(password)}."
    if len(password) > MAX_CHARACTERS:
        return f"A password has at most {MAX_CHARACTERS} characters."
    return None
