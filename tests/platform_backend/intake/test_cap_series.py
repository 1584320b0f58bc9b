"""Which message comes next: an Alert, then Updates, and a Cancel for what should never have gone out."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.intake.cap_series import TAKEN_BACK, Message, next_message, sent_messages

S = IncidentState


def series(*states: tuple[str, IncidentState]) -> list[tuple[str, tuple[str, ...]]]:
    """What goes out when an incident is exported at each of these versions."""
    sent: tuple[Message, ...] = ()
    said = []
    for name, state in states:
        message, references = next_message(name, state, sent)
        sent = (*sent, message)
        said.append((message.kind, references))
    return said


def test_each_one_refers_to_all_before_it() -> None:
    assert series(("a", S.PENDING), ("c", S.HANDLING), ("f", S.CLOSED)) == [
        ("Alert", ()),
        ("Update", ("a",)),
        ("Update", ("a", "c")),
    ]


@pytest.mark.parametrize("state", sorted(TAKEN_BACK))
def test_what_is_taken_back_is_cancelled_for_all_who_heard_of_it(state: IncidentState) -> None:
    assert series(("a", S.PENDING), ("b", S.TO_DISPATCH), ("c", state), ("d", state)) == [
        ("Alert", ()),
        ("Update", ("a",)),
        ("Cancel", ("a", "b")),
        # Something was added to its trail: whoever asks now hears the same of it.
        ("Cancel", ("a", "b")),
    ]
    with pytest.raises(Refused) as refused:
        next_message("a", state, ())
    assert refused.value.error.code == ErrorCode.ILLEGAL_TRANSITION


def test_what_is_taken_up_again_is_an_alert_of_its_own() -> None:
    assert series(("a", S.PENDING), ("b", S.VOID), ("c", S.PENDING), ("d", S.HANDLING), ("e", S.VOID)) == [
        ("Alert", ()),
        ("Cancel", ("a",)),
        ("Alert", ()),
        ("Update", ("c",)),
        ("Cancel", ("c", "d")),
    ]


def test_the_same_version_is_the_same_message() -> None:
    assert series(("a", S.PENDING), ("b", S.HANDLING), ("b", S.HANDLING), ("c", S.VOID), ("c", S.VOID)) == [
        ("Alert", ()),
        ("Update", ("a",)),
        ("Update", ("a",)),
        ("Cancel", ("a", "b")),
        ("Cancel", ("a", "b")),
    ]


def test_the_trail_tells_what_was_sent() -> None:
    one, two = Message("Alert", "org1,i-1.3,2026-03-02T04:50:00-00:00"), Message("Cancel", "org1,i-1.4,x")
    others = ("form=eido", "form=cap", "form=eido reporter: form=cap Alert x", "form=cap Ack x", "")
    assert sent_messages((one.noted, *others, two.noted)) == (one, two)
