"""Taking pictures out as evidence: of an open recording, of a tile's last minute; approving and saving."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.documents import DocumentRefused
from backend_client.outbox import OutboxUnusable
from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.entities import Camera
from backend_client.protocol.evidence import EvidenceRecord, EvidenceState
from backend_client.protocol.roles import APPROVERS
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
    ring_form,
    save_form,
)
from console.recordings.playback import Playback
from console.recordings.ring import Cutter, Sender, hand_in
from console.recordings.saving import newest_first, save_evidence
from console.situation import Situation
from console.video.tile_services import NotTaken
from console.wall.chosen import ChosenTile
from widgets import refusal_words
from widgets.dispatch.form_dialog import FormAnswer
from widgets.moments import moment_text

translate = QCoreApplication.translate

_COMMANDS: Final = {
    "recording.evidence": "evidence.export",
    "recording.minute": "evidence.export",
    "recording.approve": "evidence.approve",
}
#: Who may fetch what others have taken out.
_READERS: Final = frozenset({"duty_leader", "supervisor"})


class EvidenceActions(QObject):
    """Part of the recordings' action group. Signals: `told(text)`, a sentence in passing."""

    told = Signal(str)

    def __init__(
        self,
        *,
        chosen: ChosenTile,
        picture: Picture,
        situation: Situation,
        requests: Sender,
        dispatching: Dispatching,
        dialogs: Dialogs,
        session: Session,
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
        self._records: Mapping[str, Entry[EvidenceRecord]] = picture.of(EvidenceRecord)
        self._situation = situation
        self._requests = requests
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._session = session
        self._cutter = cutter
        self._engine_key = engine_key
        self._playback = playback
        self._tasks = tasks
        self._folder = folder
        self._now = now

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (*_COMMANDS, "recording.save")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "recording.evidence":
                return translate("Recordings", "Export evidence")
            case "recording.minute":
                return translate("Recordings", "Export the last minute as evidence")
            case "recording.save":
                return translate("Recordings", "Save evidence files")
        return translate("Recordings", "Decide on an export of evidence")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "recording.save":
            return "" if self._ready() else translate("Recordings", "No export of yours is ready")
        if not permissions.may_send(_COMMANDS[id_], self._situation.roles):
            return translate("Recordings", "Your roles do not include it")
        if id_ == "recording.evidence" and self._playback() is None:
            return translate("Recordings", "Open the recording first")
        if id_ == "recording.approve" and not self._waiting():
            return translate("Recordings", "No export waits for approval")
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
            case "recording.save":
                self._ask_save()
            case "recording.approve":
                self._ask_approval()

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

    def _ask_minute(self) -> None:
        camera, tile_key = self._camera(), self._engine_key(self._chosen.key)
        if camera is None:
            return

        def answered(answer: FormAnswer) -> None:
            work = self._hand_in(camera[0], tile_key, answer)
            self._tasks.spawn(work, name="evidence of the last minute")

        alone = not APPROVERS.isdisjoint(self._situation.roles)
        self._dialogs.ask(ring_form(camera=camera[1], alone=alone), answered)

    async def _hand_in(self, camera: str, tile_key: str, answer: FormAnswer) -> None:
        try:
            await hand_in(
                camera=camera,
                tile_key=tile_key,
                reason=answer.text,
                case_number=answer.word("case_number"),
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
            self.told.emit(translate("Recordings", "The last minute has been handed in"))
            return
        self.told.emit(translate("Recordings", "The last minute was not handed in: {why}").format(why=why))

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
