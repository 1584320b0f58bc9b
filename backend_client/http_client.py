"""Requests beside the feed: one kind of client for all of them."""

from __future__ import annotations

import ssl
from typing import Final

import httpx

_TIMEOUT: Final = httpx.Timeout(20.0, connect=5.0)


def http_client(
    http_base: str, *, tls: ssl.SSLContext | None, timeout: httpx.Timeout = _TIMEOUT
) -> httpx.AsyncClient:
    """A client for requests to the platform at `http_base`; whoever asks for it closes it.

    The platform stands in the same building: a proxy for the web must not see its passwords, nor whoever it
    would redirect to.
    """
    # Without a context httpx reads every authority of the system anew: 25 ms in which the desk stands still,
    # for nothing where the address is a plain one.
    verify = tls if tls is not None else not http_base.startswith("http://")
    return httpx.AsyncClient(timeout=timeout, trust_env=False, follow_redirects=False, verify=verify)
