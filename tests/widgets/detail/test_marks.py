"""What presses an incident and what it is tied to."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.protocol.incident_parts import (
    LedgerEntry,
    Request,
    RequestKind,
    Supervision,
    Suspension,
    Urging,
)
from tests.widgets.district import NOW, ago, incident
from widgets.detail.marks import Mark, marks

LATER = "2026-03-02T10:00:00.000Z"
DOCUMENT = Supervision(
    number="督办〔2026〕1号", at=ago(60), by="甲", org="o", demand="限期整改", due_at=LATER
)


def marks_of(**fields: Any) -> tuple[Mark, ...]:
    return marks(
        incident(**fields), now=NOW, org_name=lambda id_: f"org {id_}", serial_of=lambda id_: f"no {id_}"
    )


def test_a_plain_incident_has_none() -> None:
    assert marks_of() == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"exercise": True}, "Drill: not counted anywhere"),
        ({"urgent": True}, "Urgent"),
        ({"urged": Urging(count=2, at=ago(60), by="甲")}, "Urged (2×)"),
        ({"reported_by": ("s1",)}, "Reported up by org s1"),
        ({"copies": ("d1",)}, "Copied to org d1"),
        ({"reworks": 2}, "Handled again (2×)"),
        ({"suspension": Suspension(at=ago(60), until=LATER, reason="等料", by="甲")}, "Suspended until"),
        (
            {"ledger": LedgerEntry(at=ago(60), review_at=LATER, owner="水务局", reason="管网", by="甲")},
            "On the ledger with 水务局",
        ),
    ],
)
def test_each_has_its_words(fields: dict[str, Any], said: str) -> None:
    assert [mark.text for mark in marks_of(**fields) if mark.text.startswith(said)]


@pytest.mark.parametrize("kind", list(RequestKind))
def test_a_request_says_who_asks_for_what(kind: RequestKind) -> None:
    request = Request(kind=kind, by="u", name="李", at=ago(60), reason="等料", until=LATER)
    (mark,) = marks_of(request=request)
    assert mark.text.startswith("李 asks")
    assert "等料" in mark.text


def test_supervision_shows_its_number_demand_and_answer_and_ends_with_its_release() -> None:
    red, told = marks_of(supervisions=(DOCUMENT,))
    assert red.text == "Red card"
    assert "督办〔2026〕1号: 限期整改" in told.text
    answered = replace(DOCUMENT, reply="已整改")
    assert "已整改" in marks_of(supervisions=(answered,))[1].text
    assert marks_of(supervisions=(replace(DOCUMENT, released_at=ago(1)),)) == ()


def test_merged_incidents_lead_to_each_other() -> None:
    found = marks_of(merged_into="i9", merged=("i2", "i3"))
    assert [(mark.text, mark.target) for mark in found] == [
        ("Merged into no i9", "i9"),
        ("Holds no i2 as well", "i2"),
        ("Holds no i3 as well", "i3"),
    ]
