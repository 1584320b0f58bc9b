from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineUrlScheme
from pytestqt.qtbot import QtBot

from tests.widgets.map.base_maps import RED, TileServer, picture
from widgets.map.address import SCHEME
from widgets.map.documents import Document
from widgets.map.scheme import DocumentHandler, OutsideBlocker, register_scheme


@contextmanager
def shown(origin: str) -> Iterator[tuple[QWebEnginePage, OutsideBlocker]]:
    """A page that knows two documents, with no policy of its own: only the blocker stands in its way."""
    profile = QWebEngineProfile()
    blocker = OutsideBlocker(origin=origin, parent=profile)
    documents = {
        "index.html": Document(b"text/html", lambda: b"<!doctype html><title>here</title>"),
        "data.json": Document(b"application/json", lambda: b'{"n": 7}'),
    }
    profile.setUrlRequestInterceptor(blocker)
    profile.installUrlSchemeHandler(SCHEME, DocumentHandler(documents, parent=profile))
    made = QWebEnginePage(profile)
    try:
        yield made, blocker
    finally:
        for gone in (made, profile):
            gone.deleteLater()
            QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[tuple[QWebEnginePage, OutsideBlocker]]:
    """The page when no map server is known, loaded."""
    with shown("") as made:
        with qtbot.waitSignal(made[0].loadFinished):
            made[0].load(QUrl("console://map/index.html"))
        yield made


def ask(qtbot: QtBot, page: QWebEnginePage, expression: str) -> str:
    """The text that a promise in the page comes to."""
    page.runJavaScript(f"said = ''; ({expression}).then(t => said = String(t), () => said = 'refused')")
    answers: list[str] = []

    def answered() -> bool:
        page.runJavaScript("said", answers.append)
        return any(answers)

    qtbot.waitUntil(answered)
    return next(filter(None, answers))


def test_registering_again_changes_nothing() -> None:
    register_scheme()
    assert QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME


def test_documents_are_served(qtbot: QtBot, page: tuple[QWebEnginePage, OutsideBlocker]) -> None:
    assert page[0].title() == "here"
    assert ask(qtbot, page[0], "fetch('console://map/data.json').then(a => a.json()).then(d => d.n)") == "7"
    assert page[1].blocked == 0


def test_an_unknown_name_fails_and_is_logged(
    qtbot: QtBot, page: tuple[QWebEnginePage, OutsideBlocker], caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(qtbot, page[0], "fetch('console://map/other.json').then(a => a.ok)") == "false"
    assert "other.json" in caplog.text


def test_requests_to_the_outside_are_blocked_and_counted(
    qtbot: QtBot, page: tuple[QWebEnginePage, OutsideBlocker]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert ask(qtbot, page[0], f"fetch('http://127.0.0.1:{port}/', {{mode: 'no-cors'}})") == "refused"
        assert page[1].blocked == 1
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


#: A promise that is kept when a picture can be seen.
IMAGE = """new Promise((seen, no) => {{
    const image = new Image();
    image.onload = () => seen('seen');
    image.onerror = no;
    image.src = '{}';
}})"""


def test_pictures_of_the_one_origin_are_let_through_and_nothing_else(qtbot: QtBot) -> None:
    tiles = {(0, 0, 0): picture(RED)}
    with (
        TileServer(tiles).running() as server,
        TileServer(tiles).running() as other,
        shown(server.origin) as made,
    ):
        page, blocker = made
        with qtbot.waitSignal(page.loadFinished):
            page.load(QUrl("console://map/index.html"))
        port = server.origin.rpartition(":")[2]
        assert ask(qtbot, page, IMAGE.format(f"{server.origin}/0/0/0.png")) == "seen"
        assert (blocker.blocked, server.asked) == (0, ["/0/0/0.png"])
        for address in (
            f"{other.origin}/0/0/0.png",
            f"http://localhost:{port}/0/0/0.png",
            f"https://127.0.0.1:{port}/0/0/0.png",
        ):
            assert ask(qtbot, page, IMAGE.format(address)) == "refused"
        assert blocker.blocked == 3
        assert ask(qtbot, page, f"fetch('{server.origin}/0/0/0.png', {{mode: 'no-cors'}})") == "refused"
        assert blocker.blocked == 4
        assert (server.asked, other.asked) == (["/0/0/0.png"], [])
