from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Camera
from tests.widgets.district import camera, district
from widgets.camera_model import CameraSearch
from widgets.initials import Initials
from widgets.wall.camera_pick import CameraPickDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> CameraPickDialog:
    made = district()
    for number in range(1, 131):
        made.put("camera", f"c{number}", camera(number))
    cameras = made.picture.of(Camera)
    pick = CameraPickDialog(
        title="Camera for tile 3",
        search=CameraSearch(cameras=cameras, initials=Initials()),
        line_of=lambda id_: cameras[id_].data.name,
    )
    pick.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(pick)
    pick.open()
    return pick


def test_a_camera_is_found_and_taken_by_keys_alone(qtbot: QtBot, dialog: CameraPickDialog) -> None:
    QTest.keyClicks(dialog.filter, "c12")
    assert dialog.list.count() == 11  # 12, and 120 to 129
    first, second = (dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in (0, 1))
    QTest.keyClick(dialog.filter, Qt.Key.Key_Up)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.picked) as picked:
        QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert picked.args == [second] != [first]
    assert not dialog.isVisible()


def test_many_are_counted_and_none_cannot_be_taken(qtbot: QtBot, dialog: CameraPickDialog) -> None:
    QTest.keyClicks(dialog.filter, "c")
    assert dialog.list.count() == 100
    assert any("130 found, the first 100 listed" in label.text() for label in dialog.findChildren(QLabel))
    dialog.filter.setText("nowhere")
    with qtbot.assertNotEmitted(dialog.picked):
        QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.isVisible()
