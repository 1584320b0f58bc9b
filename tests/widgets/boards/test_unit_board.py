"""The unit board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import UnitStatus
from tests.widgets.district import HERE, District, district, unit
from widgets import theme
from widgets.boards.unit_board import UnitBoard
from widgets.item_models import UnitTableModel


def board_of(qtbot: QtBot, made: District) -> UnitBoard:
    model = UnitTableModel(picture=made.picture, now=made.now)
    board = UnitBoard(model=model, picture=made.picture)
    qtbot.addWidget(board)
    board.resize(440, 360)
    with qtbot.waitExposed(board):
        board.show()
    return board


def chips(board: UnitBoard) -> list[QAbstractButton]:
    return [button for button in board.findChildren(QAbstractButton) if button.isCheckable()]


def test_counts_follow_the_units(qtbot: QtBot) -> None:
    made = district(units=3)
    board = board_of(qtbot, made)
    assert board.counts[UnitStatus.AVAILABLE] == 3
    board.on_changes(made.change("unit", "unit-1", status=UnitStatus.EN_ROUTE))
    board.on_changes(made.put("unit", "unit-9", unit(9, status=UnitStatus.OFF)))
    board.on_changes(made.delete("unit", "unit-2"))
    assert board.counts == {UnitStatus.AVAILABLE: 1, UnitStatus.EN_ROUTE: 1, UnitStatus.OFF: 1}
    board.on_changes(made.snapshot("units", {}))
    assert sum(board.counts.values()) == 0


def test_a_chip_lists_only_its_status(qtbot: QtBot) -> None:
    made = district(units=3)
    made.put("unit", "busy", unit(5, status=UnitStatus.ASSIGNED))
    board = board_of(qtbot, made)
    QTest.mouseClick(chips(board)[1], Qt.MouseButton.LeftButton)
    assert board.table.model().rowCount() == 1
    QTest.mouseClick(chips(board)[0], Qt.MouseButton.LeftButton)
    assert board.table.model().rowCount() == 4
    QTest.mouseClick(chips(board)[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(chips(board)[1], Qt.MouseButton.LeftButton)
    assert board.table.model().rowCount() == 4


def test_distances_take_the_place_of_kind_and_street(qtbot: QtBot) -> None:
    board = board_of(qtbot, district(units=2))
    assert board.table.isColumnHidden(UnitTableModel.DISTANCE)
    board.set_centre(HERE)
    qtbot.waitUntil(lambda: not board.table.isColumnHidden(UnitTableModel.DISTANCE))
    assert board.table.isColumnHidden(UnitTableModel.KIND)
    assert board.table.columnWidth(UnitTableModel.NAME) > 90


def test_names_are_read_in_full_where_the_board_is_as_narrow_as_on_the_desk(qtbot: QtBot) -> None:
    board = board_of(qtbot, district(units=2))
    wide = QFontMetrics(theme.font()).horizontalAdvance("示范员0001") + 16
    assert board.table.columnWidth(UnitTableModel.NAME) >= wide
    assert board.table.isColumnHidden(UnitTableModel.LOAD)


def test_a_wide_board_shows_all_columns(qtbot: QtBot) -> None:
    board = board_of(qtbot, district(units=2))
    board.set_centre(HERE)
    board.resize(900, 400)
    qtbot.waitUntil(lambda: not board.table.isColumnHidden(UnitTableModel.KIND))
    assert not board.table.isColumnHidden(UnitTableModel.PLACE)


def test_units_are_chosen_and_activated(qtbot: QtBot) -> None:
    board = board_of(qtbot, district(units=2))
    with qtbot.waitSignal(board.current_unit_changed) as changed:
        board.table.selectRow(1)
    assert changed.args == ["unit-2"]
    with qtbot.waitSignal(board.unit_activated) as activated:
        QTest.keyClick(board.table, Qt.Key.Key_Return)
    assert activated.args == ["unit-2"]
