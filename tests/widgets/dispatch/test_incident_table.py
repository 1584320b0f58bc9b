"""The incident table: filter, empty states, what stays current."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lanes import Lane
from tests.widgets.district import District, district, incident
from widgets.dispatch.incident_table import IncidentTable
from widgets.incident_filter import IncidentFilter
from widgets.item_models import IncidentTableModel

S = IncidentState
PENDING = IncidentFilter(lane=Lane.TO_ACCEPT)


def table_of(qtbot: QtBot, made: District) -> tuple[IncidentTable, IncidentTableModel]:
    model = IncidentTableModel(picture=made.picture, now=made.now)
    table = IncidentTable(model=model)
    qtbot.addWidget(table)
    table.resize(1276, 400)
    with qtbot.waitExposed(table):
        table.show()
    return table, model


def test_enter_says_which_incident(qtbot: QtBot) -> None:
    table, _ = table_of(qtbot, district(incidents=[incident(1), incident(2)]))
    table.selectRow(0)
    with qtbot.waitSignal(table.current_incident_changed) as current:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert current.args == ["i2"]
    with qtbot.waitSignal(table.incident_activated) as activated:
        QTest.keyClick(table, Qt.Key.Key_Enter)
    assert activated.args == ["i2"]


def test_an_accepted_incident_stays_in_its_lane_until_one_moves_on(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, age=900), incident(2, age=100)])
    table, model = table_of(qtbot, made)
    table.set_filter(PENDING)
    assert table.current_id == "i1"
    qtbot.waitUntil(lambda: model._held == "i1")
    model.on_changes(made.change("incident", "i1", state=S.TO_DISPATCH))
    assert table.current_id == "i1"
    assert model.rowCount() == 2
    table.select_id("i2")
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert table.current_id == "i2"


def test_the_first_that_arrives_is_offered_while_none_is_current(qtbot: QtBot) -> None:
    made = district()
    table, model = table_of(qtbot, made)
    offered: list[str] = []
    table.first_offered.connect(offered.append)
    model.on_changes(made.put("incident", "i1", incident(1)))
    assert (offered, table.current_id) == (["i1"], "")
    table.select_id("i1")
    model.on_changes(made.put("incident", "i2", incident(2, severity=1)))
    assert (offered, table.current_id) == (["i1"], "i1")


def test_choosing_a_lane_chooses_its_first_incident(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, state=S.HANDLING), incident(2)])
    table, _ = table_of(qtbot, made)
    table.select_id("i1")
    table.set_filter(PENDING)
    assert table.current_id == "i2"


def test_an_empty_table_says_so_and_why(qtbot: QtBot) -> None:
    made = district()
    table, model = table_of(qtbot, made)
    empty = table.grab().toImage()
    table.set_filter(PENDING)
    assert table.grab().toImage() != empty, "another sentence"
    model.on_changes(made.put("incident", "i1", incident(1)))
    assert table.grab().toImage() != empty


def test_the_number_is_never_cut_off(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1)])
    table, model = table_of(qtbot, made)
    text = table.fontMetrics().horizontalAdvance("330104002-2026-000001")
    assert table.columnWidth(model.SERIAL) >= text + 16
