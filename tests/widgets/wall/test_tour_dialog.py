"""A whole tour is written by keyboard, and what is wrong is said where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import TourStep, TourTimes
from backend_client.protocol.wall_args import TourSave
from tests.widgets.district import camera, district
from widgets.camera_model import CameraSearch
from widgets.initials import Initials
from widgets.wall.step_source import Part, SceneOffer, StepOffers
from widgets.wall.times_pane import WallOffer
from widgets.wall.tour_dialog import TourDialog
from widgets.wall.tour_draft import StepDraft, TimesDraft, TourDraft

CTRL = Qt.KeyboardModifier.ControlModifier
KEPT = TourDraft(name="街道轮巡", dwell="10", steps=(StepDraft(camera="c1"), StepDraft(camera="c2")))

Open = Callable[..., TourDialog]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    made = district()
    for number in range(1, 31):
        made.put("camera", f"c{number}", camera(number))
    cameras = made.picture.of(Camera)

    def open_(draft: TourDraft, *, on_wall: tuple[str, ...] = (), told: str = "") -> TourDialog:
        dialog = TourDialog(
            title="Tour",
            draft=draft,
            offers=StepOffers(
                search=CameraSearch(cameras=cameras, initials=Initials()),
                line_of=lambda id_: cameras[id_].data.name,
                marked=(),
                on_wall=on_wall,
                scenes=(SceneOffer("s1", "早高峰", "zgf"),),
            ),
            walls=[WallOffer("wall-1", "1  Hall", range(1, 5))],
            name_of=lambda step: step.camera or step.scene,
            presets_of=lambda _camera: (),
            told=told,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.open()
        with qtbot.waitActive(dialog):
            dialog.activateWindow()
        return dialog

    return open_


def at() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(at(), key, modifiers)


def said(dialog: TourDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}


def test_a_tour_is_written_by_keyboard_alone(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(TourDraft())
    QTest.keyClicks(at(), "Nights")
    press(Qt.Key.Key_Return)
    QTest.keyClick(at(), Qt.Key.Key_A, CTRL)
    QTest.keyClicks(at(), "20")
    press(Qt.Key.Key_Return)
    for typed in ("sfl12h", "sfl7h"):
        QTest.keyClicks(at(), typed)
        press(Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.kept) as kept:
        press(Qt.Key.Key_Return, CTRL)
    assert kept.args == [
        TourSave(name="Nights", dwell_s=20.0, steps=(TourStep(camera="c12"), TourStep(camera="c7")))
    ]
    assert not dialog.isVisible()


@pytest.mark.parametrize("where", ["name", "list", "dwell", "pause", "times"])
def test_ctrl_enter_keeps_from_wherever_one_is(qtbot: QtBot, opened: Open, where: str) -> None:
    dialog = opened(replace(KEPT, times=(TimesDraft(wall="wall-1"),)))
    dialog.steps.choose(0, dwell=False)
    fields = {
        "name": dialog.name,
        "list": dialog.steps.list,
        "dwell": dialog.steps.dwell,
        "pause": dialog.pause,
        "times": dialog.times.wall,
    }
    fields[where].setFocus()
    with qtbot.waitSignal(dialog.kept):
        press(Qt.Key.Key_Return, CTRL)


def test_what_is_missing_is_said_quietly_first_and_at_its_field_then(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(TourDraft())
    assert "The tour needs a name" in said(dialog)
    with qtbot.assertNotEmitted(dialog.kept):
        press(Qt.Key.Key_Return, CTRL)
    assert dialog.name.hasFocus()
    assert "The tour needs a step: add a camera or a scene" in said(dialog)
    QTest.keyClicks(at(), "Nights")
    press(Qt.Key.Key_Return, CTRL)
    assert dialog.source.filter.hasFocus()


def test_what_is_wrong_is_said_at_once_and_led_to(opened: Open) -> None:
    times = TimesDraft(wall="wall-1", tiles="1-5")
    dialog = opened(replace(KEPT, steps=(*KEPT.steps, StepDraft(camera="c3", dwell="1")), times=(times,)))
    assert {"The wall has no tile 5", "Step 3: 3 s or more, or 0 for the tour's own seconds"} <= said(dialog)
    press(Qt.Key.Key_Return, CTRL)
    assert dialog.steps.dwell.hasFocus()
    assert dialog.steps.chosen == (2,)
    QTest.keyClick(at(), Qt.Key.Key_A, CTRL)
    QTest.keyClicks(at(), "0")
    press(Qt.Key.Key_Return, CTRL)
    assert dialog.times.tiles.hasFocus()
    dialog.dwell.setText("x")
    assert "Seconds: a number from 3 on" in said(dialog)


def test_a_tour_of_scenes_asks_for_no_tiles(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(TourDraft(name="x", times=(TimesDraft(wall="wall-1"),)))
    dialog.source.show_part(Part.SCENES)
    press(Qt.Key.Key_Return)
    assert not dialog.times.tiles.isVisible()
    with qtbot.waitSignal(dialog.kept) as kept:
        press(Qt.Key.Key_Return, CTRL)
    assert kept.args[0].times == (
        TourTimes(wall="wall-1", days=(1, 2, 3, 4, 5, 6, 7), since="08:00", until="18:00"),
    )


def test_a_new_one_begins_with_what_stands_on_the_wall(opened: Open) -> None:
    dialog = opened(TourDraft(), on_wall=("c4", "c5"))
    assert dialog.source.part is Part.WALL
    assert opened(KEPT, on_wall=("c4", "c5")).source.part is Part.ALL


def test_why_it_is_asked_again_stands_over_it(opened: Open) -> None:
    assert "Held by Wang" in said(opened(KEPT, told="Held by Wang"))


def test_enter_alone_keeps_nothing_and_escape_leaves(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(KEPT)
    with qtbot.assertNotEmitted(dialog.kept):
        press(Qt.Key.Key_Return)
        dialog.name.setFocus()
        press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
