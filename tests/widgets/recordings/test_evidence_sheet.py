from __future__ import annotations

from pytestqt.qtbot import QtBot

from backend_client.protocol.evidence import EvidenceRecord
from tests.console.recordings.records import NOON, record
from tests.widgets.district import district
from widgets.recordings.evidence_model import EvidenceModel
from widgets.recordings.evidence_sheet import Allowed, EvidenceSheet


def test_the_chosen_export_is_read_out_and_its_buttons_say_what_is_wanted(qtbot: QtBot) -> None:
    made = district()
    model = EvidenceModel(entries=made.picture.of(EvidenceRecord), now=lambda: NOON)
    sheet = EvidenceSheet(model=model)
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.table.empty_text()
    model.on_changes(made.put("evidence_record", "e1", record()))
    assert sheet.table.select_id("e1")
    sheet.allow(Allowed(save="not ready"))
    wanted: list[str] = []
    sheet.look_requested.connect(lambda: wanted.append("look"))
    sheet.approve_requested.connect(lambda: wanted.append("approve"))
    sheet.refuse_requested.connect(lambda: wanted.append("refuse"))
    sheet.save_requested.connect(lambda: wanted.append("save"))
    for button in (sheet.look, sheet.approve, sheet.refuse, sheet.save):
        button.click()
    assert wanted == ["look", "approve", "refuse"]
    assert sheet.save.toolTip() == "not ready"
    assert "盗窃案" in sheet._whole.text()
