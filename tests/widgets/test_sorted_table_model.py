"""What every table model shares: large changes at once, headings, roles."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from tests.widgets.district import district, incident
from widgets.item_models import IncidentTableModel
from widgets.row_model import ID_ROLE


def test_many_new_rows_at_once_are_read_as_a_whole(qtbot: QtBot) -> None:
    made = district()
    model = IncidentTableModel(picture=made.picture, now=made.now)
    changes = made.put_all("incident", {f"i{number}": incident(number) for number in range(300)})
    with qtbot.waitSignal(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.on_changes(changes)
    assert model.rowCount() == 300


def test_many_moves_at_once_are_one_rearrangement(qtbot: QtBot) -> None:
    made = district(incidents=[incident(number, severity=2) for number in range(1, 21)])
    model = IncidentTableModel(picture=made.picture, now=made.now)
    changes = made.put_all("incident", {f"i{number}": incident(number, severity=4) for number in (3, 7, 9)})
    with qtbot.waitSignal(model.layoutChanged), qtbot.assertNotEmitted(model.rowsMoved):
        model.on_changes(changes)
    assert [model.id_at(row) for row in (17, 18, 19)] == ["i3", "i7", "i9"]


def test_many_changes_in_place_are_announced_as_one_range(qtbot: QtBot) -> None:
    made = district(incidents=[incident(number) for number in range(1, 201)])
    model = IncidentTableModel(picture=made.picture, now=made.now)
    seen: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: seen.append((first.row(), last.row())))
    model.on_changes(
        made.put_all("incident", {f"i{number}": incident(number, title="改") for number in range(1, 101)})
    )
    assert seen == [(0, 199)]


def test_what_did_not_concern_the_rows_is_silent(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1)], units=1)
    model = IncidentTableModel(picture=made.picture, now=made.now)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.on_changes(made.change("unit", "unit-1", load=3))


def test_a_row_whose_entity_is_gone_is_blank_until_the_model_hears_of_it(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1)])
    model = IncidentTableModel(picture=made.picture, now=made.now)
    changes = made.delete("incident", "i1")
    assert model.index(0, model.TITLE).data() == ""
    model.on_changes(changes)
    assert model.rowCount() == 0


def test_headings_and_roles(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1)])
    model = IncidentTableModel(picture=made.picture, now=made.now)
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(model.TITLE, horizontal) == "Title"
    assert model.headerData(99, horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    right = model.headerData(model.CLOCK, horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert right & int(Qt.AlignmentFlag.AlignRight)
    assert model.index(0, 0).data(ID_ROLE) == "i1"
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(QModelIndex()) == 9
    assert model.id_at(5) is None
    assert model.row_of("nobody") is None
