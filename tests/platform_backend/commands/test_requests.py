from __future__ import annotations

from backend_client.protocol.entities import IncidentState, TaskState
from backend_client.protocol.incident_parts import Clock, RequestKind
from backend_client.protocol.times import format_time
from tests.platform_backend.commands.hall import Hall, person, unit

S = IncidentState
DISPATCHER, LEADER = person("甲", "dispatcher"), person("长", "duty_leader")
HOUR = 3600.0


def handling(room: Hall) -> str:
    id_ = room.incident(S.TO_DISPATCH)
    room.done(DISPATCHER, "incident.assign", id_, assignees=[unit("u1")])
    return id_


def ahead(room: Hall, seconds: float = 24 * HOUR) -> str:
    return format_time(room.now + seconds)


def test_an_extension_waits_for_the_leader_and_moves_the_clock(room: Hall) -> None:
    id_ = handling(room)
    until = ahead(room, 20 * HOUR)
    asked = room.done(DISPATCHER, "incident.request_extension", id_, until=until, reason="缺料")
    assert asked.request is not None
    assert (asked.request.kind, asked.request.by, asked.request.until) == (RequestKind.EXTENSION, "甲", until)
    # One thing at a time waits.
    again = {"until": until, "reason": "还缺"}
    assert room.code(DISPATCHER, "incident.request_extension", id_, **again) == "illegal_transition"
    assert room.code(DISPATCHER, "incident.suspend", id_, **again) == "illegal_transition"
    assert room.code(DISPATCHER, "incident.decide_extension", id_, granted=True) == "forbidden"
    granted = room.done(LEADER, "incident.decide_extension", id_, granted=True, text="抓紧")
    assert (granted.request, granted.state) == (None, S.HANDLING)
    assert granted.steps[-1].text == "✓ 抓紧"
    (clock,) = [each for each in granted.deadlines if each.clock is Clock.HANDLE]
    assert (clock.due_at, clock.extended_s > 0) == (until, True)
    assert room.code(LEADER, "incident.decide_extension", id_, granted=True) == "illegal_transition"


def test_a_refused_request_changes_nothing_else(room: Hall) -> None:
    id_ = handling(room)
    room.done(DISPATCHER, "incident.suspend", id_, until=ahead(room), reason="汛期")
    before = room.read(id_)
    assert (before.state, before.request is not None) == (S.HANDLING, True)
    after = room.done(LEADER, "incident.decide_extension", id_, granted=False, text="不行")
    assert (after.state, after.request, after.deadlines) == (S.HANDLING, None, before.deadlines)
    assert after.steps[-1].text == "✗ 不行"


def test_a_suspension_rests_with_its_clocks_until_resumed(room: Hall) -> None:
    id_ = handling(room)
    until = ahead(room)
    room.done(DISPATCHER, "incident.suspend", id_, until=until, reason="汛期")
    asleep = room.done(LEADER, "incident.decide_extension", id_, granted=True)
    assert (asleep.state, asleep.request) == (S.SUSPENDED, None)
    assert asleep.suspension is not None
    assert (asleep.suspension.until, asleep.suspension.reason, asleep.suspension.by) == (until, "汛期", "长")
    assert all(not clock.runs for clock in asleep.deadlines)
    assert room.code(DISPATCHER, "incident.resume", id_, text="") == "forbidden"
    awake = room.done(LEADER, "incident.resume", id_)
    assert (awake.state, awake.suspension) == (S.HANDLING, None)
    assert any(clock.clock is Clock.HANDLE and clock.runs for clock in awake.deadlines)


def test_the_leader_needs_nobodys_word(room: Hall) -> None:
    id_ = handling(room)
    assert room.done(LEADER, "incident.suspend", id_, until=ahead(room), reason="汛期").state is S.SUSPENDED
    other = handling_by(room, "u2")
    entry = {"review_at": ahead(room), "owner": "河长办", "reason": "待立项"}
    listed = room.done(LEADER, "incident.ledger", other, **entry)
    assert listed.state is S.LEDGERED
    assert listed.ledger is not None
    assert (listed.ledger.owner, listed.ledger.by) == ("河长办", "长")


def handling_by(room: Hall, who: str) -> str:
    id_ = room.incident(S.TO_DISPATCH)
    room.done(DISPATCHER, "incident.assign", id_, assignees=[unit(who)])
    return id_


def test_what_is_on_the_ledger_is_struck_off_settled_or_to_be_handled(room: Hall) -> None:
    entry = {"review_at": ahead(room), "owner": "河长办", "reason": "待立项"}
    for who, settled, state, task in (
        ("u1", False, S.HANDLING, TaskState.OFFERED),
        ("u2", True, S.TO_VERIFY, TaskState.DONE),
    ):
        id_ = handling_by(room, who)
        room.done(DISPATCHER, "incident.ledger", id_, **entry)
        room.done(LEADER, "incident.decide_extension", id_, granted=True)
        assert room.read(id_).state is S.LEDGERED
        assert room.code(DISPATCHER, "incident.strike", id_, text="已立项") == "forbidden"
        struck = room.done(LEADER, "incident.strike", id_, text="已立项", settled=settled)
        assert (struck.state, struck.ledger, struck.tasks[0].state) == (state, None, task)
        assert (struck.finished_at is not None) is settled


def test_moments_lie_ahead_and_not_too_far(room: Hall) -> None:
    id_ = handling(room)
    past, far = format_time(room.now - 1.0), ahead(room, 400 * 24 * HOUR)
    for until in (past, "tomorrow"):
        wrong = {"until": until, "reason": "r"}
        for act in ("incident.request_extension", "incident.suspend"):
            assert room.code(DISPATCHER, act, id_, **wrong) == "bad_request"
        entry = {"review_at": until, "owner": "x", "reason": "r"}
        assert room.code(LEADER, "incident.ledger", id_, **entry) == "bad_request"
    assert room.code(LEADER, "incident.suspend", id_, until=far, reason="r") == "illegal_transition"
    entry = {"review_at": far, "owner": "x", "reason": "r"}
    assert room.code(DISPATCHER, "incident.ledger", id_, **entry) == "illegal_transition"


def test_no_extension_reaches_beyond_what_calendars_reckon(room: Hall) -> None:
    """Who granted it would hold everybody up, or be told for ever that the platform failed."""
    id_ = handling(room)
    for until in ("2060-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        ask = {"until": until, "reason": "缺料"}
        assert room.code(DISPATCHER, "incident.request_extension", id_, **ask) == "bad_request"
    decade = ahead(room, 3650 * 24 * HOUR)
    room.done(DISPATCHER, "incident.request_extension", id_, until=decade, reason="缺料")
    assert room.done(LEADER, "incident.decide_extension", id_, granted=True).request is None


def test_an_extension_ends_later_than_there_is_time_for_anyway(room: Hall) -> None:
    id_ = handling(room)
    (due,) = [each.due_at for each in room.read(id_).deadlines if each.clock is Clock.HANDLE]
    for until in (ahead(room, HOUR), due):
        ask = {"until": until, "reason": "缺料"}
        assert room.code(DISPATCHER, "incident.request_extension", id_, **ask) == "bad_request"
    assert room.done(DISPATCHER, "incident.request_extension", id_, until=ahead(room), reason="缺料").request


def test_a_request_that_came_too_late_cannot_be_granted_any_more(room: Hall) -> None:
    id_ = handling(room)
    room.done(DISPATCHER, "incident.request_extension", id_, until=ahead(room, 9 * HOUR), reason="缺料")
    room.now += 10 * HOUR
    assert room.code(LEADER, "incident.decide_extension", id_, granted=True) == "bad_request"
    assert room.done(LEADER, "incident.decide_extension", id_, granted=False).request is None


def test_a_request_ends_with_the_work_it_was_about(room: Hall) -> None:
    for act, args in (
        ("finish", {"text": "好了", "on_call": "示范队长"}),
        ("recall", {}),
        ("transfer", {"org": "o-b", "reason": "r"}),
    ):
        id_ = handling(room)
        room.done(DISPATCHER, "incident.request_extension", id_, until=ahead(room), reason="缺料")
        assert room.done(DISPATCHER, f"incident.{act}", id_, **args).request is None
