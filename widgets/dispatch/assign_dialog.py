"""Asks whom to assign an incident to: type, arrows, Enter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QPushButton, QWidget

from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import Assignee
from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.dispatch.candidate_list import CandidateDelegate, CandidateModel
from widgets.dispatch.candidate_words import shortage_text
from widgets.dispatch.candidates import Candidate, Candidates, matching
from widgets.drills import titled
from widgets.filter_edit import FilterEdit
from widgets.held_keys import ignore_held_enter
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.phrases import listed
from widgets.scaling import fit_dialog

_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class AssignChoice:
    """Who was chosen, the lead first, and the note for them."""

    assignees: tuple[Assignee, ...]
    note: str


class AssignDialog(QDialog):
    """A list that typing narrows down; Space marks several, Ctrl+L makes one the lead, Enter assigns.

    Without marks Enter assigns the current row. Show it with `open()`.

    Signals: `assign_requested(AssignChoice)`.
    """

    assign_requested = Signal(AssignChoice)

    def __init__(
        self, *, incident: Incident, candidates: Candidates, now: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Assign"))
        tell_of(self, Section.ASSIGN)
        self._all = candidates.for_incident(incident, now=now)
        self._model = CandidateModel(parent=self)
        self._lead_said = False

        title = plain_label(wraps=True, size="large", bold=True)
        title.setText(titled(incident))
        place = plain_label(part="quiet")
        place.setText("   ".join(part for part in (incident.serial_no, incident.place) if part))
        self._short = plain_label(part="warning", wraps=True)
        short = shortage_text(candidates.shortages(self._all))
        self._short.setText(self.tr("Note: {shortage}").format(shortage=short) if short else "")
        self._short.setVisible(bool(short))
        self._filter = FilterEdit(placeholder=self.tr("Name, code or pinyin initials"))
        self._filter.typed.connect(self._narrow)
        self._filter.installEventFilter(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(CandidateDelegate(model=self._model, parent=self))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.doubleClicked.connect(lambda index: self._assign())
        self._list.selectionModel().currentRowChanged.connect(self._show_choice)
        self._note = QLineEdit()
        self._note.setPlaceholderText(self.tr("Note to them (optional)"))
        self._note.returnPressed.connect(self._assign)
        self._choice = plain_label(wraps=True)
        hint = plain_label(part="quiet")
        hint.setText(self.tr("Space marks several   Ctrl+L sets the lead   Enter assigns   Esc leaves"))
        self._ok = QPushButton(self.tr("Assign"))
        self._ok.setDefault(True)
        self._ok.clicked.connect(self._assign)
        cancel = leave_button(self, self.tr("Cancel"))

        column = dialog_column(self)
        column.addWidget(title)
        column.addWidget(place)
        column.addWidget(self._short)
        column.addWidget(self._filter)
        column.addWidget(self._list, 1)
        column.addWidget(self._choice)
        column.addWidget(self._note)
        column.addLayout(foot(hint, cancel, self._ok))
        self._narrow("")
        self._filter.setFocus()
        ignore_held_enter(self._filter, self._note, self._ok)
        fit_dialog(self, 820, 620)

    def _narrow(self, typed: str) -> None:
        self._model.show_candidates(matching(self._all, typed))
        self._list.setCurrentIndex(self._model.index(0))
        self._show_choice()

    def _chosen(self) -> list[Candidate]:
        if self._model.marked:
            return self._model.marked
        current = self._model.candidate(self._list.currentIndex().row())
        return [] if current is None else [current]

    def _show_choice(self) -> None:
        chosen = self._chosen()
        self._ok.setEnabled(bool(chosen))
        if not chosen:
            self._choice.setText(self.tr("Nobody matches what was typed"))
        elif len(chosen) == 1:
            self._choice.setText(self.tr("Assign to {name}").format(name=chosen[0].name))
        else:
            others = listed(candidate.name for candidate in chosen[1:])
            self._choice.setText(
                self.tr("Assign to {name} (lead), with {others}").format(name=chosen[0].name, others=others)
            )

    def _assign(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        # One alone is lead where nobody is yet, and supports who is already, unless it is said otherwise.
        unsaid = len(chosen) == 1 and not self._lead_said
        assignees = tuple(
            Assignee(kind=candidate.kind, id=candidate.id, lead=None if unsaid else number == 0)
            for number, candidate in enumerate(chosen)
        )
        self.assign_requested.emit(AssignChoice(assignees=assignees, note=self._note.text().strip()))
        self.accept()

    def _move(self, key: int) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}[
            Qt.Key(key)
        ]
        row = min(max(self._list.currentIndex().row() + step, 0), self._model.rowCount() - 1)
        self._list.setCurrentIndex(self._model.index(row))

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._filter or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        row = self._list.currentIndex().row()
        if event.key() in _LIST_KEYS:
            self._move(event.key())
        elif event.key() == Qt.Key.Key_Space:
            self._model.toggle(row)
            self._show_choice()
        elif event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._model.make_lead(row)
            self._lead_said = True
            self._show_choice()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._assign()
        else:
            return super().eventFilter(watched, event)
        return True
