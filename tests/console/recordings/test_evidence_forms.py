from __future__ import annotations

from backend_client.protocol.evidence import EvidenceKind
from backend_client.protocol.recording_args import Approver
from console.recordings.evidence_forms import (
    approve_form,
    evidence_args,
    evidence_form,
    refuse_form,
    ring_form,
    save_form,
)
from widgets.dispatch.form_dialog import FormAnswer
from widgets.dispatch.form_fields import ChoiceField

NOON = 1_800_000_000.0
PEOPLE = (Approver(id="li", name="李", signed_in=True), Approver(id="bo", name="伯", signed_in=False))


def test_evidence_asks_for_a_case_and_says_whether_it_waits() -> None:
    alone = evidence_form(camera="北门", since=NOON, until=NOON + 60, alone=True, approvers=PEOPLE)
    assert [each.id for each in alone.fields] == ["kind", "case_number"]
    assert "signed" in alone.warning
    waits = evidence_form(camera="北门", since=NOON, until=NOON + 60, alone=False, approvers=PEOPLE)
    assert [each.id for each in waits.fields] == ["kind", "case_number", "approver"]
    assert "approve" in waits.warning
    assert waits.send != alone.send
    values = {"kind": "clip", "case_number": "12号", "approver": "li"}
    args = evidence_args(FormAnswer("盗窃案", values), camera="c1", since=NOON, until=NOON + 60)
    assert (args.kind, args.case_number, args.approver) == (EvidenceKind.CLIP, "12号", "li")


def test_an_approver_is_picked_or_anybody_is_asked() -> None:
    field = ring_form(camera="北门", kept_s=60.0, alone=False, approvers=PEOPLE).fields[-1]
    assert isinstance(field, ChoiceField)
    assert [name for _, name in field.choices] == ["any duty leader", "李 (signed in)", "伯"]
    # A choice that says nothing would keep the form from being sent.
    anybody = field.choices[0][0]
    assert anybody
    for values in (
        {"kind": "still", "case_number": "1", "approver": anybody},
        {"kind": "still", "case_number": "1"},
    ):
        args = evidence_args(FormAnswer("x", values), camera="c1", since=NOON, until=NOON + 60)
        assert args.approver is None
    assert [each.id for each in ring_form(camera="北门", kept_s=60.0, alone=False).fields] == ["case_number"]


def test_a_yes_may_be_silent_and_a_no_says_why() -> None:
    assert approve_form(about="x", seen=True).words is False
    assert "not looked" in approve_form(about="x", seen=False).warning
    assert "not looked" not in approve_form(about="x", seen=True).warning
    refused = refuse_form(about="x")
    assert refused.words
    assert len(refused.presets) == 3


def test_what_is_chosen_in_the_list_is_chosen_to_be_saved() -> None:
    field = save_form(ready=[("a", "A"), ("b", "B")], chosen="b").fields[0]
    assert isinstance(field, ChoiceField)
    assert field.chosen == "b"
