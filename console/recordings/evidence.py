"""Taking pictures out as evidence: of an open recording, of a tile's last minute; approving and saving."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from backend_client.changes import Changes
from backend_client.documents import DocumentRefused
from backend_client.outbox import OutboxUnusable
from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.entities import Camera
from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState
from backend_client.protocol.recording_args import (
    Approver,
    ApproversFound,
    EvidenceApprove,
    EvidenceApprovers,
)
from backend_client.protocol.roles import APPROVERS
from backend_client.protocol.times import parse_time
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.people.session import Session
from console.recordings.evidence_forms import (
    approve_form,
    approver_of,
    evidence_args,
    evidence_form,
    refuse_form,
    ring_form,
    save_form,
)
from console.recordings.evidence_watch import EvidenceWatch
from console.recordings.playback import Playback
from console.recordings.reviewing import Reviewing
from console.recordings.ring import KEPT_S, Cutter, Sender, hand_in
from console.recordings.saving import save_evidence
from console.situation import Situation
from console.video.supervisor import VideoSupervisor
from console.video.tile_services import NotTaken
from console.wall.chosen import ChosenTile
from widgets import refusal_words
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.moments import clock_text, day_text, moment_text

translate = QCoreApplication.translate

_COMMANDS: Final = {
    "recording.evidence": "evidence.export",
    "recording.minute": "evidence.export",
}
_DECIDING: Final = ("recording.review", "recording.approve", "recording.refuse")


class Answers(Protocol):
    """What of the connection's questions is used."""

    async def ask(
        self, name: str, args: EvidenceApprovers, *, answer: type[ApproversFound]
    ) -> ApproversFound:
        """As `Questions.ask`."""
        ...


class EvidenceActions(QObject):
    """Part of the recordings' action group; `watch` holds the sheet.

    Signals: `told(text)`, a sentence in passing; `sheet_wanted()`.
    """

    told = Signal(str)
    sheet_wanted = Signal()

    def __init__(
        self,
        *,
        chosen: ChosenTile,
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
        playback: Callable[[], Playback | None],
        tasks: TaskSet,
        folder: Path,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`playback` answers the recording that is open; the rest is as in `RecordingRoom`."""
        super().__init__(parent)
        self._chosen = chosen
        self._cameras: Mapping[str, Entry[Camera]] = picture.of(Camera)
        self._situation = situation
        self._requests = requests
        self._questions = questions
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._session = session
        self._cutter = cutter
        self._engine_key = engine_key
        self._playback = playback
        self._tasks = tasks
        self._folder = folder
        self._now = now
        self._seen: set[str] = set()
        self.watch = EvidenceWatch(picture=picture, situation=situation, now=now, parent=self)
        self.reviewing = Reviewing(
            dialogs=dialogs, session=session, supervisor=supervisor, tasks=tasks, parent=self
        )
        sheet = self.watch.sheet
        sheet.look_requested.connect(lambda: self.run("recording.review"))
        sheet.approve_requested.connect(lambda: self.run("recording.approve"))
        sheet.refuse_requested.connect(lambda: self.run("recording.refuse"))
        sheet.save_requested.connect(lambda: self.run("recording.save"))
        sheet.activated_id.connect(self._activate)
        self.reviewing.seen.connect(self._seen.add)
        self.reviewing.approve_wanted.connect(lambda id_: self._decide(id_, granted=True))
        self.reviewing.refuse_wanted.connect(lambda id_: self._decide(id_, granted=False))

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (*_COMMANDS, "recording.requests", *_DECIDING, "recording.save")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "recording.evidence":
                return translate("Recordings", "Export evidence")
            case "recording.minute":
                return translate("Recordings", "Export the last minute as evidence")
            case "recording.requests":
                return translate("Recordings", "Evidence: requests and exports")
            case "recording.review":
                return translate("Recordings", "Look at a request for evidence")
            case "recording.approve":
                return translate("Recordings", "Approve an export of evidence")
            case "recording.refuse":
                return translate("Recordings", "Refuse an export of evidence")
        return translate("Recordings", "Save evidence files")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "recording.requests":
            return ""
        if id_ == "recording.save":
            return "" if self.watch.ready() else translate("Recordings", "No export of yours is ready")
        if id_ in _DECIDING:
            return self.watch.why_not_decide()
        if not permissions.may_send(_COMMANDS[id_], self._situation.roles):
            return translate("Recordings", "Your roles do not include it")
        if id_ == "recording.evidence" and self._playback() is None:
            return translate("Recordings", "Open the recording first")
        if id_ == "recording.minute" and self._camera() is None:
            return translate("Recordings", "Click on a tile with a camera first")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        match id_:
            case "recording.evidence":
                self.ask_evidence()
            case "recording.minute":
                self._ask_minute()
            case "recording.requests":
                self.sheet_wanted.emit()
            case "recording.save":
                self._ask_save()
            case "recording.review":
                self._look()
            case _ if (entry := self.watch.to_decide()) is not None:
                self._decide(entry.id, granted=id_ == "recording.approve")

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self.watch.on_changes(changes)

    def _camera(self) -> tuple[str, str] | None:
        """Id and name of the camera on the chosen tile."""
        entry = self._cameras.get(self._chosen.camera)
        return None if entry is None else (entry.id, entry.data.name)

    def ask_evidence(self) -> None:
        """Ask what a part of the open recording is taken out for."""
        playback = self._playback()
        if playback is None:
            return
        camera = playback.camera
        since, until = playback.range
        entry = self._cameras.get(camera)
        name = entry.data.name if entry is not None else camera

        def form(alone: bool, approvers: Sequence[Approver]) -> Form:
            return evidence_form(camera=name, since=since, until=until, alone=alone, approvers=approvers)

        def answered(answer: FormAnswer) -> None:
            args = evidence_args(answer, camera=camera, since=since, until=until)
            self._dispatching.give("evidence.export", target=None, args=args)

        self._ask(camera, form, answered)

    def _ask_minute(self) -> None:
        camera, tile_key, tile = self._camera(), self._engine_key(self._chosen.key), self._chosen.tile
        if camera is None or tile is None:
            return
        id_, name = camera

        def form(alone: bool, approvers: Sequence[Approver]) -> Form:
            kept_s = min(KEPT_S, tile.figures.kept_s)
            return ring_form(camera=name, kept_s=kept_s, alone=alone, approvers=approvers)

        def answered(answer: FormAnswer) -> None:
            work = self._hand_in(id_, tile_key, answer)
            self._tasks.spawn(work, name="evidence of the last minute")

        self._ask(id_, form, answered)

    def _ask(
        self,
        camera: str,
        form: Callable[[bool, Sequence[Approver]], Form],
        answered: Callable[[FormAnswer], None],
    ) -> None:
        """Ask with `form`, which says who may approve where the person here may not by himself."""
        if not APPROVERS.isdisjoint(self._situation.roles):
            self._dialogs.ask(form(True, ()), answered)
            return

        async def ask() -> None:
            wanted = EvidenceApprovers(camera=camera)
            try:
                found = await self._questions.ask("evidence.approvers", wanted, answer=ApproversFound)
            except RequestRefused:
                # Nobody in particular is asked then.
                found = ApproversFound(people=())
            self._dialogs.ask(form(False, found.people), answered)

        self._tasks.spawn(ask(), name="who may approve")

    async def _hand_in(self, camera: str, tile_key: str, answer: FormAnswer) -> None:
        try:
            seconds = await hand_in(
                camera=camera,
                tile_key=tile_key,
                reason=answer.text,
                case_number=answer.word("case_number"),
                approver=approver_of(answer),
                ahead_s=self._now() - time.time(),
                cutter=self._cutter,
                requests=self._requests,
                access=self._session.access,
            )
        except RequestRefused as refused:
            why = refusal_words.refusal(refused.error)
        except DocumentRefused as failed:
            why = refusal_words.refusal(failed.error)
        except NotTaken:
            why = translate("Recordings", "nothing is kept of this picture")
        except (OSError, OutboxUnusable) as error:
            why = str(error)
        else:
            told = translate("Recordings", "The last {n} s have been handed in")
            self.told.emit(told.format(n=round(seconds)))
            return
        self.told.emit(translate("Recordings", "The last minute was not handed in: {why}").format(why=why))

    def _ask_save(self) -> None:
        ready = dict(self.watch.ready())
        now = self._now()
        choices = [
            (id_, f"{each.case_number}  {each.camera_name}  {moment_text(each.since, now=now)}")
            for id_, each in ready.items()
        ]
        chosen = self.watch.sheet.chosen

        def answered(answer: FormAnswer) -> None:
            id_ = answer.word("id")
            work = self._save(id_, ready[id_], review=answer.flag("review"))
            self._tasks.spawn(work, name="save evidence")

        if choices:
            form = save_form(ready=choices, chosen=chosen if chosen in ready else "")
            self._dialogs.ask(form, answered)

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

    def _activate(self, id_: str) -> None:
        """What Enter on an export does: its files, or its marked copy."""
        if id_ in dict(self.watch.ready()):
            self._ask_save()
        else:
            self._look()

    def _look(self) -> None:
        chosen = self.watch.sheet.chosen
        record = dict(self.watch.ready()).get(chosen)
        if record is not None:
            self.reviewing.open(chosen, record, about=self._about(record), decides=False)
        elif (entry := self.watch.to_decide()) is not None:
            self.reviewing.open(entry.id, entry.data, about=self._about(entry.data), decides=True)

    def _decide(self, id_: str, *, granted: bool) -> None:
        record = self.watch.record(id_)
        if record is None or record.state is not EvidenceState.WAITING:
            return
        about = self._about(record)
        form = approve_form(about=about, seen=id_ in self._seen) if granted else refuse_form(about=about)

        def answered(answer: FormAnswer) -> None:
            args = EvidenceApprove(granted=granted, text=answer.text)
            self._dispatching.give("evidence.approve", target=id_, args=args)
            # The form closes first: two dialogs do not close in one another.
            QTimer.singleShot(0, self, self.reviewing.discard)

        self._dialogs.ask(form, answered)

    def _about(self, record: EvidenceRecord) -> str:
        since = parse_time(record.since)
        when = f"{day_text(since)[:5]} {clock_text(since)}"
        if record.kind is EvidenceKind.CLIP:
            when += f" – {clock_text(parse_time(record.until))}"
        return f"{record.camera_name}  {when}\n{record.by}: {record.reason}\n{record.case_number}"
