from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from layouts.drafts import Content, Draft, Kind
from layouts.editing import remove
from layouts.layout import checked
from layouts.shapes import usual
from widgets.wall.layout_editor import LayoutEditor
from widgets.wall.layout_panel import SPLITS, Offer

NORTH, SOUTH = Content(camera="c-north"), Content(camera="c-south")
OVERDUE = Content(Kind.LIST, about="overdue")
FOUR = Draft(usual("4"), {1: NORTH, 4: SOUTH})
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot: QtBot) -> LayoutEditor:
    names = {"c-north": "North gate", "c-south": "South gate"}
    made = LayoutEditor(
        camera_name=lambda camera: names.get(camera, ""), offers=[Offer("List: overdue", OVERDUE)]
    )
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.load(FOUR, name="Morning")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.canvas.setFocus()
    return made


def _type(editor: LayoutEditor, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(editor.canvas, key)


def _choose(editor: LayoutEditor, *numbers: int) -> None:
    editor.canvas.choice.only(numbers[0])
    editor.canvas.choice.until(numbers[-1])
    editor.canvas.show_draft(editor.draft)


def test_a_layout_is_made_by_the_keyboard_alone(qtbot: QtBot, editor: LayoutEditor) -> None:
    QTest.keyClick(editor.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    _type(editor, Qt.Key.Key_M)
    assert editor.draft.contents == FOUR.contents
    assert editor.draft.layout.by_number[1].place.columns == 2
    _type(editor, Qt.Key.Key_Down, Qt.Key.Key_A)
    assert list(editor.draft.layout.alarm_tiles) == [3]
    _type(editor, Qt.Key.Key_A, Qt.Key.Key_E)
    assert list(editor.draft.layout.alarm_tiles) == []
    _type(editor, Qt.Key.Key_Delete)
    assert sorted(editor.draft.layout.by_number) == [1, 4]
    _type(editor, Qt.Key.Key_Insert)
    assert sorted(editor.draft.layout.by_number) == [1, 2, 4]
    assert editor.canvas.choice.current == 2
    _type(editor, Qt.Key.Key_R)
    assert sorted(editor.draft.layout.by_number) == [1, 2, 3]
    assert editor.draft.contents == {1: NORTH, 3: SOUTH}
    with qtbot.waitSignal(editor.save_requested) as asked:
        QTest.keyClick(editor.canvas, Qt.Key.Key_S, _CTRL)
    assert asked.args == ["Morning", editor.draft]


def test_every_step_is_undone_and_done_again(editor: LayoutEditor) -> None:
    editor.panel.shapes["1+5"].click()
    editor.panel.split_chosen.emit(2, 2)
    six = editor.draft
    assert (len(six.layout.tiles), six.contents) == (9, FOUR.contents)
    QTest.keyClick(editor.canvas, Qt.Key.Key_Z, _CTRL)
    QTest.keyClick(editor.panel.shapes["1"], Qt.Key.Key_Z, _CTRL)
    assert editor.draft == FOUR
    assert not editor.buttons["undo"].isEnabled()
    QTest.keyClick(editor.canvas, Qt.Key.Key_Y, _CTRL)
    editor.buttons["redo"].click()
    assert editor.draft == six


def test_undo_goes_to_the_editor_wherever_in_it_one_is(editor: LayoutEditor) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, _CTRL)
    event.ignore()
    QApplication.sendEvent(editor.panel.shapes["4"], event)
    assert event.isAccepted()
    other = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_K, _CTRL)
    other.ignore()
    QApplication.sendEvent(editor.panel.shapes["4"], other)
    assert not other.isAccepted()


def test_cameras_and_others_are_put_onto_tiles_and_named_in_the_panel(editor: LayoutEditor) -> None:
    editor.canvas.dropped.emit(2, "c-south")
    assert editor.draft.contents[2] == SOUTH
    editor.put_camera("c-north", number=3)
    _choose(editor, 3)
    assert editor.panel.holds.text() == "North gate"
    editor.panel.offer_chosen.emit(OVERDUE)
    assert editor.panel.holds.text() == "List: overdue"
    editor.put_camera("c-elsewhere")
    assert editor.panel.holds.text() == "Unknown camera c-elsewhere"
    _type(editor, Qt.Key.Key_Backspace)
    assert editor.panel.holds.text() == "Shows nothing"
    assert not editor.panel.buttons["clear"].isEnabled()


def test_what_is_seen_goes_on_being_seen_when_tiles_are_merged(editor: LayoutEditor) -> None:
    _choose(editor, 2, 4)
    _type(editor, Qt.Key.Key_M)
    assert editor.draft.contents == {1: NORTH, 4: SOUTH}
    assert editor.draft.layout.by_number[4].place.rows == 2


def test_dragging_a_tile_exchanges_contents_and_leaves_numbers(editor: LayoutEditor) -> None:
    editor.canvas.exchanged.emit(1, 2)
    assert editor.draft == Draft(FOUR.layout, {2: NORTH, 4: SOUTH})


def test_edges_moved_in_the_picture_are_a_step(editor: LayoutEditor) -> None:
    QTest.keyClick(editor.canvas, Qt.Key.Key_Right, _CTRL)
    assert editor.draft.layout.columns == 24
    assert editor.draft.contents == FOUR.contents
    editor.buttons["undo"].click()
    assert editor.draft == FOUR


def test_a_number_is_given_and_enter_leads_back_to_the_picture(qtbot: QtBot, editor: LayoutEditor) -> None:
    _type(editor, Qt.Key.Key_N)
    assert editor.panel.number.hasFocus()
    QTest.keyClicks(editor.panel.number, "4")
    QTest.keyClick(editor.panel.number, Qt.Key.Key_Return)
    assert editor.canvas.hasFocus()
    assert editor.draft.contents == {4: NORTH, 1: SOUTH}
    assert editor.canvas.choice.current == 4
    _type(editor, Qt.Key.Key_N)
    QTest.keyClicks(editor.panel.number, "9")
    QTest.keyClick(editor.panel.number, Qt.Key.Key_Escape)
    assert editor.canvas.hasFocus()
    assert 9 not in editor.draft.layout.by_number


def test_equal_tiles_are_made_for_the_proportions_of_the_wall(editor: LayoutEditor) -> None:
    editor.set_aspect(3840, 1080)
    editor.panel.equal_chosen.emit(8)
    assert (editor.draft.layout.columns, editor.draft.layout.rows) == (4, 2)
    assert editor.draft.contents == FOUR.contents


def test_what_cannot_be_is_said_and_changes_nothing(editor: LayoutEditor) -> None:
    editor.canvas.choice.only(1)
    editor.canvas.choice.toggle(4)
    _type(editor, Qt.Key.Key_M)
    assert editor.line.text() == "The chosen tiles make no rectangle: tile 2 stands in between"
    assert str(editor.line.property("part")) == "error"
    assert editor.draft == FOUR
    _type(editor, Qt.Key.Key_Insert)
    assert editor.line.text() == "No cells are empty: split a tile instead"
    _type(editor, Qt.Key.Key_A)
    assert str(editor.line.property("part")) == "quiet"


def test_nothing_is_saved_without_a_name_or_a_tile(qtbot: QtBot, editor: LayoutEditor) -> None:
    with qtbot.assertNotEmitted(editor.save_requested):
        editor.panel.name.setText("  ")
        editor.buttons["save"].click()
        assert editor.panel.name.hasFocus()
        editor.load(Draft(remove(usual("1"), {1})), name="Nothing")
        editor.buttons["save"].click()
    assert editor.line.text() == "It has no tile"


def test_leaving_loses_something_only_after_a_change(editor: LayoutEditor) -> None:
    def loses() -> bool:
        return editor.changed_since_load

    assert not loses()
    _type(editor, Qt.Key.Key_A)
    assert loses()
    editor.saved()
    assert not loses()
    QTest.keyClicks(editor.panel.name, "!")
    assert loses()


def test_a_file_taken_in_is_one_step(qtbot: QtBot, editor: LayoutEditor) -> None:
    with qtbot.waitSignal(editor.import_requested):
        editor.buttons["import"].click()
    editor.take_in(Draft(usual("2+8")), name="Night")
    assert (editor.name, len(editor.draft.layout.tiles)) == ("Night", 10)
    editor.buttons["undo"].click()
    assert editor.draft == FOUR
    with qtbot.waitSignal(editor.export_requested) as asked:
        editor.buttons["export"].click()
    assert asked.args == ["Night", FOUR]


def test_the_menu_of_a_tile_offers_what_is_possible(qtbot: QtBot, editor: LayoutEditor) -> None:
    editor.canvas.menu_requested.emit(editor.mapToGlobal(editor.canvas.rect_of(1).center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.isEnabled()]
    assert texts == ["Camera…", "Other…", "Split", "For alarms", "Empty", "Take away"]
    menu.close()


def test_a_camera_is_asked_for_and_the_draft_is_put_on_the_wall(qtbot: QtBot, editor: LayoutEditor) -> None:
    for key, signal in ((Qt.Key.Key_C, editor.camera_wanted), (Qt.Key.Key_W, editor.put_requested)):
        with qtbot.waitSignal(signal):
            _type(editor, key)
    editor.set_put("Hall", "Held by Li")
    assert editor.buttons["put"].toolTip() == "Held by Li"
    _choose(editor, 1, 2)
    with qtbot.assertNotEmitted(editor.camera_wanted), qtbot.assertNotEmitted(editor.put_requested):
        _type(editor, Qt.Key.Key_C, Qt.Key.Key_W)


def test_menus_open_by_keys(qtbot: QtBot, editor: LayoutEditor) -> None:
    for key, id_ in ((Qt.Key.Key_S, "split"), (Qt.Key.Key_H, "holds")):
        menu = editor.panel.buttons[id_].menu()
        assert isinstance(menu, QMenu)
        with qtbot.waitSignal(menu.aboutToShow):
            QTimer.singleShot(0, menu, menu.close)  # `showMenu` comes back only when it is closed
            _type(editor, key)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_pressed_the_layout_stays_valid_and_all_can_be_taken_back(
    editor: LayoutEditor, seed: int
) -> None:
    chance = random.Random(seed)
    arrows = [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down]
    letters = [Qt.Key(ord(letter)) for letter in "MARE"] + [Qt.Key.Key_Delete, Qt.Key.Key_Insert]
    held = Qt.KeyboardModifier
    for _ in range(150):
        match chance.randrange(4):
            case 0:
                QTest.keyClick(editor.canvas, chance.choice(letters))
            case 1:
                editor.panel.split_chosen.emit(*chance.choice(SPLITS))
            case _:
                ways = [held.NoModifier, held.ShiftModifier, held.ControlModifier, held.AltModifier]
                QTest.keyClick(editor.canvas, chance.choice(arrows), chance.choice(ways))
        layout = editor.draft.layout
        assert checked(columns=layout.columns, rows=layout.rows, tiles=layout.tiles) == layout
        assert set(editor.draft.contents) <= set(layout.by_number) >= editor.canvas.choice.numbers
    while editor.buttons["undo"].isEnabled():
        editor.buttons["undo"].click()
    assert editor.draft == FOUR


def test_edges_snap_to_the_grid_that_is_chosen_by_mouse_or_keyboard(
    qtbot: QtBot, editor: LayoutEditor
) -> None:
    def width() -> float:
        layout = editor.draft.layout
        return layout.by_number[1].place.columns / layout.columns

    QTest.keyClick(editor.canvas, Qt.Key.Key_Right, _CTRL)
    assert width() == 13 / 24
    _type(editor, Qt.Key.Key_G)
    assert editor.panel.columns.hasFocus()
    QTest.keyClicks(editor.panel.columns, "8")
    QTest.keyClick(editor.panel.columns, Qt.Key.Key_Return)
    assert editor.canvas.hasFocus()
    # From between two columns to the next one, and on by whole ones.
    found = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(editor.canvas, key, _CTRL)
        found.append(width())
    assert found == [5 / 8, 6 / 8, 5 / 8]
    editor.panel.columns.stepDown()
    assert editor.panel.columns.value() == 7
    editor.panel.columns.setValue(4)
    # By the mouse too: pulled from five eighths to about six tenths it stands at half or three quarters.
    rect = editor.canvas._places().rects[1]
    edge = QPoint(rect.right() + 1, rect.center().y())
    QTest.mousePress(editor.canvas, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(editor.canvas, edge + QPoint(editor.canvas.width() // 20, 0))
    QTest.mouseRelease(
        editor.canvas, Qt.MouseButton.LeftButton, pos=edge + QPoint(editor.canvas.width() // 20, 0)
    )
    assert width() == 3 / 4


def test_a_recording_is_asked_for_before_it_stands_there(qtbot: QtBot, editor: LayoutEditor) -> None:
    with qtbot.waitSignal(editor.recording_wanted):
        editor.panel.offer_chosen.emit(Content(Kind.RECORDING))
    assert editor.draft == FOUR
    recording = Content(Kind.RECORDING, camera="c-south", since="2026-01-31T08:00:00Z")
    editor.put_content(recording, number=2)
    assert editor.draft.contents[2] == recording
