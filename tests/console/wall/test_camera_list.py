"""Marking cameras in the desk's list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backend_client.protocol.messages import Scope, User
from console.wall.camera_list import CameraList
from console.wall.camera_shelf import CameraShelf
from tests.widgets.district import district
from widgets.dispatch.camera_tree import CameraTree, Part
from widgets.initials import Initials

WANG = User(id="u1", name="王", roles=("dispatcher",), scope=Scope())


def list_of(qtbot: QtBot, folder: Path, told: list[str]) -> tuple[CameraTree, CameraList]:
    tree = CameraTree(picture=district(cameras=3).picture, initials=Initials())
    qtbot.addWidget(tree)
    tree.show()
    shelf = CameraShelf(folder=folder)
    cameras = CameraList(tree=tree, shelf=shelf, tell=told.append, on_change=lambda: None, parent=tree)
    cameras.set_user(WANG)
    return tree, cameras


def test_a_marked_camera_is_found_again_by_the_same_person(qtbot: QtBot, tmp_path: Path) -> None:
    tree, cameras = list_of(qtbot, tmp_path, [])
    assert cameras.why_not("camera.mark") == "No camera is chosen in the list"
    QTest.keyClicks(tree.search, "qj")
    assert cameras.why_not("camera.mark") == ""
    marked = tree.current
    cameras.run("camera.mark")
    assert cameras.text("camera.mark") == "Unmark the camera"
    again, of_next_day = list_of(qtbot, tmp_path, [])
    again.show_part(Part.FAVOURITES)
    assert again.current == marked
    assert cameras.favourites == of_next_day.favourites == (marked,)
    of_next_day.set_user(None)
    assert again.current == ""


def test_what_was_activated_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    tree, cameras = list_of(qtbot, tmp_path, [])
    QTest.keyClicks(tree.search, "qj")
    QTest.keyClick(tree.search, Qt.Key.Key_Return)
    activated = tree.current
    cameras.close()
    again, _ = list_of(qtbot, tmp_path, [])
    again.show_part(Part.RECENT)
    assert again.current == activated


def test_a_file_that_cannot_be_read_is_told_of(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "cameras").mkdir()
    (tmp_path / "cameras" / "u1.json").write_text("{")
    told: list[str] = []
    list_of(qtbot, tmp_path, told)
    assert ["cannot be read" in sentence for sentence in told] == [True]
