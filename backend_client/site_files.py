"""Files that a platform serves beside its feed, such as the base map of its district."""

from __future__ import annotations

import ssl

import httpx

from backend_client.access import Access
from backend_client.http_client import http_client
from backend_client.sign_in import PlatformUnreachable, SignInRefused

#: A base map of a county is a few megabytes.
_MOST_BYTES = 64 * 2**20


async def fetch_signed_in(access: Access, path: str) -> bytes | None:
    """Return the file at `path` for whoever is signed in by `access`; None as `fetch`, or for nobody."""
    try:
        token = await access.token()
    except (SignInRefused, PlatformUnreachable):
        return None
    return await fetch(http_base=access.http_base, path=path, token=token.value, tls=access.tls)


async def fetch(*, http_base: str, path: str, token: str, tls: ssl.SSLContext | None = None) -> bytes | None:
    """Return the file at `path`, or None when the platform has none or does not answer."""
    try:
        async with http_client(http_base, tls=tls) as client:
            address = http_base.rstrip("/") + path
            response = await client.get(address, headers={"Authorization": f"Bearer {token}"})
    except (httpx.HTTPError, OSError):
        return None
    if response.status_code != httpx.codes.OK or len(response.content) > _MOST_BYTES:
        return None
    return response.content
