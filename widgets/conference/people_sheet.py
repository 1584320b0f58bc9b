"""The people of a conference: whom to ask, who is there, and what the moderator does for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from widgets.conference.people_list import PeopleList, PersonRow, RowAct
from widgets.filter_edit import FilterEdit
from widgets.flow_layout import FlowLayout
from widgets.labels import plain_label


class PeopleSheet(QWidget):
    """A search for anybody, acts on the whole room, and rows of people.

    Signals: `act_requested(act, key)` on a row, `room_act_requested(act)` on the room, `searched(needle)`.
    """

    act_requested = Signal(str, str)
    room_act_requested = Signal(str)
    searched = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = FilterEdit(placeholder=self.tr("Ask somebody else: name or initials"))
        self.search.typed.connect(self.searched)
        self.search.installEventFilter(self)
        self.people = PeopleList()
        self.people.act_requested.connect(self.act_requested)
        self._told = plain_label(part="quiet", size="small", wraps=True)
        self._told.setContentsMargins(8, 0, 8, 0)
        self._told.hide()
        self._buttons: dict[str, QPushButton] = {}
        self._room = FlowLayout(gap=4, line_gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addLayout(self._room)
        column.addWidget(self._told)
        column.addWidget(self.people, 1)

    def focus(self) -> None:
        """Move the keyboard among the people."""
        self.people.setFocus()

    def show_room(self, acts: Sequence[RowAct], *, told: str = "") -> None:
        """Show what can be done for all, and a sentence about whom can be asked."""
        wanted = {each.id for each in acts}
        for each in acts:
            button = self._buttons.get(each.id)
            if button is None:
                button = self._buttons[each.id] = self._button(each.id)
            button.setText(each.text)
            button.setEnabled(not each.why_not)
            button.setToolTip(each.why_not)
        for id_, button in self._buttons.items():
            button.setVisible(id_ in wanted)
        self.search.setVisible(bool(acts))
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def room_button(self, act: str) -> QPushButton | None:
        """The button of an act on the room."""
        return self._buttons.get(act)

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Show these rows."""
        self.people.show_people(rows)

    def _button(self, act: str) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.room_act_requested.emit(act))
        self._room.addWidget(button)
        return button

    def _ask_first(self) -> None:
        """Do the first act of the best match, once something was typed."""
        found = next((each for each in self.people.rows if each.acts), None)
        if self.search.needle and found is not None and not found.acts[0].why_not:
            self.act_requested.emit(found.acts[0].id, found.key)

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # Else the desk's own Escape goes first, and what was looked for hides the people.
            empties = event.key() == Qt.Key.Key_Escape and bool(self.search.text())
            event.setAccepted(empties)
            return empties
        if event.type() != QEvent.Type.KeyPress:
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self.people.setFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not event.isAutoRepeat():
                    self._ask_first()
            case Qt.Key.Key_Escape if self.search.text():
                self.search.clear()
            case _:
                return False
        return True
