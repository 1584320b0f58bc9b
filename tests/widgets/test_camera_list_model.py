"""A list of cameras, as a view asks for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from backend_client.protocol.entities import Device
from tests.widgets.district import ago, district
from widgets.camera_list_model import CameraListModel
from widgets.camera_model import CAMERA_MIME, CAMERA_ROLE, CameraTreeModel


def test_rows_name_the_camera_its_street_and_its_mark(qapp: QApplication) -> None:
    made = district(cameras=3)
    model = CameraListModel(picture=made.picture, tree=CameraTreeModel(picture=made.picture))
    model.show_ids(["c2", "c1"])
    model.set_favourites(frozenset({"c1"}))
    first, second = (model.index(row) for row in range(2))
    assert first.data(CAMERA_ROLE) == "c2"
    assert not first.data().startswith("★")
    assert second.data().startswith("★ ")
    assert "3301" in second.data(Qt.ItemDataRole.ToolTipRole)
    assert bytes(model.mimeData([first]).data(CAMERA_MIME).data()) == b"c2"


def test_it_knows_which_are_offline_and_which_there_are(qapp: QApplication) -> None:
    made = district(cameras=3)
    made.put("device", "c2", Device(online=False, since=ago(5)))
    model = CameraListModel(picture=made.picture, tree=CameraTreeModel(picture=made.picture))
    assert (model.cameras, model.offline_count, model.offline()) == (3, 1, ["c2"])
    assert model.known(("c3", "gone", "c1")) == ["c3", "c1"]
