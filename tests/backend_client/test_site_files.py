"""Files beside the feed: fetched with the token, or not there."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.sign_in import Token
from backend_client.site_files import fetch, fetch_signed_in


class Site(BaseHTTPRequestHandler):
    """One file for one token."""

    def do_GET(self) -> None:
        allowed = self.headers["Authorization"] == "Bearer good"
        self.send_response(200 if allowed and self.path == "/basemap.geojson" else 404)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


async def test_a_file_is_fetched_with_the_token(site: str) -> None:
    assert await fetch(http_base=site, path="/basemap.geojson", token="good") == b"{}"


async def test_a_refusal_is_no_file(site: str) -> None:
    assert await fetch(http_base=site, path="/basemap.geojson", token="bad") is None


async def test_nobody_there_is_no_file() -> None:
    assert await fetch(http_base="http://127.0.0.1:9", path="/basemap.geojson", token="good") is None


async def test_whoever_is_signed_in_gets_it_and_nobody_gets_nothing(site: str) -> None:
    feed = site.replace("http", "ws") + "/feed"
    token = Token(value="good", obtained=time.monotonic(), lifetime_s=3600.0)
    access = Access(addresses=(feed,), person=Bearer.of_person(token=token, at=feed))
    assert await fetch_signed_in(access, "/basemap.geojson") == b"{}"
    assert await fetch_signed_in(Access(addresses=(feed,)), "/basemap.geojson") is None
