"""The filter field, with and without an input method."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.filter_edit import FilterEdit


def test_letters_are_reported_as_they_are_typed(qtbot: QtBot) -> None:
    edit = FilterEdit()
    qtbot.addWidget(edit)
    seen: list[str] = []
    edit.typed.connect(seen.append)
    QTest.keyClicks(edit, "Kx")
    assert seen == ["k", "kx"]


def test_letters_an_input_method_still_composes_count_already(qtbot: QtBot) -> None:
    edit = FilterEdit()
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.typed) as typed:
        QApplication.sendEvent(edit, QInputMethodEvent("k'x", []))
    assert typed.args == ["kx"]
    assert edit.needle == "kx"
    assert edit.text() == ""


def test_what_was_composed_gives_way_to_what_was_chosen(qtbot: QtBot) -> None:
    edit = FilterEdit()
    qtbot.addWidget(edit)
    QApplication.sendEvent(edit, QInputMethodEvent("k'x", []))
    chosen = QInputMethodEvent()
    chosen.setCommitString("凯旋")
    QApplication.sendEvent(edit, chosen)
    assert edit.needle == "凯旋"


def test_what_is_composed_stands_at_its_place_in_what_is_written(qtbot: QtBot) -> None:
    field = FilterEdit()
    qtbot.addWidget(field)
    field.setText("a 17")
    field.setCursorPosition(2)
    QApplication.sendEvent(field, QInputMethodEvent("qt", []))
    assert (field.written, field.written_cursor) == ("a qt17", 4)
