from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from layouts.drafts import Content, Draft, Kind
from layouts.editing import remove, reserve
from layouts.layout import Layout, Place
from layouts.shapes import usual
from widgets.camera_model import camera_mime
from widgets.wall.layout_canvas import LayoutCanvas

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def canvas(qtbot: QtBot) -> LayoutCanvas:
    return _canvas(qtbot, Draft(usual("1+5"), {1: Content(camera="c-1"), 6: Content(Kind.CLOCK)}))


def _canvas(qtbot: QtBot, draft: Draft) -> LayoutCanvas:
    made = LayoutCanvas(draft=draft, title_of=lambda content: content.camera or content.kind.value)
    qtbot.addWidget(made)
    made.resize(660, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def _drag(canvas: LayoutCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, _LEFT, _NONE, start)
    _move(canvas, (start + end) / 2)
    _move(canvas, end)
    QTest.mouseRelease(canvas, _LEFT, _NONE, end)


def _move(canvas: LayoutCanvas, at: QPoint) -> None:
    """Sent, not done with the pointer: that one belongs to the screen, and comes when it comes."""
    there = QPointF(at), QPointF(canvas.mapToGlobal(at))
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(canvas, QMouseEvent(QEvent.Type.MouseMove, *there, none, none, _NONE))


def test_clicks_choose_one_several_and_single_ones(canvas: LayoutCanvas) -> None:
    for number, held, chosen in (
        (3, _NONE, {3}),
        (6, _SHIFT, {3, 6}),
        (1, _CTRL, {1, 3, 6}),
        (2, _NONE, {2}),
    ):
        QTest.mouseClick(canvas, _LEFT, held, canvas.rect_of(number).center())
        assert canvas.choice.numbers == chosen


def test_arrows_choose_and_what_is_chosen_is_said(qtbot: QtBot, canvas: LayoutCanvas) -> None:
    assert canvas.accessibleName() == "Tile 1  c-1"
    with qtbot.waitSignal(canvas.chosen):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down, _SHIFT)
    assert canvas.choice.numbers == {2, 3}
    canvas.show_draft(Draft(reserve(usual("1+5"), {3}, alarm=True)))
    assert canvas.accessibleName() == "Tile 3  for alarms"


def test_a_tile_dragged_onto_another_asks_to_exchange_them(qtbot: QtBot, canvas: LayoutCanvas) -> None:
    with qtbot.waitSignal(canvas.exchanged) as asked:
        _drag(canvas, canvas.rect_of(1).center(), canvas.rect_of(6).center())
    assert asked.args == [1, 6]
    assert canvas.choice.current == 6


def test_a_tile_dragged_nowhere_and_a_drag_given_up_ask_for_nothing(
    qtbot: QtBot, canvas: LayoutCanvas
) -> None:
    with qtbot.assertNotEmitted(canvas.exchanged):
        _drag(canvas, canvas.rect_of(1).center(), QPoint(2, 2))
        start = canvas.rect_of(1).center()
        QTest.mousePress(canvas, _LEFT, _NONE, start)
        _move(canvas, canvas.rect_of(6).center())
        _move(canvas, canvas.rect_of(6).center())
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(canvas, _LEFT, _NONE, canvas.rect_of(6).center())


def test_an_edge_follows_the_pointer_and_stays_where_it_is_let_go(qtbot: QtBot, canvas: LayoutCanvas) -> None:
    edge = QPoint(canvas.rect_of(1).right() + 1, canvas.rect_of(1).center().y())
    before = canvas.rect_of(1).right()
    _move(canvas, edge)
    assert canvas.cursor().shape() is Qt.CursorShape.SplitHCursor
    with qtbot.waitSignal(canvas.relaid) as asked:
        _drag(canvas, edge, edge + QPoint(80, 0))
    (layout,) = asked.args or []
    assert isinstance(layout, Layout)
    assert layout.by_number[1].place.columns / layout.columns == pytest.approx(
        (before - 10 + 80) / 640, abs=0.03
    )
    # It is what it was until somebody takes the new layout in.
    assert canvas.rect_of(1).right() == before


@pytest.mark.parametrize(("key", "columns"), [(Qt.Key.Key_Left, 15), (Qt.Key.Key_Right, 17)])
def test_keys_move_an_edge_by_a_small_step(
    qtbot: QtBot, canvas: LayoutCanvas, key: Qt.Key, columns: int
) -> None:
    with qtbot.waitSignal(canvas.relaid) as asked:
        QTest.keyClick(canvas, key, _CTRL)
    (layout,) = asked.args or []
    assert (layout.by_number[1].place.columns, layout.columns) == (columns, 24)


def test_at_the_rim_the_other_edge_moves_and_where_nothing_can_move_nothing_is_asked(
    qtbot: QtBot, canvas: LayoutCanvas
) -> None:
    canvas.choice.only(6)
    with qtbot.waitSignal(canvas.relaid) as asked:
        QTest.keyClick(canvas, Qt.Key.Key_Up, _CTRL)
    (layout,) = asked.args or []
    assert layout.by_number[6].place.row / layout.rows < 2 / 3
    canvas.show_draft(Draft(usual("1")))
    with qtbot.assertNotEmitted(canvas.relaid):
        QTest.keyClick(canvas, Qt.Key.Key_Right, _CTRL)


def test_contents_wander_by_keys(qtbot: QtBot, canvas: LayoutCanvas) -> None:
    with qtbot.waitSignal(canvas.exchanged) as asked:
        QTest.keyClick(canvas, Qt.Key.Key_Right, _ALT)
    assert asked.args == [1, 2]
    with qtbot.assertNotEmitted(canvas.exchanged):
        QTest.keyClick(canvas, Qt.Key.Key_Right, _ALT)


def test_bound_keys_come_before_those_of_the_window(qtbot: QtBot, canvas: LayoutCanvas) -> None:
    pressed: list[str] = []
    canvas.bind({"M": lambda: pressed.append("M"), "Ctrl+A": lambda: pressed.append("Ctrl+A")})
    for key, held, takes in (
        (Qt.Key.Key_M, _NONE, True),
        (Qt.Key.Key_A, _CTRL, True),
        (Qt.Key.Key_M, _SHIFT, False),
        (Qt.Key.Key_Escape, _NONE, False),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        QApplication.sendEvent(canvas, event)
        assert event.isAccepted() is takes
        QTest.keyClick(canvas, key, held)
    assert pressed == ["M", "Ctrl+A"]


def test_a_camera_is_dropped_onto_the_tile_below_it(qtbot: QtBot, canvas: LayoutCanvas) -> None:
    data = camera_mime("c-9")
    at = canvas.rect_of(4).center()
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(at, copy, data, _LEFT, _NONE)
    QApplication.sendEvent(canvas, entering)
    assert entering.isAccepted()
    moving = QDragMoveEvent(at, copy, data, _LEFT, _NONE)
    QApplication.sendEvent(canvas, moving)
    assert moving.isAccepted()
    outside = QDragMoveEvent(QPoint(1, 1), copy, data, _LEFT, _NONE)
    QApplication.sendEvent(canvas, outside)
    assert not outside.isAccepted()
    with qtbot.waitSignal(canvas.dropped) as asked:
        QApplication.sendEvent(canvas, QDropEvent(QPointF(at), copy, data, _LEFT, _NONE))
    assert asked.args == [4, "c-9"]


def test_after_a_drop_the_keyboard_is_where_the_camera_is(qtbot: QtBot, canvas: LayoutCanvas) -> None:
    desk = QWidget()
    qtbot.addWidget(desk)
    with qtbot.waitExposed(desk):
        desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    at, data, copy = canvas.rect_of(4).center(), camera_mime("c-9"), Qt.DropAction.CopyAction
    QApplication.sendEvent(canvas, QDragEnterEvent(at, copy, data, _LEFT, _NONE))
    QApplication.sendEvent(canvas, QDropEvent(QPointF(at), copy, data, _LEFT, _NONE))
    qtbot.waitUntil(canvas.hasFocus)


def test_what_is_no_camera_is_not_taken(canvas: LayoutCanvas) -> None:
    text = QMimeData()
    text.setText("c-9")
    entering = QDragEnterEvent(QPoint(100, 100), Qt.DropAction.CopyAction, text, _LEFT, _NONE)
    entering.ignore()
    QApplication.sendEvent(canvas, entering)
    assert not entering.isAccepted()


def test_a_click_on_empty_cells_asks_for_a_tile_there(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot, Draft(remove(usual("4"), {4})))
    with qtbot.waitSignal(canvas.free_clicked) as asked:
        QTest.mouseClick(canvas, _LEFT, _NONE, QPoint(500, 290))
    assert asked.args == [Place(1, 1)]


def test_a_right_click_chooses_what_the_menu_is_about(qtbot: QtBot, canvas: LayoutCanvas) -> None:
    at = canvas.rect_of(5).center()
    with qtbot.waitSignal(canvas.menu_requested):
        QApplication.sendEvent(canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at))
    assert canvas.choice.numbers == {5}


def test_a_layout_without_tiles_is_drawn_and_answers_to_keys(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot, Draft(remove(usual("1"), {1})))
    for held in (_NONE, _SHIFT, _CTRL, _ALT):
        QTest.keyClick(canvas, Qt.Key.Key_Right, held)
    canvas.set_aspect(3840, 1080)
    assert not canvas.grab().isNull()
    assert canvas.accessibleName() == "Layout"
