"""Looking back at cameras, and taking pictures out as evidence: the reason first, then the pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.documents import DocumentRefused
from backend_client.outbox import OutboxUnusable
from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.commands import Args
from backend_client.protocol.entities import Camera
from backend_client.protocol.evidence import EvidenceRecord, EvidenceState
from backend_client.protocol.messages import Result
from backend_client.protocol.queries import Args as QueryArgs
from backend_client.protocol.recording_args import RecordingLook, RecordingsFound, RecordingsSearch
from backend_client.protocol.roles import APPROVERS
from backend_client.protocol.times import parse_time
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.people.session import Session
from console.recordings.forms import (
    approval_args,
    approval_form,
    evidence_args,
    evidence_form,
    look_args,
    look_form,
    save_form,
)
from console.recordings.playback import Playback
from console.recordings.saving import newest_first, save_evidence
from console.situation import Situation
from console.video.supervisor import VideoSupervisor
from console.wall.chosen import ChosenTile
from widgets import refusal_words
from widgets.dispatch.form_dialog import FormAnswer
from widgets.moments import moment_text
from widgets.recordings.playback_window import PlaybackWindow
from widgets.recordings.track import RecordedSpan

A = TypeVar("A")

translate = QCoreApplication.translate

_IDS: Final = ("recording.look", "recording.evidence", "recording.approve", "recording.save")
#: Who may fetch what others have taken out.
_READERS: Final = frozenset({"duty_leader", "supervisor"})
#: A reason that cannot be given within so long is not given: nobody waits longer for a picture, in seconds.
_WITHIN_S: Final = 15.0


class Asked(Protocol):
    """What of the connection's requests is used."""

    async def send(self, name: str, *, args: Args | None = None, not_after_s: float | None = None) -> Result:
        """As `Requests.send`."""
        ...


class Answers(Protocol):
    """What of the connection's questions is used."""

    async def ask(self, name: str, args: QueryArgs, *, answer: type[A]) -> A:
        """As `Questions.ask`."""
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
        picture: Picture,
        situation: Situation,
        requests: Asked,
        questions: Answers,
        dispatching: Dispatching,
        dialogs: Dialogs,
        session: Session,
        supervisor: VideoSupervisor,
        tasks: TaskSet,
        folder: Path,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time; the files of exports are saved under `folder`."""
        super().__init__(parent)
        self._chosen = chosen
        self._cameras: Mapping[str, Entry[Camera]] = picture.of(Camera)
        self._records: Mapping[str, Entry[EvidenceRecord]] = picture.of(EvidenceRecord)
        self._situation = situation
        self._requests = requests
        self._questions = questions
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._session = session
        self._supervisor = supervisor
        self._tasks = tasks
        self._now = now
        self._folder = folder
        self._playback: Playback | None = None
        self._looking = False
        dialogs.keep_with(self)

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
        return _IDS

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "recording.look":
                return translate("Recordings", "Look back at a recording")
            case "recording.evidence":
                return translate("Recordings", "Export evidence")
            case "recording.save":
                return translate("Recordings", "Save evidence files")
        return translate("Recordings", "Decide on an export of evidence")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "recording.save":
            return "" if self._ready() else translate("Recordings", "No export of yours is ready")
        command = {
            "recording.look": "recording.view",
            "recording.evidence": "evidence.export",
            "recording.approve": "evidence.approve",
        }[id_]
        if not permissions.may_send(command, self._situation.roles):
            return translate("Recordings", "Your roles do not include it")
        if id_ == "recording.evidence" and self._playback is None:
            return translate("Recordings", "Open the recording first")
        if id_ == "recording.approve" and not self._waiting():
            return translate("Recordings", "No export waits for approval")
        if id_ == "recording.look" and self._camera() is None:
            return translate("Recordings", "Click on a tile with a camera first")
        return translate("Recordings", "A moment: asking the platform") if self._looking else ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        match id_:
            case "recording.look":
                self._ask_reason()
            case "recording.evidence":
                self._ask_evidence()
            case "recording.approve":
                self._ask_approval()
            case "recording.save":
                self._ask_save()

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

    # Looking back

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

    async def look(self, look: RecordingLook, name: str) -> None:
        """Give the reason, ask what is recorded, and open it."""
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
        self._open(look, name, spans)

    def _open(self, look: RecordingLook, name: str, spans: Sequence[RecordedSpan]) -> None:
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
        window.evidence_wanted.connect(self._ask_evidence)
        window.allow_evidence(self.why_not("recording.evidence"))
        playback.ended.connect(self._closed)
        self._dialogs.announce(window)
        window.show()
        playback.seek(spans[0].since)
        self.changed.emit()

    def _closed(self) -> None:
        playback, self._playback = self._playback, None
        if playback is not None:
            playback.deleteLater()
        self.changed.emit()

    # Evidence

    def _ask_evidence(self) -> None:
        playback = self._playback
        if playback is None:
            return
        camera = playback.camera
        since, until = playback.range
        entry = self._cameras.get(camera)
        form = evidence_form(
            camera=entry.data.name if entry is not None else camera,
            since=since,
            until=until,
            alone=not APPROVERS.isdisjoint(self._situation.roles),
        )

        def answered(answer: FormAnswer) -> None:
            args = evidence_args(answer, camera=camera, since=since, until=until)
            self._dispatching.give("evidence.export", target=None, args=args)

        self._dialogs.ask(form, answered)

    def _ready(self) -> list[tuple[str, EvidenceRecord]]:
        """Exports whose files this person may fetch, the newest first."""
        user = self._situation.user
        if user is None:
            return []
        others = not _READERS.isdisjoint(user.roles)
        return newest_first(
            {
                entry.id: entry.data
                for entry in self._records.values()
                if entry.data.state is EvidenceState.READY and (others or entry.data.user == user.id)
            }
        )

    def _ask_save(self) -> None:
        ready = dict(self._ready())
        now = self._now()
        choices = [
            (id_, f"{each.case_number}  {each.camera_name}  {moment_text(each.since, now=now)}")
            for id_, each in ready.items()
        ]

        def answered(answer: FormAnswer) -> None:
            id_ = answer.word("id")
            work = self._save(id_, ready[id_], review=answer.flag("review"))
            self._tasks.spawn(work, name="save evidence")

        if choices:
            self._dialogs.ask(save_form(ready=choices), answered)

    async def _save(self, id_: str, record: EvidenceRecord, *, review: bool) -> None:
        access = self._session.access
        try:
            folder = await save_evidence(access, id_, record, under=self._folder, review=review)
        except DocumentRefused as refused:
            error = refused.error
            why = refusal_words.refusal(error) if error.cause or not error.message else error.message
            self.told.emit(translate("Recordings", "Nothing was saved: {why}").format(why=why))
        except OSError as error:
            why = error.strerror or str(error)
            self.told.emit(translate("Recordings", "Nothing was saved: {why}").format(why=why))
        else:
            self.told.emit(translate("Recordings", "Evidence saved: {path}").format(path=folder))

    def _waiting(self) -> list[Entry[EvidenceRecord]]:
        """Exports of others that wait for approval, the oldest first."""
        user = self._situation.user
        own = "" if user is None else user.id
        waiting = (
            entry
            for entry in self._records.values()
            if entry.data.state is EvidenceState.WAITING and entry.data.user != own
        )
        return sorted(waiting, key=lambda entry: entry.data.at)

    def _ask_approval(self) -> None:
        entry = next(iter(self._waiting()), None)
        if entry is None:
            return
        record, now = entry.data, self._now()
        when = f"{moment_text(record.since, now=now)} – {moment_text(record.until, now=now)}"
        about = f"{record.camera_name}  {when}\n{record.by}: {record.reason}\n{record.case_number}"

        def answered(answer: FormAnswer) -> None:
            self._dispatching.give("evidence.approve", target=entry.id, args=approval_args(answer))

        self._dialogs.ask(approval_form(about=about), answered)
