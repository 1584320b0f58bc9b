"""Rows shown, narrowed and changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.widgets.intake.rows import ROWS, TITLES
from tests.widgets.scales import themed
from widgets.intake.table import FateBar, ImportTable, ImportTableModel
from widgets.intake.values import Fate


def texts(model: ImportTableModel, row: int) -> list[str]:
    return [model.index(row, column).data() or "" for column in range(model.columnCount())]


def test_rows_say_their_number_state_and_error(qtbot: QtBot) -> None:
    model = ImportTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.set_rows(TITLES, ROWS)
    assert texts(model, 1) == ["3", "With errors", model.remark(1), "外星人", ""]
    assert "外星人" in model.remark(1)
    assert model.remark(99) == model.remark(-1) == ""
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(5)]
    assert headers == ["Row", "State", "Error or answer", "Type", "Place"]


def test_one_way_of_standing_alone_and_a_row_that_changes_stays(qtbot: QtBot) -> None:
    model = ImportTableModel()
    model.set_rows(TITLES, ROWS)
    model.narrow(Fate.READY)
    assert [texts(model, row)[0] for row in range(model.rowCount())] == ["2", "6"]
    with qtbot.waitSignal(model.dataChanged):
        model.set_row(3, replace(ROWS[3], fate=Fate.DONE, answer="no 1"))
    assert texts(model, 1)[:3] == ["6", "Imported", "no 1"]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_row(1, ROWS[1])
    model.narrow(Fate.DONE)
    assert model.rowCount() == 1
    assert model.counts == Counter({Fate.READY: 1, Fate.BAD: 1, Fate.TWICE: 1, Fate.DONE: 1})


def test_the_current_row_says_all_that_it_has_to_say(qtbot: QtBot) -> None:
    model = ImportTableModel()
    table = ImportTable(model=model)
    qtbot.addWidget(table)
    model.set_rows(TITLES, ROWS)
    with qtbot.waitSignal(table.remark_changed) as told:
        table.selectRow(1)
    assert told.args == [model.remark(1)]


def test_the_table_follows_the_text_scale(qtbot: QtBot) -> None:
    model = ImportTableModel()
    table = ImportTable(model=model)
    qtbot.addWidget(table)
    model.set_rows(TITLES, ROWS)
    table.show()
    before = table.columnWidth(2), table.rowHeight(0)
    with themed(200):
        assert (table.columnWidth(2), table.rowHeight(0)) == (before[0] * 2, before[1] * 2)


def test_the_bar_counts_and_narrows(qtbot: QtBot) -> None:
    bar = FateBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.set_counts(Counter({Fate.READY: 1200, Fate.BAD: 2}))
    assert bar.texts == ("All rows  1,202", "Good  1,200", "With errors  2")
    with qtbot.waitSignal(bar.narrowed) as narrowed:
        bar.choose(Fate.BAD)
    assert narrowed.args == [Fate.BAD]
    # What one looks at stays, although none is left.
    bar.set_counts(Counter({Fate.READY: 1202}))
    assert "With errors  0" in bar.texts
