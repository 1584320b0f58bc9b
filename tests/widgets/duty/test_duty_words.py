"""The words of calls and of the duty log."""

from __future__ import annotations

from backend_client.protocol.duty import DutyLogKind
from widgets.duty import duty_words
from widgets.duty.numbers import Part


def test_every_name_has_its_own_words() -> None:
    for said in (
        [duty_words.kind(each) for each in DutyLogKind],
        [duty_words.part(each) for each in Part],
        [duty_words.outcome(each) for each in duty_words.OUTCOMES],
        [duty_words.phone_kind(each) for each in ("mobile", "office", "sip", "radio", "fax")],
    ):
        assert len(set(said)) == len(said)


def test_other_outcomes_are_acts_or_stand_as_they_were_written() -> None:
    assert duty_words.outcome("task.sign") == "Sign for"
    assert duty_words.outcome("已回电") == "已回电"
    assert duty_words.kind("dream") == "dream"
    assert duty_words.phone_kind("pigeon") == "pigeon"
