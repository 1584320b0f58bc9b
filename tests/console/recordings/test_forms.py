from __future__ import annotations

from backend_client.protocol.evidence import EvidenceKind
from backend_client.protocol.times import format_time
from console.recordings.forms import (
    approval_args,
    approval_form,
    evidence_args,
    evidence_form,
    look_args,
    look_form,
)
from widgets.dispatch.form_dialog import FormAnswer

NOON = 1_800_000_000.0


def test_looking_back_asks_from_when_how_long_and_why() -> None:
    form = look_form(camera="北门", now=NOON)
    assert (form.about, form.words, [each.id for each in form.fields]) == ("北门", True, ["since", "minutes"])
    answer = FormAnswer(text="走失老人", values={"since": NOON - 900, "minutes": "30"})
    args = look_args(answer, camera="c1", now=NOON)
    assert (args.since, args.until) == (format_time(NOON - 900), format_time(NOON + 900))
    assert (args.camera, args.reason) == ("c1", "走失老人")
    # What lies ahead cannot have been recorded.
    ahead = FormAnswer(text="x", values={"since": NOON + 900, "minutes": "10"})
    assert look_args(ahead, camera="c1", now=NOON).since == format_time(NOON - 1)


def test_evidence_asks_for_a_case_and_says_whether_it_waits() -> None:
    alone = evidence_form(camera="北门", since=NOON, until=NOON + 60, alone=True)
    assert [each.id for each in alone.fields] == ["kind", "case_number"]
    assert "signed" in alone.warning
    waits = evidence_form(camera="北门", since=NOON, until=NOON + 60, alone=False, approvers=[("li", "李")])
    assert [each.id for each in waits.fields] == ["kind", "case_number", "approver"]
    assert "approve" in waits.warning
    values = {"kind": "clip", "case_number": "12号", "approver": "li"}
    args = evidence_args(FormAnswer("盗窃案", values), camera="c1", since=NOON, until=NOON + 60)
    assert (args.kind, args.case_number, args.approver) == (EvidenceKind.CLIP, "12号", "li")
    anybody = evidence_args(
        FormAnswer("x", values | {"approver": ""}), camera="c1", since=NOON, until=NOON + 60
    )
    assert anybody.approver is None


def test_a_decision_is_yes_or_no() -> None:
    assert [each.id for each in approval_form(about="x").fields] == ["decision"]
    assert approval_args(FormAnswer("同意", {"decision": "granted"})).granted
    assert not approval_args(FormAnswer("", {"decision": "refused"})).granted
