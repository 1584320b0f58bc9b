"""Columns matched, and matched otherwise by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backend_client.protocol.coordinates import Datum
from tests.widgets.intake.rows import CHOICES, FACTS
from widgets.intake.columns import ImportColumns
from widgets.intake.values import Field, FileFacts, ImportChoices, Zone


def columns_of(qtbot: QtBot) -> ImportColumns:
    columns = ImportColumns()
    qtbot.addWidget(columns)
    columns.show()
    columns.set_file(FACTS, CHOICES)
    return columns


def test_what_was_matched_is_chosen(qtbot: QtBot) -> None:
    columns = columns_of(qtbot)
    assert columns.choices == CHOICES
    assert columns.fields[Field.TYPE].currentText() == "类型"
    assert columns.fields[Field.TITLE].itemText(3) == "Column 3"


def test_each_choice_is_told_as_a_whole(qtbot: QtBot) -> None:
    columns = columns_of(qtbot)
    with qtbot.waitSignal(columns.changed) as changed:
        columns.fields[Field.TYPE].setFocus()
        QTest.keyClick(columns.fields[Field.TYPE], Qt.Key.Key_Down)
    columns.datum.setCurrentIndex(columns.datum.findData(Datum.BD_09))
    columns.zone.setCurrentIndex(columns.zone.findData(Zone.UTC))
    assert changed.args == [ImportChoices(columns={Field.TYPE: 1, Field.PLACE: 1})]
    with qtbot.waitSignal(columns.changed) as changed:
        columns.again.click()
    assert changed.args is not None
    assert (changed.args[0].datum, changed.args[0].zone, changed.args[0].again) == (
        Datum.BD_09,
        Zone.UTC,
        True,
    )


def test_a_sheet_is_chosen_where_there_are_several(qtbot: QtBot) -> None:
    columns = columns_of(qtbot)
    with qtbot.waitSignal(columns.sheet_chosen) as chosen:
        QTest.keyClick(columns.sheet, Qt.Key.Key_Down)
    assert chosen.args == ["b"]
    columns.set_file(FileFacts(name="x.csv", columns=("类型",)), ImportChoices())
    assert not columns.sheet.isEnabled()
    assert columns.choices.columns == {}
