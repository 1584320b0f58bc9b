"""Who is in a conference, who rings, who is proposed and who is gone: rows with what can be done to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from widgets import signs, theme
from widgets.labels import plain_label
from widgets.sign_label import SignLabel
from widgets.signs import Look


@dataclass(frozen=True, slots=True)
class RowAct:
    """What can be done to somebody; `why_not` says why not now."""

    id: str
    text: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row: `key` tells it from others, `heading` stands above the first row that has it, `number` is the
    key (1 to 9) of its first act, 0 for none.
    """

    key: str
    heading: str
    look: Look
    name: str
    about: str = ""
    state: str = ""
    acts: tuple[RowAct, ...] = ()
    number: int = 0


class PeopleList(QScrollArea):
    """Rows of people; one of them is the current one. Signals: `act_requested(act, key)`.

    Up and Down choose a row, Enter does the first act of it, Delete the last, digits that of the row with
    this number.
    """

    act_requested = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self._rows: list[_Row] = []
        self._shown: tuple[PersonRow, ...] = ()
        self._current = ""

    @property
    def rows(self) -> tuple[PersonRow, ...]:
        """What is shown."""
        return self._shown

    @property
    def current(self) -> str:
        """The key of the row that Enter is for; empty for none."""
        return self._current

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Show these; the current row stays so as long as it is there."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        while len(self._rows) < len(rows):
            row = _Row()
            row.pressed.connect(self.act_requested)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        if self._current not in {each.key for each in rows}:
            self._current = next((each.key for each in rows if each.acts), "")
        self._fill()

    def button(self, key: str, act: str) -> QPushButton | None:
        """The button of an act of a row."""
        for row, shown in zip(self._rows, self._shown, strict=False):
            if shown.key == key:
                return row.button(act)
        return None

    def _fill(self) -> None:
        heading = ""
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(self._shown))
            if place >= len(self._shown):
                continue
            person = self._shown[place]
            row.show_person(person, with_heading=person.heading != heading)
            row.set_current(person.key == self._current and self.hasFocus())
            heading = person.heading

    def _choose(self, step: int) -> None:
        keys = [each.key for each in self._shown if each.acts]
        if not keys:
            return
        place = keys.index(self._current) + step if self._current in keys else 0
        self._current = keys[min(max(place, 0), len(keys) - 1)]
        self._fill()
        for row, shown in zip(self._rows, self._shown, strict=False):
            if shown.key == self._current:
                self.ensureWidgetVisible(row, 0, 0)

    def _do(self, key: str, place: int) -> None:
        for each in self._shown:
            if each.key == key and each.acts and not each.acts[place].why_not:
                self.act_requested.emit(each.acts[place].id, key)
                return

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key means something here that may mean something else on the desk."""
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        return event.text() in {str(each.number) for each in self._shown if each.number}

    # Qt overrides.

    def event(self, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride and self._takes(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._takes(event) and not event.isAutoRepeat():
            number = int(event.text())
            self._do(next(each.key for each in self._shown if each.number == number), 0)
            return
        match event.key():
            case Qt.Key.Key_Up:
                self._choose(-1)
            case Qt.Key.Key_Down:
                self._choose(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.isAutoRepeat():
                self._do(self._current, 0)
            case Qt.Key.Key_Delete if not event.isAutoRepeat():
                self._do(self._current, -1)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._fill()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._fill()


class _Row(QWidget):
    pressed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._heading = plain_label(part="quiet", size="small", bold=True)
        self._heading.setContentsMargins(8, 8, 8, 2)
        self._body = QFrame()
        self._body.setObjectName("person")
        self._number = plain_label(part="key")
        self._sign = SignLabel(signs.UNKNOWN, 16)
        self._name = plain_label(bold=True)
        self._about = plain_label(part="quiet", one_line=True)
        self._state = plain_label(part="quiet", size="small", wraps=True)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(4)
        self._buttons: list[QPushButton] = []
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._name)
        head.addWidget(self._about, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(head)
        words.addWidget(self._state)
        row = QHBoxLayout(self._body)
        row.setContentsMargins(8, 3, 6, 3)
        row.setSpacing(8)
        for part in (self._number, self._sign):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addLayout(self._acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._body)

    def button(self, act: str) -> QPushButton | None:
        """The button of an act."""
        return next((each for each in self._buttons if each.property("act") == act), None)

    def set_current(self, current: bool) -> None:
        """Whether keys are for this row."""
        ground = theme.SELECTION if current else "transparent"
        self._body.setStyleSheet(f"#person {{ background: {ground}; }}")

    def show_person(self, person: PersonRow, *, with_heading: bool) -> None:
        """Show this one."""
        self._key = person.key
        self._heading.setText(person.heading)
        self._heading.setVisible(with_heading and bool(person.heading))
        self._number.setText(str(person.number) if person.number else "")
        self._number.setVisible(bool(person.number))
        self._sign.show_look(person.look)
        self._name.setText(person.name)
        self._about.setText(person.about)
        self._state.setText(person.state)
        self._state.setVisible(bool(person.state))
        while len(self._buttons) < len(person.acts):
            button = QPushButton()
            # A click leaves the keyboard where it was.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, each=button: self._press(each))
            self._acts.addWidget(button)
            self._buttons.append(button)
        for place, button in enumerate(self._buttons):
            is_used = place < len(person.acts)
            button.setVisible(is_used)
            act = person.acts[place] if is_used else RowAct("", "")
            button.setProperty("act", act.id)
            button.setText(act.text)
            button.setEnabled(not act.why_not)
            button.setToolTip(act.why_not)
            button.setAccessibleName(f"{act.text} {person.name}")

    def _press(self, button: QPushButton) -> None:
        self.pressed.emit(button.property("act"), self._key)
