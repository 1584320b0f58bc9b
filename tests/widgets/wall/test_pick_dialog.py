"""One of several is found by a few letters and taken by Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.initials import Initials
from widgets.wall.pick_dialog import Choice, PickDialog

SCENES = (
    Choice("s1", "早高峰"),
    Choice("s2", "夜间巡查", note="4 cameras"),
    Choice("s3", "防汛", why_not="One of its cameras is gone"),
)


def dialog(qtbot: QtBot, *choices: Choice) -> tuple[PickDialog, list[str]]:
    made = PickDialog(
        title="Scenes", send="To the wall", choices=choices, initials=Initials(), nothing="No scene is kept"
    )
    qtbot.addWidget(made)
    picked: list[str] = []
    made.picked.connect(picked.append)
    made.open()
    return made, picked


def test_initials_find_it_and_enter_takes_it(qtbot: QtBot) -> None:
    made, picked = dialog(qtbot, *SCENES)
    QTest.keyClicks(made.filter, "yjxc")
    assert made.list.count() == 1
    QTest.keyClick(made.filter, Qt.Key.Key_Return)
    assert picked == ["s2"]


def test_arrows_choose_and_what_is_impossible_says_why(qtbot: QtBot) -> None:
    made, picked = dialog(qtbot, *SCENES)
    for _ in range(5):
        QTest.keyClick(made.filter, Qt.Key.Key_Down)
    QTest.keyClick(made.filter, Qt.Key.Key_Return)
    assert picked == []
    assert any(label.text() == "One of its cameras is gone" for label in made.findChildren(QLabel))
    made.close()


def test_where_there_is_nothing_it_says_so(qtbot: QtBot) -> None:
    made, _ = dialog(qtbot)
    assert any(label.text() == "No scene is kept" for label in made.findChildren(QLabel))
    made.close()
