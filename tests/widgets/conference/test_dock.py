from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from widgets.conference.dock import ConferenceDock


def test_one_call_at_a_time_and_a_camera_beside_it(qtbot: QtBot) -> None:
    beside = QLabel("camera")
    dock = ConferenceDock(beside=beside, hide_key="Shift+V")
    qtbot.addWidget(dock)
    dock.resize(640, 480)
    dock.show()
    first, second = QLabel("first"), QLabel("second")
    gone: list[bool] = []
    first.destroyed.connect(lambda: gone.append(True))
    dock.put(first)
    dock.put(second)
    qtbot.waitUntil(lambda: bool(gone))
    assert second.isVisible()
    assert not beside.isVisible()
    dock.show_beside(True)
    qtbot.waitUntil(lambda: beside.width() > 0 and second.width() > beside.width())
    assert beside.height() < beside.width(), "no more than its picture needs"
    dock.show_people("Wang\nLi")
    assert any(label.text() == "Wang\nLi" for label in dock.findChildren(QLabel))
    dock.clear()
    dock.clear()


def test_its_heading_says_what_it_is_and_its_button_takes_no_keyboard(qtbot: QtBot) -> None:
    dock = ConferenceDock(beside=QLabel(), hide_key="Shift+V")
    qtbot.addWidget(dock)
    dock.show()
    dock.show_head(title="积水", about="2 people", others="")
    assert dock.text == "积水\n2 people"
    dock.show_head(title="积水", about="2 people", others="Besides: B")
    assert dock.text.endswith("Besides: B")
    (button,) = dock.findChildren(QToolButton)
    assert "Shift+V" in button.toolTip()
    before = QApplication.focusWidget()
    with qtbot.waitSignal(dock.hide_requested):
        button.click()
    assert QApplication.focusWidget() is before
