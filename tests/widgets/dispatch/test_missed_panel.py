"""The panel of what came in during a break."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from widgets.dispatch.missed_panel import MissedPanel


def test_it_tells_the_first_groups_and_counts_the_others(qtbot: QtBot) -> None:
    panel = MissedPanel()
    qtbot.addWidget(panel)
    panel.show_missed("23 alarms", [(1, "a"), (2, "b"), (3, "c"), (3, "d"), (4, "e"), (4, "f")])
    assert list(panel.texts) == ["23 alarms", "a", "b", "c", "d"]
    assert not panel.isHidden()
    panel.show_missed("5 alarms", [(1, "a")])
    assert list(panel.texts) == ["5 alarms", "a"]
    panel.show_missed("", ())
    assert panel.isHidden()


def test_enter_says_that_it_was_seen_and_a_button_acknowledges(qtbot: QtBot) -> None:
    panel = MissedPanel()
    qtbot.addWidget(panel)
    panel.show_missed("23 alarms", [(1, "a")])
    with qtbot.waitActive(panel):
        panel.show()
    panel.take_focus()
    with qtbot.waitSignal(panel.seen):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    acknowledge = panel.findChildren(QPushButton)[1]
    with qtbot.waitSignal(panel.acknowledge_requested):
        acknowledge.click()
