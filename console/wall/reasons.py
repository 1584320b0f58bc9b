"""No recording is put on a wall without a reason: it is asked for first, and then what was wanted is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.picture import Picture
from backend_client.protocol.entities import Camera
from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.recording_args import RecordingLook
from backend_client.protocol.wall import TileKind, Wall, WallTile
from backend_client.protocol.wall_rules import is_same_recording, opens_tile, span_of
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from console.situation import Situation
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.moments import clock_text, day_text

translate = QCoreApplication.translate


class Reasons(QObject):
    """Knows for which recordings a reason still holds, and asks for the others'."""

    def __init__(
        self,
        *,
        picture: Picture,
        situation: Situation,
        dispatching: Dispatching,
        dialogs: Dialogs,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time in seconds since 1970."""
        super().__init__(parent)
        self._walls = picture.of(Wall)
        self._cameras = picture.of(Camera)
        self._views = picture.of(RecordingView)
        self._situation = situation
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._now = now
        #: What is done when the last of these commands has been carried out, by their keys.
        self._waiting: dict[str, tuple[set[str], Callable[[], object]]] = {}
        dispatching.command_done.connect(self._on_done)
        dispatching.command_refused.connect(self._on_refused)

    def first(self, tiles: Iterable[WallTile], then: Callable[[], object], *, wall: str) -> None:
        """Do `then`, which puts `tiles` on the wall, as soon as each recording among them has its reason."""
        lacking = self._lacking(tiles, wall)
        if lacking:
            send = translate("Recordings", "To the wall")
            self._ask(lacking, then, title=translate("Recordings", "Recordings on the wall"), send=send)
        else:
            then()

    def look(self, tiles: Iterable[WallTile]) -> None:
        """Ask for the reason to look at the recordings among `tiles` here; `is_open` tells of it."""
        lacking = self._lacking(tiles, "")
        if lacking:
            title = translate("Recordings", "Recordings in the preview")
            self._ask(lacking, lambda: None, title=title, send=translate("Recordings", "Look at it"))

    def is_open(self, tile: WallTile) -> bool:
        """Whether a reason of one's own holds for the recording on a tile."""
        user, now = self._situation.user, self._now()
        return user is not None and any(
            opens_tile(entry.data, tile, user=user.id, now=now) for entry in self._views.values()
        )

    def _ask(self, lacking: list[WallTile], then: Callable[[], object], *, title: str, send: str) -> None:
        def answered(answer: FormAnswer) -> None:
            keys = {
                self._dispatching.give(
                    "recording.view",
                    target=None,
                    args=RecordingLook(
                        camera=each.camera, since=each.since or "", until=each.until or "", reason=answer.text
                    ),
                )
                for each in lacking
            }
            for key in keys:
                self._waiting[key] = keys, then

        self._dialogs.ask(self._form(lacking, title, send), answered)

    def _lacking(self, tiles: Iterable[WallTile], wall: str) -> list[WallTile]:
        """Recordings that neither stand on the wall already nor have been given a reason that holds."""
        entry = self._walls.get(wall)
        standing = () if entry is None else (tile for tile in entry.data.tiles if tile.play is not None)
        known, found = list(standing), []
        for tile in tiles:
            if tile.kind is not TileKind.RECORDING or not tile.camera:
                continue
            if not any(is_same_recording(tile, each) for each in known) and not self.is_open(tile):
                found.append(tile)
                known.append(tile)
        return found

    def _form(self, tiles: list[WallTile], title: str, send: str) -> Form:
        lines = []
        for tile in tiles:
            since, until = span_of(tile)
            entry = self._cameras.get(tile.camera)
            name = tile.camera if entry is None else entry.data.name
            lines.append(f"{name}  {day_text(since)[:5]} {clock_text(since)} – {clock_text(until)}")
        return Form(
            title=title,
            about="\n".join(lines),
            send=send,
            words_caption=translate("Recordings", "Reason"),
            presets=reasons(),
            warning=translate("Recordings", "The reason is written into the audit trail."),
        )

    def _on_done(self, done: CommandDone) -> None:
        waiting = self._waiting.pop(done.key, None)
        if waiting is not None:
            keys, then = waiting
            keys.discard(done.key)
            if not keys:
                then()

    def _on_refused(self, refused: CommandRefused) -> None:
        """The list of commands tells why; what was wanted is not done."""
        waiting = self._waiting.pop(refused.key, None)
        if waiting is not None:
            for key in waiting[0]:
                self._waiting.pop(key, None)


def reasons() -> tuple[str, ...]:
    """Reasons that are given often."""
    return (
        translate("Recordings", "To clear up a reported incident"),
        translate("Recordings", "To check an alarm"),
        translate("Recordings", "To find a missing person, on request of the police"),
    )
