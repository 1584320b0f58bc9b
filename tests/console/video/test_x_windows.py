from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.video.x_windows import XWindows


def test_what_is_inside_a_window_loses_its_background_and_one_that_has_gone_is_no_trouble(
    qtbot: QtBot,
) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    outer.resize(320, 180)
    inner = QWidget(outer)
    inner.winId()
    QWidget(inner).winId()
    windows = XWindows()
    with qtbot.waitExposed(outer):
        outer.show()
    assert windows.remove_backgrounds(int(outer.winId())) == 2
    assert windows.size(int(outer.winId())) == (320, 180)
    nobody = 0x7FFFFFF
    assert windows.remove_backgrounds(nobody) == 0
    assert windows.size(nobody) == (0, 0)
