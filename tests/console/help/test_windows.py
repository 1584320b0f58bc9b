"""F1 and the sheet of keys: where they open, what they show, and that they never stand over the wall."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.actions.keys import KEYS, keys_of
from console.help.windows import INSTALLED, Help, key_groups, load_manual, manual_folder, usual_manual_folder
from widgets.action import Action
from widgets.help.help_window import HelpWindow
from widgets.help.key_sheet import KeySheet
from widgets.help.sections import Section, tell_of


def action(id_: str, theme: str) -> Action:
    return Action(
        id=id_,
        text=f"do {id_}",
        shortcut=KEYS.get(id_, ""),
        enabled=False,
        why_not="not now",
        run=lambda: None,
        theme=theme,
    )


ACTIONS = (
    action("desk.help", "Help"),
    action("map.all", "Map"),
    action("desk.larger", "Help"),
    action("desk.nothing", "Help"),
)


class Room:
    """A desk with a table and a map, the wall beside it, and help."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.wall, self.desk = QWidget(), QWidget()
        self.table, self.map = QPlainTextEdit(), QPlainTextEdit()
        column = QVBoxLayout(self.desk)
        for part, section in ((self.table, Section.INCIDENTS), (self.map, Section.MAP)):
            column.addWidget(part)
            tell_of(part, section)
        for window in (self.wall, self.desk):
            qtbot.addWidget(window)
            with qtbot.waitActive(window):
                window.show()
                window.activateWindow()
        self.opened: list[QDialog] = []
        self.help = Help(desk=self.desk, language="en", actions=lambda: ACTIONS, on_open=self.opened.append)

    def look_at(self, part: QWidget) -> None:
        """Give a part of the desk the keyboard.

        A window manager that is still busy with a window that has just come may pass over the first wish.
        """
        part.setFocus()

        def has_keyboard() -> bool:
            if not self.desk.isActiveWindow():
                self.desk.activateWindow()
            return part.hasFocus()

        self.qtbot.waitUntil(has_keyboard)

    def manual(self) -> HelpWindow:
        assert isinstance(self.help.window, HelpWindow)
        return self.help.window

    def shown(self) -> tuple[str, ...]:
        view = self.manual().view
        return view.manual.sections[view.heading_at_top()].anchors


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_the_manual_opens_at_what_has_the_keyboard_and_goes_along(room: Room, qtbot: QtBot) -> None:
    for part, section in ((room.table, Section.INCIDENTS), (room.map, Section.MAP)):
        room.look_at(part)
        room.help.show_manual()
        qtbot.waitUntil(lambda: room.manual().isActiveWindow())
        assert room.shown() == (section,)
    assert len(room.opened) == 1, "the same window is used again"
    assert room.manual().parentWidget() is room.desk
    QTest.keyClick(room.manual().view, Qt.Key.Key_Escape)
    assert room.help.window is None


def test_over_a_dialog_it_can_be_read_and_tells_of_the_dialog(room: Room, qtbot: QtBot) -> None:
    dialog = QDialog(room.desk)
    tell_of(dialog, Section.ASSIGN)
    field = QLineEdit(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    room.help.show_manual()
    manual = room.manual()
    qtbot.waitUntil(manual.isActiveWindow)
    assert room.shown() == (Section.ASSIGN,)
    QTest.keyClick(manual.view, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "closing the manual leaves the form as it is"
    dialog.reject()


def test_the_wall_stays_free(room: Room, qtbot: QtBot) -> None:
    room.wall.activateWindow()
    qtbot.waitUntil(room.wall.isActiveWindow)
    room.help.show_manual()
    assert room.manual().parentWidget() is room.desk
    room.help.show_keys()
    assert isinstance(room.help.window, KeySheet)
    assert room.help.window.parentWidget() is room.desk


def test_the_key_of_the_sheet_closes_it_again(room: Room) -> None:
    seen = []
    for _ in range(3):
        room.help.show_keys()
        seen.append(type(room.help.window))
    assert seen == [KeySheet, type(None), KeySheet]
    room.help.close()
    room.help.close()
    assert room.help.window is None
    assert not [window for window in room.desk.findChildren(QDialog) if window.isVisible()]


def test_the_sheet_has_every_action_with_a_key_and_those_of_lists_and_dialogs() -> None:
    first, second, *others = key_groups(ACTIONS)
    assert (first.theme, second.theme) == ("Help", "Map")
    told = [(row.keys, row.text) for row in first.rows]
    assert told == [
        (keys_of("desk.help"), "do desk.help"),
        (("Ctrl+=", "Ctrl++"), "do desk.larger"),
    ]
    assert len(others) > 3
    assert all(group.rows for group in others)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_this_product_has_its_manual_in_both_languages(language: str) -> None:
    manual = load_manual(usual_manual_folder(), language)
    assert len(manual.sections) > 20


def test_an_installation_finds_the_manual_too(tmp_path: Path) -> None:
    installed = tmp_path / "data" / INSTALLED
    assert manual_folder(product=tmp_path, data=tmp_path / "data") == installed
    (tmp_path / "docs" / "manual").mkdir(parents=True)
    assert manual_folder(product=tmp_path, data=tmp_path / "data") == tmp_path / "docs" / "manual"


def test_a_manual_that_is_not_there_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        manual = load_manual(tmp_path, "en")
    assert str(tmp_path / "en.md") in manual.markdown
    assert "no manual" in caplog.text
