from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from layouts.drafts import Draft
from layouts.shapes import usual
from widgets.wall.layout_editor import LayoutEditor
from widgets.wall.layout_window import LayoutWindow


def _window(qtbot: QtBot) -> LayoutWindow:
    window = LayoutWindow(editor=LayoutEditor(camera_name=lambda _id: ""), title="Layout")
    qtbot.addWidget(window)
    window.editor.load(Draft(usual("4")), name="Four")
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_without_a_change_it_closes_at_once(qtbot: QtBot) -> None:
    window = _window(qtbot)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_what_is_not_saved_is_lost_only_when_it_was_said_twice(qtbot: QtBot) -> None:
    window = _window(qtbot)
    change = window.editor.panel.shapes
    change["9"].click()
    window.close()
    assert window.isVisible()
    assert window.editor.line.text() == "This is not saved. Close once more to lose it."
    change["16"].click()
    window.reject()
    assert window.isVisible()
    window.reject()
    assert not window.isVisible()
