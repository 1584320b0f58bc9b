"""The desk's sheet of evidence: what waits for whose word, and telling who asked what became of it.

Nothing here opens by itself or takes the keyboard: a count on the sheet's tab, and a line in passing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.evidence import EvidenceRecord, EvidenceState
from console.recordings.saving import newest_first
from console.situation import Situation
from widgets import words
from widgets.recordings.evidence_model import EvidenceModel
from widgets.recordings.evidence_sheet import Allowed, EvidenceSheet

translate = QCoreApplication.translate

#: Who may fetch what others have taken out.
_READERS: Final = frozenset({"duty_leader", "supervisor"})


class EvidenceWatch(QObject):
    """Owns the sheet and knows what the person at the desk may do with each export.

    Signals: `told(text)`, a sentence in passing; `counted(title)` when the sheet's tab is to read otherwise.
    """

    told = Signal(str)
    counted = Signal(str)

    def __init__(
        self,
        *,
        picture: Picture,
        situation: Situation,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._records: Mapping[str, Entry[EvidenceRecord]] = picture.of(EvidenceRecord)
        self._situation = situation
        self.model = EvidenceModel(entries=self._records, now=now, parent=self)
        self.sheet = EvidenceSheet(model=self.model)
        #: The state that each export was last seen in; of those nobody has seen change, nothing is told.
        self._states = {id_: entry.data.state for id_, entry in self._records.items()}
        situation.changed.connect(self.refresh)
        self.sheet.chosen_changed.connect(self.refresh)

    @property
    def title(self) -> str:
        """The tab's title, with how many exports wait for the person here."""
        name, count = translate("Recordings", "Evidence"), self.count
        return f"{name} {count}" if count else name

    @property
    def count(self) -> int:
        """Exports that wait for a word of his, and those of his that he has not fetched."""
        own = self._own
        asked = sum(entry.data.approver in (None, own) for entry in self.waiting())
        fetched = (entry.data for entry in self._records.values() if entry.data.user == own)
        return asked + sum(each.state is EvidenceState.READY and each.fetched_at is None for each in fetched)

    @property
    def _own(self) -> str:
        user = self._situation.user
        return "" if user is None else user.id

    def record(self, id_: str) -> EvidenceRecord | None:
        """An export by its id."""
        entry = self._records.get(id_)
        return None if entry is None else entry.data

    def waiting(self) -> list[Entry[EvidenceRecord]]:
        """Exports of others that the person here may decide on, the oldest first."""
        if not permissions.may_send("evidence.approve", self._situation.roles):
            return []
        own = self._own
        found = (
            entry
            for entry in self._records.values()
            if entry.data.state is EvidenceState.WAITING and entry.data.user != own
        )
        return sorted(found, key=lambda entry: (entry.data.approver not in (None, own), entry.data.at))

    def to_decide(self) -> Entry[EvidenceRecord] | None:
        """The chosen export if it waits for a word, else the first that does."""
        waiting = self.waiting()
        chosen = next((each for each in waiting if each.id == self.sheet.chosen), None)
        return chosen or next(iter(waiting), None)

    def ready(self) -> list[tuple[str, EvidenceRecord]]:
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

    def why_not_decide(self) -> str:
        """Why nothing can be decided on, in words; empty when something can."""
        if not permissions.may_send("evidence.approve", self._situation.roles):
            return translate("Recordings", "Your roles do not include it")
        return "" if self.waiting() else translate("Recordings", "No export waits for approval")

    def refresh(self) -> None:
        """Show what can be done now, with the chosen export, by the person here."""
        chosen = self.sheet.chosen
        record = self.record(chosen)
        decides = self.why_not_decide() or self._why_not_chosen(record)
        if chosen in dict(self.ready()):
            save = ""
        else:
            save = translate("Recordings", "Its files are not yours to fetch, or not ready")
        looks = "" if not save else decides
        self.sheet.allow(Allowed(look=looks, approve=decides, refuse=decides, save=save))
        self.sheet.refresh()
        self.counted.emit(self.title)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self.model.on_changes(changes)
        if not changes.touches("evidence_record"):
            return
        for id_, entry in self._records.items():
            before = self._states.get(id_)
            if before is not entry.data.state:
                self._states[id_] = entry.data.state
                # After a break nothing is read out that was over before this console ever saw it.
                if before is not None or "evidence_record" not in changes.reset:
                    self._tell(entry.data)
        for id_ in self._states.keys() - self._records.keys():
            del self._states[id_]
        self.refresh()

    def _why_not_chosen(self, record: EvidenceRecord | None) -> str:
        if record is None:
            return translate("Recordings", "No export is chosen")
        if record.user == self._own:
            return translate("Recordings", "You asked for it yourself")
        if record.state is not EvidenceState.WAITING:
            return translate("Recordings", "It does not wait for approval")
        return ""

    def _tell(self, record: EvidenceRecord) -> None:
        own = self._own
        if record.user == own:
            self._tell_own(record)
        elif record.approver in (None, own) and any(each.data is record for each in self.waiting()):
            said = translate("Recordings", "{name} asks for evidence of {camera}: {reason}")
            self.told.emit(said.format(name=record.by, camera=record.camera_name, reason=record.reason))

    def _tell_own(self, record: EvidenceRecord) -> None:
        about = f"{record.case_number} {record.camera_name}"
        match record.state:
            case EvidenceState.READY:
                said = translate("Recordings", "Evidence {about} is ready to be saved")
                self.told.emit(said.format(about=about))
            case EvidenceState.REFUSED:
                said = translate("Recordings", "{name} has refused the evidence {about}: {reason}")
                self.told.emit(said.format(name=record.approved_by, about=about, reason=record.approval_text))
            case EvidenceState.FAILED:
                said = translate("Recordings", "There is no evidence {about}: {why}")
                self.told.emit(said.format(about=about, why=words.evidence_cause(record.cause)))
