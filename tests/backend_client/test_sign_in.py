from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.utils import formatdate
from typing import Any

import pytest

from backend_client.protocol.times import format_time
from backend_client.sign_in import (
    PlatformUnreachable,
    SignInRefused,
    Token,
    TokenKeeper,
    launch,
    renew,
    sign_in,
)

Answer = tuple[int, dict[str, Any] | str]


class HttpPlatform:
    """Answers POSTs as it is told, and notes what it was asked. Its clock may differ from ours."""

    def __init__(self, answer: Callable[[str, dict[str, str], Any], Answer], clock_ahead_s: float) -> None:
        self._answer = answer
        self._ahead_s = clock_ahead_s
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.base = ""
        self.headers = ""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.split("\r\n")
        headers = {key.lower(): value for key, _, value in (line.partition(": ") for line in lines if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        path = first.split()[1]
        asked = (path, headers, json.loads(body) if body else None)
        self.asked.append(asked)
        status, answer = self._answer(*asked)
        content = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
        date = formatdate(time.time() + self._ahead_s, usegmt=True)
        writer.write(
            f"HTTP/1.1 {status} X\r\nDate: {date}\r\nContent-Length: {len(content)}\r\n"
            f"Connection: close\r\n{self.headers}\r\n".encode()
        )
        writer.write(content)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def answering(answer: Any, *, ahead_s: float = 0.0) -> AsyncIterator[HttpPlatform]:
    platform = HttpPlatform(answer if callable(answer) else lambda *asked: answer, ahead_s)
    server = await asyncio.start_server(platform.talk, "127.0.0.1", 0)
    platform.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield platform


def grant(lifetime_s: float = 3600.0, *, ahead_s: float = 0.0, value: str = "abc") -> Answer:
    return 200, {"token": value, "expires_at": format_time(time.time() + ahead_s + lifetime_s)}


async def test_the_right_password_brings_a_token() -> None:
    async with answering(grant()) as platform:
        token = await sign_in(http_base=platform.base, user="zhang", password="secret")
        assert token.value == "abc"
        assert platform.asked[0][0] == "/api/login"
        assert platform.asked[0][2] == {"user": "zhang", "password": "secret"}


async def test_a_launch_token_needs_nobody_to_type() -> None:
    async with answering(grant()) as platform:
        await launch(http_base=platform.base + "/", launch_token="once")
        assert platform.asked[0][0] == "/api/launch"
        assert platform.asked[0][2] == {"launch_token": "once"}


async def test_renewing_shows_the_old_token() -> None:
    async with answering(grant(value="new")) as platform:
        old = Token(value="old", obtained=0.0, lifetime_s=1.0)
        assert (await renew(http_base=platform.base, token=old)).value == "new"
        assert platform.asked[0][1]["authorization"] == "Bearer old"


async def test_the_platforms_own_words_reach_the_person() -> None:
    words = "User name or password is wrong."
    async with answering((401, {"error": {"code": "unauthenticated", "message": words}})) as platform:
        with pytest.raises(SignInRefused, match=words) as refused:
            await sign_in(http_base=platform.base, user="zhang", password="wrong")
        assert refused.value.why == "unauthenticated"


async def test_a_refusal_without_words_still_is_a_sentence() -> None:
    async with answering((403, "nope")) as platform:
        with pytest.raises(SignInRefused, match="refused the sign-in"):
            await sign_in(http_base=platform.base, user="zhang", password="x")


async def test_no_platform_is_said_with_its_address() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(PlatformUnreachable, match=base):
            await sign_in(http_base=base, user="zhang", password="x")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, "<html>hello</html>"), "no_platform"),
        ((200, {"token": 7}), "no_platform"),
        ((500, "oops"), "trouble"),
        ((404, ""), "no_platform"),
    ],
)
async def test_something_else_at_the_address_is_no_platform(answer: Answer, why: str) -> None:
    async with answering(answer) as platform:
        with pytest.raises(PlatformUnreachable) as unreachable:
            await sign_in(http_base=platform.base, user="zhang", password="x")
        assert unreachable.value.why == why


async def test_an_address_that_is_none_is_said() -> None:
    with pytest.raises(PlatformUnreachable):
        await sign_in(http_base="not an address", user="zhang", password="x")


@pytest.mark.parametrize("ahead_s", [-7200.0, 0.0, 7200.0])
async def test_a_tokens_life_is_reckoned_by_the_platforms_clock(ahead_s: float) -> None:
    async with answering(grant(3600.0, ahead_s=ahead_s), ahead_s=ahead_s) as platform:
        token = await sign_in(http_base=platform.base, user="zhang", password="x")
        assert token.left_s(time.monotonic()) == pytest.approx(3600.0, abs=5.0)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0


def keeper(base: str, clock: Clock) -> TokenKeeper:
    first = Token(value="first", obtained=0.0, lifetime_s=100.0)
    return TokenKeeper(http_base=base, token=first, steady=lambda: clock.now)


async def test_a_token_is_renewed_in_the_last_quarter_of_its_life() -> None:
    clock = Clock()
    async with answering(grant(value="second")) as platform:
        kept = keeper(platform.base, clock)
        clock.now = 70.0
        assert (await kept.fresh()).value == "first"
        clock.now = 80.0
        assert (await kept.fresh()).value == "second"
        assert kept.current.value == "second"
        assert len(platform.asked) == 1


async def test_a_token_that_is_still_good_outlasts_a_platform_that_is_away() -> None:
    clock = Clock()
    kept = keeper("http://127.0.0.1:9", clock)
    clock.now = 90.0
    assert (await kept.fresh()).value == "first"
    clock.now = 101.0
    with pytest.raises(PlatformUnreachable):
        await kept.fresh()


async def test_a_session_that_ended_has_to_be_started_anew() -> None:
    clock = Clock()
    refusal = (401, {"error": {"code": "unauthenticated", "message": "Signed out by the administrator."}})
    async with answering(refusal) as platform:
        kept = keeper(platform.base, clock)
        clock.now = 90.0
        with pytest.raises(SignInRefused, match="administrator"):
            await kept.fresh()


async def test_a_missing_code_is_told_apart_from_a_wrong_password() -> None:
    answer = {"error": {"code": "unauthenticated", "message": "One-time code?", "needs": "otp"}}
    async with answering((401, answer)) as platform:
        with pytest.raises(SignInRefused) as refused:
            await sign_in(http_base=platform.base, user="zhang", password="x")
        assert refused.value.needs_code
        assert not refused.value.passes
        with pytest.raises(SignInRefused):
            await sign_in(http_base=platform.base, user="zhang", password="x", otp="123456")
        assert platform.asked[-1][2] == {"user": "zhang", "password": "x", "otp": "123456"}


@pytest.mark.parametrize(
    ("more", "header", "wait_s"),
    [({"retry_after_s": 12.5}, "30", 12.5), ({}, "30", 30.0), ({}, "soon", None), ({}, "", None)],
)
async def test_a_locked_account_says_for_how_long(
    more: dict[str, float], header: str, wait_s: float | None
) -> None:
    answer = {"error": {"code": "rate_limited", "message": "Too many."} | more}
    async with answering((429, answer)) as platform:
        platform.headers = f"Retry-After: {header}\r\n"
        with pytest.raises(SignInRefused) as refused:
            await sign_in(http_base=platform.base, user="zhang", password="x")
        assert refused.value.retry_after_s == wait_s
        assert refused.value.passes


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_nobody_is_followed_elsewhere(status: int) -> None:
    async with answering(grant()) as elsewhere, answering((status, "")) as platform:
        platform.headers = f"Location: {elsewhere.base}/api/login\r\n"
        with pytest.raises(PlatformUnreachable) as unreachable:
            await sign_in(http_base=platform.base, user="zhang", password="secret")
        assert unreachable.value.why == "no_platform"
        with pytest.raises(PlatformUnreachable):
            await renew(http_base=platform.base, token=Token(value="t", obtained=0.0, lifetime_s=1.0))
        assert not elsewhere.asked
