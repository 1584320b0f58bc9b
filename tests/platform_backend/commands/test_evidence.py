from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from backend_client.protocol.entities import Camera, Streams
from backend_client.protocol.evidence import EvidenceRecord, EvidenceState, RecordingView
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.context import Actor
from platform_backend.commands.evidence import EvidencePrepared, export_in_view, view_in_view
from platform_backend.commands.executor import Executor
from platform_backend.store import schema
from tests.platform_backend.commands.hall import CODES, DISTRICT, OFFICE, A, Hall, hall, person

CAMERA = "cam-a"
LEADER = person("leader", "duty_leader")
OFFICER = person("officer", "duty_officer")
ELSEWHERE = person("other", org="o-b")
PLATFORM = Actor(id="platform", name="platform", internal=True)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Hall]:
    with hall(tmp_path) as one:
        one.put({CAMERA: camera(A), "cam-d": camera(DISTRICT)})
        yield one


def camera(org: str) -> Camera:
    return Camera(
        device_id="33010400001310000001",
        name="北门",
        org=org,
        grid_code=CODES[org],
        owner_kind="own",
        position=(0.0, 0.0),
        direction=0.0,
        field_of_view=60.0,
        ptz=False,
        streams=Streams(main="/m", sub="/s"),
    )


def asked(place: Hall, **more: Any) -> dict[str, Any]:
    """A minute that has just passed, with all that an export needs."""
    since, until = format_time(place.now - 70), format_time(place.now - 10)
    whole = {
        "camera": CAMERA,
        "since": since,
        "until": until,
        "kind": "clip",
        "reason": "盗窃案",
        "case_number": "鼓公〔2026〕12号",
    }
    return whole | more


def record(place: Hall, actor: Actor, **more: Any) -> tuple[str, EvidenceRecord]:
    result = place.do(actor, "evidence.export", None, **asked(place, **more))
    assert result.ok, result.error
    id_ = str((result.data or {})["id"])
    return id_, place.get(EvidenceRecord, id_)


def test_looking_back_is_put_down_and_holds_for_ten_minutes(place: Hall) -> None:
    since, until = format_time(place.now - 3600), format_time(place.now)
    args = {"camera": CAMERA, "since": since, "until": until}
    result = place.do(OFFICER, "recording.view", None, **args, reason="走失老人")
    assert result.ok
    assert result.topic == "duty"
    data = result.data or {}
    grant = place.get(RecordingView, str(data["id"]))
    assert (grant.user, grant.camera, grant.camera_name, grant.reason) == (
        "officer",
        CAMERA,
        "北门",
        "走失老人",
    )
    assert data["expires_at"] == grant.expires_at == format_time(place.now + 600)
    assert view_in_view(grant, place.now)
    assert not view_in_view(grant, place.now + 600)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": "  "}, "bad_request"),
        ({"reason": None}, "bad_request"),
        ({"since": "yesterday"}, "bad_request"),
        ({"until": "soon"}, "bad_request"),
        ({"camera": "no-such"}, "forbidden"),
        ({"camera": "cam-d"}, "forbidden"),
    ],
)
def test_without_reason_or_camera_nobody_looks_back(place: Hall, change: dict[str, Any], code: str) -> None:
    args = {
        "camera": CAMERA,
        "since": format_time(place.now - 60),
        "until": format_time(place.now),
        "reason": "x",
    }
    assert place.code(OFFICER, "recording.view", None, **args | change) == code


def test_a_range_has_a_length(place: Hall) -> None:
    for since, until in ((10, 10), (-10, -20), (-25 * 3600, 0), (400, 500)):
        args = {"since": format_time(place.now + since), "until": format_time(place.now + until)}
        code = place.code(OFFICER, "recording.view", None, camera=CAMERA, reason="x", **args)
        assert code == "bad_request"


def test_a_duty_leader_exports_alone(place: Hall) -> None:
    _, one = record(place, LEADER)
    assert (one.state, one.role, one.device_id) == (
        EvidenceState.PREPARING,
        "duty_leader",
        camera(A).device_id,
    )


def test_others_wait_for_a_duty_leader_who_is_not_they(place: Hall) -> None:
    id_, one = record(place, OFFICER)
    assert one.state is EvidenceState.WAITING
    assert place.code(OFFICER, "evidence.approve", id_, granted=True) == "forbidden"
    both = person("officer", "duty_officer", "duty_leader")
    assert place.code(both, "evidence.approve", id_, granted=True) == "forbidden"
    assert place.do(LEADER, "evidence.approve", id_, granted=True, text="同意").ok
    one = place.get(EvidenceRecord, id_)
    assert (one.state, one.approved_by, one.approver) == (EvidenceState.PREPARING, "leader", "leader")
    assert place.code(LEADER, "evidence.approve", id_, granted=True) == "illegal_transition"


def test_a_refused_export_stays_refused(place: Hall) -> None:
    id_, _ = record(place, OFFICER)
    assert place.do(LEADER, "evidence.approve", id_, granted=False, text="不必要").ok
    assert place.get(EvidenceRecord, id_).state is EvidenceState.REFUSED
    assert place.do(PLATFORM, "evidence.prepared", id_).error is not None


@pytest.mark.parametrize(
    "change",
    [
        {"reason": ""},
        {"reason": " \n"},
        {"case_number": ""},
        {"case_number": "   "},
        {"kind": "film"},
        {"upload": {"sha256": "x", "bytes": 1, "media_type": "video/mp2t"}},
        {"upload": {"sha256": "0" * 64, "bytes": 10**12, "media_type": "video/mp2t"}},
        {"upload": {"sha256": "0" * 64, "bytes": 1, "media_type": "text/html"}},
    ],
)
def test_an_export_is_refused_without_what_it_needs(place: Hall, change: dict[str, Any]) -> None:
    assert place.code(LEADER, "evidence.export", None, **asked(place, **change)) == "bad_request"


def test_whom_nobody_can_ask_is_not_asked(place: Hall) -> None:
    add(place, "boss", "duty_leader", CODES[A])
    add(place, "clerk", "dispatcher", CODES[A])
    add(place, "far", "duty_leader", CODES["o-b"])
    assert record(place, OFFICER, approver="boss")[1].approver == "boss"
    assert place.code(OFFICER, "evidence.export", None, **asked(place, approver="nobody")) == "not_found"
    for id_ in ("clerk", "far"):
        assert place.code(OFFICER, "evidence.export", None, **asked(place, approver=id_)) == "bad_request"


def test_who_does_not_see_the_camera_is_told_no_more(place: Hall) -> None:
    assert place.code(ELSEWHERE, "evidence.export", None, **asked(place)) == "forbidden"
    id_, _ = record(place, OFFICER)
    assert place.code(ELSEWHERE, "evidence.approve", id_, granted=True) == "forbidden"


def test_a_consoles_own_pictures_are_waited_for_first(place: Hall) -> None:
    upload = {"sha256": "a" * 64, "bytes": 10, "media_type": "video/mp2t"}
    id_, one = record(place, OFFICER, upload=upload)
    assert (one.state, one.source, one.sha256) == (EvidenceState.AWAITING, "console", "a" * 64)
    assert place.code(LEADER, "evidence.approve", id_, granted=True) == "illegal_transition"
    assert place.do(PLATFORM, "evidence.arrived", id_).ok
    assert place.get(EvidenceRecord, id_).state is EvidenceState.WAITING
    id_, _ = record(place, LEADER, upload=upload)
    assert place.do(PLATFORM, "evidence.arrived", id_).ok
    assert place.get(EvidenceRecord, id_).state is EvidenceState.PREPARING


def test_the_platform_alone_says_what_came_of_it(place: Hall) -> None:
    id_, _ = record(place, LEADER)
    assert place.code(LEADER, "evidence.prepared", id_) == "forbidden"
    done = {"sha256": "b" * 64, "bytes": 5, "media_type": "video/mp2t"}
    assert place.do(PLATFORM, "evidence.prepared", id_, **done).ok
    one = place.get(EvidenceRecord, id_)
    assert (one.state, one.sha256, one.is_over) == (EvidenceState.READY, "b" * 64, True)
    assert one.ready_at is not None
    at = parse_time(one.ready_at)
    assert export_in_view(one, at + 3600)
    assert not export_in_view(one, at + 25 * 3600)
    id_, _ = record(place, OFFICER)
    assert place.do(PLATFORM, "evidence.prepared", id_, cause="nothing_recorded").ok
    assert place.get(EvidenceRecord, id_).cause == "nothing_recorded"


def test_what_has_come_of_it_is_one_value() -> None:
    assert EvidencePrepared(cause="x") == EvidencePrepared(cause="x")


def add(place: Hall, id_: str, role: str, division: str) -> None:
    with place.store.writing() as connection:
        values = {"id": id_, "name": id_, "roles": role, "division": division}
        connection.execute(insert(schema.users).values(**values))


def test_a_refusal_says_why_and_who_decides_sees_the_camera(place: Hall) -> None:
    id_, _ = record(place, OFFICER)
    for text in ({}, {"text": " "}):
        assert place.code(LEADER, "evidence.approve", id_, granted=False, **text) == "bad_request"
    # The record is the district's, the camera a street's.
    district = person("boss", "duty_officer", org=None)
    id_, one = record(place, district)
    assert one.org == DISTRICT
    office = person("office", "duty_leader", org=None, departments=(OFFICE,))
    assert place.code(office, "evidence.approve", id_, granted=True) == "forbidden"


def test_that_the_pictures_were_fetched_is_put_down_once(place: Hall) -> None:
    id_, _ = record(place, LEADER)
    assert place.code(PLATFORM, "evidence.fetched", id_) == "illegal_transition"
    assert place.do(PLATFORM, "evidence.prepared", id_, sha256="b" * 64, bytes=5, media_type="video/mp2t").ok
    assert place.do(PLATFORM, "evidence.fetched", id_).ok
    first = place.get(EvidenceRecord, id_).fetched_at
    assert first is not None
    assert place.do(PLATFORM, "evidence.fetched", id_).ok
    assert place.get(EvidenceRecord, id_).fetched_at == first


def test_a_sped_up_district_has_no_recordings_to_look_at(place: Hall) -> None:
    place.executor = Executor(
        site=place.site, state_version=lambda _kind, _id: 1, audit=place.executor._audit, rate=60.0
    )
    for name, args in (("recording.view", asked(place)), ("evidence.export", asked(place))):
        known = {key: args[key] for key in ("camera", "since", "until", "reason")}
        error = place.do(LEADER, name, None, **(known if name == "recording.view" else args)).error
        assert error is not None
        assert (error.code, error.cause) == ("illegal_transition", "other_clock")
