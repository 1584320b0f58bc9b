"""What every model of dense rows answers by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from widgets.row_model import ID_ROLE, Cell, Column, RowModel


class Three(RowModel):
    """Three rows."""

    def __init__(self) -> None:
        super().__init__(columns=(Column("Name"), Column("Age", ages=True, right=True)), parent=None)

    def id_at(self, row: int) -> str | None:
        return f"i{row}" if 0 <= row < 3 else None

    def cells(self, row: int) -> tuple[Cell, ...]:
        return (Cell(f"n{row}"), Cell(f"{row} s"))

    def rowCount(self, parent: object = None) -> int:
        return 3


def test_roles_and_headings(qtbot: QtBot) -> None:
    model = Three()
    index = model.index(1, 0)
    assert [index.data(), index.data(Qt.ItemDataRole.ToolTipRole), index.data(ID_ROLE)] == ["n1", "n1", "i1"]
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    across = Qt.Orientation.Horizontal
    assert [model.headerData(number, across) for number in (0, 1, 2)] == ["Name", "Age", None]
    side = model.headerData(1, across, Qt.ItemDataRole.TextAlignmentRole)
    assert side & int(Qt.AlignmentFlag.AlignRight)
    assert model.columnCount(index) == 0
    assert model.columnCount(QModelIndex()) == 2


def test_only_what_ages_is_announced(qtbot: QtBot) -> None:
    model = Three()
    seen: list[tuple[int, int, int]] = []
    model.dataChanged.connect(lambda a, b: seen.append((a.row(), b.row(), a.column())))
    model.refresh_ages(1, 99)
    model.refresh_ages(5, 4)
    model.pass_time()
    assert seen == [(1, 2, 1)]


def test_a_model_says_where_its_rows_are(qtbot: QtBot) -> None:
    model = RowModel(columns=(), parent=None)
    for ask in (lambda: model.id_at(0), lambda: model.row_of("x"), lambda: model.cells(0), model.ids):
        with pytest.raises(NotImplementedError):
            ask()
