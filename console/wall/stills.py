"""A still as a file on this workstation: taken at the key, with a reason, in the audit trail, and marked.

The moment is kept first. Without a reason, or while the platform cannot put it down, there is no file.
"""

from __future__ import annotations

import asyncio
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage

from backend_client.outbox import OutboxUnusable
from backend_client.protocol.commands import Args, ReportExport
from backend_client.protocol.messages import Result
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.situation import Situation
from console.video.messages import StillTaken
from console.video.tile_services import NotTaken
from widgets import refusal_words
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import LineField
from widgets.recordings.still_mark import marked

translate = QCoreApplication.translate

#: A reason that cannot be put down within so long is not, in seconds.
_WITHIN_S: Final = 15.0


class Taker(Protocol):
    """Writes the picture of a stream to a file."""

    async def still(self, tile_key: str, path: Path) -> StillTaken:
        """Raises NotTaken."""
        ...


class Sender(Protocol):
    """What of `Requests` is used."""

    async def send(self, name: str, *, args: Args | None = None, not_after_s: float | None = None) -> Result:
        """As `Requests.send`."""
        ...


class StillKeeper(QObject):
    """Keeps stills in `folder`, which is made with the first.

    Signals: `told(text)`, a sentence in passing.
    """

    told = Signal(str)

    def __init__(
        self,
        *,
        taker: Taker,
        requests: Sender,
        dialogs: Dialogs,
        situation: Situation,
        tasks: TaskSet,
        folder: Path,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._taker = taker
        self._requests = requests
        self._dialogs = dialogs
        self._situation = situation
        self._tasks = tasks
        self._folder = folder
        self._now = now
        #: Offered the next time, to the same person: Enter takes it.
        self._last: tuple[str, str] = ("", "")

    async def keep(self, stream: str, *, camera: str, name: str) -> None:
        """Take what the stream shows now, and ask what for."""
        at = self._now()
        try:
            picture = await self._taken(stream)
        except (NotTaken, OSError) as refusal:
            self._tell_none(why_none(refusal))
            return
        user = self._user
        form = still_form(camera=name, last=self._last[1] if self._last[0] == user else "")

        def answered(answer: FormAnswer) -> None:
            reason = answer.word("reason")
            self._last = (user, reason)
            self._tasks.spawn(self._save(picture, camera, reason, at), name=f"still of {camera}")

        self._dialogs.ask(form, answered)

    @property
    def _user(self) -> str:
        user = self._situation.user
        return "" if user is None else user.id

    async def _taken(self, stream: str) -> QImage:
        with tempfile.TemporaryDirectory(prefix="still-") as folder:
            path = Path(folder) / "still.png"
            await self._taker.still(stream, path)
            picture = QImage(str(path))
        if picture.isNull():
            raise NotTaken("nothing_kept")
        return picture

    async def _save(self, picture: QImage, camera: str, reason: str, at: float) -> None:
        moment = time.strftime("%Y%m%d-%H%M%S", time.localtime(at))
        path = self._folder / f"{_file_name(camera)}-{moment}.png"
        export = ReportExport(what="still", format="png", rows=1, reason=reason, camera=camera)
        try:
            # In the trail first: what cannot be put down does not leave.
            result = await self._requests.send("report.export", args=export, not_after_s=_WITHIN_S)
            if result.error is not None:
                raise RequestRefused(result.error)
            text = mark_of(self._situation, at)
            await asyncio.to_thread(self._folder.mkdir, mode=0o700, parents=True, exist_ok=True)
            if not await asyncio.to_thread(marked(picture, text).save, str(path)):
                raise OSError(f"{path} cannot be written")
        except RequestRefused as refused:
            self._tell_none(refusal_words.refusal(refused.error))
        except (OutboxUnusable, OSError) as error:
            self._tell_none(getattr(error, "strerror", None) or str(error))
        else:
            self.told.emit(translate("Look", "Still kept: {path}").format(path=path))

    def _tell_none(self, why: str) -> None:
        self.told.emit(translate("Look", "No still was kept: {why}").format(why=why))


def mark_of(situation: Situation, at: float) -> str:
    """What stands in a picture that leaves: who, when, at which workstation."""
    user = situation.user
    shown = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))
    return f"{'' if user is None else user.name} · {shown} · {socket.gethostname()}"


def still_form(*, camera: str, last: str) -> Form:
    """What a still is kept for, in one line; `last` stands there already."""
    return Form(
        title=translate("Look", "Keep a still"),
        about=camera,
        send=translate("Look", "Keep it"),
        fields=(LineField("reason", translate("Look", "Reason"), last, required=True),),
        words=None,
        warning=translate("Look", "It bears your name, and the reason goes into the audit trail."),
    )


def _file_name(camera: str) -> str:
    """A camera's id as part of a file's name on any system."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in camera)


def why_none(refusal: Exception) -> str:
    """Why there is no still or clip, in words."""
    match str(refusal):
        case "no_stream" | "nothing_kept":
            return translate("Look", "there is no picture")
        case "no_answer":
            return translate("Look", "the video worker did not answer")
        case other:
            return other
