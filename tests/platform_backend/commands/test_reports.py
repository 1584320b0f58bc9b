from __future__ import annotations

import pytest

from backend_client.protocol.entities import IncidentState
from tests.platform_backend.commands.hall import A1, BUREAU, DISTRICT, A, B, C, Hall, person

S = IncidentState
STREET, DISTRICTS = person("甲"), person("区", org=DISTRICT)
COMMUNITY = person("社", org=A1)


def test_a_report_goes_up_one_level_and_its_reporter_reads_along(room: Hall) -> None:
    id_ = room.incident()
    room.done(STREET, "incident.accept", id_)
    up = room.done(STREET, "incident.report_up", id_, reason="超出职权")
    assert (up.state, up.owner_org, up.reported_by) == (S.PENDING, DISTRICT, (A,))
    assert (up.accepted_at, up.accepted_by, up.accepted_org) == (None, "", "")
    # He reads it, and may only add a note.
    room.done(STREET, "incident.note", id_, text="现场已围挡")
    assert room.code(STREET, "incident.accept", id_) == "forbidden"
    accepted = room.done(DISTRICTS, "incident.accept", id_)
    assert (accepted.accepted_by, accepted.accepted_org) == ("区", DISTRICT)


def test_a_refused_report_goes_back_as_it_was_accepted(room: Hall) -> None:
    id_ = room.incident()
    before = room.done(STREET, "incident.accept", id_)
    for accepted in (False, True):
        room.done(STREET, "incident.report_up", id_, reason="超出职权")
        if accepted:
            room.done(DISTRICTS, "incident.accept", id_)
        back = room.done(DISTRICTS, "incident.return_report", id_, reason="属街道职权")
        assert (back.state, back.owner_org, back.reported_by) == (S.TO_DISPATCH, A, ())
        assert (back.accepted_at, back.accepted_by, back.accepted_org) == (before.accepted_at, "甲", A)
    assert room.code(STREET, "incident.return_report", id_, reason="r") == "illegal_transition"


def test_no_level_is_skipped_but_in_an_emergency(room: Hall) -> None:
    id_ = room.incident(S.TO_DISPATCH, owner_org=A1)
    up = {"reason": "决堤", "to": DISTRICT}
    assert room.code(COMMUNITY, "incident.report_up", id_, **up) == "bad_request"
    after = room.done(COMMUNITY, "incident.report_up", id_, **up, emergency=True)
    assert (after.owner_org, after.reported_by, after.copies) == (DISTRICT, (A1,), (A,))


def test_a_report_climbs_level_by_level_and_comes_back_the_same_way(room: Hall) -> None:
    id_ = room.incident(S.TO_DISPATCH, owner_org=A1)
    room.done(COMMUNITY, "incident.report_up", id_, reason="r")
    room.done(STREET, "incident.accept", id_)
    up = room.done(STREET, "incident.report_up", id_, reason="r")
    assert (up.owner_org, up.reported_by) == (DISTRICT, (A1, A))
    assert room.done(DISTRICTS, "incident.return_report", id_, reason="r").owner_org == A
    last = room.done(STREET, "incident.return_report", id_, reason="r")
    assert (last.owner_org, last.reported_by) == (A1, ())


@pytest.mark.parametrize("to", [B, A1, "o-9"])
def test_only_what_is_above_can_be_reported_to(room: Hall, to: str) -> None:
    id_ = room.incident(S.TO_DISPATCH)
    assert room.code(STREET, "incident.report_up", id_, reason="r", to=to, emergency=True) == "bad_request"


def test_nobody_is_above_the_district(room: Hall) -> None:
    id_ = room.incident(S.TO_DISPATCH, owner_org=DISTRICT)
    assert room.code(DISTRICTS, "incident.report_up", id_, reason="r") == "bad_request"


def test_what_was_passed_on_since_is_not_sent_back(room: Hall) -> None:
    id_ = room.incident(S.TO_DISPATCH)
    room.done(STREET, "incident.report_up", id_, reason="r")
    room.done(DISTRICTS, "incident.transfer", id_, org=B, reason="属地")
    other = person("乙", org=B)
    assert room.code(other, "incident.return_report", id_, reason="r") == "illegal_transition"


def test_who_was_told_reads_along(room: Hall) -> None:
    id_ = room.incident()
    told = person("丙", org=C)
    assert room.code(told, "incident.note", id_, text="知悉") == "forbidden"
    after = room.done(STREET, "incident.copy", id_, to=[C, BUREAU, C], text="请关注")
    assert after.copies == (C, BUREAU)
    room.done(told, "incident.note", id_, text="知悉")
    room.done(person("局", org=None, departments=(BUREAU,)), "incident.note", id_, text="知悉")
    assert room.code(STREET, "incident.copy", id_, to=["o-9"]) == "not_found"


def test_reports_on_a_major_incident_begin_with_the_first_and_end_with_the_final(room: Hall) -> None:
    id_ = room.incident()
    file = {"text": "已上报", "to": "区委办"}
    assert room.code(STREET, "incident.file_report", id_, kind="follow_up", **file) == "illegal_transition"
    room.done(STREET, "incident.file_report", id_, kind="first", **file)
    assert room.code(STREET, "incident.file_report", id_, kind="first", **file) == "illegal_transition"
    for kind in ("follow_up", "follow_up", "final"):
        after = room.done(STREET, "incident.file_report", id_, kind=kind, **file)
    assert [report.kind for report in after.reports] == ["first", "follow_up", "follow_up", "final"]
    assert (after.reports[0].by, after.reports[0].to) == ("甲", "区委办")
    assert room.code(STREET, "incident.file_report", id_, kind="follow_up", **file) == "illegal_transition"
