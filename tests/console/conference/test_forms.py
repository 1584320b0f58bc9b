"""What is asked before a call is turned away or somebody is sent out."""

from __future__ import annotations

from backend_client.protocol.conference import PartyRole
from console.conference.forms import close_form, decline_form, hand_on_form, remove_form
from console.conference.ringing import Ring

RING = Ring("k1", "积水", "李", PartyRole.LEADER, 0.0, has_line=False)


def test_a_call_is_turned_away_with_a_reason_that_is_ready() -> None:
    form = decline_form(RING)
    assert form.words
    assert len(form.presets) == 4
    assert form.about == "李 asks you to confer: 积水"
    handed = hand_on_form(RING, [("s2", "受理席2   李")])
    assert handed.words is None
    assert [field.id for field in handed.fields] == ["seat"]


def test_sending_out_needs_no_reason_and_ending_for_all_is_asked() -> None:
    assert remove_form("李").words is False
    assert "李" in remove_form("李").about
    form = close_form("积水")
    assert (form.words, form.fields, form.about) == (None, (), "积水")
    assert form.warning
