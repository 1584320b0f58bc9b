"""A small real web server for tests of streams: files, live streams, and answers that are troubles."""

from __future__ import annotations

import itertools
import ssl
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.clips import SECONDS, Clips

TOKEN = "a-token-for-tests"
_CHUNKS_PER_S = 25
_KINDS = {
    ".ts": "video/mp2t",
    ".flv": "video/x-flv",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".webm": "video/webm",
}


class Web:
    """`/files/NAME` a whole file; `/live/NAME` a file sent at the speed of the picture, again and again;
    `/status/N` an error; `/secret/NAME` live too, for bearers of TOKEN; `/moved/NAME` a redirect to there;
    `/silent` accepts and says nothing. What follows a question mark tells streams of one file apart.
    """

    def __init__(self, folder: Path, *, tls: ssl.SSLContext | None = None) -> None:
        self.folder = folder
        self.ended = threading.Event()
        self.connections = 0
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.connections += 1
                web.answer(self)

            def log_message(self, format: str, *arguments: object) -> None:
                """Tests read no log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._scheme = "http"
        if tls is not None:
            self._scheme = "https"
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def base(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def file(self, path: Path) -> str:
        return f"{self.base}/files/{path.name}"

    def live(self, path: Path) -> str:
        return f"{self.base}/live/{path.name}"

    def close(self) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        match request.path.partition("?")[0].split("/")[1:]:
            case ["files", name]:
                self._send(request, name)
            case ["live", name]:
                self._send_live(request, name)
            case ["status", code]:
                request.send_error(int(code))
            case ["secret", _] if request.headers.get("Authorization") != f"Bearer {TOKEN}":
                request.send_error(HTTPStatus.UNAUTHORIZED)
            case ["secret", name]:
                self._send_live(request, name)
            case ["moved", name]:
                request.send_response(HTTPStatus.TEMPORARY_REDIRECT)
                request.send_header("Location", f"{self.base}/secret/{name}")
                request.end_headers()
            case ["silent"]:
                self.ended.wait()
            case _:
                request.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, request: BaseHTTPRequestHandler, name: str) -> None:
        path = self.folder / name
        content = path.read_bytes()
        request.send_response(HTTPStatus.OK)
        request.send_header("Content-Type", _KINDS.get(path.suffix, "application/octet-stream"))
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        self._write(request, content)

    def _send_live(self, request: BaseHTTPRequestHandler, name: str) -> None:
        content = (self.folder / name).read_bytes()
        size = -(-len(content) // (SECONDS * _CHUNKS_PER_S))
        request.send_response(HTTPStatus.OK)
        request.send_header("Content-Type", "video/mp2t")
        request.end_headers()
        for start in itertools.cycle(range(0, len(content), size)):
            if not self._write(request, content[start : start + size]) or self.ended.wait(1 / _CHUNKS_PER_S):
                return

    def _write(self, request: BaseHTTPRequestHandler, content: bytes) -> bool:
        try:
            request.wfile.write(content)
        except OSError:
            return False
        return True


@pytest.fixture(scope="session")
def web(clips: Clips) -> Iterator[Web]:
    """One server for the whole run; it serves the clips."""
    server = Web(clips.h264.parent)
    yield server
    server.close()
