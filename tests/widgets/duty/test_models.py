"""The directory and the duty log as tables."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backend_client.protocol.duty import Contact, DutyLogEntry, DutyLogKind, Phone, Shift
from backend_client.protocol.times import format_time
from tests.widgets.district import NOW, ago, district
from widgets.duty.contact_model import ContactModel
from widgets.duty.duty_sheets import ContactSheet, DutyLogSheet
from widgets.duty.log_model import DutyLogModel
from widgets.initials import Initials


def contact(name: str, **more: Any) -> Contact:
    return Contact(name=name, org="kaixuan", **more)


def line(**more: Any) -> DutyLogEntry:
    about: dict[str, Any] = {"at": ago(60), "by": "甲", "org": "o", "kind": DutyLogKind.NOTE, "text": "备注"}
    return DutyLogEntry(**about | more)


def test_contacts_are_found_by_name_number_and_initials_and_show_who_is_on_duty(qtbot: QtBot) -> None:
    made = district()
    turn = (Shift(since=format_time(NOW - 60), until=format_time(NOW + 3600)),)
    made.put(
        "contact", "c1", contact("示范张", unit="u", phones=(Phone(kind="mobile", number="10000000777"),))
    )
    made.put("contact", "c2", contact("示范王", shifts=turn))
    made.put("contact", "c3", contact("凯旋值班室"))
    model = ContactModel(
        entries=made.picture.of(Contact),
        org_name=lambda id_: "凯旋街道",
        initials=Initials(),
        now=made.now,
    )
    assert model.ids() == ["c2", "c3", "c1"]
    said = [model.cells(row)[ContactModel.DUTY].text for row in range(3)]
    assert said == [time.strftime("until %H:%M", time.localtime(NOW + 3600)), "", ""]
    assert model.tool_tip(2, ContactModel.PHONES) == "Mobile  10000000777"
    for typed, found in (("777", ["c1"]), ("sfz", ["c1"]), ("值班", ["c3"]), ("zzz", [])):
        model.set_needle(typed)
        assert model.ids() == found, typed
    sheet = ContactSheet(model=model)
    qtbot.addWidget(sheet)
    model.setParent(sheet)
    sheet.search.setText("示范王")
    assert model.ids() == ["c2"]
    sheet.show_age("old")
    assert [label.text() for label in sheet.findChildren(QLabel) if label.text()] == ["old"]


def test_what_was_promised_comes_first_and_says_when(qtbot: QtBot) -> None:
    made = district()
    made.put("duty_log_entry", "l1", line(at=ago(30)))
    made.put("duty_log_entry", "l2", line(at=ago(600), due_at=format_time(NOW + 600)))
    made.put("duty_log_entry", "l3", line(at=ago(900), due_at=ago(60)))
    made.put("duty_log_entry", "l4", line(at=ago(20), due_at=ago(60), settled_at=ago(10), settled_by="乙"))
    model = DutyLogModel(entries=made.picture.of(DutyLogEntry), now=made.now)
    assert model.ids() == ["l3", "l2", "l4", "l1"]
    said = [model.cells(row)[DutyLogModel.PROMISE].text for row in range(4)]
    assert said == ["1 min over", "in 10 min", "kept", ""]
    sheet = DutyLogSheet(model=model)
    qtbot.addWidget(sheet)
    model.setParent(sheet)
    sheet.table.select_id("l3")
    sheet.set_can_settle(True)
    with qtbot.waitSignal(sheet.settle_requested) as settled:
        sheet._settle.click()
    assert settled.args == ["l3"]
