"""What is asked around the duty log, and which lines the answers become."""

from __future__ import annotations

import pytest

from backend_client.protocol.commands import DutyLogAdd
from backend_client.protocol.duty import DutyLogKind, Handover, HandoverItem, Phone
from backend_client.protocol.times import format_time
from console.duty.forms import (
    call_args,
    call_form,
    dial_form,
    hand_over_form,
    log_args,
    log_form,
    take_over_form,
)
from tests.widgets.district import NOW, ago
from widgets.dispatch.form_dialog import FormAnswer
from widgets.dispatch.form_fields import Value
from widgets.duty.numbers import Callee, Part

LI = Callee(contact="c1", name="李", part=Part.LEAD, phone=Phone(kind="mobile", number="10000000001"))


def test_whom_to_call_is_asked_with_part_name_and_number() -> None:
    (field,) = dial_form(about="积水", callees=(LI, LI)).fields
    assert field.id == "callee"
    form = call_form(about="积水", callee=LI, dialled=False, now=NOW)
    assert "李" in form.about
    assert "10000000001" in form.about
    assert form.about.endswith("积水")
    assert form.warning
    assert call_form(about="", callee=LI, dialled=True, now=NOW).warning == ""


@pytest.mark.parametrize(("promised", "due_at"), [(True, format_time(NOW + 60.0)), (False, None)])
def test_only_a_promise_has_a_time_to_be_kept_by(promised: bool, due_at: str | None) -> None:
    values: dict[str, Value] = {
        "outcome": "reached",
        "kind": "instruction",
        "promised": promised,
        "due": NOW + 60.0,
    }
    called = call_args(FormAnswer("on his way", values), LI, incident="i1", seat="seat-1")
    assert called == DutyLogAdd(
        kind=DutyLogKind.CALL,
        text="李  on his way",
        seat="seat-1",
        incident="i1",
        contact="c1",
        number="10000000001",
        outcome="reached",
        due_at=due_at,
    )
    written = log_args(FormAnswer("close the road", values), incident=None, seat="")
    assert (written.kind, written.text, written.due_at) == (DutyLogKind.INSTRUCTION, "close the road", due_at)
    assert [field.id for field in log_form(about="", now=NOW).fields] == ["kind", "promised", "due"]


def test_a_shift_is_told_before_it_is_signed_for() -> None:
    given = hand_over_form(seat="受理席1", open_count=3, promised=1, silenced=("烟感",))
    assert "incidents open 3, promises not kept yet 1" in given.about
    assert "Silenced: 烟感" in given.about
    item = HandoverItem(incident="i1", serial_no="330104-7", title="积水", state="handling", severity=2)
    handover = Handover(
        seat="seat-1",
        org="o",
        giver="li",
        giver_name="李",
        written_at=ago(60),
        since=ago(3600),
        text="雨停后复查",
        open=(item,),
        counts={"handling": 1},
        silenced=("烟感",),
    )
    lines = take_over_form(handover, now=NOW).about.splitlines()
    assert lines[0].startswith("李 hands over since")
    assert lines[1] == "雨停后复查"
    assert "Silenced: 烟感" in lines
    assert "330104-7  积水" in lines[-1]
