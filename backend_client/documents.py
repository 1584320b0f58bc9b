"""Documents handed to a platform and fetched from it: who is refused is told why."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import msgspec

from backend_client.access import Access
from backend_client.http_client import http_client
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.sign_in import PlatformUnreachable, SignInRefused

#: No document for one matter is larger.
_MOST_BYTES = 16 * 2**20
#: Of large files, in bytes.
_PIECE = 1 << 20
#: A platform may have to make something anew before it hands it out.
_PATIENT = httpx.Timeout(60.0, connect=5.0)


class DocumentRefused(Exception):
    """The platform refused, or does not answer."""

    def __init__(self, error: Error) -> None:
        super().__init__(f"{error.code}: {error.message}")
        self.error = error


class _Answer(msgspec.Struct, frozen=True):
    error: Error


async def get_document(access: Access, path: str, *, query: dict[str, str] | None = None) -> bytes:
    """Fetch what stands at `path`. Raises DocumentRefused."""
    return await _ask(access, "GET", path, query=query or {})


async def post_document(
    access: Access, path: str, body: bytes, *, media_type: str, query: dict[str, str] | None = None
) -> bytes:
    """Hand a document in and return the answer. Raises DocumentRefused."""
    return await _ask(access, "POST", path, query=query, body=body, media_type=media_type)


async def probe_document(access: Access, path: str) -> None:
    """See that there is a document at `path`, made anew if need be, and fetch none of it.

    Raises DocumentRefused; its `retry_after_s` says when to come again for one that takes longer.
    """
    try:
        token = await access.token()
        headers = {"Authorization": f"Bearer {token.value}"}
        address = access.http_base.rstrip("/") + path
        async with (
            http_client(access.http_base, tls=access.tls, timeout=_PATIENT) as client,
            client.stream("GET", address, headers=headers) as response,
        ):
            if not response.is_success:
                await response.aread()
                raise DocumentRefused(_error(response))
    except SignInRefused as error:
        raise DocumentRefused(Error(code=ErrorCode.UNAUTHENTICATED, message=str(error))) from error
    except (PlatformUnreachable, httpx.HTTPError) as error:
        raise DocumentRefused(Error(code=ErrorCode.UNAVAILABLE, message=str(error))) from error


async def save_document(access: Access, path: str, target: Path) -> None:
    """Fetch what stands at `path` into the file `target`, all of it or nothing.

    Raises DocumentRefused, and OSError when the file cannot be written.
    """
    fresh = target.with_name(f".{target.name}.part")
    try:
        token = await access.token()
        headers = {"Authorization": f"Bearer {token.value}"}
        address = access.http_base.rstrip("/") + path
        async with (
            http_client(access.http_base, tls=access.tls, timeout=_PATIENT) as client,
            client.stream("GET", address, headers=headers) as response,
        ):
            if not response.is_success:
                await response.aread()
                raise DocumentRefused(_error(response))
            with await asyncio.to_thread(fresh.open, "wb") as file:
                async for piece in response.aiter_bytes(_PIECE):
                    await asyncio.to_thread(file.write, piece)
        await asyncio.to_thread(fresh.replace, target)
    except SignInRefused as error:
        raise DocumentRefused(Error(code=ErrorCode.UNAUTHENTICATED, message=str(error))) from error
    except (PlatformUnreachable, httpx.HTTPError) as error:
        raise DocumentRefused(Error(code=ErrorCode.UNAVAILABLE, message=str(error))) from error
    finally:
        await asyncio.to_thread(fresh.unlink, missing_ok=True)


async def _ask(
    access: Access,
    method: str,
    path: str,
    *,
    query: dict[str, str] | None = None,
    body: bytes | None = None,
    media_type: str = "",
) -> bytes:
    try:
        token = await access.token()
        headers = {"Authorization": f"Bearer {token.value}"}
        if media_type:
            headers["Content-Type"] = media_type
        async with http_client(access.http_base, tls=access.tls) as client:
            address = access.http_base.rstrip("/") + path
            response = await client.request(method, address, params=query, content=body, headers=headers)
    except SignInRefused as error:
        raise DocumentRefused(Error(code=ErrorCode.UNAUTHENTICATED, message=str(error))) from error
    except (PlatformUnreachable, httpx.HTTPError, OSError) as error:
        raise DocumentRefused(Error(code=ErrorCode.UNAVAILABLE, message=str(error))) from error
    if response.is_success and len(response.content) <= _MOST_BYTES:
        return response.content
    raise DocumentRefused(_error(response))


def _error(response: httpx.Response) -> Error:
    try:
        return msgspec.json.decode(response.content, type=_Answer).error
    except (msgspec.MsgspecError, UnicodeError):
        return Error(code=ErrorCode.UNAVAILABLE, message=f"HTTP {response.status_code}")
