from __future__ import annotations

import pytest
from sqlalchemy import select

from backend_client.protocol.causes import Details
from backend_client.protocol.entities import IncidentState
from backend_client.protocol.incident_parts import Clock, Deadline
from backend_client.protocol.times import format_time
from platform_backend.commands.trail import VIEW_AFTER_CLOSE_S, in_view
from platform_backend.store import schema
from tests.platform_backend.commands.hall import A1, DISTRICT, A, B, Hall, incident, person

S = IncidentState
STREET = person("甲")
NEW = {"type_code": "0101", "severity": 3, "title": "积水", "source": "热线"}


def test_who_accepted_stands_there_until_it_is_handed_on(room: Hall) -> None:
    id_ = room.incident()
    accepted = room.done(STREET, "incident.accept", id_)
    assert (accepted.accepted_by, accepted.accepted_org, accepted.accepted_at is not None) == ("甲", A, True)
    passed_on = room.done(STREET, "incident.transfer", id_, org="o-b", reason="属地")
    assert (passed_on.accepted_by, passed_on.accepted_org, passed_on.accepted_at) == ("", "", None)


def test_its_clocks_follow_its_states(room: Hall) -> None:
    id_ = str((room.do(STREET, "incident.create", None, **NEW).data or {})["id"])
    assert [(each.clock, each.runs) for each in room.read(id_).deadlines] == [(Clock.ACCEPT, True)]
    accepted = room.done(STREET, "incident.accept", id_)
    assert [(each.clock, each.runs) for each in accepted.deadlines] == [
        (Clock.ACCEPT, False),
        (Clock.DISPATCH, True),
    ]


@pytest.mark.parametrize(
    ("state", "act", "after"),
    [
        (S.CLOSED, None, S.TO_DISPATCH),
        (S.PENDING, "reject", S.PENDING),
        (S.PENDING, "void", S.PENDING),
    ],
)
def test_what_is_over_is_taken_up_again(
    room: Hall, state: IncidentState, act: str | None, after: IncidentState
) -> None:
    closed_at = format_time(room.now) if state is S.CLOSED else None
    id_ = room.incident(state, closed_at=closed_at)
    if act is not None:
        assert room.done(STREET, f"incident.{act}", id_, reason="测试").closed_at is not None
    back = room.done(STREET, "incident.reopen", id_, reason="回访不满意")
    assert (back.state, back.closed_at, back.reworks) == (after, None, int(state is S.CLOSED))


def test_what_is_over_for_long_is_left_alone(room: Hall) -> None:
    id_ = room.incident(S.CLOSED, closed_at=format_time(room.now))
    room.now += 40 * 86400.0
    assert room.code(STREET, "incident.reopen", id_, reason="r") == "illegal_transition"


def test_only_stars_of_who_reported_leave_the_store(room: Hall) -> None:
    whole = {"name": "王小明", "phone": "13800005678"}
    id_ = str((room.do(STREET, "incident.create", None, **NEW, reporter=whole).data or {})["id"])
    masked = room.read(id_).reporter
    assert masked is not None
    assert (masked.name, masked.phone) == ("王**", "138****5678")
    with room.store.reading() as connection:
        kept = connection.execute(select(schema.reporters)).one()
        said = b"".join(connection.scalars(select(schema.events.c.body)).all())
    assert (kept.incident, kept.name, kept.phone) == (id_, "王小明", "13800005678")
    assert b"13800005678" not in said
    nobody = room.do(STREET, "incident.create", None, **NEW, reporter={})
    assert room.read(str((nobody.data or {})["id"])).reporter is None


def test_a_closed_incident_stays_in_view_for_a_day_and_while_a_report_is_owed(room: Hall) -> None:
    at = format_time(room.now)
    closed = incident(S.CLOSED, room.now, closed_at=at)
    assert in_view(closed, room.now + VIEW_AFTER_CLOSE_S - 1.0)
    assert not in_view(closed, room.now + VIEW_AFTER_CLOSE_S)
    owed = Deadline(
        id="1", clock=Clock.FINAL_REPORT, started_at=at, due_at=at, warn_at=at, limit_s=1.0, rule="r"
    )
    assert in_view(incident(S.CLOSED, room.now, closed_at=at, deadlines=(owed,)), room.now + 2e6)
    assert in_view(incident(S.PENDING, room.now), room.now + 2e6)


def test_a_full_incident_can_still_be_moved_on(room: Hall) -> None:
    too_much = room.do(STREET, "incident.create", None, **NEW, description="x" * 800_000)
    assert not too_much.ok
    id_ = room.incident(description="x" * 695_000)
    room.done(STREET, "incident.note", id_, text="还有一点")
    assert room.code(STREET, "incident.note", id_, text="水" * 4000) == "bad_request"
    assert room.code(STREET, "incident.urge", id_, text="水" * 4000) == "bad_request"
    room.done(STREET, "incident.accept", id_)
    room.done(STREET, "incident.finish", id_, text="水" * 4000)
    room.done(person("乙"), "incident.verify", id_, pass_=True, text="水" * 4000)


def test_passing_on_never_goes_up(room: Hall) -> None:
    id_ = room.incident(owner_org=A1)
    district = person("丙", org=None)
    for org in (A, DISTRICT):
        refused = room.do(district, "incident.transfer", id_, org=org, reason="r").error
        assert refused is not None
        assert (refused.code, refused.cause) == ("bad_request", "upward")
    # Sideways, and down again.
    assert room.done(district, "incident.transfer", id_, org=B, reason="r").owner_org == B
    assert room.done(district, "incident.transfer", id_, org=A1, reason="r").owner_org == A1


def test_nothing_has_happened_that_lies_ahead(room: Hall) -> None:
    def when(seconds: float) -> str:
        return format_time(room.now + seconds)

    refused = room.do(STREET, "incident.create", None, **NEW, occurred_at=when(600.0)).error
    assert refused is not None
    assert (refused.code, refused.cause) == ("bad_request", "future")
    # A clock may be some minutes ahead.
    assert room.do(STREET, "incident.create", None, **NEW, occurred_at=when(60.0)).ok


def test_an_incident_is_of_a_type_that_the_platform_knows(room: Hall) -> None:
    refused = room.do(STREET, "incident.create", None, **{**NEW, "type_code": "9999"}).error
    assert refused is not None
    assert (refused.code, refused.cause, refused.details) == ("bad_request", "no_type", Details(name="9999"))


@pytest.mark.parametrize("part", ["title", "source", "type_code"])
def test_a_line_says_something(room: Hall, part: str) -> None:
    assert room.code(STREET, "incident.create", None, **{**NEW, part: "   "}) == "bad_request"
