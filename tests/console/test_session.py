"""Addresses of a session, and who learns its token."""

from __future__ import annotations

import pytest

from backend_client.sign_in import Token
from console.embedded import Launch
from console.faults import StartRefused
from console.session import client_info, from_launch, from_token, http_base_of

TOKEN = Token(value="secret", obtained=0.0, lifetime_s=60.0)


@pytest.mark.parametrize(
    ("feed", "http"),
    [
        ("ws://10.0.0.5:8700/feed", "http://10.0.0.5:8700"),
        ("wss://desk.city.example/feed", "https://desk.city.example"),
    ],
)
def test_http_stands_beside_the_feed(feed: str, http: str) -> None:
    assert http_base_of(feed) == http
    assert from_token(feed, TOKEN).http_base == http


def test_the_token_is_for_the_own_platform_only() -> None:
    session = from_token("ws://10.0.0.5:8700/feed", TOKEN)
    own = session.camera_url("/cameras/c1/main.ts")
    assert session.camera_headers(own) == {"Authorization": "Bearer secret"}
    for url in ("rtsp://10.0.0.5:554/c1", "http://10.0.0.9:8700/c1", "http://10.0.0.5:9999/c1"):
        assert session.camera_url(url) == url
        assert session.camera_headers(url) == {}


def test_two_processes_are_never_the_same_instance() -> None:
    assert client_info().instance != client_info().instance


async def test_a_platform_that_is_gone_refuses_the_start() -> None:
    with pytest.raises(StartRefused, match="does not let its console in"):
        await from_launch(Launch(http="http://127.0.0.1:9", feed="ws://127.0.0.1:9/feed", token="t"))
