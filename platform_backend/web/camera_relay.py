"""Passes a camera's stream on to consoles on other machines, who cannot follow a redirect to loopback.

Back-pressure reaches the camera site: what a viewer does not take is not read here either, and the site
drops pictures for it.
"""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import AsyncIterator, Callable

from starlette.requests import Request
from starlette.responses import StreamingResponse

from backend_client.protocol.errors import ErrorCode, Refused

_ANSWER_WITHIN_S = 10.0
_PIECE = 1 << 16
#: How often it is looked whether the viewer may still see the camera, in seconds.
ASK_EVERY_S = 1.0


def is_local(request: Request) -> bool:
    """Whether whoever asks is on this machine and calls it by a loopback name."""
    client = request.client.host if request.client is not None else ""
    return _is_loopback(client) and _is_loopback(request.url.hostname or "")


async def relay(address: str, request: Request, *, may_go_on: Callable[[], bool]) -> StreamingResponse:
    """Stream what the camera site answers at `address`, for as long as `may_go_on` says so.

    Raises Refused when the site does not serve the camera.
    """
    authority, _, path = address.removeprefix("http://").partition("/")
    host, _, port = authority.rpartition(":")
    token = request.headers.get("authorization", "")
    lines = (f"GET /{path} HTTP/1.1", f"Host: {authority}", f"Authorization: {token}", "", "")
    writer: asyncio.StreamWriter | None = None
    try:
        async with asyncio.timeout(_ANSWER_WITHIN_S):
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write("\r\n".join(lines).encode("latin-1"))
            head = await reader.readuntil(b"\r\n\r\n")
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        if writer is not None:
            writer.close()
        raise Refused(ErrorCode.UNAVAILABLE, "the camera site does not answer") from error
    if not head.startswith(b"HTTP/1.1 200 "):
        writer.close()
        raise Refused(ErrorCode.UNAVAILABLE, "the camera site does not serve this camera now")
    return StreamingResponse(_pieces(reader, writer, may_go_on), media_type="video/mp2t")


async def _pieces(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, may_go_on: Callable[[], bool]
) -> AsyncIterator[bytes]:
    asked = time.monotonic()
    try:
        while piece := await reader.read(_PIECE):
            if time.monotonic() - asked >= ASK_EVERY_S:
                asked = time.monotonic()
                if not may_go_on():
                    return
            yield piece
    except ConnectionError:
        # The site has gone; the viewer sees the stream end and asks again.
        return
    finally:
        writer.close()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
