from __future__ import annotations

from typing import Any

from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState
from tests.console.recordings.records import NOON, record
from tests.widgets.district import district
from widgets.recordings.evidence_model import EvidenceModel


def test_what_waits_stands_first_the_oldest_on_top() -> None:
    made = district()
    states = {"e1": EvidenceState.READY, "e4": EvidenceState.REFUSED}
    for number in (4, 3, 1, 2):
        id_ = f"e{number}"
        made.put("evidence_record", id_, record(number, state=states.get(id_, EvidenceState.WAITING)))
    model = EvidenceModel(entries=made.picture.of(EvidenceRecord), now=lambda: NOON)
    assert model.ids() == ["e2", "e3", "e4", "e1"]
    first = model.cells(0)
    assert (first[EvidenceModel.STATE].text, first[EvidenceModel.CAMERA].text) == (
        "Waiting for approval",
        "北门",
    )
    # No state is told by colour alone.
    assert all(model.cells(row)[EvidenceModel.STATE].look for row in range(4))
    model.sort(EvidenceModel.AT)
    assert model.ids() == ["e1", "e2", "e3", "e4"]


def test_an_export_is_read_out_with_its_reason_and_its_end() -> None:
    made = district()
    made.put("evidence_record", "e1", record())
    more: dict[str, Any] = {"approved_by": "李", "approval_text": "案由不足"}
    more["state"] = EvidenceState.REFUSED
    made.put("evidence_record", "e2", record(kind=EvidenceKind.STILL, **more))
    made.put("evidence_record", "e3", record(state=EvidenceState.FAILED, cause="no_picture"))
    model = EvidenceModel(entries=made.picture.of(EvidenceRecord), now=lambda: NOON)
    assert model.told("e1").splitlines()[1:] == ["王: 盗窃案"]
    assert "–" in model.told("e1")
    assert "–" not in model.told("e2")
    assert model.told("e2").splitlines()[-1] == "李: 案由不足"
    assert model.told("e3").splitlines()[-1] == "There is no picture in what is recorded"
    assert model.told("gone") == ""
