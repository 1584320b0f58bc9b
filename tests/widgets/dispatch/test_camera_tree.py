"""Browsing and searching cameras."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Device
from tests.widgets.district import District, ago, camera, district
from widgets.dispatch.camera_tree import CameraTree, Part
from widgets.initials import Initials


def tree_of(qtbot: QtBot, made: District) -> CameraTree:
    tree = CameraTree(picture=made.picture, initials=Initials())
    qtbot.addWidget(tree)
    tree.resize(440, 400)
    with qtbot.waitExposed(tree):
        tree.show()
    return tree


def said(tree: CameraTree) -> list[str]:
    return [label.text() for label in tree.findChildren(QLabel) if label.isVisible()]


def test_typing_initials_and_enter_opens_a_camera(qtbot: QtBot) -> None:
    made = district(cameras=3)
    made.put("camera", "gate", camera(4, name="示范秋涛北路口 车道"))
    tree = tree_of(qtbot, made)
    QTest.keyClicks(tree.search, "qtbl")
    assert said(tree) == ["1 found"]
    with qtbot.waitSignal(tree.camera_activated) as activated:
        QTest.keyClick(tree.search, Qt.Key.Key_Return)
    assert activated.args == ["gate"]


def test_arrows_lead_from_the_field_into_what_was_found(qtbot: QtBot) -> None:
    tree = tree_of(qtbot, district(cameras=3))
    QTest.keyClicks(tree.search, "qj")
    QTest.keyClick(tree.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(tree.current_camera_changed) as changed:
        QTest.keyClick(tree.found, Qt.Key.Key_Down)
    assert changed.args == ["c2"]
    with qtbot.waitSignal(tree.camera_activated) as activated:
        QTest.keyClick(tree.found, Qt.Key.Key_Return)
    assert activated.args == ["c2"]


def test_escape_brings_the_tree_back(qtbot: QtBot) -> None:
    tree = tree_of(qtbot, district(cameras=3))
    QTest.keyClicks(tree.search, "zzz")
    assert said(tree) == ["No camera matches"]
    QTest.keyClick(tree.search, Qt.Key.Key_Escape)
    assert tree.tree.isVisible()
    assert said(tree) == ["Cameras: 3"]


def test_a_double_click_opens_a_camera_but_not_a_street(qtbot: QtBot) -> None:
    tree = tree_of(qtbot, district(cameras=2))
    model = tree.tree.model()
    street = model.index(0, 0)
    with qtbot.assertNotEmitted(tree.camera_activated):
        QTest.mouseDClick(
            tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.tree.visualRect(street).center()
        )
    tree.tree.expandAll()
    leaf = model.index(0, 0, model.index(0, 0, street))
    middle = tree.tree.visualRect(leaf).center()
    with qtbot.waitSignal(tree.camera_activated) as activated:
        QTest.mouseClick(tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseDClick(tree.tree.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert activated.args == ["c1"]


def test_open_rows_stay_open_when_cameras_change(qtbot: QtBot) -> None:
    made = district(cameras=2)
    tree = tree_of(qtbot, made)
    tree.tree.expandAll()
    tree.on_changes(made.put("camera", "new", camera(7)))
    model = tree.tree.model()
    assert tree.tree.isExpanded(model.index(0, 0))
    assert tree.tree.isExpanded(model.index(0, 0, model.index(0, 0)))
    assert said(tree) == ["Cameras: 3"]


def test_what_was_found_follows_the_picture(qtbot: QtBot) -> None:
    made = district(cameras=2)
    tree = tree_of(qtbot, made)
    QTest.keyClicks(tree.search, "qj")
    tree.on_changes(made.put("camera", "new", camera(7)))
    assert said(tree) == ["3 found"]
    before = tree.found.grab().toImage()
    tree.on_changes(made.put("device", "c1", Device(online=False, since=ago(1))))
    assert tree.found.grab().toImage() != before


def test_more_matches_than_can_be_read_are_counted(qtbot: QtBot) -> None:
    tree = tree_of(qtbot, district(cameras=310))
    QTest.keyClicks(tree.search, "qj")
    assert said(tree) == ["310 found, the first 300 listed"]


def test_no_input_method_in_the_lists(qtbot: QtBot) -> None:
    tree = tree_of(qtbot, district(cameras=1))
    for view in (tree.tree, tree.found):
        assert not view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    assert tree.search.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def chips(tree: CameraTree) -> list[str]:
    return [chip.text() for chip in tree.findChildren(QPushButton)]


def test_marked_recent_and_offline_cameras_are_parts_of_their_own(qtbot: QtBot) -> None:
    made = district(cameras=3)
    made.put("device", "c2", Device(online=False, since=ago(5)))
    tree = tree_of(qtbot, made)
    tree.set_shelf(favourites=("c1", "gone"), recent=("c2", "c1"))
    assert chips(tree) == ["All", "Marked 1", "Recent 2", "Offline 1"]
    tree.show_part(Part.RECENT)
    assert (tree.current, said(tree)) == ("c2", ["2 found"])
    tree.show_part(Part.OFFLINE)
    assert (tree.current, said(tree)) == ("c2", ["1 found"])
    tree.show_part(Part.FAVOURITES)
    assert tree.current == "c1"
    assert tree.found.currentIndex().data().startswith("★ ")


def test_searching_stays_within_the_part(qtbot: QtBot) -> None:
    tree = tree_of(qtbot, district(cameras=3))
    tree.set_shelf(favourites=("c1",), recent=())
    tree.show_part(Part.FAVOURITES)
    QTest.keyClicks(tree.search, "qj")
    assert said(tree) == ["1 found"]
    tree.search.clear()
    tree.show_part(Part.RECENT)
    assert said(tree) == ["No camera was looked at yet"]
    tree.show_part(Part.ALL)
    assert tree.tree.isVisible()


def test_a_camera_that_comes_back_leaves_the_offline_ones(qtbot: QtBot) -> None:
    made = district(cameras=3)
    made.put("device", "c2", Device(online=False, since=ago(5)))
    tree = tree_of(qtbot, made)
    tree.show_part(Part.OFFLINE)
    tree.on_changes(made.put("device", "c2", Device(online=True, since=ago(0))))
    assert said(tree) == ["No camera is offline"]
    assert chips(tree)[-1] == "Offline 0"
