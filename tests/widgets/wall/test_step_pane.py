"""Steps are chosen, moved, removed, and get seconds and a preset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.wall.step_pane import StepPane
from widgets.wall.tour_draft import StepDraft

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
A, B, C = (StepDraft(camera=letter) for letter in "abc")


@pytest.fixture
def pane(qtbot: QtBot) -> StepPane:
    made = StepPane(
        name_of=lambda step: f"camera {step.camera}",
        presets_of=lambda camera: [(1, "gate"), (4, "yard")] if camera == "a" else [],
    )
    qtbot.addWidget(made)
    made.load((A, B, C))
    made.show()
    return made


def order(pane: StepPane) -> str:
    return "".join(step.camera for step in pane.steps)


def test_what_is_chosen_moves_by_keys(pane: StepPane) -> None:
    pane.choose(2, dwell=False)
    QTest.keyClick(pane.list, Qt.Key.Key_Up, CTRL)
    assert (order(pane), pane.chosen) == ("acb", (1,))
    QTest.keyClick(pane.list, Qt.Key.Key_Down, SHIFT)
    assert pane.chosen == (1, 2)
    QTest.keyClick(pane.list, Qt.Key.Key_Up, CTRL)
    assert (order(pane), pane.chosen) == ("cba", (0, 1))


def test_what_is_chosen_moves_by_the_mouse(qtbot: QtBot, pane: StepPane) -> None:
    pane.choose(0, dwell=False)
    pane.down.click()
    assert order(pane) == "bac"
    pane.up.click()
    assert order(pane) == "abc"
    # As Qt does when a row was dragged to the end.
    with qtbot.waitSignal(pane.changed):
        pane.list.model().moveRow(QModelIndex(), 0, QModelIndex(), 3)
    assert order(pane) == "bca"
    assert pane.list.item(2).text().startswith("3   camera a")


def test_one_key_after_another_empties_the_list(pane: StepPane) -> None:
    pane.choose(1, dwell=False)
    for left in ("ac", "a", ""):
        QTest.keyClick(pane.list, Qt.Key.Key_Delete)
        assert order(pane) == left
    assert not pane.remove.isEnabled()


def test_what_is_added_stands_behind_what_is_chosen(pane: StepPane) -> None:
    pane.add((StepDraft(camera="x"),))
    assert order(pane) == "abcx"
    pane.choose(0, dwell=False)
    pane.add((StepDraft(camera="y"), StepDraft(camera="z")))
    assert (order(pane), pane.chosen) == ("ayzbcx", (1, 2))


def test_enter_leads_to_the_seconds_and_back(qtbot: QtBot, pane: StepPane) -> None:
    pane.choose(1, dwell=False)
    with qtbot.waitActive(pane):
        pane.activateWindow()
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert pane.dwell.hasFocus()
    QTest.keyClicks(pane.dwell, "8")
    assert pane.steps[1].dwell == "8"
    assert pane.list.item(1).text() == "2   camera b   8 s"
    QTest.keyClick(pane.dwell, Qt.Key.Key_Return)
    assert pane.list.hasFocus()


def test_several_steps_get_their_seconds_at_once(pane: StepPane) -> None:
    pane.list.selectAll()
    QTest.keyClicks(pane.dwell, "20")
    assert [step.dwell for step in pane.steps] == ["20", "20", "20"]
    pane.choose(0, dwell=True)
    pane.dwell.selectAll()
    QTest.keyClicks(pane.dwell, "5")
    pane.list.selectAll()
    assert pane.dwell.text() == ""  # they have not the same


def test_a_camera_has_its_own_presets(pane: StepPane) -> None:
    pane.choose(0, dwell=False)
    assert pane.preset.count() == 3
    pane.preset.setCurrentIndex(2)
    pane.preset.activated.emit(2)
    assert pane.steps[0].preset == 4
    assert pane.list.item(0).text() == "1   camera a   preset 4"
    pane.choose(1, dwell=False)
    assert not pane.preset.isEnabled()
    pane.load((StepDraft(camera="a", preset=9),))
    pane.choose(0, dwell=False)
    assert pane.preset.currentData() == 9  # one that the camera has no more


def test_what_is_wrong_is_marked_and_said(pane: StepPane) -> None:
    pane.tell("Step 2: too short", faulty=[1])
    assert [pane.list.item(row).text()[0] for row in range(3)] == ["1", "!", "3"]
    assert any(label.text() == "Step 2: too short" for label in pane.findChildren(QLabel))
    pane.tell("", faulty=[])
    assert pane.list.item(1).text()[0] == "2"
