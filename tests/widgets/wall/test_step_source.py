"""Steps are found by typing, among those marked, on the wall, and among scenes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Camera
from tests.widgets.district import camera, district
from widgets.camera_model import CameraSearch
from widgets.initials import Initials
from widgets.wall.step_source import Part, SceneOffer, StepOffers, StepSource
from widgets.wall.tour_draft import StepDraft


@dataclass
class Bench:
    source: StepSource
    added: list[StepDraft] = field(default_factory=list)

    def lines(self) -> list[str]:
        return [self.source.list.item(row).text() for row in range(self.source.list.count())]

    def told(self) -> str:
        return " ".join(label.text() for label in self.source.findChildren(QLabel))


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = district()
    for number in range(1, 131):
        made.put("camera", f"c{number}", camera(number))
    cameras = made.picture.of(Camera)
    source = StepSource(
        offers=StepOffers(
            search=CameraSearch(cameras=cameras, initials=Initials()),
            line_of=lambda id_: cameras[id_].data.name,
            marked=("c3", "c1"),
            on_wall=("c9", "c8", "c7"),
            scenes=(SceneOffer("s1", "早高峰", "早高峰\nzgf"), SceneOffer("s2", "Night", "night")),
        )
    )
    qtbot.addWidget(source)
    source.show()
    bench = Bench(source)
    source.added.connect(bench.added.extend)
    return bench


def test_a_camera_is_found_by_initials_and_added_by_keys_alone(bench: Bench) -> None:
    assert "Type to find a camera" in bench.told()
    QTest.keyClicks(bench.source.filter, "sfl12h")
    assert "1 found" in bench.told()
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Return)
    assert bench.added == [StepDraft(camera="c12")]
    # What is typed next takes the place of what was typed.
    QTest.keyClicks(bench.source.filter, "sfl7h")
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Return)
    assert bench.added[1:] == [StepDraft(camera="c7")]


def test_letters_that_an_input_method_composes_find_as_well(bench: Bench) -> None:
    QApplication.sendEvent(bench.source.filter, QInputMethodEvent("sfl12h", []))
    assert len(bench.lines()) == 1


def test_up_and_down_choose(bench: Bench) -> None:
    bench.source.show_part(Part.MARKED)
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Down)
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Down)
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Return)
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Up)
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Return)
    assert [step.camera for step in bench.added] == ["c1", "c3"]


def test_all_of_the_wall_are_added_in_the_order_of_its_tiles(bench: Bench) -> None:
    chip = next(each for each in bench.source.findChildren(QPushButton) if each.text() == "On the wall 3")
    chip.click()
    assert bench.source.part is Part.WALL
    bench.source.add_all.click()
    assert [step.camera for step in bench.added] == ["c9", "c8", "c7"]
    bench.source.filter.setText("8")
    assert len(bench.lines()) == 1
    assert not bench.source.add_all.isEnabled()


def test_who_types_a_camera_finds_it_wherever_the_list_began(bench: Bench) -> None:
    bench.source.show_part(Part.WALL)
    bench.source.filter.setText("sfl12h")
    assert "Not among these; of all cameras: 1" in bench.told()
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Return)
    assert bench.added == [StepDraft(camera="c12")]


def test_scenes_are_found_too(bench: Bench) -> None:
    bench.source.show_part(Part.SCENES)
    assert bench.lines() == ["早高峰", "Night"]
    QTest.keyClicks(bench.source.filter, "zgf")
    item = bench.source.list.item(0)
    bench.source.list.itemDoubleClicked.emit(item)
    assert bench.added == [StepDraft(scene="s1")]


def test_many_are_counted_and_none_is_said(bench: Bench) -> None:
    bench.source.filter.setText("c")
    assert "130 found, the first 100 listed" in bench.told()
    assert not bench.source.add_all.isEnabled()
    bench.source.filter.setText("nowhere")
    QTest.keyClick(bench.source.filter, Qt.Key.Key_Return)
    assert (bench.added, bench.source.add.isEnabled()) == ([], False)
