"""Exports of evidence as a table: what waits for a word first, the oldest on top, then the newest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.picture import Entry
from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState
from backend_client.protocol.times import parse_time
from widgets import theme, words
from widgets.moments import clock_text, moment_text
from widgets.row_model import Cell, Column
from widgets.signs import Look, Sign
from widgets.sorted_rows import Key
from widgets.sorted_table_model import SortedTableModel

translate = QCoreApplication.translate

_LOOKS: Final[Mapping[EvidenceState, Look]] = {
    EvidenceState.AWAITING: Look(Sign.RING, theme.TEXT_QUIET),
    EvidenceState.WAITING: Look(Sign.HOURGLASS, theme.WARNING),
    EvidenceState.PREPARING: Look(Sign.HALF, theme.TEXT_QUIET),
    EvidenceState.READY: Look(Sign.CHECK, theme.OK),
    EvidenceState.REFUSED: Look(Sign.SLASHED, theme.DANGER),
    EvidenceState.FAILED: Look(Sign.CROSS, theme.DANGER),
}


class EvidenceModel(SortedTableModel[EvidenceRecord]):
    """Exports of the last day by id, and older ones that wait. Signals: those of every item model."""

    STATE, AT, CAMERA, CASE, BY = range(5)

    def __init__(
        self,
        *,
        entries: Mapping[str, Entry[EvidenceRecord]],
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            entries=entries,
            entity="evidence_record",
            columns=(
                Column(translate("EvidenceModel", "State")),
                Column(translate("EvidenceModel", "Asked")),
                Column(translate("EvidenceModel", "Camera")),
                Column(translate("EvidenceModel", "Case")),
                Column(translate("EvidenceModel", "By")),
            ),
            now=now,
            parent=parent,
        )
        self.reload()

    def told(self, id_: str) -> str:
        """An export in full, as it is read out; empty for one not there."""
        entry = self._entries.get(id_)
        if entry is None:
            return ""
        data, now = entry.data, self._now()
        shown = moment_text(data.since, now=now)
        if data.kind is EvidenceKind.CLIP:
            shown += f" – {clock_text(parse_time(data.until))}"
        lines = [f"{data.camera_name}  {shown}   {data.case_number}", f"{data.by}: {data.reason}"]
        if data.state is EvidenceState.FAILED:
            lines.append(words.evidence_cause(data.cause))
        elif data.approved_by:
            lines.append(f"{data.approved_by}: {data.approval_text or words.evidence_state(data.state)}")
        return "\n".join(lines)

    def _key(self, id_: str, data: EvidenceRecord) -> Key:
        if self._sort_column >= 0:
            return (self._column_key(self._sort_column, id_, data), id_)
        if data.state is EvidenceState.WAITING:
            return (0, parse_time(data.at), id_)
        return (1, -parse_time(data.at), id_)

    def _column_key(self, column: int, id_: str, data: EvidenceRecord) -> Any:
        return data.at if column == self.AT else super()._column_key(column, id_, data)

    def _make_cells(self, id_: str, data: EvidenceRecord) -> tuple[Cell, ...]:
        quiet, look = theme.TEXT_QUIET, _LOOKS[data.state]
        return (
            Cell(words.evidence_state(data.state), look, look.colour),
            Cell(moment_text(data.at, now=self._now()), None, quiet),
            Cell(data.camera_name),
            Cell(data.case_number),
            Cell(data.by, None, quiet),
        )
