"""What speaks for and against somebody, in words."""

from __future__ import annotations

from dataclasses import replace

from backend_client.protocol.entities import AssigneeKind
from tests.widgets.dispatch.test_weighing import GOOD
from widgets.dispatch.candidate_words import point_text, reasons, shortage_text, shortfalls
from widgets.dispatch.candidates import Candidate
from widgets.dispatch.weighing import Point, Shortage, points

FACTS = replace(GOOD, load=2, position_age=1500.0)
UNIT = Candidate(
    kind=AssigneeKind.UNIT,
    id="u",
    name="示范员",
    code="z3",
    org="凯旋街道",
    search="z3",
    points=points(FACTS),
    facts=FACTS,
)


def test_every_point_and_every_shortage_has_its_own_words() -> None:
    said = [point_text(point, UNIT) for point in Point]
    assert len(set(said)) == len(said)
    assert all(said)
    short = [shortage_text((each,)) for each in Shortage]
    assert len(set(short)) == len(short)


def test_reasons_and_shortfalls_are_told_apart() -> None:
    assert reasons(UNIT) == "right kind, has the skill"
    assert shortfalls(UNIT) == "tasks: 2, seen 25 min ago"
    assert shortage_text(()) == ""
