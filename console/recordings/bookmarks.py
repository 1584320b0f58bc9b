"""Bookmarks: one key keeps the moment that is seen, words may follow; listed, and played from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.entities import Camera, Incident
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.recording_args import MOST_BOOKMARK_TEXT, BookmarkDescribe, BookmarkPut
from backend_client.protocol.times import format_time, parse_time
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from console.recordings.playback import Playback
from console.situation import Situation
from console.wall.chosen import ChosenTile
from console.wall.recording_tile import TilePlayback
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import Field, FlagField, LineField
from widgets.initials import Initials
from widgets.moments import clock_text, day_text
from widgets.recordings.ticks import ticks_of
from widgets.wall.pick_dialog import Choice, PickDialog
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileState

translate = QCoreApplication.translate

_PUT: Final = "recording.bookmark"
_DESCRIBE: Final = "recording.describe"
_LIST: Final = "recording.bookmarks"
_DELETE: Final = "recording.unmark"


class BookmarkActions(QObject):
    """Part of the recordings' action group.

    Signals: `told(text)`, a sentence in passing; `wanted(str)` with the id of a bookmark to play from.
    """

    told = Signal(str)
    wanted = Signal(str)

    def __init__(
        self,
        *,
        chosen: ChosenTile,
        picture: Picture,
        situation: Situation,
        dispatching: Dispatching,
        dialogs: Dialogs,
        initials: Initials,
        playback: Callable[[], Playback | None],
        on_tile: Callable[[Tile], TilePlayback | None],
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`playback` answers the recording that is open in its window, `on_tile` the one on a wall's tile."""
        super().__init__(parent)
        self._chosen = chosen
        self._cameras: Mapping[str, Entry[Camera]] = picture.of(Camera)
        self._incidents: Mapping[str, Entry[Incident]] = picture.of(Incident)
        self._bookmarks: Mapping[str, Entry[RecordingBookmark]] = picture.of(RecordingBookmark)
        self._situation = situation
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._initials = initials
        self._playback = playback
        self._on_tile = on_tile
        self._now = now
        #: By the key of the command: the moment, in words.
        self._given: dict[str, str] = {}
        dispatching.command_done.connect(self._on_done)
        dispatching.command_refused.connect(self._on_refused)

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (_PUT, _DESCRIBE, _LIST, _DELETE)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "recording.bookmark":
                return translate("Recordings", "Bookmark this moment")
            case "recording.describe":
                return translate("Recordings", "Write at the last bookmark")
            case "recording.bookmarks":
                return translate("Recordings", "Play from a bookmark")
        return translate("Recordings", "Delete a bookmark")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if why_not := self.why_no_right(id_):
            return why_not
        if id_ == _LIST:
            return "" if self._bookmarks else translate("Recordings", "There is no bookmark")
        if id_ != _PUT:
            return "" if self._own() else translate("Recordings", "No bookmark is yours")
        return "" if self._seen() is not None else translate("Recordings", "No picture is seen on the tile")

    def why_no_right(self, id_: str = _LIST) -> str:
        """Why the person here may not do this at all, in words; empty when he may."""
        command = "recording.view" if id_ == _LIST else id_
        if permissions.may_send(command, self._situation.roles):
            return ""
        return translate("Recordings", "Your roles do not include it")

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        match id_:
            case "recording.bookmark":
                if (seen := self._seen()) is not None:
                    self.put(*seen)
            case "recording.describe":
                self._describe()
            case "recording.bookmarks":
                self._pick(
                    translate("Recordings", "Play from a bookmark"),
                    translate("Recordings", "Play"),
                    list(self._bookmarks.values()),
                    self.wanted.emit,
                )
            case _:
                self._pick(
                    translate("Recordings", "Delete a bookmark"),
                    translate("Recordings", "Delete"),
                    self._own(),
                    lambda id_: self._dispatching.give(_DELETE, target=id_, args=Empty()),
                )

    def put(self, camera: str, moment: float) -> None:
        """Put a bookmark on a camera's pictures of a moment, in seconds since 1970, at once."""
        args = BookmarkPut(camera=camera, moment=format_time(moment))
        key = self._dispatching.give(_PUT, target=None, args=args)
        self._given[key] = clock_text(moment)

    def bookmark(self, id_: str) -> RecordingBookmark | None:
        """A bookmark by its id."""
        entry = self._bookmarks.get(id_)
        return None if entry is None else entry.data

    def show_in(self, playback: Playback) -> None:
        """Let a recording's window show its camera's bookmarks."""
        playback.window.show_bookmarks(ticks_of(self._bookmarks, playback.camera))

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        playback = self._playback()
        if playback is not None and changes.touches("recording_bookmark"):
            self.show_in(playback)

    def _seen(self) -> tuple[str, float] | None:
        """The camera on the chosen tile, and the moment of the picture that is seen there."""
        tile = self._chosen.tile
        if tile is None:
            return None
        if (recording := self._on_tile(tile)) is not None:
            return recording.content.camera, recording.moment
        camera, figures = self._chosen.camera, tile.figures
        if camera not in self._cameras:
            return None
        if figures.replay is not None:
            return camera, self._now() - figures.replay.behind_s
        age = figures.last_picture_age
        if age is None and figures.state is not TileState.LIVE:
            return None
        # One that stands still because its stream broke off is kept as well, as of when it came.
        return camera, self._now() - (age or 0.0) - figures.latency_ms / 1000

    def _own(self) -> list[Entry[RecordingBookmark]]:
        """Bookmarks of the person here, the last one that was put first."""
        user = self._situation.user
        own = (each for each in self._bookmarks.values() if user is not None and each.data.user == user.id)
        return sorted(own, key=lambda each: each.data.at, reverse=True)

    def _describe(self) -> None:
        own = self._own()
        if not own:
            return
        id_, data = own[0].id, own[0].data
        # What is chosen at the desk is offered, and taken only when it is said so.
        chosen = self._incidents.get(self._situation.incident)
        fields: list[Field] = [LineField("text", translate("Recordings", "Text"), text=data.text)]
        if chosen is not None:
            caption = translate("Recordings", "Belongs to {incident}").format(incident=chosen.data.title)
            fields.append(FlagField("incident", caption, checked=data.incident == chosen.id))
        form = Form(
            title=translate("Recordings", "Write at the bookmark"),
            about=f"{data.camera_name}  {when(data)}",
            send=translate("Recordings", "Write"),
            fields=tuple(fields),
            words=None,
        )

        def answered(answer: FormAnswer) -> None:
            incident = data.incident
            if chosen is not None:
                other = incident if incident != chosen.id else None
                incident = chosen.id if answer.flag("incident") else other
            text = " ".join(answer.word("text").split())[:MOST_BOOKMARK_TEXT]
            args = BookmarkDescribe(text=text, incident=incident)
            self._dispatching.give(_DESCRIBE, target=id_, args=args)

        self._dialogs.ask(form, answered)

    def _pick(
        self,
        title: str,
        send: str,
        entries: list[Entry[RecordingBookmark]],
        then: Callable[[str], object],
    ) -> None:
        latest = sorted(entries, key=lambda each: each.data.moment, reverse=True)
        choices = [
            Choice(each.id, f"{when(each.data)}  {each.data.camera_name}", note=self._note(each.data))
            for each in latest
        ]

        def made(parent: QWidget) -> PickDialog:
            dialog = PickDialog(
                title=title,
                send=send,
                choices=choices,
                initials=self._initials,
                nothing=translate("Recordings", "There is no bookmark"),
                parent=parent,
            )
            dialog.picked.connect(then)
            return dialog

        self._dialogs.show_dialog(made)

    def _note(self, data: RecordingBookmark) -> str:
        entry = None if data.incident is None else self._incidents.get(data.incident)
        about = "" if entry is None else entry.data.title
        return "   ".join(part for part in (data.text, about, data.by) if part)

    def _on_done(self, done: CommandDone) -> None:
        if (put := self._given.pop(done.key, None)) is not None:
            said = translate("Recordings", "Bookmark {moment}   (: for a text)")
            self.told.emit(said.format(moment=put))

    def _on_refused(self, refused: CommandRefused) -> None:
        self._given.pop(refused.key, None)


def when(data: RecordingBookmark) -> str:
    """``11-21 08:15:30``: the moment that a bookmark stands at."""
    moment = parse_time(data.moment)
    return f"{day_text(moment)[:5]} {clock_text(moment)}"
