from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.wall.preset_menu import PresetMenu


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(qtbot: QtBot, window: QWidget, *presets: tuple[int, str]) -> PresetMenu:
    menu = PresetMenu(presets=presets, parent=window)
    menu.open_over(window)
    qtbot.waitUntil(menu.isVisible)
    assert menu.pos() == window.mapToGlobal(QPoint(0, 0))
    return menu


def test_presets_are_called_by_digit_whatever_people_named_them(qtbot: QtBot, window: QWidget) -> None:
    menu = opened(qtbot, window, (1, "路口全景"), (3, "A&B"), (12, "桥"))
    assert [each.text() for each in menu.actions()[:3]] == ["&1  路口全景", "&3  A&&B", "12  桥"]
    called: list[int] = []
    menu.called.connect(called.append)
    gone: list[bool] = []
    menu.destroyed.connect(lambda: gone.append(True))
    QTest.keyClick(menu, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: bool(gone))
    assert called == [3]


def test_what_follows_the_list(qtbot: QtBot, window: QWidget) -> None:
    menu = opened(qtbot, window, (1, "路口"))
    said: list[str] = []
    menu.store_requested.connect(lambda: said.append("store"))
    menu.drop_requested.connect(lambda: said.append("drop"))
    for action in menu.actions()[-2:]:
        action.trigger()
    assert said == ["store", "drop"]
    menu.close()


def test_a_camera_without_presets(qtbot: QtBot, window: QWidget) -> None:
    menu = opened(qtbot, window)
    first, _, store, drop = menu.actions()
    assert (first.isEnabled(), store.isEnabled(), drop.isEnabled()) == (False, True, False)
    menu.close()
