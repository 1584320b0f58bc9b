"""The duty log as a table, and its sheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backend_client.protocol.duty import DutyLogEntry, DutyLogKind
from backend_client.protocol.times import format_time
from tests.widgets.district import NOW, ago, district
from widgets.duty.duty_sheets import DutyLogSheet
from widgets.duty.log_model import DutyLogModel


def line(**more: Any) -> DutyLogEntry:
    about: dict[str, Any] = {"at": ago(60), "by": "甲", "org": "o", "kind": DutyLogKind.NOTE, "text": "备注"}
    return DutyLogEntry(**about | more)


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


def test_a_promise_is_settled_by_its_line(qtbot: QtBot) -> None:
    made = district()
    made.put("duty_log_entry", "l3", line(at=ago(900), due_at=ago(60)))
    model = DutyLogModel(entries=made.picture.of(DutyLogEntry), now=made.now)
    sheet = DutyLogSheet(model=model)
    qtbot.addWidget(sheet)
    model.setParent(sheet)
    sheet.table.select_id("l3")
    sheet.set_can_settle(True)
    with qtbot.waitSignal(sheet.settle_requested) as settled:
        sheet._settle.click()
    assert settled.args == ["l3"]


def test_the_chosen_line_is_read_in_full_below_the_log(qtbot: QtBot) -> None:
    made = district()
    said = "泵站回电，二十分钟后到，需要两台水泵和一辆照明车，先在北口等。"
    made.put("duty_log_entry", "l1", line(kind=DutyLogKind.CALL, text=said, number="10000000001"))
    made.put("duty_log_entry", "l2", line(text="x" * 4000))
    model = DutyLogModel(entries=made.picture.of(DutyLogEntry), now=made.now)
    sheet = DutyLogSheet(model=model)
    qtbot.addWidget(sheet)
    model.setParent(sheet)

    def read() -> str:
        return next((each.text() for each in sheet.findChildren(QLabel) if not each.isHidden()), "")

    assert read() == ""
    sheet.table.select_id("l1")
    assert "Call   甲   10000000001" in read()
    assert read().endswith(said)
    sheet.table.select_id("l2")
    assert len(read()) < 300
