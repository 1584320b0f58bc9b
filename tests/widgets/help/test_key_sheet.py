"""The sheet of all keys: columns that are even, everything on one screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import theme
from widgets.help.key_sheet import KeyGroup, KeyRow, KeySheet, in_columns, shown_key


@pytest.mark.parametrize(
    ("sizes", "columns", "placed"),
    [
        ([], 4, []),
        ([5], 4, [[0]]),
        ([5, 5, 5, 5], 2, [[0, 2], [1, 3]]),
        ([5, 5, 5, 5], 4, [[0], [1], [2], [3]]),
        ([9, 1, 1, 1], 2, [[0], [1, 2, 3]]),
        ([1, 1, 1, 9], 2, [[0, 1, 2], [3]]),
        ([4, 4, 4], 1, [[0, 1, 2]]),
    ],
)
def test_columns_are_about_as_high_as_each_other(
    sizes: list[int], columns: int, placed: list[list[int]]
) -> None:
    assert in_columns(sizes, columns) == placed


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("A", "A"),
        ("Ctrl+Shift+L", "Ctrl+Shift+L"),
        ("?", "?"),
        ("Left", "←"),
        ("Shift+Return", "Shift+Enter"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_keys_are_shown_as_keyboards_have_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown


def groups(count: int) -> tuple[KeyGroup, ...]:
    return tuple(
        KeyGroup(
            f"Theme {group}", tuple(KeyRow((f"F{row}", "A"), f"示范 {group}-{row}") for row in range(1, 9))
        )
        for group in range(count)
    )


def sheet_of(qtbot: QtBot, count: int) -> KeySheet:
    sheet = KeySheet(groups=groups(count))
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    return sheet


def test_each_key_stands_beside_what_it_does(qtbot: QtBot) -> None:
    sheet = sheet_of(qtbot, 3)
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert said.count("F3") == 3
    assert {"Theme 2", "示范 2-8"} <= set(said)


def test_more_than_a_hundred_keys_need_no_scrolling(qtbot: QtBot) -> None:
    with themed() as app:
        sheet = sheet_of(qtbot, 14)
        assert sheet.screen().geometry().width() == 1920
        assert sheet.is_whole
        assert sheet.screen().geometry().contains(sheet.geometry())
        theme.apply(app, scale=200)
        qtbot.waitUntil(lambda: not sheet.is_whole)
        assert sheet.screen().geometry().contains(sheet.geometry())


def test_escape_closes_it(qtbot: QtBot) -> None:
    sheet = sheet_of(qtbot, 2)
    with qtbot.waitSignal(sheet.finished):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
