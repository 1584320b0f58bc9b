"""Looking back at cameras, and taking pictures out as evidence: the reason first, then the pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.changes import Changes
from backend_client.outbox import OutboxUnusable
from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.entities import Camera
from backend_client.protocol.queries import Args as QueryArgs
from backend_client.protocol.recording_args import RecordingLook, RecordingsFound, RecordingsSearch
from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import TileKind, WallTile
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.people.session import Session
from console.recordings.bookmarks import BookmarkActions, when
from console.recordings.evidence import EvidenceActions
from console.recordings.forms import look_args, look_form
from console.recordings.playback import Playback
from console.recordings.ring import Cutter, Sender
from console.situation import Situation
from console.video.supervisor import VideoSupervisor
from console.wall.chosen import ChosenTile
from console.wall.recording_tile import TilePlayback
from widgets import refusal_words
from widgets.dispatch.form_dialog import FormAnswer
from widgets.initials import Initials
from widgets.recordings.playback_window import PlaybackWindow
from widgets.recordings.track import RecordedSpan
from widgets.wall.tile import Tile

A = TypeVar("A")

translate = QCoreApplication.translate

_LOOK: Final = "recording.look"
_TO_WALL: Final = "recording.to_wall"
#: A reason that cannot be given within so long is not given: nobody waits longer for a picture, in seconds.
_WITHIN_S: Final = 15.0
#: What is played from a bookmark begins so much earlier, so that one can go back a little, in seconds.
_BEFORE_S: Final = 60.0


class Answers(Protocol):
    """What of the connection's questions is used."""

    async def ask(self, name: str, args: QueryArgs, *, answer: type[A]) -> A:
        """As `Questions.ask`."""
        ...


class WallHands(Protocol):
    """What of the room of walls is used."""

    def why_not_recording(self) -> str:
        """As `WallRoom.why_not_recording`."""
        ...

    def put_recording(self, content: WallTile, moment: float) -> None:
        """As `WallRoom.put_recording`."""
        ...


class RecordingRoom(QObject):
    """Its actions are for the camera on the chosen tile; one recording is open at a time.

    It is a `Companion` of the dialogs: a locked desk shows no recording.
    Signals: `told(text)`, a sentence in passing; `changed()` when its actions may read differently.
    """

    told = Signal(str)
    changed = Signal()

    def __init__(
        self,
        *,
        chosen: ChosenTile,
        walls: WallHands,
        picture: Picture,
        situation: Situation,
        requests: Sender,
        questions: Answers,
        dispatching: Dispatching,
        dialogs: Dialogs,
        session: Session,
        supervisor: VideoSupervisor,
        cutter: Cutter,
        engine_key: Callable[[str], str],
        initials: Initials,
        on_tile: Callable[[Tile], TilePlayback | None],
        tasks: TaskSet,
        folder: Path,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time; the files of exports are saved under `folder`. `cutter` cuts what the
        supervisor's key of a tile, answered by `engine_key`, has kept. `on_tile` answers the recording that
        plays on a wall's tile.
        """
        super().__init__(parent)
        self._chosen = chosen
        self._walls = walls
        self._cameras: Mapping[str, Entry[Camera]] = picture.of(Camera)
        self._situation = situation
        self._requests = requests
        self._questions = questions
        self._dialogs = dialogs
        self._session = session
        self._supervisor = supervisor
        self._tasks = tasks
        self._now = now
        self._playback: Playback | None = None
        self._looking = False
        dialogs.keep_with(self)
        self.evidence = EvidenceActions(
            chosen=chosen,
            picture=picture,
            situation=situation,
            requests=requests,
            questions=questions,
            dispatching=dispatching,
            dialogs=dialogs,
            session=session,
            supervisor=supervisor,
            cutter=cutter,
            engine_key=engine_key,
            playback=lambda: self._playback,
            tasks=tasks,
            folder=folder,
            now=now,
            parent=self,
        )
        self.evidence.told.connect(self.told)
        self.bookmarks = BookmarkActions(
            chosen=chosen,
            picture=picture,
            situation=situation,
            dispatching=dispatching,
            dialogs=dialogs,
            initials=initials,
            playback=lambda: self._playback,
            on_tile=on_tile,
            now=now,
            parent=self,
        )
        self.bookmarks.told.connect(self.told)
        self.bookmarks.wanted.connect(self.play_bookmark)

    @property
    def playback(self) -> Playback | None:
        """The recording that is open."""
        return self._playback

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("Recordings", "Recordings and evidence")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (_LOOK, _TO_WALL, *self.bookmarks.ids(), *self.evidence.ids())

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == _TO_WALL:
            return translate("Recordings", "Show the recording on the wall")
        if id_ in self.bookmarks.ids():
            return self.bookmarks.text(id_)
        if id_ != _LOOK:
            return self.evidence.text(id_)
        return translate("Recordings", "Look back at a recording")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == _TO_WALL:
            if self._playback is None:
                return translate("Recordings", "Open the recording first")
            return self._walls.why_not_recording()
        if id_ in self.bookmarks.ids():
            return self.bookmarks.why_not(id_)
        if id_ != _LOOK:
            return self.evidence.why_not(id_)
        if not permissions.may_send("recording.view", self._situation.roles):
            return translate("Recordings", "Your roles do not include it")
        if self._camera() is None:
            return translate("Recordings", "Click on a tile with a camera first")
        return translate("Recordings", "A moment: asking the platform") if self._looking else ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if id_ == _LOOK:
            self._ask_reason()
        elif id_ == _TO_WALL:
            self._show_on_wall()
        elif id_ in self.bookmarks.ids():
            self.bookmarks.run(id_)
        else:
            self.evidence.run(id_)

    # As `Companion`.

    @property
    def is_open(self) -> bool:
        """As `Companion`: nothing is begun in it that could be lost."""
        return False

    def hide(self) -> None:
        """As `Companion`."""
        if self._playback is not None:
            self._playback.window.hide()

    def show(self) -> None:
        """As `Companion`."""
        if self._playback is not None:
            self._playback.window.show()

    def discard(self) -> None:
        """As `Companion`: what one person gave a reason for is not for the next."""
        if self._playback is not None:
            # Also while it is hidden, where `close` would do nothing.
            self._playback.window.reject()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self.evidence.on_changes(changes)
        self.bookmarks.on_changes(changes)
        if changes.touches("recording_bookmark"):
            self.changed.emit()

    # Looking back

    def play_bookmark(self, id_: str) -> None:
        """Play from a bookmark: in the open recording where that has it, else the reason comes first."""
        bookmark = self.bookmarks.bookmark(id_)
        if bookmark is None:
            return
        moment, playback = parse_time(bookmark.moment), self._playback
        if playback is not None and playback.has(bookmark.camera, moment):
            playback.seek(moment)
            playback.window.raise_()
            playback.window.activateWindow()
            return
        now = self._now()
        told = "  ".join(part for part in (when(bookmark), bookmark.text) if part)

        def answered(answer: FormAnswer) -> None:
            look = look_args(answer, camera=bookmark.camera, now=now)
            work = self.look(look, bookmark.camera_name, at=moment)
            self._tasks.spawn(work, name="look back from a bookmark")

        since = min(moment - _BEFORE_S, now)
        form = look_form(camera=bookmark.camera_name, now=now, since=since, about=told)
        self._dialogs.ask(form, answered)

    def _camera(self) -> tuple[str, str] | None:
        """Id and name of the camera on the chosen tile."""
        entry = self._cameras.get(self._chosen.camera)
        return None if entry is None else (entry.id, entry.data.name)

    def _ask_reason(self) -> None:
        camera = self._camera()
        if camera is None:
            return
        now = self._now()

        def answered(answer: FormAnswer) -> None:
            look = look_args(answer, camera=camera[0], now=now)
            self._tasks.spawn(self.look(look, camera[1]), name="look back")

        self._dialogs.ask(look_form(camera=camera[1], now=now), answered)

    def why_no_bookmark(self) -> str:
        """Why nothing can be played from a bookmark here, in words; empty when it can."""
        return self.bookmarks.why_no_right()

    async def look(self, look: RecordingLook, name: str, *, at: float | None = None) -> None:
        """Give the reason, ask what is recorded, and open it where it begins, or `at` a moment of it."""
        self._looking = True
        self.changed.emit()
        try:
            result = await self._requests.send("recording.view", args=look, not_after_s=_WITHIN_S)
            if result.error is not None:
                raise RequestRefused(result.error)
            wanted = RecordingsSearch(camera=look.camera, since=look.since, until=look.until)
            found = await self._questions.ask("recordings.search", wanted, answer=RecordingsFound)
        except RequestRefused as refused:
            why = refusal_words.refusal(refused.error)
            self.told.emit(translate("Recordings", "No look back: {why}").format(why=why))
            return
        except OutboxUnusable as unusable:
            self.told.emit(str(unusable))
            return
        finally:
            self._looking = False
            self.changed.emit()
        spans = [
            RecordedSpan(parse_time(each.since), parse_time(each.until), alarm=each.why == "alarm")
            for each in found.parts
        ]
        if not spans:
            self.told.emit(
                translate("Recordings", "{camera}: nothing is recorded of that time").format(camera=name)
            )
            return
        self._open(look, name, spans, at=at)

    def _show_on_wall(self) -> None:
        """What was marked, or all of it, from where it stands here."""
        playback = self._playback
        if playback is None or self.why_not(_TO_WALL):
            return
        since, until = playback.shown_range
        content = WallTile(
            tile=0,
            camera=playback.camera,
            kind=TileKind.RECORDING,
            since=format_time(since),
            until=format_time(until),
        )
        self._walls.put_recording(content, playback.moment)

    def _open(
        self, look: RecordingLook, name: str, spans: Sequence[RecordedSpan], *, at: float | None
    ) -> None:
        self.discard()
        window = PlaybackWindow(
            camera=name,
            since=parse_time(look.since),
            until=parse_time(look.until),
            parent=self._dialogs.window,
        )
        playback = self._playback = Playback(
            look=look,
            spans=spans,
            window=window,
            session=self._session,
            supervisor=self._supervisor,
            parent=self,
        )
        window.wall_wanted.connect(self._show_on_wall)
        window.allow_wall(self.why_not(_TO_WALL))
        window.evidence_wanted.connect(self.evidence.ask_evidence)
        window.allow_evidence(self.why_not("recording.evidence"))
        window.bookmark_wanted.connect(lambda: self.bookmarks.put(playback.camera, playback.moment))
        window.words_wanted.connect(lambda: self._run_allowed("recording.describe"))
        window.allow_bookmark(self.bookmarks.why_no_right("recording.bookmark"))
        self.bookmarks.show_in(playback)
        playback.ended.connect(self._closed)
        self._dialogs.announce(window)
        window.show()
        playback.seek(at if at is not None and playback.has(look.camera, at) else spans[0].since)
        self.changed.emit()

    def _run_allowed(self, id_: str) -> None:
        if not self.why_not(id_):
            self.run(id_)

    def _closed(self) -> None:
        playback, self._playback = self._playback, None
        if playback is not None:
            playback.deleteLater()
        self.changed.emit()
