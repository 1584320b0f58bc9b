from __future__ import annotations

import pytest

from backend_client.addresses import http_base_of, is_plain


@pytest.mark.parametrize(
    ("feed", "http"),
    [
        ("ws://10.0.0.5:8700/feed", "http://10.0.0.5:8700"),
        ("wss://desk.city.example/feed", "https://desk.city.example"),
    ],
)
def test_http_stands_beside_the_feed(feed: str, http: str) -> None:
    assert http_base_of(feed) == http


@pytest.mark.parametrize(
    ("feed", "plain"),
    [
        ("ws://127.0.0.1:8700/feed", False),
        ("ws://localhost:8700/feed", False),
        ("ws://[::1]:8700/feed", False),
        ("wss://10.0.0.5:8700/feed", False),
        ("ws://10.0.0.5:8700/feed", True),
        ("ws://desk.city.example/feed", True),
        ("ws://localhost.city.example/feed", True),
        ("ws://127.0.0.1.city.example/feed", True),
    ],
)
def test_only_this_machine_may_be_spoken_to_without_tls(feed: str, plain: bool) -> None:
    assert is_plain(feed) is plain
