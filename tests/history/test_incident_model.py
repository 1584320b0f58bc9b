from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import IncidentState
from tests.history.incident_model import Answer, Call, State, step
from tests.history.linear import Operation, check

START = State(ver=1, by="指挥", state=IncidentState.PENDING, owner="org-1")


def call(name: str, answer: Answer | None = None, **more: Any) -> Call:
    return Call(by="甲", name=name, incident="i", answer=answer, **more)


def ok(ver: int) -> Answer:
    return Answer(ok=True, ver=ver)


def refused(code: str, **more: Any) -> Answer:
    return Answer(ok=False, code=code, **more)


def read(state: State) -> Call:
    answer = Answer(
        ok=True, ver=state.ver, steps=state.ver, state=state.state, owner=state.owner, tasks=state.tasks
    )
    return call("read", answer)


def after(state: State, *calls: Call) -> State:
    for one in calls:
        following = step(state, one)
        assert following is not None, one
        state = following
    return state


def test_a_whole_life() -> None:
    handling = after(
        START,
        call("incident.accept", ok(2)),
        call("incident.assign", ok(3), units=("u1",)),
        call("incident.assign", ok(4), units=("u2",)),
    )
    assert handling.tasks == {"u1", "u2"}
    passed_on = after(handling, call("incident.transfer", ok(5), org="org-2"))
    assert passed_on == State(ver=5, by="甲", state=IncidentState.PENDING, owner="org-2")
    checked = after(
        handling,
        call("incident.finish", ok(5), on_call=True),
        call("incident.verify", ok(6), passed=False),
        call("incident.note", ok(7)),
    )
    # Work that failed its check goes to its lead once more.
    assert (checked.state, checked.tasks) == (IncidentState.HANDLING, frozenset({"u1"}))
    closed = after(
        checked,
        call("incident.finish", refused("illegal_transition")),
        call("incident.finish", ok(8), on_call=True),
        call("incident.verify", ok(9), passed=True),
        read_of_closed(),
    )
    assert closed.state is IncidentState.CLOSED


def test_without_the_word_of_the_lead_nothing_is_finished() -> None:
    handling = after(START, call("incident.accept", ok(2)), call("incident.assign", ok(3), units=("u1",)))
    assert step(handling, call("incident.finish", ok(4))) is None
    assert step(handling, call("incident.finish", refused("illegal_transition"), on_call=True)) is None


def read_of_closed() -> Call:
    return read(State(ver=9, by="甲", state=IncidentState.CLOSED, owner="org-1"))


def test_what_is_taken_back_has_no_lead_any_more() -> None:
    handling = after(START, call("incident.accept", ok(2)), call("incident.assign", ok(3), units=("u1",)))
    recalled = after(handling, call("incident.recall", ok(4)))
    assert (recalled.state, recalled.tasks, recalled.lead) == (
        IncidentState.TO_DISPATCH,
        frozenset(),
        "",
    )


def test_nobody_verifies_what_he_settled_himself() -> None:
    settled = after(START, call("incident.accept", ok(2)), call("incident.finish", ok(3)))
    assert settled.handlers == {"甲"}
    assert step(settled, call("incident.verify", ok(4), passed=True)) is None
    assert step(settled, call("incident.verify", refused("forbidden"), passed=True)) == settled
    other = replace(call("incident.verify", ok(4)), by="乙")
    failed = step(settled, other)
    assert failed is not None
    assert (failed.state, failed.tasks) == (IncidentState.HANDLING, frozenset())
    # Nobody has it in hand now: whoever finishes it settled it himself.
    again = step(failed, replace(call("incident.finish", ok(5)), by="乙"))
    assert again is not None
    assert again.handlers == {"甲", "乙"}


@pytest.mark.parametrize(
    "told",
    [
        call("incident.accept", refused("version_conflict", current=1, by="指挥"), expect_ver=7),
        call("incident.finish", refused("illegal_transition")),
        call("incident.transfer", refused("bad_request"), org="org-1"),
        call("incident.accept", refused("expired")),
        call("incident.accept", refused("unavailable")),
        call("read"),
        read(START),
    ],
)
def test_answers_that_change_nothing(told: Call) -> None:
    assert step(START, told) == START


@pytest.mark.parametrize(
    "told",
    [
        call("incident.accept", ok(3)),
        call("incident.accept", ok(2), expect_ver=7),
        call("incident.finish", ok(2)),
        call("incident.accept", refused("illegal_transition")),
        call("incident.accept", refused("version_conflict", current=1, by="指挥")),
        call("incident.accept", refused("version_conflict", current=2, by="指挥"), expect_ver=7),
        call("incident.accept", refused("version_conflict", current=1, by="乙"), expect_ver=7),
        call("incident.accept", refused("not_found")),
        call("incident.transfer", ok(2), org="org-1"),
        read(State(ver=2, by="甲", state=IncidentState.TO_DISPATCH, owner="org-1")),
    ],
)
def test_answers_that_cannot_be(told: Call) -> None:
    assert step(START, told) is None


def test_a_second_open_task_of_a_unit_is_refused() -> None:
    handling = after(START, call("incident.accept", ok(2)), call("incident.assign", ok(3), units=("u1",)))
    assert step(handling, call("incident.assign", ok(4), units=("u1",))) is None
    assert step(handling, call("incident.assign", refused("bad_request"), units=("u1",))) == handling


def history(*told: tuple[Call, float, float]) -> list[Operation[Call]]:
    return [Operation(*one) for one in told]


ACCEPTED = call("incident.accept", ok(2))
SEEN = read(State(ver=2, by="甲", state=IncidentState.TO_DISPATCH, owner="org-1"))
FOREVER = float("inf")

BAD = {
    "lost update": history((ACCEPTED, 0, 1), (call("incident.accept", ok(2)), 2, 3)),
    "acknowledged and gone": history((ACCEPTED, 0, 1), (read(START), 2, 3)),
    "double application": history((call("incident.note", ok(2)), 0, 1), (call("incident.note", ok(4)), 2, 3)),
    "an unseen command applied twice": history(
        (call("incident.note"), 0, FOREVER), (call("incident.note", ok(4)), 2, 3)
    ),
    "reordered": history((call("incident.note", ok(3)), 0, 1), (call("incident.note", ok(2)), 2, 3)),
    "stale refusal": history(
        (ACCEPTED, 0, 1),
        (call("incident.note", refused("version_conflict", current=1, by="指挥"), expect_ver=9), 2, 3),
    ),
}

GOOD = {
    "unseen and happened": history((call("incident.accept"), 0, FOREVER), (SEEN, 5, 6)),
    "unseen and not happened": history((call("incident.accept"), 0, FOREVER), (read(START), 5, 6)),
    "two at once, one refused": history(
        (ACCEPTED, 0, 5), (call("incident.accept", refused("illegal_transition")), 0, 5), (SEEN, 1, 6)
    ),
}


@pytest.mark.parametrize("told", BAD.values(), ids=BAD)
def test_broken_platforms_are_found_out(told: list[Operation[Call]]) -> None:
    assert not check(told, initial=START, step=step).linearizable


@pytest.mark.parametrize("told", GOOD.values(), ids=GOOD)
def test_what_a_good_platform_does_is_accepted(told: list[Operation[Call]]) -> None:
    assert check(told, initial=START, step=step).linearizable
