"""Shows the marked copy of an export to who decides on it, before anything is released."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QPixmap

from backend_client.documents import DocumentRefused, get_document, probe_document
from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.people.session import Session
from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from widgets import refusal_words
from widgets.recordings.review_window import ReviewWindow
from widgets.wall.tile_state import TileFigures, TileState

translate = QCoreApplication.translate

#: The supervisor's key of the picture.
REVIEW_KEY: Final = "review"
#: A copy that has not been made by then will not be, in seconds: an hour of pictures takes a few minutes.
_PATIENCE_S: Final = 900.0
#: A clip that has ended begins anew when the stream is opened again.
_OVER: Final = frozenset({TileState.RECONNECTING, TileState.OFFLINE})


class Reviewing(QObject):
    """One copy is open at a time. It is a `Companion` of the dialogs: a locked desk shows none.

    Signals: `seen(id)` when the copy stands there; `approve_wanted(id)`, `refuse_wanted(id)`.
    """

    seen = Signal(str)
    approve_wanted = Signal(str)
    refuse_wanted = Signal(str)

    def __init__(
        self,
        *,
        dialogs: Dialogs,
        session: Session,
        supervisor: VideoSupervisor,
        tasks: TaskSet,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._session = session
        self._supervisor = supervisor
        self._tasks = tasks
        self._window: ReviewWindow | None = None
        self._id = ""
        self._plays: Source | None = None
        supervisor.figures_changed.connect(self._on_figures)
        dialogs.keep_with(self)

    @property
    def window(self) -> ReviewWindow | None:
        """What is open."""
        return self._window

    def open(self, id_: str, record: EvidenceRecord, *, about: str, decides: bool) -> None:
        """Have the copy made, and show it."""
        self.discard()
        window = ReviewWindow(
            camera=record.camera_name, about=about, decides=decides, parent=self._dialogs.window
        )
        self._window, self._id = window, id_
        window.approve_wanted.connect(lambda: self.approve_wanted.emit(id_))
        window.refuse_wanted.connect(lambda: self.refuse_wanted.emit(id_))
        window.closed.connect(lambda: self._closed(window))
        self._dialogs.announce(window)
        window.show()
        self._tasks.spawn(self._show(id_, record, window), name="marked copy")

    # As `Companion`.

    @property
    def is_open(self) -> bool:
        """As `Companion`: nothing is begun in it that could be lost."""
        return False

    def hide(self) -> None:
        """As `Companion`."""
        if self._window is not None:
            self._window.hide()

    def show(self) -> None:
        """As `Companion`."""
        if self._window is not None:
            self._window.show()

    def discard(self) -> None:
        """As `Companion`: it bears the name of who looked."""
        if self._window is not None:
            self._window.reject()

    async def _show(self, id_: str, record: EvidenceRecord, window: ReviewWindow) -> None:
        clip = record.kind is EvidenceKind.CLIP
        path = f"/evidence/{id_}/{'review.mp4' if clip else 'review.jpg'}"
        try:
            await self._made(path)
            picture = b"" if clip else await get_document(self._session.access, path)
        except DocumentRefused as refused:
            if window is self._window:
                why = refusal_words.refusal(refused.error)
                window.say(translate("Recordings", "No copy to look at: {why}").format(why=why))
            return
        if window is not self._window:
            # Closed while it was being made.
            return
        if clip:
            window.show_clip()
            self._plays = Source(url=self._session.camera_url(path), paced=True)
            self._supervisor.show(REVIEW_KEY, window.tile.native_id(), self._plays)
        else:
            pixels = QPixmap()
            pixels.loadFromData(picture)
            window.show_still(pixels)
        self.seen.emit(id_)

    async def _made(self, path: str) -> None:
        """Wait until there is a copy. Raises DocumentRefused."""
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                await probe_document(self._session.access, path)
            except DocumentRefused as refused:
                wait = refused.error.retry_after_s
                if wait is None or time.monotonic() > until:
                    raise
                await asyncio.sleep(wait)
            else:
                return

    def _on_figures(self, figures: dict[str, TileFigures]) -> None:
        each = figures.get(REVIEW_KEY)
        if each is None or self._window is None or self._plays is None:
            return
        if each.state in _OVER and each.frames:
            # Once more from its beginning: who decides may look as often as he likes.
            self._supervisor.show(REVIEW_KEY, self._window.tile.native_id(), self._plays)
            return
        past = each.state in (TileState.LIVE, TileState.STALLED, TileState.REPLAY)
        self._window.tile.set_figures(replace(each, state=TileState.REPLAY, replay=None) if past else each)

    def _closed(self, window: ReviewWindow) -> None:
        if self._window is window:
            self._supervisor.clear(REVIEW_KEY)
            self._window, self._id, self._plays = None, "", None
