"""A finding while looking: one key keeps what is seen and begins to report it, at the camera's place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QPixmap

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
from console.wall.looking import why_none
from widgets import refusal_words

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
        self._waiting: dict[str, tuple[Path, str]] = {}
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
        path: Path | None = self._folder / f"finding-{camera}-{round(self._now() * 1000)}.jpg"
        assert path is not None
        try:
            await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
            await self._stills.still(stream, path)
        except (NotTaken, OSError) as refused:
            self.told.emit(
                translate("Finding", "No picture could be kept: {why}").format(why=why_none(refused))
            )
            path = None
        entry = self._known.get(camera)
        if entry is None:
            return
        seen = Sighting(
            place=entry.data.name,
            position=entry.data.position,
            picture=QPixmap() if path is None else QPixmap(str(path)),
        )
        name = entry.data.name
        self._dialogs.ask_incident(lambda args: self._report(args, path, name), seen=seen)

    def _report(self, args: IncidentCreate, path: Path | None, name: str) -> None:
        key = self._dispatching.give("incident.create", target=None, args=args)
        if path is not None:
            self._waiting[key] = (path, name)

    def _on_done(self, done: CommandDone) -> None:
        if done.key in self._waiting:
            path, name = self._waiting.pop(done.key)
            self._tasks.spawn(self._hand_in(done.target, path, name), name="hand in a still")

    def _on_refused(self, refused: CommandRefused) -> None:
        self._waiting.pop(refused.key, None)

    async def _hand_in(self, incident: str, path: Path, name: str) -> None:
        try:
            body = await asyncio.to_thread(path.read_bytes)
            await post_document(
                self._access,
                f"/api/incidents/{incident}/media",
                body,
                media_type="image/jpeg",
                query={"name": name},
            )
        except DocumentRefused as refused:
            self._tell_kept(refusal_words.refusal(refused.error), path)
        except OSError as error:
            self._tell_kept(error.strerror or "", path)

    def _tell_kept(self, why: str, path: Path) -> None:
        told = translate("Finding", "The picture did not go along ({why}); it is kept: {path}")
        self.told.emit(told.format(why=why, path=path))
