"""What is changed in the limits' file by hand stands in the audit trail, as a site lives through it."""

from __future__ import annotations

import errno
import hashlib
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from platform_backend import limits_keeper
from platform_backend.limits.book import LimitsBook, install
from tests.platform_backend.conftest import NO_LIMITS, StartPlatform
from tests.platform_backend.processes import platform, run
from tests.waiting import until

RULE = '[[limits]]\nname = "处置八小时"\nof = "handle"\nlimit = "8 h"\n'


def entries(data: Path) -> list[tuple[str, str, str, str]]:
    with closing(sqlite3.connect(data / "platform.sqlite3")) as raw:
        found = "SELECT who, origin, detail, result FROM audit WHERE what = 'limits.take' ORDER BY number"
        return raw.execute(found).fetchall()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def test_every_file_that_is_put_there_by_hand_is_in_the_trail(data: Path) -> None:
    path = data / "limits.toml"
    changed, bad = NO_LIMITS + RULE, NO_LIMITS + RULE.replace("8 h", "8 weeks")
    with platform(data):
        assert entries(data) == []
        path.write_text(changed, encoding="utf-8")
        await until(lambda: len(entries(data)) == 1)
        path.write_text(bad, encoding="utf-8")
        await until(lambda: len(entries(data)) == 2)
    took, refused = entries(data)
    assert took == (
        "limits.toml",
        "file",
        f"sha256 {sha256(NO_LIMITS)} -> {sha256(changed)}: added 处置八小时",
        "ok",
    )
    assert refused[2].startswith(f"sha256 {sha256(changed)} stays, {sha256(bad)} is refused: the rule")
    assert refused[3] == "bad_request"
    # Changed while nothing ran: it is found at the start.
    path.write_text(NO_LIMITS, encoding="utf-8")
    with platform(data):
        assert [entry[2] for entry in entries(data)[2:]] == [
            f"sha256 {sha256(changed)} -> {sha256(NO_LIMITS)}: left out 处置八小时"
        ]
    assert run("audit", "verify", "--data", str(data)).returncode == 0


async def test_nothing_comes_into_force_that_cannot_be_noted(
    data: Path, start: StartPlatform, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(limits_keeper, "_LOOK_EVERY_S", 0.01)
    book = LimitsBook(data / "limits.toml")
    full = True

    async with start(limits=book) as running:
        write = running.platform.audit.write

        def writing(*args: object, **named: object) -> None:
            if full:
                raise OSError(errno.ENOSPC, "No space left on device")
            write(*args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(running.platform.audit, "write", writing)
        install(data / "limits.toml", (NO_LIMITS + RULE).encode())
        with caplog.at_level(logging.WARNING):
            await until(lambda: "could not be taken over" in caplog.text)
        assert book.raw == NO_LIMITS.encode()
        full = False
        await until(lambda: book.raw != NO_LIMITS.encode())
    assert len(entries(data)) == 1
