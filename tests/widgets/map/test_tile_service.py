from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from pytestqt.qtbot import QtBot

from tests.widgets.map.base_maps import RED, picture, write_mbtiles
from widgets.map.address import SCHEME
from widgets.map.documents import Document
from widgets.map.scheme import DocumentHandler
from widgets.map.tile_files import Mbtiles, TileFacts, TileFile, TileFileUnusable
from widgets.map.tile_service import NOTHING, TileService

SIZES = """said = []; [%s].forEach((place) => {
    const image = new Image();
    image.onload = () => said.push(image.naturalWidth);
    image.onerror = () => said.push(0);
    image.src = 'console://map/tiles/' + place;
});"""


class SlowFile:
    """A file whose reading and closing a test can hold up and see."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.reading = threading.Event()
        self.closed_by: list[str] = []

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        self.reading.set()
        assert self.go_on.wait(timeout=10)
        if column:
            raise TileFileUnusable("is broken")
        return picture(RED)

    def facts(self) -> TileFacts:
        return TileFacts(0, 0)

    def close(self) -> None:
        self.closed_by.append(threading.current_thread().name)


class Shown:
    """A page on a file of tiles."""

    def __init__(self, qtbot: QtBot, file: TileFile) -> None:
        self._qtbot = qtbot
        self.profile = QWebEngineProfile()
        self.service = TileService(lambda: file, parent=self.profile)
        documents = {"index.html": Document(b"text/html", lambda: b"<!doctype html><title>here</title>")}
        handler = DocumentHandler(documents, tiles=self.service, parent=self.profile)
        self.profile.installUrlSchemeHandler(SCHEME, handler)
        self.page = QWebEnginePage(self.profile)
        with qtbot.waitSignal(self.page.loadFinished):
            self.page.load(QUrl("console://map/index.html"))

    def ask(self, *places: str) -> None:
        """Ask for pictures."""
        self.page.runJavaScript(SIZES % ", ".join(map(repr, places)))

    def answers(self, count: int) -> list[int]:
        """The widths of the pictures asked for, 0 for a failure, in order of size."""
        said: list[list[int]] = []

        def complete() -> bool:
            # As text: an array of numbers does not come over as one. Empty when the page goes first.
            self.page.runJavaScript(
                "JSON.stringify(said)", lambda text: said.append(json.loads(text or "[]"))
            )
            return any(len(widths) == count for widths in said)

        self._qtbot.waitUntil(complete)
        return sorted(next(widths for widths in said if len(widths) == count))

    def end(self) -> None:
        """Let page and profile go."""
        for gone in (self.page, self.profile):
            _delete(self._qtbot, gone)


def _delete(qtbot: QtBot, thing: QObject) -> None:
    with qtbot.waitSignal(thing.destroyed):
        thing.deleteLater()


def test_nothing_is_one_transparent_pixel() -> None:
    image = QImage.fromData(NOTHING)
    assert (image.width(), image.height(), image.pixelColor(0, 0).alpha()) == (1, 1, 0)


def test_tiles_are_served_and_gaps_are_transparent(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_mbtiles(tmp_path / "m.mbtiles", {(2, 1, 1): picture(RED, "JPG")})
    # Opened in the thread that reads it, as SQLite demands.
    made: list[Mbtiles] = []

    class Lazy(SlowFile):
        def tile(self, zoom: int, column: int, row: int) -> bytes | None:
            made[:] = made or [Mbtiles(path)]
            return made[0].tile(zoom, column, row)

        def close(self) -> None:
            made[0].close()

    shown = Shown(qtbot, Lazy())
    shown.ask("2/1/1", "2/1/2", "2/1/1.png", "2/1")
    assert shown.answers(4) == [0, 0, 1, 256]
    shown.end()


def test_a_slow_disk_holds_nobody_up_and_a_broken_file_is_said_once(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    file = SlowFile()
    shown = Shown(qtbot, file)
    shown.ask("1/0/0", "1/1/0", "1/1/1")
    qtbot.waitUntil(file.reading.is_set)
    file.go_on.set()
    assert shown.answers(3) == [0, 0, 256]
    assert caplog.text.count("is broken") == 1
    shown.end()
    qtbot.waitUntil(lambda: len(file.closed_by) == 1)
    assert file.closed_by[0].startswith("base map")


def test_a_page_may_go_while_its_tiles_are_read(qtbot: QtBot) -> None:
    file = SlowFile()
    shown = Shown(qtbot, file)
    shown.ask("1/0/0", "1/0/1")
    qtbot.waitUntil(file.reading.is_set)
    shown.end()
    file.go_on.set()
    qtbot.waitUntil(lambda: len(file.closed_by) == 1)
