"""Clients for requests beside the feed cost nothing at plain addresses, and believe nobody at others."""

from __future__ import annotations

import ssl
from pathlib import Path

import httpx
import pytest

from backend_client.http_client import http_client


def count_contexts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The contexts that are made from now on, each of which reads every authority of the system."""
    made: list[object] = []
    really = ssl.SSLContext.load_verify_locations

    def load(self: ssl.SSLContext, *args: object, **kwargs: object) -> None:
        made.append(self)
        really(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", load)
    return made


async def test_a_plain_address_reads_no_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    made = count_contexts(monkeypatch)
    async with http_client("http://127.0.0.1:8700", tls=None):
        pass
    assert made == []
    async with http_client("https://platform.example", tls=None):
        pass
    assert len(made) == 1


async def test_the_workstations_own_context_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.create_default_context()
    made = count_contexts(monkeypatch)
    async with http_client("https://platform.example", tls=context):
        pass
    assert made == []


async def test_neither_proxies_nor_redirects_are_followed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    async with http_client("http://127.0.0.1:8700", tls=None) as client:
        assert not client.follow_redirects
        assert not client.trust_env
        assert client.timeout == httpx.Timeout(20.0, connect=5.0)
