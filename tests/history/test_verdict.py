from __future__ import annotations

from dataclasses import replace as with_
from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import Incident, IncidentState, Step
from tests.history.incident_model import Answer, Call
from tests.history.linear import Operation
from tests.history.verdict import Stand, judge

AT = "2026-01-31T08:00:00.000Z"
NEW = Incident(
    serial_no="1",
    type_code="0102",
    type_name="暴露垃圾",
    severity=3,
    title="竞赛",
    source="热线",
    state=IncidentState.PENDING,
    owner_org="org-1",
    reported_at=AT,
    steps=(Step(at=AT, by="chief", action="incident.create"),),
)
BEFORE = Stand(incidents={"i": (1, NEW)}, loads={"u": 0})


def step(by: str, action: str, text: str = "") -> Step:
    return Step(at=AT, by=by, action=action, text=text)


def stand(*steps: Step, state: IncidentState = IncidentState.PENDING) -> Stand:
    incident = replace(NEW, steps=(*NEW.steps, *steps), state=state)
    return Stand(incidents={"i": (len(incident.steps), incident)}, loads={"u": 0})


def op(at: float, name: str, mark: str = "", answer: Answer | None = None, **more: Any) -> Operation[Call]:
    call = Call(by="甲", name=name, incident="i", mark=mark, answer=answer, **more)
    return Operation(call, at, float("inf") if answer is None else at + 0.5)


def ok(ver: int) -> Answer:
    return Answer(ok=True, ver=ver)


NOTED = step("甲", "incident.note", "[1]")
ACCEPTED = step("甲", "incident.accept")


def test_nothing_is_wrong_with_what_is_right() -> None:
    history = [
        op(1, "incident.note", "[1]", ok(2)),
        op(2, "incident.accept", answer=ok(3)),
        op(3, "incident.note", "[2]"),
        op(4, "incident.finish", "[3]", Answer(ok=False, code="expired")),
    ]
    findings = judge(history, BEFORE, stand(NOTED, ACCEPTED, state=IncidentState.TO_DISPATCH))
    assert findings.linearizable
    assert (findings.lost, findings.twice, findings.from_nowhere, findings.loads) == ((), (), (), ())


@pytest.mark.parametrize(
    "after",
    [stand(), stand(step("乙", "incident.note", "[1]")), stand(step("甲", "incident.note", "[9]"))],
)
def test_an_acknowledged_command_that_is_not_there_is_lost(after: Stand) -> None:
    history = [op(1, "incident.note", "[1]", ok(2))]
    assert judge(history, BEFORE, after).lost == (history[0].call,)


def test_a_mark_that_stands_twice_was_applied_twice_acknowledged_or_not() -> None:
    for answer in (ok(2), None):
        findings = judge([op(1, "incident.note", "[1]", answer)], BEFORE, stand(NOTED, NOTED))
        assert findings.twice == ("[1]",)
        assert not findings.linearizable
        assert findings.from_nowhere


def test_acts_without_words_are_counted() -> None:
    history = [op(1, "incident.accept")]
    findings = judge(history, BEFORE, stand(ACCEPTED, ACCEPTED, state=IncidentState.TO_DISPATCH))
    assert findings.twice == ("i 甲 incident.accept",)


def test_a_refused_command_that_took_effect_comes_from_nowhere() -> None:
    history = [op(1, "incident.note", "[1]", Answer(ok=False, code="expired"))]
    findings = judge(history, BEFORE, stand(NOTED))
    assert findings.from_nowhere == ("i 甲 incident.note [1]",)
    assert not findings.linearizable


def test_what_stands_there_in_the_end_belongs_to_the_history() -> None:
    findings = judge([], BEFORE, stand(state=IncidentState.HANDLING))
    assert "i" in findings.broken


def test_units_count_their_tasks() -> None:
    findings = judge([], BEFORE, with_(BEFORE, loads={"u": 1}))
    assert findings.loads == ("u: 0 -> 1 with 0 tasks more",)
