"""A finding while looking: one key keeps what is seen and begins to report it, at the camera's place."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from backend_client.access import Access
from backend_client.documents import DocumentRefused, post_document
from backend_client.picture import Picture
from backend_client.protocol import permissions
from backend_client.protocol.entities import Camera
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs, Sighting
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from console.situation import Situation
from console.video.messages import StillTaken
from console.video.tile_services import NotTaken
from console.wall.camera_tiles import CameraTiles
from console.wall.chosen import ChosenTile
from console.wall.stills import mark_of, why_none
from widgets import refusal_words
from widgets.recordings.still_mark import marked

translate = QCoreApplication.translate

_ID: Final = "wall.finding"


class Stills(Protocol):
    """Writes the picture of a stream to a file."""

    async def still(self, tile_key: str, path: Path) -> StillTaken:
        """Raises NotTaken."""
        ...


class FindingActions(QObject):
    """An action group with one action. The still goes along with the incident once the platform has that.

    Signals: `told(str)` with a sentence in passing.
    """

    told = Signal(str)

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        cameras: CameraTiles,
        chosen: ChosenTile,
        stills: Stills,
        access: Access,
        tasks: TaskSet,
        folder: Path,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`folder` is where stills are kept; it is made with the first."""
        super().__init__(parent)
        self._situation = situation
        self._known = picture.of(Camera)
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._cameras = cameras
        self._chosen = chosen
        self._stills = stills
        self._access = access
        self._tasks = tasks
        self._folder = folder
        self._now = now
        #: By the key of the command that reports it: the still, and the name of the camera.
        self._waiting: dict[str, tuple[bytes, str]] = {}
        dispatching.command_done.connect(self._on_done)
        dispatching.command_refused.connect(self._on_refused)

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("WallActions", "Video wall")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (_ID,)

    def text(self, _id: str) -> str:
        """As `ActionGroup`."""
        return translate("Finding", "Report what the tile shows")

    def why_not(self, _id: str) -> str:
        """As `ActionGroup`."""
        if not permissions.may_send("incident.create", self._situation.roles):
            return translate("OperatorActions", "Not your role")
        return (
            "" if self._chosen.camera in self._known else translate("Finding", "Choose a tile with a camera")
        )

    def run(self, _id: str) -> None:
        """As `ActionGroup`."""
        camera = self._chosen.camera
        self._tasks.spawn(self._find(camera, self._cameras.engine_key(self._chosen.key)), name="finding")

    async def _find(self, camera: str, stream: str) -> None:
        # The picture first: it is what was seen when the key was pressed.
        body = b""
        try:
            body = await self._taken(stream)
        except (NotTaken, OSError) as refused:
            self.told.emit(
                translate("Finding", "No picture could be kept: {why}").format(why=why_none(refused))
            )
        entry = self._known.get(camera)
        if entry is None:
            return
        picture = QPixmap()
        picture.loadFromData(body)
        seen = Sighting(place=entry.data.name, position=entry.data.position, picture=picture)
        name = entry.data.name
        self._dialogs.ask_incident(lambda args: self._report(args, body, name), seen=seen)

    async def _taken(self, stream: str) -> bytes:
        """The picture, of which no file stays: it is the incident's alone. Raises NotTaken, OSError."""
        with tempfile.TemporaryDirectory(prefix="finding-") as folder:
            path = Path(folder) / "finding.jpg"
            await self._stills.still(stream, path)
            return await asyncio.to_thread(path.read_bytes)

    def _report(self, args: IncidentCreate, body: bytes, name: str) -> None:
        key = self._dispatching.give("incident.create", target=None, args=args)
        if body:
            self._waiting[key] = (body, name)

    def _on_done(self, done: CommandDone) -> None:
        if done.key in self._waiting:
            body, name = self._waiting.pop(done.key)
            self._tasks.spawn(self._hand_in(done.target, body, name), name="hand in a still")

    def _on_refused(self, refused: CommandRefused) -> None:
        if refused.key in self._waiting:
            body, _name = self._waiting.pop(refused.key)
            self._tasks.spawn(self._keep(self._stamp(), body, refused.reason), name="keep a still")

    def _stamp(self) -> str:
        """Names a picture that belongs to no incident by the moment, to the millisecond."""
        moment = datetime.fromtimestamp(self._now()).astimezone()
        return f"{moment:%Y%m%d-%H%M%S}-{moment.microsecond // 1000:03}"

    async def _hand_in(self, incident: str, body: bytes, name: str) -> None:
        try:
            await post_document(
                self._access,
                f"/api/incidents/{incident}/media",
                body,
                media_type="image/jpeg",
                query={"name": name},
            )
        except DocumentRefused as refused:
            await self._keep(incident, body, refusal_words.refusal(refused.error))

    async def _keep(self, of: str, body: bytes, why: str) -> None:
        """What could not go along is a file of this workstation, and bears the mark of one."""
        path = self._folder / f"finding-{of}.png"
        mark = mark_of(self._situation, self._now())
        with contextlib.suppress(OSError):
            await asyncio.to_thread(self._folder.mkdir, mode=0o700, parents=True, exist_ok=True)
        await asyncio.to_thread(marked(QImage.fromData(body), mark).save, str(path))
        told = translate("Finding", "The picture did not go along ({why}); it is kept: {path}")
        self.told.emit(told.format(why=why, path=path))
