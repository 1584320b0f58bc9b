from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.recording_args import MOST_BOOKMARK_TEXT, MOST_BOOKMARKS
from backend_client.protocol.times import format_time
from platform_backend.access.scope import codes_of
from platform_backend.commands import bookmarks
from platform_backend.commands.context import Actor
from platform_backend.commands.executor import Executor
from tests.platform_backend.commands.hall import CODES, DISTRICT, A, Hall, hall, person
from tests.platform_backend.commands.test_evidence import CAMERA, camera

OFFICER = person("officer", "duty_officer")
LEADER = person("leader", "duty_leader")
ONLOOKER = person("boss", "leader")
ELSEWHERE = person("other", org="o-b")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Hall]:
    with hall(tmp_path) as one:
        one.put({CAMERA: camera(A), "cam-d": camera(DISTRICT)})
        yield one


def put(place: Hall, actor: Actor = OFFICER, **more: Any) -> str:
    """A bookmark half a minute ago; its id."""
    args = {"camera": CAMERA, "moment": format_time(place.now - 30)} | more
    result = place.do(actor, "recording.bookmark", None, **args)
    assert result.ok, result.error
    return str((result.data or {})["id"])


def test_a_bookmark_says_what_when_and_by_whom(place: Hall) -> None:
    moment, incident = format_time(place.now - 30), place.incident()
    id_ = put(place, moment=moment, text="  红色\n面包车 ", incident=incident)
    one = place.get(RecordingBookmark, id_)
    assert (one.camera, one.camera_name, one.moment, one.at) == (
        CAMERA,
        "北门",
        moment,
        format_time(place.now),
    )
    assert (one.user, one.text, one.incident) == ("officer", "红色 面包车", incident)
    # It is seen where its camera is.
    assert codes_of(one, CODES) == codes_of(camera(A), CODES)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"camera": "no-such"}, "forbidden"),
        ({"camera": "cam-d"}, "forbidden"),
        ({"moment": "yesterday"}, "bad_request"),
        ({"moment": "2999-01-01T00:00:00.000Z"}, "bad_request"),
        ({"text": "x" * (MOST_BOOKMARK_TEXT + 1)}, "bad_request"),
        ({"incident": "no-such"}, "forbidden"),
    ],
)
def test_what_is_wrong_is_refused(place: Hall, change: dict[str, Any], code: str) -> None:
    args = {"camera": CAMERA, "moment": format_time(place.now)}
    assert place.code(OFFICER, "recording.bookmark", None, **args | change) == code


def test_all_who_may_look_back_may_put_one(place: Hall) -> None:
    put(place, ONLOOKER)
    device = person("wall", "device")
    args = {"camera": CAMERA, "moment": format_time(place.now)}
    assert place.code(device, "recording.bookmark", None, **args) == "forbidden"
    assert place.code(ELSEWHERE, "recording.bookmark", None, **args) == "forbidden"


def test_its_maker_alone_describes_and_deletes_it(place: Hall) -> None:
    id_ = put(place)
    for name, args in (("recording.describe", {"text": "x"}), ("recording.unmark", {})):
        error = place.do(LEADER, name, id_, **args).error
        assert error is not None
        assert (error.code, error.cause) == ("forbidden", "others_bookmark")
        assert place.code(ELSEWHERE, name, id_, **args) == "forbidden"
    incident = place.incident()
    assert place.code(OFFICER, "recording.describe", id_, text="掉头", incident="no-such") == "forbidden"
    assert place.do(OFFICER, "recording.describe", id_, text="掉头", incident=incident).ok
    described = place.get(RecordingBookmark, id_)
    assert (described.text, described.incident) == ("掉头", incident)
    assert place.do(OFFICER, "recording.unmark", id_).ok
    for name, args in (("recording.describe", {"text": "x"}), ("recording.unmark", {})):
        assert place.code(OFFICER, name, id_, **args) == "forbidden"


def test_nobody_has_more_than_so_many(place: Hall) -> None:
    former = place.get(RecordingBookmark, put(place))
    place.put({f"b{number}": former for number in range(MOST_BOOKMARKS - 1)})
    args = {"camera": CAMERA, "moment": format_time(place.now)}
    error = place.do(OFFICER, "recording.bookmark", None, **args).error
    assert error is not None
    assert error.cause == "bookmarks_full"
    put(place, LEADER)
    assert place.do(OFFICER, "recording.unmark", "b0").ok
    put(place)


def test_it_goes_with_the_recordings_of_its_moment(place: Hall) -> None:
    one = place.get(RecordingBookmark, put(place))
    assert bookmarks.in_view(one, place.now, kept_s=60.0)
    assert not bookmarks.in_view(one, place.now + 60.0, kept_s=60.0)


def test_where_the_clock_is_sped_up_there_are_none(place: Hall) -> None:
    place.executor = Executor(
        site=place.site, state_version=lambda _kind, _id: 1, audit=place.executor._audit, rate=60.0
    )
    args = {"camera": CAMERA, "moment": format_time(place.now)}
    error = place.do(OFFICER, "recording.bookmark", None, **args).error
    assert error is not None
    assert error.cause == "other_clock"
