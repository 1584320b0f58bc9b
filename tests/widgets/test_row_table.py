"""The lists of the desk: the current row stays the same id, keys work, only what changed is painted."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from tests.widgets.district import District, district, incident
from tests.widgets.scales import themed
from widgets import theme
from widgets.item_models import IncidentTableModel
from widgets.row_table import RowTable

S = IncidentState


def table_of(
    qtbot: QtBot, made: District, *, choose_first: bool = True, **more: Any
) -> tuple[RowTable, IncidentTableModel]:
    model = IncidentTableModel(picture=made.picture, now=made.now)
    table = RowTable(model=model, choose_first=choose_first, **more)
    qtbot.addWidget(table)
    table.resize(1200, 330)
    with qtbot.waitExposed(table):
        table.show()
    return table, model


def many(count: int = 40) -> District:
    return district(incidents=[incident(number, age=5000 - number) for number in range(1, count + 1)])


def colours(image: QImage, row: int) -> set[str]:
    y = theme.row_height() * (row + 1) + theme.row_height() // 2
    return {QColor(image.pixel(x, y)).name() for x in range(image.width())}


def test_arrows_move_and_enter_activates(qtbot: QtBot) -> None:
    table, _ = table_of(qtbot, many())
    table.selectRow(0)
    with qtbot.waitSignal(table.current_id_changed) as moved:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert moved.args == ["i2"]
    with qtbot.waitSignal(table.activated_id) as activated:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert activated.args == ["i2"]


def test_home_and_end_lead_to_the_ends_of_the_list_and_select_up_to_them(qtbot: QtBot) -> None:
    table, _ = table_of(qtbot, many(), several=True)
    table.selectRow(3)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.current_id == "i40"
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.current_id == "i1"
    assert table.visible_rows()[0] == 0
    table.selectRow(2)
    QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_ids == ("i1", "i2", "i3")


def test_a_double_click_activates(qtbot: QtBot) -> None:
    table, model = table_of(qtbot, many())
    middle = table.visualRect(model.index(2, 2)).center()
    with qtbot.waitSignal(table.activated_id) as activated:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert activated.args == ["i3"]


def test_the_current_incident_stays_current_when_it_moves(qtbot: QtBot) -> None:
    made = many()
    table, model = table_of(qtbot, made)
    table.select_id("i3")
    with qtbot.assertNotEmitted(table.current_id_changed):
        model.on_changes(made.change("incident", "i3", state=S.HANDLING))
    assert table.current_id == "i3"
    assert table.currentIndex().row() == 39
    first, last = table.visible_rows()
    assert first <= 39 <= last, "a row that moves under the officer's eyes stays before them"


def test_a_row_out_of_sight_does_not_scroll_the_table(qtbot: QtBot) -> None:
    made = many(200)
    table, model = table_of(qtbot, made)
    table.select_id("i100")
    table.scrollToTop()
    model.on_changes(made.change("incident", "i100", state=S.HANDLING))
    assert table.visible_rows()[0] == 0


@pytest.mark.parametrize("count", [1, 300])
def test_new_rows_leave_the_current_one_alone(qtbot: QtBot, count: int) -> None:
    made = many()
    table, model = table_of(qtbot, made)
    table.select_id("i5")
    changes = made.put_all(
        "incident", {f"n{number}": incident(900 + number, severity=1) for number in range(count)}
    )
    with qtbot.assertNotEmitted(table.current_id_changed):
        model.on_changes(changes)
    assert table.current_id == "i5"
    assert table.selectionModel().isRowSelected(table.currentIndex().row())
    assert model.id_at(table.currentIndex().row()) == "i5"


def test_when_the_current_incident_goes_nobody_else_becomes_current(qtbot: QtBot) -> None:
    made = many()
    table, model = table_of(qtbot, made)
    table.select_id("i5")
    with qtbot.waitSignal(table.current_id_changed) as changed:
        model.on_changes(made.delete("incident", "i5"))
    assert changed.args == [""]
    assert table.current_id == ""
    assert not table.selectionModel().hasSelection()


def test_after_a_resync_without_the_current_incident_there_is_none(qtbot: QtBot) -> None:
    made = many()
    table, model = table_of(qtbot, made)
    table.select_id("i5")
    made.snapshot("incidents", {("incident", "x"): incident(77)})
    model.reload()
    assert table.current_id == ""


def test_the_first_row_is_chosen_for_somebody_who_has_none(qtbot: QtBot) -> None:
    made = district()
    table, model = table_of(qtbot, made)
    made.put_all("incident", {f"i{number}": incident(number, age=5000 - number) for number in range(1, 4)})
    model.reload()
    assert table.current_id == "i1"


def test_a_list_that_only_informs_chooses_nothing(qtbot: QtBot) -> None:
    made = district()
    table, model = table_of(qtbot, made, choose_first=False)
    made.put("incident", "i1", incident(1))
    with qtbot.assertNotEmitted(table.current_id_changed):
        model.reload()
    assert not table.selectionModel().hasSelection()


def test_an_unknown_id_is_not_selected(qtbot: QtBot) -> None:
    table, _ = table_of(qtbot, many())
    assert not table.select_id("nobody")


def test_letters_are_commands_and_no_input_method_sees_them(qtbot: QtBot) -> None:
    table, _ = table_of(qtbot, many())
    table.setFocus()
    table.select_id("i7")
    QTest.keyClicks(table, "3a")
    assert table.current_id == "i7"
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not table.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def test_a_heading_orders_and_a_third_click_gives_the_own_order_back(qtbot: QtBot) -> None:
    table, model = table_of(qtbot, many())
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(model.SERIAL) + 20, 10)
    seen = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        seen.append(model.id_at(0))
    assert seen == ["i1", "i40", "i1"]
    assert header.sortIndicatorSection() == -1


def test_selected_and_hovered_rows_look_different(qtbot: QtBot) -> None:
    table, model = table_of(qtbot, many())
    table.select_id("i2")
    QTest.mouseMove(table.viewport(), table.visualRect(model.index(4, 2)).center())
    qtbot.waitUntil(lambda: theme.HOVER in colours(table.grab().toImage(), 4))
    image = table.grab().toImage()
    assert theme.SELECTION in colours(image, 1)
    assert theme.ACCENT in colours(image, 1)
    assert theme.SELECTION not in colours(image, 0)


def test_a_change_is_painted(qtbot: QtBot) -> None:
    made = many()
    table, model = table_of(qtbot, made)
    before = table.grab().toImage()
    model.on_changes(made.change("incident", "i2", title="改了名字的事件"))
    after = table.grab().toImage()
    row = theme.row_height()
    assert before.copy(0, row, 1200, row) == after.copy(0, row, 1200, row)
    assert before.copy(0, 2 * row, 1200, row) != after.copy(0, 2 * row, 1200, row)


def test_ages_move_on_by_themselves(qtbot: QtBot) -> None:
    made = many(3)
    table, _ = table_of(qtbot, made)
    before = table.grab().toImage()
    made.time += 7200
    qtbot.waitUntil(lambda: table.grab().toImage() != before)


def test_hidden_tables_do_not_tick(qtbot: QtBot) -> None:
    table, _ = table_of(qtbot, many(3))
    assert any(timer.isActive() for timer in table.findChildren(QTimer))
    table.hide()
    assert not any(timer.isActive() for timer in table.findChildren(QTimer))


def test_rows_head_and_columns_follow_the_text_scale(qtbot: QtBot) -> None:
    with themed() as app:
        table, model = table_of(qtbot, many(), widths={0: 40, 1: 100})
        for percent in (100, 200, 80, 150):
            theme.apply(app, scale=percent)
            table.select_id("i9")
            height = round(0.3 * percent)
            assert table.rowHeight(3) == table.horizontalHeader().height() == height
            assert (table.columnWidth(0), table.columnWidth(1)) == (round(0.4 * percent), percent)
            picture = table.viewport().grab().toImage()
            selected = model.row_of("i9")
            assert selected is not None
            middle = table.rowViewportPosition(selected) + height // 2
            assert QColor(picture.pixel(picture.width() - 2, middle)).name() == theme.SELECTION


def test_columns_give_way_where_the_text_is_large(qtbot: QtBot) -> None:
    with themed() as app:
        table, _ = table_of(qtbot, many(), widths={0: 100, 1: 400, 2: 200}, gives_way=(2, 1), least=250)
        hidden = []
        for percent in (100, 150, 200, 100):
            theme.apply(app, scale=percent)
            hidden.append([column for column in range(3) if table.isColumnHidden(column)])
        assert hidden == [[], [2], [1, 2], []]


def test_several_rows_are_selected_by_keys_and_kept_when_rows_are_read_anew(qtbot: QtBot) -> None:
    made = many(20)
    table, model = table_of(qtbot, made, several=True)
    table.selectRow(2)
    with qtbot.waitSignal(table.selected_ids_changed):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert table.selected_ids == ("i3", "i4", "i6")
    assert table.current_id == "i6"
    model.reload()
    assert set(table.selected_ids) == {"i3", "i4", "i6"}
    model.on_changes(made.delete("incident", "i4"))
    assert set(table.selected_ids) == {"i3", "i6"}
    assert table.current_id == "i6"
    model.on_changes(made.delete("incident", "i6"))
    assert table.current_id == "", "no neighbour becomes current by itself"
    assert set(table.selected_ids) == {"i3"}


def test_rows_are_picked_by_the_mouse_too(qtbot: QtBot) -> None:
    table, model = table_of(qtbot, many(20), several=True)
    for row, key in ((1, Qt.KeyboardModifier.NoModifier), (4, Qt.KeyboardModifier.ControlModifier)):
        middle = table.visualRect(model.index(row, 2)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, key, middle)
    assert table.selected_ids == ("i2", "i5")


def test_the_rows_just_out_of_sight_are_painted_before_they_are_scrolled_to(qtbot: QtBot) -> None:
    table, model = table_of(qtbot, many(40))
    last = table.visible_rows()[1]
    strips = table._painter._strips
    qtbot.waitUntil(lambda: all(model.id_at(row) in strips for row in range(2 * last)))
    assert model.id_at(39) not in strips


def test_arrows_go_on_where_the_current_row_was(qtbot: QtBot) -> None:
    made = many(20)
    table, model = table_of(qtbot, made)
    table.select_id("i9")
    model.on_changes(made.delete("incident", "i9"))
    assert table.current_id == ""
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_id == "i10"
