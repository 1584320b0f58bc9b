"""The desk's sheet of evidence: which exports wait for a word, what became of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QVBoxLayout, QWidget

from widgets.flow_layout import FlowLayout
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.recordings.evidence_model import EvidenceModel
from widgets.row_table import RowTable

_M = EvidenceModel
_WIDTHS: Final = {_M.STATE: 172, _M.AT: 80, _M.CASE: 130, _M.BY: 90}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Why something cannot be done with the chosen export, in words; empty when it can."""

    look: str = ""
    approve: str = ""
    refuse: str = ""
    save: str = ""


class EvidenceSheet(QWidget):
    """A list and its buttons. It decides nothing and says what is asked of it.

    Signals: `chosen_changed()`, `activated_id(str)` on Enter, and of the chosen export `look_requested()`,
    `approve_requested()`, `refuse_requested()`, `save_requested()`.
    """

    chosen_changed = Signal()
    activated_id = Signal(str)
    look_requested = Signal()
    approve_requested = Signal()
    refuse_requested = Signal()
    save_requested = Signal()

    def __init__(self, *, model: EvidenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tell_of(self, Section.TILES)
        self.model = model
        self.table = EvidenceTable(
            model=model, choose_first=True, widths=_WIDTHS, gives_way=(_M.BY, _M.AT), least=110
        )
        self.table.setAccessibleName(self.tr("Evidence"))
        self.table.horizontalHeader().setSectionResizeMode(_M.CAMERA, QHeaderView.ResizeMode.Stretch)
        self.table.activated_id.connect(self.activated_id)
        self.table.current_id_changed.connect(lambda _id: self._choose())
        self._whole = plain_label(wraps=True)
        self.look = _button(self.tr("Look at it"))
        self.approve = _button(self.tr("Approve…"))
        self.refuse = _button(self.tr("Refuse…"))
        self.save = _button(self.tr("Save files…"))
        self.look.clicked.connect(self.look_requested)
        self.approve.clicked.connect(self.approve_requested)
        self.refuse.clicked.connect(self.refuse_requested)
        self.save.clicked.connect(self.save_requested)
        row = FlowLayout(gap=6, line_gap=4)
        for button in (self.look, self.approve, self.refuse, self.save):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 6)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)
        column.addLayout(row)
        self.refresh()

    @property
    def chosen(self) -> str:
        """The id of the chosen export; empty for none."""
        return self.table.current_id

    def allow(self, allowed: Allowed) -> None:
        """What can be done with the chosen export."""
        pairs = (
            (self.look, allowed.look),
            (self.approve, allowed.approve),
            (self.refuse, allowed.refuse),
            (self.save, allowed.save),
        )
        for button, why_not in pairs:
            button.setEnabled(not why_not)
            button.setToolTip(why_not)

    def refresh(self) -> None:
        """Read the chosen export out as it is now."""
        told = self.model.told(self.chosen)
        self._whole.setText(told)
        self._whole.setVisible(bool(told))

    def _choose(self) -> None:
        self.refresh()
        self.chosen_changed.emit()


class EvidenceTable(RowTable):
    """The exports. Signals: those of every `RowTable`."""

    def empty_text(self) -> str:
        """What to say when there are no rows."""
        return self.tr("No evidence was asked for in the last 24 hours")


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    return button
