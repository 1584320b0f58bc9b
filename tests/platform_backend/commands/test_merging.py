from __future__ import annotations

import pytest

from backend_client.protocol.entities import Incident, IncidentState
from backend_client.protocol.incident_parts import Clock, ReportKind
from tests.platform_backend.commands.hall import A, B, Hall, person

S = IncidentState
STREET = person("甲")
REPORTS = (Clock.FIRST_REPORT, Clock.FOLLOW_UP_REPORT)


def test_one_goes_on_for_both_and_both_trails_say_so(room: Hall) -> None:
    first, second = room.incident(S.HANDLING), room.incident()
    merged = room.done(STREET, "incident.merge", second, into=first)
    assert (merged.state, merged.merged_into, merged.closed_at is not None) == (S.MERGED, first, True)
    other = room.read(first)
    assert (other.state, other.merged) == (S.HANDLING, (second,))
    assert first in merged.steps[-1].text
    assert second in other.steps[-1].text
    assert merged.steps[-1].action == other.steps[-1].action == "incident.merge"
    # It stays readable, and may be added to.
    room.done(STREET, "incident.note", second, text="同一处")


def test_what_was_merged_before_moves_along(room: Hall) -> None:
    first, second, third = room.incident(), room.incident(), room.incident()
    room.done(STREET, "incident.merge", third, into=second)
    room.done(STREET, "incident.merge", second, into=first)
    assert room.read(first).merged == (second, third)
    assert room.read(second).merged == ()
    assert {room.read(each).merged_into for each in (second, third)} == {first}


def test_taking_it_back_parts_them(room: Hall) -> None:
    first, second = room.incident(), room.incident()
    room.done(STREET, "incident.merge", second, into=first)
    back = room.done(STREET, "incident.reopen", second, reason="不是同一处")
    assert (back.state, back.merged_into, back.closed_at) == (S.PENDING, None, None)
    other = room.read(first)
    assert other.merged == ()
    assert second in other.steps[-1].text


def test_what_moved_along_comes_back_with_it(room: Hall) -> None:
    first, second, third, fourth = (room.incident() for _ in range(4))
    room.done(STREET, "incident.merge", fourth, into=first)
    room.done(STREET, "incident.merge", third, into=second)
    for _ in range(2):
        room.done(STREET, "incident.merge", second, into=first)
        assert room.read(first).merged == (fourth, second, third)
        back = room.done(STREET, "incident.reopen", second, reason="不是同一处")
        assert (back.merged, back.merged_into) == ((third,), None)
        assert room.read(third).merged_into == second
        assert room.read(third).state is S.MERGED
        assert room.read(first).merged == (fourth,)


@pytest.mark.parametrize("state", [S.CLOSED, S.REJECTED, S.MERGED, S.VOID])
def test_nothing_is_merged_into_what_is_over(room: Hall, state: IncidentState) -> None:
    over, id_ = room.incident(state), room.incident()
    assert room.code(STREET, "incident.merge", id_, into=over) == "illegal_transition"


def test_nor_into_itself_a_drill_or_what_one_does_not_see(room: Hall) -> None:
    id_ = room.incident()
    assert room.code(STREET, "incident.merge", id_, into=id_) == "bad_request"
    drill = room.incident(exercise=True)
    assert room.code(STREET, "incident.merge", id_, into=drill) == "bad_request"
    assert room.code(STREET, "incident.merge", drill, into=id_) == "bad_request"
    hidden = room.incident(owner_org=B)
    assert room.code(STREET, "incident.merge", id_, into=hidden) == "forbidden"
    assert room.code(STREET, "incident.merge", id_, into="i99") == "forbidden"
    assert room.read(id_).owner_org == A


def first_reports(incident: Incident) -> list[tuple[str, bool]]:
    """When each clock of a first report began, and whether it runs."""
    return [(each.started_at, each.runs) for each in incident.deadlines if each.clock is Clock.FIRST_REPORT]


def created(room: Hall, severity: int) -> str:
    """A fresh incident of street a, with its clocks."""
    args = {"type_code": "0101", "severity": severity, "title": "积水", "source": "hotline"}
    return str((room.do(STREET, "incident.create", None, **args).data or {})["id"])


def test_the_higher_severity_goes_on_and_so_do_its_reports(room: Hall) -> None:
    calm, red = created(room, 3), created(room, 1)
    assert first_reports(room.read(calm)) == []
    (owed,) = first_reports(room.read(red))
    room.now += 600.0
    room.done(STREET, "incident.merge", red, into=calm)
    other = room.read(calm)
    assert (other.severity, other.own_severity) == (1, 3)
    assert other.steps[-1].text.endswith("[3 → 1]")
    # Not from the merge on: it was known before.
    assert first_reports(other) == [owed]
    assert first_reports(room.read(red)) == [(owed[0], False)]


def test_taking_it_back_takes_the_severity_and_the_reports_back(room: Hall) -> None:
    calm, red, orange = created(room, 3), created(room, 1), created(room, 2)
    (owed,) = first_reports(room.read(red))
    room.done(STREET, "incident.merge", orange, into=calm)
    room.done(STREET, "incident.merge", red, into=calm)
    room.done(STREET, "incident.reopen", red, reason="不是同一处")
    other = room.read(calm)
    assert (other.severity, other.own_severity) == (2, 3)
    assert other.steps[-1].text.endswith("[1 → 2]")
    assert owed not in first_reports(other)
    assert first_reports(room.read(red)) == [owed]
    room.done(STREET, "incident.reopen", orange, reason="不是同一处")
    other = room.read(calm)
    assert (other.severity, other.own_severity) == (3, None)
    assert not any(runs for _, runs in first_reports(other))


def test_a_lower_severity_changes_nothing(room: Hall) -> None:
    red, calm = created(room, 1), created(room, 3)
    before = room.read(red)
    room.done(STREET, "incident.merge", calm, into=red)
    other = room.read(red)
    assert (other.severity, other.own_severity) == (1, None)
    assert (other.deadlines, "[" in other.steps[-1].text) == (before.deadlines, False)


def test_what_was_reported_of_the_one_need_not_be_reported_again(room: Hall) -> None:
    calm, red = created(room, 3), created(room, 1)
    room.done(STREET, "incident.file_report", red, kind="first", text="初报")
    (follow_up,) = [
        each.started_at for each in room.read(red).deadlines if each.clock is Clock.FOLLOW_UP_REPORT
    ]
    room.now += 600.0
    room.done(STREET, "incident.merge", red, into=calm)
    other = room.read(calm)
    assert [each.kind for each in other.reports] == [ReportKind.FIRST]
    running = [(each.clock, each.started_at) for each in other.deadlines if each.clock in REPORTS]
    assert running == [(Clock.FOLLOW_UP_REPORT, follow_up)]
    room.done(STREET, "incident.reopen", red, reason="不是同一处")
    other = room.read(calm)
    assert other.reports == ()
    assert not any(each.runs for each in other.deadlines if each.clock in REPORTS)


def test_a_resting_incident_rests_with_what_it_takes_over(room: Hall) -> None:
    rests = room.incident(S.SUSPENDED)
    red = created(room, 1)
    room.done(STREET, "incident.merge", red, into=rests)
    (clock,) = room.read(rests).deadlines
    assert (clock.clock, clock.paused_at is not None) == (Clock.FIRST_REPORT, True)
