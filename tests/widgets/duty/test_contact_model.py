"""The directory as a table, and its sheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backend_client.protocol.duty import Contact, Phone, Shift
from backend_client.protocol.times import format_time
from tests.widgets.district import NOW, district
from widgets import signs
from widgets.duty.contact_model import ContactModel
from widgets.duty.duty_sheets import ContactSheet
from widgets.duty.roster_model import RosterModel
from widgets.initials import Initials
from widgets.moments import day_text, minute_text


def contact(name: str, **more: Any) -> Contact:
    return Contact(name=name, org="kaixuan", **more)


def model_of_three() -> ContactModel:
    made = district()
    turn = (Shift(since=format_time(NOW - 60), until=format_time(NOW + 3600)),)
    made.put(
        "contact", "c1", contact("示范张", unit="u", phones=(Phone(kind="mobile", number="10000000777"),))
    )
    made.put("contact", "c2", contact("示范王", shifts=turn))
    made.put("contact", "c3", contact("凯旋值班室"))
    return ContactModel(
        entries=made.picture.of(Contact),
        org_name=lambda id_: "凯旋街道",
        initials=Initials(),
        now=made.now,
    )


def test_who_is_on_duty_comes_first_and_all_numbers_are_told(qtbot: QtBot) -> None:
    model = model_of_three()
    assert model.ids() == ["c2", "c3", "c1"]
    said = [model.cells(row)[ContactModel.DUTY].text for row in range(3)]
    assert said == [f"until {minute_text(NOW + 3600)}", "", ""]
    assert model.tool_tip(2, ContactModel.PHONES) == "Mobile  10000000777"


def test_who_has_the_next_turn_says_when_it_begins(qtbot: QtBot) -> None:
    made = district()
    since, until = NOW + 3600, NOW + 7200
    made.put(
        "contact",
        "c1",
        contact("示范王", shifts=(Shift(since=format_time(since), until=format_time(until)),)),
    )
    model = ContactModel(entries=made.picture.of(Contact), org_name=str, initials=Initials(), now=made.now)
    cell = model.cells(0)[ContactModel.DUTY]
    assert (cell.text, cell.look) == (f"{minute_text(since)} - {minute_text(until)}", signs.NEXT_ON_DUTY)
    assert model.tool_tip(0, ContactModel.DUTY) == f"{day_text(since)} - {minute_text(until)}"
    made.time = since
    assert model.cells(0)[ContactModel.DUTY].text == f"until {minute_text(until)}"


def test_contacts_are_found_by_name_number_and_initials(qtbot: QtBot) -> None:
    model = model_of_three()
    for typed, found in (("777", ["c1"]), ("sfz", ["c1"]), ("值班", ["c3"]), ("zzz", [])):
        model.set_needle(typed)
        assert model.ids() == found, typed


def test_the_sheet_searches_and_tells_how_old_it_is(qtbot: QtBot) -> None:
    model = model_of_three()
    roster = RosterModel(entries={}, org_name=str, home=str, initials=Initials(), now=lambda: NOW)
    sheet = ContactSheet(model=model, roster=roster)
    qtbot.addWidget(sheet)
    model.setParent(sheet)
    roster.setParent(sheet)
    sheet.search.setText("示范王")
    assert model.ids() == ["c2"]
    sheet.show_age("old")
    assert [label.text() for label in sheet.findChildren(QLabel) if label.text()] == ["old"]


def test_beside_the_map_everybody_has_where_he_works_and_his_number(qtbot: QtBot) -> None:
    model = model_of_three()
    roster = RosterModel(entries={}, org_name=str, home=str, initials=Initials(), now=lambda: NOW)
    sheet = ContactSheet(model=model, roster=roster)
    qtbot.addWidget(sheet)
    model.setParent(sheet)
    roster.setParent(sheet)
    sheet.resize(432, 400)
    with qtbot.waitExposed(sheet):
        sheet.show()
    hidden = [column for column in range(5) if sheet.table.isColumnHidden(column)]
    assert hidden == [ContactModel.POST]
    sheet.resize(640, 400)
    qtbot.waitUntil(lambda: not sheet.table.isColumnHidden(ContactModel.POST))


def test_from_what_was_typed_the_keyboard_leads_to_who_is_called(qtbot: QtBot) -> None:
    model = model_of_three()
    roster = RosterModel(
        entries={}, org_name=str, home=str, initials=Initials(), now=lambda: NOW, parent=None
    )
    sheet = ContactSheet(model=model, roster=roster)
    qtbot.addWidget(sheet)
    model.setParent(sheet)
    roster.setParent(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    sheet.activateWindow()
    sheet.search.setFocus()
    QTest.keyClick(sheet.search, Qt.Key.Key_Down)
    assert sheet.focusWidget() is sheet.table
    first = sheet.table.current_id
    assert first == model.ids()[0]
    # Another one is looked for: he is called, not who was chosen before.
    other = model.ids()[-1]
    sheet.search.setFocus()
    sheet.search.setText(model.cells(2)[ContactModel.NAME].text)
    assert model.ids() == [other]
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    with qtbot.waitSignal(sheet.call_requested) as asked:
        QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert asked.args == [other]
    sheet.search.setFocus()
    sheet.search.setText("nobody at all")
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    assert sheet.focusWidget() is sheet.search


def test_who_is_on_duty_now_is_chosen_first_wherever_he_stands(qtbot: QtBot) -> None:
    made = district()
    for id_, name, begins in (("c1", "甲", 3600), ("c2", "乙", -60), ("c3", "丙", 7200)):
        turn = Shift(since=format_time(NOW + begins), until=format_time(NOW + begins + 3600))
        made.put("contact", id_, contact(name, shifts=(turn,)))
    model = ContactModel(entries=made.picture.of(Contact), org_name=str, initials=Initials(), now=made.now)
    assert model.id_at(model.likeliest_row) == "c2"
    model.set_needle("甲")
    assert model.likeliest_row == 0
