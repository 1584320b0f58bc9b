"""The palette by keyboard, in a real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.palette.parts import NotingLine, NotingSource
from tests.widgets.scales import themed
from widgets.palette.frame import Palette
from widgets.palette.gather import Choice, Heading


class Room:
    """A desk with a field, two keys of its own, and the palette over it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.window.resize(1200, 800)
        qtbot.addWidget(self.window)
        self.before = QLineEdit()
        self.elsewhere = QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.before)
        column.addWidget(self.elsewhere)
        column.addStretch(1)
        self.cameras = NotingSource("camera", {f"c{n}": f"示范景芳路{n}号" for n in range(1, 31)})
        self.units = NotingSource("unit", {"u1": "景芳组"})
        self.line = NotingLine(["z3", "z31"])
        self.palette = Palette(
            over=self.window, below=self.before, sources=(self.units, self.cameras), line=self.line
        )
        self.keys: list[str] = []
        for key in ("Escape", "Ctrl+K", "A", "Return"):
            shortcut = QShortcut(QKeySequence(key), self.window)
            shortcut.activated.connect(
                self.palette.toggle if key == "Ctrl+K" else lambda key=key: self.keys.append(key)
            )
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.before.setFocus()
        qtbot.waitUntil(self.before.hasFocus)

    def press(self, key: Qt.Key, *, control: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def open(self) -> None:
        self.press(Qt.Key.Key_K, control=True)
        assert self.palette.field.hasFocus()

    def type(self, text: str) -> None:
        if text.isascii():
            QTest.keyClicks(self.palette.field, text)
        else:
            self.palette.field.insert(text)

    def shown(self) -> list[str]:
        return [
            f"# {row.text}" if isinstance(row, Heading) else row.entry.id for row in self.palette.list.rows
        ]

    def current(self) -> str:
        choice = self.palette.list.current
        return "" if choice is None else choice.entry.id


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_it_opens_and_closes_by_one_key_and_gives_the_keyboard_back(room: Room, qtbot: QtBot) -> None:
    room.open()
    room.type("jf")
    room.press(Qt.Key.Key_K, control=True)
    assert not room.palette.is_open
    assert room.before.hasFocus()
    room.open()
    assert room.palette.field.text() == ""
    with qtbot.waitSignal(room.palette.closed):
        room.press(Qt.Key.Key_Escape)
    assert room.before.hasFocus()
    assert room.keys == []


def test_letters_are_written_and_enter_chooses_the_first(room: Room) -> None:
    room.open()
    room.type("jfA")
    room.press(Qt.Key.Key_Backspace)
    assert room.shown()[:4] == ["# Unit", "u1", "# Camera", "c1"]
    room.press(Qt.Key.Key_Return)
    assert room.units.chosen == ["u1"]
    assert room.before.hasFocus()
    assert room.keys == []


def test_control_and_enter_do_the_other_thing(room: Room) -> None:
    room.open()
    room.type("jfl")
    room.press(Qt.Key.Key_Return, control=True)
    assert room.cameras.chosen == ["other c1"]
    room.cameras.has_other = False
    room.open()
    room.press(Qt.Key.Key_Return, control=True)
    assert room.cameras.chosen == ["other c1", "other c1", "c1"]
    assert room.line.given == []


def test_arrows_pass_over_headings_and_stop_at_the_ends(room: Room) -> None:
    room.open()
    room.type("jf")
    room.press(Qt.Key.Key_Up)
    assert room.current() == "u1"
    room.press(Qt.Key.Key_Down)
    assert room.current() == "c1"
    for _ in range(3):
        room.press(Qt.Key.Key_PageDown)
    assert room.current() == "c11"
    room.press(Qt.Key.Key_Return)
    assert room.cameras.chosen == ["c11"]


def test_what_was_chosen_last_stands_first_in_an_empty_field(room: Room) -> None:
    room.open()
    assert room.shown() == ["# Lines: a letter, an incident's number, and what it needs", "a"]
    for typed in ("景芳路7", "景芳组"):
        room.type(typed)
        room.press(Qt.Key.Key_Return)
        room.open()
    assert room.shown()[:3] == ["# Chosen last", "u1", "c7"]
    room.palette.forget()
    room.open()
    assert "u1" not in room.shown()


def test_nothing_found_is_said_and_enter_does_nothing(room: Room) -> None:
    room.open()
    room.type("xyzzy")
    assert room.shown() == []
    assert room.current() == ""
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Tab)
    room.press(Qt.Key.Key_Down)
    assert room.palette.is_open


def test_what_is_impossible_says_why_and_stays(room: Room, qtbot: QtBot) -> None:
    room.units.why_not = "Not your role"
    room.open()
    room.type("景芳组")
    room.press(Qt.Key.Key_Return)
    assert room.palette.is_open
    assert room.palette.preview.text == "Not your role"
    assert room.units.chosen == []
    room.units.names["u2"] = "景芳组二队"
    room.palette.refresh()
    qtbot.waitUntil(lambda: "u2" in room.shown())
    assert room.palette.preview.text == "Not your role"
    room.press(Qt.Key.Key_Down)
    assert room.palette.preview.text == ""
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Backspace)
    assert room.palette.preview.text == ""


def test_tab_writes_the_name_of_what_is_current(room: Room) -> None:
    room.open()
    room.type("jfz")
    room.press(Qt.Key.Key_Tab)
    assert room.palette.field.text() == "景芳组"
    assert room.palette.field.hasFocus()


def test_a_line_tells_what_enter_will_do_and_does_it(room: Room) -> None:
    room.open()
    room.type("a")
    assert room.shown()[:2] == ["# Begin a line", "a"]
    room.press(Qt.Key.Key_Return)
    assert room.palette.field.text() == "a "
    assert room.palette.preview.text == "Who?"
    room.type("z3")
    assert room.palette.preview.text == "Assign z3"
    room.press(Qt.Key.Key_Return)
    assert room.line.given == ["z3"]
    assert not room.palette.is_open


def test_a_line_is_completed_by_tab_and_by_arrows(room: Room) -> None:
    room.open()
    room.type("a z")
    room.press(Qt.Key.Key_Tab)
    assert room.palette.field.text() == "a z3"
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Return)
    assert room.palette.field.text() == "a z31"
    assert room.line.given == []
    room.press(Qt.Key.Key_Return)
    assert room.line.given == ["z31"]


def test_a_line_that_is_refused_does_nothing(room: Room) -> None:
    room.open()
    room.type("a q")
    assert room.palette.preview.text == "Nobody is called q"
    room.press(Qt.Key.Key_Return)
    assert room.palette.is_open
    assert room.line.given == []


def test_the_keyboard_stays_where_somebody_went(room: Room, qtbot: QtBot) -> None:
    room.open()
    QTest.mouseClick(room.elsewhere, Qt.MouseButton.LeftButton)
    room.elsewhere.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: not room.palette.is_open)
    assert room.elsewhere.hasFocus()


def test_its_key_on_another_window_brings_the_keyboard_to_it(room: Room, qtbot: QtBot) -> None:
    wall = QWidget()
    qtbot.addWidget(wall)
    with qtbot.waitActive(wall):
        wall.show()
        wall.activateWindow()
    room.palette.toggle()
    qtbot.waitUntil(room.palette.field.hasFocus)
    room.press(Qt.Key.Key_Escape)
    assert room.before.hasFocus()


def test_covered_with_the_desk_it_does_not_come_back(room: Room) -> None:
    room.open()
    room.window.hide()
    room.window.show()
    assert not room.palette.is_open


def test_a_click_chooses_and_a_click_on_a_heading_does_not(room: Room) -> None:
    room.open()
    room.type("jf")
    view = room.palette.list
    for row in (0, 1):
        middle = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert room.units.chosen == ["u1"]


def test_letters_under_an_input_method_find_as_they_are_composed(room: Room) -> None:
    room.open()
    assert room.palette.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QApplication.sendEvent(room.palette.field, QInputMethodEvent("jing'fang'z", []))
    assert room.shown()[:2] == ["# Unit", "u1"]
    event = QInputMethodEvent("", [])
    event.setCommitString("景芳路3")
    QApplication.sendEvent(room.palette.field, event)
    assert room.shown()[:2] == ["# Camera", "c3"]


def test_what_changes_is_shown_and_the_current_row_stays(room: Room, qtbot: QtBot) -> None:
    room.open()
    room.type("jf")
    room.press(Qt.Key.Key_Down)
    room.units.names["u2"] = "景芳队"
    room.units.unprepared = 3
    room.palette.refresh()
    qtbot.waitUntil(lambda: "u2" in room.shown())
    assert room.current() == "c1"


def test_it_fits_at_every_text_scale_and_stays_within_its_desk(qtbot: QtBot) -> None:
    with themed(200):
        room = Room(qtbot)
        room.open()
        room.type("jf")
        assert room.window.rect().contains(room.palette.geometry())
        assert not room.palette.geometry().intersects(room.before.geometry())
        room.window.resize(700, 500)
        qtbot.waitUntil(lambda: room.window.rect().contains(room.palette.geometry()))
        assert isinstance(room.palette.list.rows[1], Choice)
