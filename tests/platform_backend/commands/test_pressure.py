from __future__ import annotations

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.context import Actor
from tests.platform_backend.commands.hall import BUREAU, DISTRICT, A, C, Hall, department, person

S = IncidentState
LEADER, DISTRICTS = person("长", "duty_leader"), person("督", "supervisor", org=DISTRICT)
RULE = Actor(id="rule", name="规则", internal=True)


def due(room: Hall) -> str:
    return format_time(room.now + 3 * 86400.0)


def test_urging_is_counted(room: Hall) -> None:
    id_ = room.incident()
    room.done(LEADER, "incident.urge", id_)
    urged = room.done(RULE, "incident.urge", id_, text="超时").urged
    assert urged is not None
    assert (urged.count, urged.by, urged.text) == (2, "规则", "超时")


def test_documents_are_numbered_by_org_and_year(room: Hall) -> None:
    # Half past midnight of a new year in China, half past four in the afternoon of the old one in UTC.
    room.now = parse_time("2026-12-31T16:30:00Z")
    id_, other = room.incident(), room.incident()
    room.done(DISTRICTS, "incident.supervise", id_, demand="限期办结", due_at=due(room))
    room.done(LEADER, "incident.supervise", id_, demand="今日办结", due_at=due(room), listed=True)
    room.done(DISTRICTS, "incident.supervise", other, demand="查明原因", due_at=due(room))
    numbers = [each.number for each in (*room.read(id_).supervisions, *room.read(other).supervisions)]
    assert numbers == [
        "110101街道督办〔2027〕1号",
        "110101001街道督办〔2027〕1号",
        "110101街道督办〔2027〕2号",
    ]
    first, second = room.read(id_).supervisions
    assert (first.org, first.by, first.listed, second.org, second.listed) == (DISTRICT, "督", False, A, True)


def test_a_document_is_answered_and_released_by_its_issuer_or_from_above(room: Hall) -> None:
    id_ = room.incident(S.TO_DISPATCH)
    room.done(person("甲"), "incident.assign", id_, assignees=[department(BUREAU)])
    ours = room.done(LEADER, "incident.supervise", id_, demand="办结", due_at=due(room)).supervisions[0]
    theirs = room.done(DISTRICTS, "incident.supervise", id_, demand="办结", due_at=due(room)).supervisions[1]
    bureau = person("局", org=None, departments=(BUREAU,))
    words = {"text": "已在办理"}
    replied = room.done(bureau, "incident.reply_supervision", id_, number=theirs.number, **words)
    assert (replied.supervisions[1].reply, replied.supervisions[1].replied_by) == ("已在办理", "局")
    assert (
        room.code(LEADER, "incident.release_supervision", id_, number=theirs.number, **words) == "forbidden"
    )
    room.done(DISTRICTS, "incident.release_supervision", id_, number=ours.number, **words)
    after = room.done(DISTRICTS, "incident.release_supervision", id_, number=theirs.number, **words)
    assert all(each.released_at and each.released_by == "督" for each in after.supervisions)
    for actor, act in ((LEADER, "reply_supervision"), (DISTRICTS, "release_supervision")):
        again = room.code(actor, f"incident.{act}", id_, number=theirs.number, **words)
        assert again == "illegal_transition"
        assert room.code(actor, f"incident.{act}", id_, number="督办9", **words) == "not_found"


def test_a_rule_supervises_in_the_name_of_the_org_above(room: Hall) -> None:
    street, district = room.incident(), room.incident(owner_org=DISTRICT)
    for id_ in (street, district):
        (one,) = room.done(RULE, "incident.supervise", id_, demand="超时", due_at=due(room)).supervisions
        assert (one.org, one.by) == (DISTRICT, "规则")
        assert room.done(RULE, "incident.release_supervision", id_, number=one.number, text="已办")


def test_a_demand_lies_ahead(room: Hall) -> None:
    for when in (format_time(room.now - 60.0), "9999-12-31T23:59:59Z"):
        id_ = room.incident()
        assert room.code(LEADER, "incident.supervise", id_, demand="d", due_at=when) == "bad_request"


def test_only_the_same_org_or_one_above_presses(room: Hall) -> None:
    id_ = room.incident(copies=(C,))
    assert room.code(person("丙", "duty_leader", org=C), "incident.urge", id_) == "forbidden"


def test_leaders_instruct(room: Hall) -> None:
    after = room.done(person("领", "leader"), "incident.instruct", room.incident(), text="举一反三")
    assert (after.steps[-1].by, after.steps[-1].text) == ("领", "举一反三")


def test_the_citizen_rates_what_is_closed(room: Hall) -> None:
    rating = room.done(LEADER, "incident.rate", room.incident(S.CLOSED), score=4, text="还行").rating
    assert rating is not None
    assert (rating.score, rating.text) == (4, "还行")
    assert room.code(LEADER, "incident.rate", room.incident(S.CLOSED), score=6) == "bad_request"
