"""A clock's life: run, warn, rest, be extended, end; and how pressing it is at every edge."""

from __future__ import annotations

from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backend_client.protocol import deadlines
from backend_client.protocol.calendar import WorkingCalendar
from backend_client.protocol.deadlines import Card, Stage, card, most_pressing, stage
from backend_client.protocol.entities import Incident, IncidentState
from backend_client.protocol.incident_parts import Clock, Deadline, Supervision
from backend_client.protocol.times import format_time, parse_time

OFFICE = [(9 * 60, 12 * 60), (13 * 60, 18 * 60)]
CALENDAR = WorkingCalendar(zone=ZoneInfo("Asia/Shanghai"), weekly=[OFFICE] * 5 + [[], []])
#: Friday 20 November 2026, 17:00 in Shanghai.
FRIDAY = parse_time("2026-11-20T09:00:00Z")
H = 3600.0


def run(
    id_: str = "handle-1", *, limit_s: float = 1000.0, at: float = FRIDAY, working: bool = False
) -> Deadline:
    return deadlines.start(
        id_, Clock.HANDLE, at=at, limit_s=limit_s, working=working, rule="a rule", calendar=CALENDAR
    )


def incident(*clocks: Deadline, supervisions: tuple[Supervision, ...] = ()) -> Incident:
    return Incident(
        serial_no="1",
        type_code="0101",
        type_name="积水",
        severity=3,
        title="t",
        source="s",
        state=IncidentState.HANDLING,
        owner_org="o",
        reported_at=format_time(FRIDAY),
        deadlines=clocks,
        supervisions=supervisions,
    )


def test_a_clock_lays_its_moments_out() -> None:
    one = run()
    assert parse_time(one.started_at) == FRIDAY
    assert [parse_time(text) - FRIDAY for text in (one.warn_at, one.due_at, one.far_at or "")] == [
        700.0,
        1000.0,
        2000.0,
    ]
    assert one.runs


def test_a_clock_in_working_time_rests_over_the_weekend() -> None:
    one = run(limit_s=2 * H, working=True)
    # One hour of Friday, one of Monday; 70 % are over on Monday at 9:24.
    assert one.due_at == "2026-11-23T02:00:00.000Z"
    assert one.warn_at == "2026-11-23T01:24:00.000Z"
    assert one.far_at == "2026-11-23T04:00:00.000Z"


def test_pausing_keeps_what_is_left_and_resuming_goes_on_with_it() -> None:
    one = run()
    rests = deadlines.pause(one, at=FRIDAY + 400, calendar=CALENDAR)
    assert rests.left_s == 600.0
    assert not rests.runs
    assert deadlines.pause(rests, at=FRIDAY + 500, calendar=CALENDAR) == rests
    again = deadlines.resume(rests, at=FRIDAY + 5000, calendar=CALENDAR)
    assert parse_time(again.due_at) == FRIDAY + 5600
    assert parse_time(again.warn_at) == FRIDAY + 5300
    assert (again.paused_at, again.left_s) == (None, None)
    assert deadlines.resume(again, at=FRIDAY + 6000, calendar=CALENDAR) == again


def test_a_clock_that_was_past_due_is_so_by_as_much_after_a_rest() -> None:
    rests = deadlines.pause(run(), at=FRIDAY + 1100, calendar=CALENDAR)
    assert rests.left_s == -100.0
    again = deadlines.resume(rests, at=FRIDAY + 9000, calendar=CALENDAR)
    assert parse_time(again.due_at) == FRIDAY + 8900


def test_an_extension_moves_due_warning_and_far() -> None:
    longer = deadlines.extend(run(), until=FRIDAY + 2000, calendar=CALENDAR)
    assert longer.extended_s == 1000.0
    assert longer.limit_s == 1000.0
    moments = (longer.warn_at, longer.due_at, longer.far_at or "")
    assert [parse_time(text) - FRIDAY for text in moments] == [1400.0, 2000.0, 4000.0]


def test_an_extension_forgives_a_breach_and_counts_in_the_clocks_own_time() -> None:
    late = replace(deadlines.breach(run(limit_s=H, working=True), at=FRIDAY + H), escalated=2)
    longer = deadlines.extend(late, until=parse_time("2026-11-23T02:00:00Z"), calendar=CALENDAR)
    assert (longer.breached_at, longer.escalated) == (None, 0)
    # From Friday 18:00 to Monday 10:00 there is one working hour.
    assert longer.extended_s == H


def test_a_resting_clock_that_is_extended_has_more_left() -> None:
    rests = deadlines.pause(run(), at=FRIDAY + 400, calendar=CALENDAR)
    longer = deadlines.extend(rests, until=FRIDAY + 1500, calendar=CALENDAR)
    assert longer.left_s == 1100.0


def test_what_is_no_extension_changes_nothing() -> None:
    one = run()
    assert deadlines.extend(one, until=FRIDAY + 1000, calendar=CALENDAR) == one
    ended = deadlines.meet(one, at=FRIDAY + 1, calendar=CALENDAR)
    assert deadlines.extend(ended, until=FRIDAY + 9000, calendar=CALENDAR) == ended


def test_a_clock_ends_once_and_a_resting_one_is_moved_first() -> None:
    met = deadlines.meet(run(), at=FRIDAY + 10, calendar=CALENDAR)
    assert met.met_at == format_time(FRIDAY + 10)
    assert deadlines.meet(met, at=FRIDAY + 20, calendar=CALENDAR) == met
    rests = deadlines.pause(run(), at=FRIDAY + 400, calendar=CALENDAR)
    kept = deadlines.meet(rests, at=FRIDAY + 5000, calendar=CALENDAR)
    assert stage(kept, FRIDAY + 9000) is Stage.FRESH
    assert parse_time(kept.due_at) > parse_time(kept.met_at or "")


def test_the_first_finding_of_a_breach_counts() -> None:
    late = deadlines.breach(run(), at=FRIDAY + 1001)
    assert deadlines.breach(late, at=FRIDAY + 2000) == late


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (-1.0, Stage.FRESH),
        (0.0, Stage.FRESH),
        (699.999, Stage.FRESH),
        (700.0, Stage.WARNED),
        (999.999, Stage.WARNED),
        (1000.0, Stage.OVERDUE),
        (1999.999, Stage.OVERDUE),
        (2000.0, Stage.FAR_OVERDUE),
        (1e6, Stage.FAR_OVERDUE),
    ],
)
def test_every_edge_of_a_stage(passed: float, expected: Stage) -> None:
    one = run()
    now = FRIDAY + passed
    assert stage(one, now) is expected
    # A platform that does not say when it is far overdue counts in natural time.
    assert stage(replace(one, far_at=None), now) is expected
    # One that rests or has ended stands where it stood then.
    late = FRIDAY + 1e7
    assert stage(replace(one, paused_at=format_time(now)), late) is expected
    assert stage(replace(one, met_at=format_time(now)), late) is expected


PAST = {Stage.FRESH: 0.0, Stage.WARNED: 800.0, Stage.OVERDUE: 1500.0, Stage.FAR_OVERDUE: 2500.0}
OPEN = Supervision(number="1", at="", by="", org="", demand="", due_at="")
RELEASED = replace(OPEN, released_at="2026-11-20T09:00:00.000Z")


@pytest.mark.parametrize(
    ("first", "second", "ended", "documents"),
    list(product(Stage, Stage, [False, True], [(), (RELEASED,), (OPEN,), (RELEASED, OPEN)])),
)
def test_every_card(first: Stage, second: Stage, ended: bool, documents: tuple[Supervision, ...]) -> None:
    now = FRIDAY + 10_000.0
    one, two = (run(at=now - PAST[each]) for each in (first, second))
    if ended:
        two = replace(two, met_at=format_time(now))
    stages = {first} if ended else {first, second}
    if OPEN in documents or Stage.FAR_OVERDUE in stages:
        expected = Card.RED
    else:
        expected = Card.YELLOW if Stage.OVERDUE in stages else Card.NONE
    assert card(incident(one, two, supervisions=documents), now) is expected


def test_the_most_pressing_clock_runs_and_is_due_first() -> None:
    soon, later = run("a", limit_s=100.0), run("b", limit_s=200.0)
    assert most_pressing(incident(later, soon)) == soon
    resting = deadlines.pause(soon, at=FRIDAY, calendar=CALENDAR)
    assert most_pressing(incident(later, resting)) == later
    ended = deadlines.meet(soon, at=FRIDAY, calendar=CALENDAR)
    assert most_pressing(incident(ended, resting)) is None


def test_handling_is_due_when_the_last_running_clock_says() -> None:
    assert deadlines.handling_due(incident()) == 0.0
    met = replace(run("handle-2", limit_s=9000.0), met_at=format_time(FRIDAY))
    late = run("handle-3", limit_s=2000.0)
    sign = replace(run("sign-1", limit_s=5000.0), clock=Clock.SIGN)
    assert deadlines.handling_due(incident(run(), met, late, sign)) == FRIDAY + 2000.0


@given(
    working=st.booleans(),
    limit_s=st.integers(60, 200_000),
    rests=st.lists(st.tuples(st.integers(1, 50_000), st.integers(1, 500_000)), max_size=5),
)
def test_rests_move_a_clock_by_no_more_and_no_less_than_they_last(
    working: bool, limit_s: int, rests: list[tuple[int, int]]
) -> None:
    one, now, spent = run(limit_s=limit_s, working=working), FRIDAY, 0.0
    for runs, rested in rests:
        spent += CALENDAR.between(now, now + runs, working=working)
        now += runs
        one = deadlines.pause(one, at=now, calendar=CALENDAR)
        now += rested
        one = deadlines.resume(one, at=now, calendar=CALENDAR)
    left = CALENDAR.between(now, parse_time(one.due_at), working=working)
    assert left == pytest.approx(limit_s - spent, abs=0.02)
