"""The shelf of the buttons: all of them where there is room, scrolled where there is not."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.action import Action
from widgets.dispatch.action_button import ActionGrid
from widgets.dispatch.action_shelf import ActionShelf


def actions(count: int) -> list[Action]:
    return [Action(f"a{number}", f"Act {number}", "", True, "", lambda: None) for number in range(count)]


def test_it_is_as_high_as_its_buttons_or_scrolls(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    grid = ActionGrid()
    shelf = ActionShelf(grid=grid)
    column = QVBoxLayout(page)
    column.addStretch(1)
    column.addWidget(shelf)
    page.resize(600, 400)
    with qtbot.waitExposed(page):
        page.show()
    grid.set_actions(actions(4))
    one_row = grid.sizeHint().height()
    qtbot.waitUntil(lambda: shelf.height() == one_row)
    grid.set_actions(actions(12))
    qtbot.waitUntil(lambda: shelf.height() == grid.sizeHint().height() > 2 * one_row)
    assert not shelf.verticalScrollBar().isVisible()
    shelf.setMaximumHeight(one_row + 10)
    qtbot.waitUntil(shelf.verticalScrollBar().isVisible)
    assert shelf.height() == one_row + 10
    last = grid.button("a11")
    assert last is not None
    last.setFocus()
    shelf.ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()
