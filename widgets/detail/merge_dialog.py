"""Asks which of two incidents is the other: both side by side, with what makes them alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from backend_client.picture import Entry
from backend_client.protocol.entities import Incident
from backend_client.protocol.lifecycle import allowed
from widgets import theme, words
from widgets.detail.related import evidence
from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.drills import titled
from widgets.duplicates import Duplicate
from widgets.filter_edit import FilterEdit
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.moments import moment_text
from widgets.scaling import fit_dialog

_ID = Qt.ItemDataRole.UserRole
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """Incident `ends` is merged into `goes_on`, each as it was when it was looked at."""

    ends: Entry[Incident]
    goes_on: Entry[Incident]


class MergeDialog(QDialog):
    """Candidates on the left, the two incidents side by side on the right; show it with `open()`.

    Typing finds another one by number, title or place. Only an incident that nobody was sent to can end.

    Signals: `merge_requested(MergeChoice)`.
    """

    merge_requested = Signal(MergeChoice)

    def __init__(
        self,
        *,
        subject: Entry[Incident],
        proposed: Sequence[tuple[Duplicate, Entry[Incident]]],
        find: Callable[[str], Sequence[Entry[Incident]]],
        org_name: Callable[[str], str],
        now: float,
        parent: QWidget | None = None,
    ) -> None:
        """`find` gives what typed words find; it is asked with at least two letters."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merge"))
        tell_of(self, Section.MERGE)
        self._subject = subject
        self._proposed = {entry.id: (duplicate, entry) for duplicate, entry in proposed}
        self._shown: dict[str, Entry[Incident]] = {}
        self._find = find
        self._org_name = org_name
        self._now = now

        self._filter = FilterEdit(placeholder=self.tr("Number, title, place…"))
        self._filter.typed.connect(self._narrow)
        self._filter.installEventFilter(self)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setWordWrap(True)
        self._list.currentItemChanged.connect(lambda *_: self._compare())
        self._evidence = plain_label(part="warning", wraps=True)
        self._sides = _Sides(self.tr("This one"), self.tr("The other"))
        self._this_ends = QRadioButton(self.tr("This one ends, the other goes on"))
        self._other_ends = QRadioButton(self.tr("The other ends, this one goes on"))
        self._ways = QButtonGroup(self)
        for number, way in enumerate((self._this_ends, self._other_ends)):
            self._ways.addButton(way, number)
        self._ways.buttonToggled.connect(lambda *_: self._say_evidence())
        self._hint = plain_label(part="quiet", wraps=True)
        self._merge = QPushButton(self.tr("Merge"))
        self._merge.setDefault(True)
        self._merge.clicked.connect(self._answer)
        cancel = leave_button(self, self.tr("Cancel"))
        self._lay_out(cancel)
        self._narrow("")
        self._filter.setFocus()
        fit_dialog(self, 980, 560)

    @property
    def evidence(self) -> str:
        """What is said of the two."""
        return self._evidence.text()

    def _lay_out(self, cancel: QPushButton) -> None:
        left = QVBoxLayout()
        left.addWidget(self._filter)
        left.addWidget(self._list, 1)
        right = QVBoxLayout()
        right.addWidget(self._evidence)
        right.addWidget(self._sides, 1)
        right.addWidget(self._this_ends)
        right.addWidget(self._other_ends)
        halves = QHBoxLayout()
        halves.setSpacing(theme.GAP * 2)
        halves.addLayout(left, 2)
        halves.addLayout(right, 3)
        column = dialog_column(self)
        column.addLayout(halves, 1)
        column.addLayout(foot(self._hint, cancel, self._merge))

    def _narrow(self, typed: str) -> None:
        found = [entry for _, entry in self._proposed.values()]
        if len(typed) > 1:
            found = [entry for entry in self._find(typed) if entry.id != self._subject.id]
        self._shown = {entry.id: entry for entry in found}
        self._list.clear()
        for entry in found:
            item = QListWidgetItem(f"{entry.data.serial_no}\n{titled(entry.data)}", self._list)
            item.setData(_ID, entry.id)
        self._list.setCurrentRow(0)
        self._compare()

    def _other(self) -> Entry[Incident] | None:
        item = self._list.currentItem()
        return None if item is None else self._shown.get(item.data(_ID))

    def _compare(self) -> None:
        other = self._other()
        this = self._subject
        self._sides.show_sides(self._facts(this.data), None if other is None else self._facts(other.data))
        can_this = allowed("incident.merge", this.data.state)
        can_other = other is not None and allowed("incident.merge", other.data.state)
        self._this_ends.setEnabled(can_this)
        self._other_ends.setEnabled(can_other)
        # Whoever reported first is worked for; the later report is the duplicate.
        later = other is None or this.data.reported_at >= other.data.reported_at
        ends = self._this_ends if can_this and (later or not can_other) else self._other_ends
        ends.setChecked(True)
        self._say_evidence()
        ready = other is not None and (can_this or can_other)
        self._merge.setEnabled(ready)
        if other is None:
            self._hint.setText(self.tr("Nothing alike is near. Type a number, a title or a place."))
        elif not ready:
            self._hint.setText(self.tr("Somebody was sent to both already: recall first"))
        else:
            self._hint.setText(self.tr("Enter merges   Ctrl+Z takes it back for 10 s   Esc leaves"))

    def _say_evidence(self) -> None:
        """What makes them alike, and that the one that goes on becomes more severe by it."""
        other = self._other()
        said: list[str] = []
        if other is not None:
            if (proposed := self._proposed.get(other.id)) is not None:
                said.append(evidence(proposed[0]))
            ends, goes_on = self._subject.data, other.data
            if self._other_ends.isChecked():
                ends, goes_on = goes_on, ends
            if ends.severity < goes_on.severity:
                raised = self.tr("The one that goes on takes the higher severity: {severity}")
                said.append(raised.format(severity=words.severity(ends.severity)))
        self._evidence.setText("\n".join(said))

    def _facts(self, incident: Incident) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Number"), incident.serial_no),
            (self.tr("Title"), titled(incident)),
            (self.tr("Type"), incident.type_name),
            (self.tr("Severity"), words.severity(incident.severity)),
            (self.tr("State"), words.incident_state(incident.state)),
            (self.tr("Reported"), moment_text(incident.reported_at, now=self._now)),
            (self.tr("Source"), words.source(incident.source)),
            (self.tr("Place"), incident.place or "-"),
            (self.tr("Street"), self._org_name(incident.owner_org)),
            (self.tr("Description"), incident.description or "-"),
        )

    def _answer(self) -> None:
        other = self._other()
        if other is None or not self._merge.isEnabled():
            return
        this_ends = self._this_ends.isChecked()
        choice = MergeChoice(
            ends=self._subject if this_ends else other, goes_on=other if this_ends else self._subject
        )
        self.merge_requested.emit(choice)
        self.accept()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._filter or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        if event.key() in _LIST_KEYS:
            step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
            row = min(max(self._list.currentRow() + step, 0), self._list.count() - 1)
            self._list.setCurrentRow(row)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._answer()
            return True
        return super().eventFilter(watched, event)


class _Sides(QWidget):
    """Two columns of the same facts; what differs is bold."""

    def __init__(self, this: str, other: str) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for column, text in enumerate(("", this, other)):
            head = plain_label(part="heading")
            head.setText(text)
            self._grid.addWidget(head, 0, column)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []

    def show_sides(self, this: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]] | None) -> None:
        """Show what is known of both."""
        while len(self._rows) < len(this):
            row = (plain_label(part="caption"), plain_label(wraps=True), plain_label(wraps=True))
            for column, label in enumerate(row):
                self._grid.addWidget(label, len(self._rows) + 1, column, Qt.AlignmentFlag.AlignTop)
            self._rows.append(row)
        beside = other if other is not None else [("", "")] * len(this)
        for (caption, left, right), (name, mine), (_, theirs) in zip(self._rows, this, beside, strict=True):
            caption.setText(name)
            left.setText(mine)
            right.setText(theirs)
            right.setProperty("bold", "true" if theirs and theirs != mine else "false")
            right.style().polish(right)
