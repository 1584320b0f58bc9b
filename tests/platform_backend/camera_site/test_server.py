"""The site's HTTP on a real socket: who gets a stream, who does not, and how viewers end."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from platform_backend.access.tokens import Claims, TokenSigner
from platform_backend.camera_site.server import CONTROL_SESSION, CameraSite
from tests.platform_backend.camera_site import tiny
from tests.waiting import until

_SIGNER = TokenSigner(b"k" * 32)


def _headers(session: str = "s1", *, valid_s: float = 60.0, signer: TokenSigner = _SIGNER) -> dict[str, str]:
    token = signer.sign(Claims(session=session, user="u", exp=time.time() + valid_s))
    return {"Authorization": f"Bearer {token}"}


async def _drain(parts: AsyncIterator[bytes]) -> None:
    with contextlib.suppress(httpx.ReadError):
        async for _ in parts:
            pass


@dataclass(frozen=True, slots=True)
class Running:
    """A site and a client for it."""

    site: CameraSite
    port: int
    client: httpx.AsyncClient


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    loop = tiny.tiny_loop()
    site = CameraSite(
        signer=_SIGNER, find_loop=lambda camera, quality: (loop, 30), find_own=lambda camera, quality: None
    )
    port = await site.start(port=0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield Running(site, port, client)
    await site.stop()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer nonsense"},
        {"Authorization": "Basic abc"},
        _headers(valid_s=-1),
        _headers(signer=TokenSigner(b"x" * 32)),
    ],
)
async def test_nobody_sees_a_stream_without_a_good_token(running: Running, headers: dict[str, str]) -> None:
    assert (await running.client.get("/cameras/c/sub.ts", headers=headers)).status_code == 401
    assert (await running.client.post("/offline", headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/cameras/c/huge.ts",
        "/cameras/c",
        "/cameras/c/sub.mp4",
        "/x/c/sub.ts",
    ],
)
async def test_other_addresses_are_not_found(running: Running, address: str) -> None:
    assert (await running.client.get(address, headers=_headers())).status_code == 404


async def test_a_stream_comes_in_transport_packets_from_a_key_frame_on(running: Running) -> None:
    async with running.client.stream("GET", "/cameras/c/sub.ts", headers=_headers()) as response:
        assert response.headers["content-type"] == "video/mp2t"
        received = b""
        async for part in response.aiter_bytes():
            received += part
            if len(received) > 188 * 60:
                break
    assert received[0] == received[188] == 0x47
    # Program tables first, as before every key frame.
    assert received[1] & 0x1F == 0
    assert received[2] == 0
    await until(lambda: not running.site.timeline.viewers)


async def test_cameras_switched_off_end_and_are_refused_until_the_list_changes(running: Running) -> None:
    control = _headers(CONTROL_SESSION)
    async with running.client.stream("GET", "/cameras/c/sub.ts", headers=_headers()) as response:
        parts = response.aiter_raw()
        assert await anext(parts)
        answer = await running.client.post("/offline", json={"cameras": ["c"]}, headers=control)
        assert answer.status_code == 200
        async with asyncio.timeout(5):
            await _drain(parts)
    assert (await running.client.get("/cameras/c/sub.ts", headers=_headers())).status_code == 503
    health = (await running.client.get("/health")).json()
    assert health["viewers"] == 0
    assert health["offline"] == 1
    await running.client.post("/offline", json={"cameras": []}, headers=control)
    async with running.client.stream("GET", "/cameras/c/sub.ts", headers=_headers()) as response:
        assert response.status_code == 200


async def test_only_the_platform_switches_cameras_off(running: Running) -> None:
    answer = await running.client.post("/offline", json={"cameras": ["c"]}, headers=_headers())
    assert answer.status_code == 403
    answer = await running.client.post("/offline", content=b"[", headers=_headers(CONTROL_SESSION))
    assert answer.status_code == 400


async def test_nothing_is_served_before_the_first_scene(running: Running) -> None:
    running.site.find_loop = lambda camera, quality: None
    assert (await running.client.get("/cameras/c/sub.ts", headers=_headers())).status_code == 503


async def test_garbage_is_answered_and_closed(running: Running) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
    writer.write(b"\x00\x01garbage\r\n\r\n")
    async with asyncio.timeout(5):
        answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 400")
    writer.close()
    await writer.wait_closed()


async def test_viewers_who_leave_are_forgotten(running: Running) -> None:
    async with running.client.stream("GET", "/cameras/c/sub.ts", headers=_headers()):
        await until(lambda: len(running.site.timeline.viewers) == 1)
    await until(lambda: not running.site.timeline.viewers)
