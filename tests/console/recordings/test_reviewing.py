from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from backend_client.documents import DocumentRefused
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.evidence import EvidenceKind
from backend_client.tasks import TaskSet
from console.recordings import reviewing
from console.recordings.reviewing import REVIEW_KEY, Reviewing
from tests.console.desk import NotedStreams, delete_now, session
from tests.console.recordings.records import record
from tests.waiting import until
from widgets.wall.tile_state import TileFigures, TileState


class Window(QWidget):
    """Stands in for the dialogs, too."""

    def __init__(self) -> None:
        super().__init__()
        self.window = self  # type: ignore[assignment, method-assign]
        self.announced: list[QDialog] = []

    def keep_with(self, _companion: Any) -> None:
        """Take a companion in."""

    def announce(self, dialog: QDialog) -> None:
        self.announced.append(dialog)


class Copies:
    """The platform's copies: the first time each is still being made."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.refusals: list[Error] = []
        image = QImage(64, 48, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        assert image.save(buffer, "JPEG")  # type: ignore[call-overload]
        self.picture = bytes(buffer.data().data())

    async def probe(self, _access: Any, path: str) -> None:
        self.asked.append(path)
        if self.refusals:
            raise DocumentRefused(self.refusals.pop(0))

    async def get(self, _access: Any, path: str) -> bytes:
        return self.picture


class Room:
    def __init__(self, qtbot: QtBot, tasks: TaskSet) -> None:
        self.streams, self.window = NotedStreams(), Window()
        qtbot.addWidget(self.window)
        self.seen: list[str] = []
        self.reviewing = Reviewing(
            dialogs=self.window,  # type: ignore[arg-type]
            session=session(),
            supervisor=self.streams,
            tasks=tasks,
            parent=self.streams,
        )
        self.reviewing.seen.connect(self.seen.append)


@pytest.fixture
async def room(qtbot: QtBot) -> AsyncIterator[Room]:
    tasks = TaskSet()
    one = Room(qtbot, tasks)
    yield one
    one.reviewing.discard()
    await tasks.close()
    delete_now(one.streams)


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> Copies:
    made = Copies()
    monkeypatch.setattr(reviewing, "probe_document", made.probe)
    monkeypatch.setattr(reviewing, "get_document", made.get)
    return made


async def test_a_clip_is_waited_for_and_played_over_and_over(room: Room, copies: Copies) -> None:
    copies.refusals.append(Error(code=ErrorCode.UNAVAILABLE, message="soon", retry_after_s=0.01))
    room.reviewing.open("e1", record(), about="北门", decides=True)
    window = room.reviewing.window
    assert window is not None
    assert room.window.announced == [window]
    assert not window.approve.isEnabled()
    await until(lambda: room.seen == ["e1"])
    assert copies.asked == ["/evidence/e1/review.mp4"] * 2
    assert room.streams.playing[REVIEW_KEY].endswith("/evidence/e1/review.mp4")
    assert window.approve.isEnabled()
    opened = room.streams.opened
    for state, frames, times in (
        (TileState.LIVE, 9, 0),
        (TileState.RECONNECTING, 9, 1),
        (TileState.RECONNECTING, 0, 1),
    ):
        room.streams.figures_changed.emit({REVIEW_KEY: TileFigures(state=state, frames=frames)})
        assert room.streams.opened == opened + times
    room.reviewing.hide()
    assert not window.isVisible()
    room.reviewing.show()
    window.reject()
    assert room.reviewing.window is None
    assert REVIEW_KEY not in room.streams.playing


async def test_a_still_is_shown_as_it_is(room: Room, copies: Copies) -> None:
    room.reviewing.open("e1", record(kind=EvidenceKind.STILL), about="北门", decides=False)
    await until(lambda: room.seen == ["e1"])
    window = room.reviewing.window
    assert window is not None
    assert copies.asked == ["/evidence/e1/review.jpg"]
    assert not window.still.pixmap().isNull()
    assert not window.approve.isVisible()
    assert REVIEW_KEY not in room.streams.playing


async def test_what_cannot_be_shown_is_said_and_not_decided_on(room: Room, copies: Copies) -> None:
    copies.refusals.append(Error(code=ErrorCode.NOT_FOUND, message="gone", cause="gone"))
    room.reviewing.open("e1", record(), about="北门", decides=True)
    window = room.reviewing.window
    assert window is not None
    await until(lambda: "No copy to look at" in window.tile.empty)
    assert not window.approve.isEnabled()
    assert room.seen == []
