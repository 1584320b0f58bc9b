"""Addresses of platforms: where HTTP stands beside a feed, and which addresses never leave this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit, urlunsplit


def http_base_of(feed: str) -> str:
    """The platform's HTTP address beside its feed: ``ws://h:1/feed`` -> ``http://h:1``."""
    parts = urlsplit(feed)
    return urlunsplit(("https" if parts.scheme == "wss" else "http", parts.netloc, "", "", ""))


def is_plain(feed: str) -> bool:
    """Whether what is said at this address of a feed could be read on the way: not TLS, not this machine."""
    parts = urlsplit(feed)
    return parts.scheme != "wss" and not _is_loopback(parts.hostname or "")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
