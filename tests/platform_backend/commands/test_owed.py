"""What the rule finds to be done at a moment, and when it looks again."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import Incident, IncidentState, TaskState
from backend_client.protocol.incident_args import Comment, DecideRequest, Supervise
from backend_client.protocol.incident_parts import Clock, Deadline, Request, RequestKind, Suspension
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.clocks import after
from platform_backend.commands.owed import next_moment, pressed
from platform_backend.limits.limits import packaged, read_limits
from tests.platform_backend.commands.hall import CODES, incident, task

S = IncidentState
LIMITS = read_limits(packaged())
#: Wednesday 25 November 2026, 10:00 in Shanghai.
NOW = parse_time("2026-11-25T02:00:00Z")
MINUTE, HOUR = 60.0, 3600.0


def fresh(state: IncidentState = S.PENDING, **more: Any) -> Incident:
    one = incident(state, NOW, **more)
    clocks = after(None, one, act="incident.create", now=NOW, limits=LIMITS, org_codes=CODES)
    return replace(one, deadlines=clocks)


def looks_at(one: Incident) -> float | None:
    moment = next_moment(one, limits=LIMITS, org_codes=CODES)
    return None if moment is None else moment - NOW


def orders(one: Incident, minutes: float) -> tuple[tuple[Deadline, ...], list[str]]:
    clocks, given = pressed(one, now=NOW + minutes * MINUTE, limits=LIMITS, org_codes=CODES)
    return clocks, [order.name for order in given]


def test_nothing_is_to_be_done_before_a_clock_is_due() -> None:
    one = fresh()
    assert looks_at(one) == 30 * MINUTE
    assert orders(one, 29.999) == (one.deadlines, [])


def test_each_step_is_taken_once_and_the_next_one_is_looked_for() -> None:
    one = fresh()
    clocks, given = orders(one, 30)
    assert given == ["incident.urge"]
    urged = replace(one, deadlines=clocks)
    assert (clocks[0].breached_at, clocks[0].escalated) == (format_time(NOW + 30 * MINUTE), 1)
    assert looks_at(urged) == 60 * MINUTE
    assert orders(urged, 59) == (clocks, [])
    clocks, given = orders(urged, 60)
    assert given == ["incident.supervise"]
    done = replace(urged, deadlines=clocks)
    assert looks_at(done) is None
    assert orders(done, 10_000) == (clocks, [])


def test_what_was_missed_is_done_at_once_in_its_order() -> None:
    clocks, given = orders(fresh(), 600)
    assert given == ["incident.urge", "incident.supervise"]
    assert clocks[0].escalated == 2


def test_the_words_name_the_incident_and_the_answer_is_owed_from_now() -> None:
    one = fresh(serial_no="330104-7")
    _, (urge, supervise) = pressed(one, now=NOW + 600 * MINUTE, limits=LIMITS, org_codes=CODES)
    assert isinstance(urge.args, Comment)
    assert isinstance(supervise.args, Supervise)
    assert supervise.args.demand.startswith("330104-7《积水》")
    assert supervise.args.due_at == format_time(NOW + 600 * MINUTE + 2 * HOUR)


def test_clocks_that_rest_or_have_ended_are_left_alone() -> None:
    one = fresh()
    (clock,) = one.deadlines
    for at in ({"met_at": clock.started_at}, {"paused_at": clock.started_at, "left_s": 1.0}):
        still = replace(one, deadlines=(replace(clock, **at),))
        assert looks_at(still) is None
        assert orders(still, 600) == (still.deadlines, [])


def test_every_clock_is_pressed_for_itself() -> None:
    given = (task("t1", TaskState.OFFERED, NOW), task("t2", TaskState.OFFERED, NOW))
    one = fresh(S.HANDLING, tasks=given, severity=1)
    assert {each.clock for each in one.deadlines} == {Clock.HANDLE, Clock.SIGN, Clock.FIRST_REPORT}
    clocks, orders_ = orders(one, 31)
    assert orders_ == ["incident.urge"] * 3
    assert sorted(each.escalated for each in clocks) == [0, 1, 1, 1]


def test_what_is_closed_is_found_but_nobody_is_urged() -> None:
    one = fresh(S.CLOSED, severity=1)
    assert [each.clock for each in one.deadlines] == [Clock.FINAL_REPORT]
    clocks, given = orders(one, 24 * 60)
    assert given == []
    assert clocks[0].breached_at is not None
    assert looks_at(replace(one, deadlines=clocks)) is None


def test_a_rest_and_a_request_end_by_themselves() -> None:
    rest = Suspension(at="", until=format_time(NOW + 2 * HOUR), reason="r", by="b")
    one = replace(incident(S.SUSPENDED, NOW), suspension=rest)
    assert looks_at(one) == 2 * HOUR
    assert orders(one, 119) == ((), [])
    assert orders(one, 120) == ((), ["incident.resume"])
    until = format_time(NOW + 90 * HOUR)
    asked = Request(kind=RequestKind.LEDGER, by="w", name="w", at=format_time(NOW), reason="r", until=until)
    one = replace(incident(S.HANDLING, NOW), request=asked)
    assert looks_at(one) == 8 * HOUR
    _, (order,) = pressed(one, now=NOW + 8 * HOUR, limits=LIMITS, org_codes=CODES)
    assert order.args == DecideRequest(granted=False, text="申请逾期未决，自动失效。")


@pytest.mark.parametrize("state", [S.HANDLING, S.TO_VERIFY, S.CLOSED])
def test_a_suspension_of_the_past_is_over(state: IncidentState) -> None:
    rest = Suspension(at="", until=format_time(NOW), reason="r", by="b")
    assert looks_at(replace(incident(state, NOW), suspension=rest)) is None
