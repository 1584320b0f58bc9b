"""Answers the page's requests for tiles out of a file, which is read in a thread of its own."""

from __future__ import annotations

import base64
import itertools
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob

from widgets.map.tile_files import TileFile, TileFileUnusable, media_type

#: One transparent pixel, for places of which the file has no picture.
NOTHING: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)

_log = logging.getLogger(__name__)


class TileService(QObject):
    """Answers one page's requests for tiles."""

    def __init__(self, open_tiles: Callable[[], TileFile], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, QWebEngineUrlRequestJob] = {}
        self._numbers = itertools.count()
        self._reader = reader = _Reader(open_tiles)
        # The reader's own signal object outlives this one, so its thread never speaks through a dead object.
        reader.spoken.said.connect(self._answer)
        self.destroyed.connect(reader.close)

    def answer(self, job: QWebEngineUrlRequestJob, zoom: int, column: int, row: int) -> None:
        """Reply to `job` as soon as the tile has been read; a job that goes away meanwhile is forgotten."""
        number = next(self._numbers)
        self._jobs[number] = job
        job.destroyed.connect(lambda: self._jobs.pop(number, None))
        self._reader.read(number, zoom, column, row)

    def _answer(self, number: int, picture: bytes | None) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        if picture is None:
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
        else:
            reply(job, media_type(picture) or b"application/octet-stream", picture)


def reply(job: QWebEngineUrlRequestJob, type_: bytes, content: bytes) -> None:
    """Answer `job` with `content`."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The job reads the buffer after this call, and takes it along when it goes.
    buffer.setParent(job)
    job.reply(QByteArray(type_), buffer)


class _Spoken(QObject):
    """Carries what was read from the reading thread to the UI thread. Signals: ``said(number, picture)``."""

    said = Signal(int, object)


class _Reader:
    """A file of tiles and the one thread that opens, reads and closes it: no disk stops the desk."""

    def __init__(self, open_tiles: Callable[[], TileFile]) -> None:
        self.spoken = _Spoken()
        self._open = open_tiles
        self._file: TileFile | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="base map")
        self._complained = False
        self._closed = False

    def read(self, number: int, zoom: int, column: int, row: int) -> None:
        """Read a tile and say it under `number`: None when it cannot be read, a transparent one for none."""
        self._thread.submit(self._read, number, zoom, column, row)

    def close(self) -> None:
        """Read no more, and close the file after what is being read now; does not wait."""
        self._closed = True
        self._thread.submit(self._close_file)
        self._thread.shutdown(wait=False)

    def _read(self, number: int, zoom: int, column: int, row: int) -> None:
        if self._closed:
            return
        try:
            if self._file is None:
                self._file = self._open()
            picture = self._file.tile(zoom, column, row) or NOTHING
        except TileFileUnusable as error:
            if not self._complained:
                _log.error("the base map's file %s; the map goes on without it", error)
                self._complained = True
            self.spoken.said.emit(number, None)
        else:
            self.spoken.said.emit(number, picture)

    def _close_file(self) -> None:
        if self._file is not None:
            self._file.close()
