"""Documents handed in and fetched, against a real HTTP server."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from backend_client.access import Access
from backend_client.documents import DocumentRefused, get_document, post_document, save_document
from backend_client.sign_in import SignInRefused
from tests.backend_client.consoles import ScriptedBearer, token


class Site(BaseHTTPRequestHandler):
    """Hands out one document, and says what it was given."""

    def do_GET(self) -> None:
        self._answer(200 if self.path == "/doc?reason=why+not" else 403, b"<doc/>")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(201, self.headers["Content-Type"].encode() + b" " + body)

    def _answer(self, status: int, body: bytes) -> None:
        if self.headers["Authorization"] != "Bearer token":
            status = 401
        if status == 403:
            body = b'{"error":{"code":"forbidden","message":"not yours"}}'
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"ws://127.0.0.1:{server.server_port}/feed"
        server.shutdown()
        thread.join()


def access(address: str, value: str = "token") -> Access:
    return Access(addresses=(address,), person=ScriptedBearer(token(value)))


async def test_a_document_is_fetched_and_another_handed_in(site: str) -> None:
    assert await get_document(access(site), "/doc", query={"reason": "why not"}) == b"<doc/>"
    answer = await post_document(access(site), "/in", b"<in/>", media_type="application/cap+xml")
    assert answer == b"application/cap+xml <in/>"


async def test_a_refusal_says_why(site: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        await get_document(access(site), "/other")
    assert (refused.value.error.code, refused.value.error.message) == ("forbidden", "not yours")
    with pytest.raises(DocumentRefused) as refused:
        await get_document(access(site, "other"), "/doc")
    assert (refused.value.error.code, refused.value.error.message) == ("unavailable", "HTTP 401")


async def test_without_a_platform_or_a_person_there_is_none(site: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        await get_document(access("ws://127.0.0.1:9/feed"), "/doc")
    assert refused.value.error.code == "unavailable"
    with pytest.raises(DocumentRefused) as refused:
        await get_document(Access(addresses=(site,), person=ScriptedBearer(SignInRefused("no"))), "/doc")
    assert refused.value.error.code == "unauthenticated"


async def test_a_document_is_saved_whole_or_not_at_all(site: str, tmp_path: Path) -> None:
    target = tmp_path / "doc.xml"
    await save_document(access(site), "/doc?reason=why+not", target)
    assert target.read_bytes() == b"<doc/>"
    for path, value in (("/other", "token"), ("/doc", "expired")):
        with pytest.raises(DocumentRefused):
            await save_document(access(site, value), path, tmp_path / "none")
    assert os.listdir(tmp_path) == ["doc.xml"]
