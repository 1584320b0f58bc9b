from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from widgets.dispatch.sheets import Sheets, Tab


def sheets(qtbot: QtBot, count: int) -> tuple[Sheets, list[QLineEdit]]:
    """So many sheets in a row that has room for a few."""
    fields = [QLineEdit() for _ in range(count)]
    made = Sheets(tabs=[Tab(f"t{n}", f"Sheet {n}", field, field.setFocus) for n, field in enumerate(fields)])
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    qtbot.waitExposed(made)
    return made, fields


def test_the_row_takes_no_more_room_than_there_is(qtbot: QtBot) -> None:
    made, _ = sheets(qtbot, 12)
    assert made.minimumSizeHint().width() < 300
    assert made.all_button.isVisible()
    assert made.all_button.geometry().right() <= made.width()


def test_a_sheet_comes_to_the_front_without_the_keyboard_where_that_is_asked(qtbot: QtBot) -> None:
    made, fields = sheets(qtbot, 3)
    made.show_sheet("t2", moves=False)
    assert made.currentWidget() is fields[2]
    made.show_sheet("t1")
    qtbot.waitUntil(fields[1].hasFocus)


def test_the_list_leads_to_a_sheet_that_the_row_does_not_show(qtbot: QtBot) -> None:
    made, fields = sheets(qtbot, 12)
    made.name("t11", "Alarms 3")
    menu = made.all_button.menu()
    menu.aboutToShow.emit()
    entries = menu.actions()
    assert [entry.text() for entry in entries][-1] == "Alarms 3"
    assert [entry.isChecked() for entry in entries] == [True, *[False] * 11]
    entries[-1].trigger()
    assert made.currentWidget() is fields[11]
    qtbot.waitUntil(fields[11].hasFocus)


def test_a_sheet_comes_later(qtbot: QtBot) -> None:
    made, _ = sheets(qtbot, 1)
    late = QLineEdit()
    made.add(Tab("late", "Late", late, late.setFocus))
    made.show_sheet("late")
    assert made.currentWidget() is late


def test_tab_stops_at_nothing_that_cannot_be_seen(qtbot: QtBot) -> None:
    made, _ = sheets(qtbot, 12)
    arrows = made.tabBar().findChildren(QToolButton)
    assert arrows
    assert {arrow.focusPolicy() for arrow in arrows} == {Qt.FocusPolicy.NoFocus}
