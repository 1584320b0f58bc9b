"""Rows of a sign and words, some of which lead to another incident: by mouse, or by Tab and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.detail.marks import Mark
from widgets.labels import plain_label
from widgets.sign_label import SignLabel


class LinkRows(QWidget):
    """Marks as rows; made once and filled anew. Signals: `activated(str)`, the id that a row leads to."""

    activated = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows: list[_Row] = []
        self._marks: tuple[Mark, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What the rows say."""
        return self._marks

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these rows; without any nothing is taken up."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        while len(self._rows) < len(marks):
            row = _Row()
            row.pressed.connect(self.activated)
            self._rows.append(row)
            self._column.addWidget(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(marks))
            if number < len(marks):
                row.show_mark(marks[number])
        self.setVisible(bool(marks))


class _Row(QWidget):
    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._target = ""
        self._sign = SignLabel()
        self._text: QLabel = plain_label(wraps=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._link = QPushButton()
        # Cut rather than as wide as the longest title of a neighbour.
        self._link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._link.setProperty("part", "link")
        self._link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._link.setAutoDefault(False)
        self._link.clicked.connect(lambda: self.pressed.emit(self._target))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._link, 1)

    def show_mark(self, mark: Mark) -> None:
        self._target = mark.target
        self._sign.show_look(mark.look)
        leads = bool(mark.target)
        self._text.setVisible(not leads)
        self._link.setVisible(leads)
        self._text.setText("" if leads else mark.text)
        # What people wrote may hold an ampersand, which a button would take for a key.
        self._link.setText(mark.text.replace("&", "&&") if leads else "")
