from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.camera_drag import drag_camera, name_pixmap


def test_a_drag_that_is_given_up_is_taken_by_nobody(qtbot: QtBot) -> None:
    source = QWidget()
    qtbot.addWidget(source)
    with qtbot.waitExposed(source):
        source.show()
    QTimer.singleShot(0, source, lambda: QTest.keyClick(source.windowHandle(), Qt.Key.Key_Escape))
    assert not drag_camera(source=source, camera="c-1", name="North gate")


def test_a_long_name_is_cut(qtbot: QtBot) -> None:
    short, long = name_pixmap("North gate"), name_pixmap("North gate " * 20)
    assert short.width() < long.width() < 400
    assert name_pixmap("North gate", ratio=2.0).width() == 2 * short.width()
