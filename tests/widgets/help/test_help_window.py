"""The manual over the desk: where it opens, how it is searched, how it is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import theme
from widgets.help.help_window import HelpWindow
from widgets.help.manual import read_manual
from widgets.help.sections import Section

TEXT = "# 手册\n\n" + "".join(
    f'<a id="{section}"></a>\n\n## About {section}\n\n' + "Words to read.\n\n" * 20 for section in Section
)


def window_of(qtbot: QtBot, parent: QWidget | None = None) -> HelpWindow:
    window = HelpWindow(manual=read_manual(TEXT), folder=Path(), parent=parent)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_it_opens_at_a_section_and_the_list_follows(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    assert window.go_to(Section.MAP)
    number = list(Section).index(Section.MAP)
    assert window.view.heading_at_top() == number + 1
    assert window.list.currentRow() == number
    window.list.setCurrentRow(2)
    window.list.itemActivated.emit(window.list.item(2))
    assert window.view.heading_at_top() == 3


def test_links_lead_about_in_it(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    window.view.link_followed.emit("#lock")
    assert window.view.heading_at_top() == list(Section).index(Section.LOCK) + 1
    window.view.link_followed.emit("https://example.org/")
    window.view.link_followed.emit("#nowhere")
    assert window.view.heading_at_top() == list(Section).index(Section.LOCK) + 1


def test_ctrl_f_searches_and_enter_goes_on(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    QTest.keyClick(window.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.search.hasFocus)
    QTest.keyClicks(window.search, "about")
    assert window.found_text == f"Found ({len(Section)}×)   Enter: next"
    first = window.view.textCursor().position()
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.view.textCursor().position() > first
    QTest.keyClick(window.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.view.textCursor().position() == first
    QTest.keyClicks(window.search, "xyz")
    assert window.found_text == "Not in the manual"
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == window.found_text == ""
    assert window.isVisible()
    qtbot.waitUntil(window.view.hasFocus)


def test_escape_closes_it(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    with qtbot.waitSignal(window.finished):
        QTest.keyClick(window.view, Qt.Key.Key_Escape)


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_it_stays_on_its_screen(qtbot: QtBot, percent: int) -> None:
    with themed(percent):
        desk = QWidget()
        qtbot.addWidget(desk)
        window = window_of(qtbot, desk)
        assert window.screen().geometry().contains(window.geometry())
        assert window.view.width() > 2 * window.list.width() > 0


def test_its_list_has_rows_of_the_theme_from_the_beginning(qtbot: QtBot) -> None:
    with themed(150) as app:
        window = HelpWindow(manual=read_manual(TEXT), folder=Path())
        qtbot.addWidget(window)
        window.go_to(Section.MAP)
        window.show()
        for percent in (150, 200):
            theme.apply(app, scale=percent)
            assert window.list.visualItemRect(window.list.item(0)).height() >= theme.row_height()
