"""Addresses of a site's own map server: `http(s)://host[:port]/...{z}...{x}...{y}...`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-]+(:\d{1,5})?|https?://\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_KNOWN = {"{z}", "{x}", "{y}", "{-y}"}


def is_address(place: str) -> bool:
    """Whether a setting names a server rather than a file."""
    return "://" in place


def origin_of(template: str) -> str:
    """The one origin that `template` asks, as Chromium writes it: scheme, host, and any port not the usual.

    Raises ValueError with the reason when `template` is no address of tiles. The host holds no placeholder
    and no user name, so the origin is exact.
    """
    parts = urlsplit(template)
    origin = f"{parts.scheme}://{parts.netloc}"
    if not _ORIGIN.fullmatch(origin):
        raise ValueError("it must be http:// or https:// with a plain host name")
    found = set(_PLACEHOLDER.findall(template))
    if not {"{z}", "{x}"} <= found or len(found & {"{y}", "{-y}"}) != 1:
        raise ValueError("it must hold {z}, {x} and {y} (or {-y}, where rows count from the south)")
    if unknown := found - _KNOWN:
        raise ValueError(f"it holds {' '.join(sorted(unknown))}, which is not known")
    usual = {"http": ":80", "https": ":443"}[parts.scheme]
    return origin.lower().removesuffix(usual)
