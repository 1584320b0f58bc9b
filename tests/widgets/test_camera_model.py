"""Cameras as a tree and as something to search."""

from __future__ import annotations

import time

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Camera, Device, Org
from tests.widgets.district import ago, camera, district
from widgets.camera_model import CAMERA_MIME, CAMERA_ROLE, ORG_ROLE, CameraSearch, CameraTreeModel
from widgets.initials import Initials


def texts(model: CameraTreeModel, parent: QModelIndex) -> list[str]:
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_cameras_stand_under_community_and_street(qtbot: QtBot) -> None:
    made = district(cameras=3)
    made.put("camera", "other", camera(9, org="qiutao"))
    made.put("camera", "street", camera(8, org="kaixuan"))
    made.put("camera", "centre", camera(7, org="jianggan"))
    model = CameraTreeModel(picture=made.picture)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert texts(model, QModelIndex()) == ["江干区  1", "凯旋街道  5"]
    street = model.index(1, 0)
    assert texts(model, street) == ["示范景芳社区  3", "示范秋涛社区  1", "示范路8号 全景"]
    community = model.index(0, 0, street)
    assert community.data(ORG_ROLE) == "jingfang"
    assert texts(model, community) == ["示范路1号 全景", "示范路2号 全景", "示范路3号 全景"]
    leaf = model.index(1, 0, community)
    assert leaf.data(CAMERA_ROLE) == "c2"
    assert leaf.parent() == community
    assert not model.hasChildren(leaf)
    assert "33010401001310000002" in leaf.data(Qt.ItemDataRole.ToolTipRole)


def test_a_camera_that_goes_offline_costs_three_rows(qtbot: QtBot) -> None:
    made = district(cameras=3)
    model = CameraTreeModel(picture=made.picture)
    street = model.index(0, 0)
    community = model.index(0, 0, street)
    assert len(texts(model, community)) == 3
    seen: list[str] = []
    model.dataChanged.connect(lambda first, last: seen.append(first.data()))
    model.on_changes(made.put("device", "c2", Device(online=False, since=ago(1))))
    assert seen == ["示范路2号 全景", "示范景芳社区  3, 1 offline", "凯旋街道  3, 1 offline"]
    assert not model.online("c2")
    model.on_changes(made.put("device", "c2", Device(online=True, since=ago(0))))
    assert community.data() == "示范景芳社区  3"


def test_devices_are_counted_before_a_community_is_opened(qtbot: QtBot) -> None:
    made = district(cameras=3)
    model = CameraTreeModel(picture=made.picture)
    model.on_changes(made.put("device", "c1", Device(online=False, since=ago(1))))
    model.on_changes(made.put("device", "stranger", Device(online=False, since=ago(1))))
    assert model.index(0, 0).data() == "凯旋街道  3, 1 offline"


def test_a_dragged_camera_carries_its_id(qtbot: QtBot) -> None:
    model = CameraTreeModel(picture=district(cameras=1).picture)
    leaf = model.index(0, 0, model.index(0, 0, model.index(0, 0)))
    assert model.flags(leaf) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.mimeData([leaf]).data(CAMERA_MIME).data() == b"c1"


def test_new_cameras_are_taken_in(qtbot: QtBot) -> None:
    made = district(cameras=1)
    model = CameraTreeModel(picture=made.picture)
    model.on_changes(made.put("camera", "new", camera(5)))
    assert model.index(0, 0).data() == "凯旋街道  2"
    model.on_changes(made.change("org", "kaixuan", name="新街道"))
    assert model.index(0, 0).data() == "新街道  2"


def test_search_by_name_device_id_and_initials(qtbot: QtBot) -> None:
    made = district(cameras=3)
    made.put("camera", "gate", camera(4, name="示范秋涛北路口 车道"))
    search = CameraSearch(cameras=made.picture.of(Camera), initials=Initials())
    assert search.find("秋涛") == ["gate"]
    assert search.find("qtblk") == ["gate"]
    assert search.find("1310000002") == ["c2"]
    assert search.find("全景") == ["c1", "c2", "c3"]
    made.delete("camera", "c2")
    assert search.find("全景") == ["c1", "c3"]


def test_search_texts_are_made_in_slices(qtbot: QtBot) -> None:
    made = district(cameras=5)
    search = CameraSearch(cameras=made.picture.of(Camera), initials=Initials())
    assert search.prepare(3)
    assert not search.prepare(3)
    made.put("camera", "new", camera(9))
    search.forget()
    assert len(search.find("全景")) == 6


def test_twenty_thousand_cameras_open_quickly(qtbot: QtBot) -> None:
    made = district()
    orgs = {
        f"q{number}": Org(
            kind="community", code=f"3301040020{number:02}", name=f"社区{number}", parent="kaixuan"
        )
        for number in range(290)
    }
    made.put_all("org", orgs)
    cameras = {("camera", f"k{number}"): camera(number, org=f"q{number % 290}") for number in range(20_500)}
    made.snapshot("directory", cameras | {("org", id_): data for id_, data in orgs.items()})
    started = time.thread_time()
    model = CameraTreeModel(picture=made.picture)
    texts(model, model.index(0, 0))
    assert time.thread_time() - started < 1.0
