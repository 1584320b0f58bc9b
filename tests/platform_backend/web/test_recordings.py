"""Looking back over real HTTP: the reason first, then the range."""

from __future__ import annotations

import io
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import httpx
import pytest
from msgspec.structs import replace

from backend_client.protocol.messages import Scope, User
from backend_client.protocol.times import format_time
from platform_backend.recordings.segments import RECORDINGS_FOLDER, find
from platform_backend.recordings.transport import ROUND, seconds
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.recordings.made import make_piece

STREET = "320302001"
OFFICER = replace(user("officer", "duty_officer"), scope=Scope(division=STREET))


def root_of(running: Running) -> Path:
    return running.platform._store.path.parent / RECORDINGS_FOLDER


def camera_in(running: Running, division: str, *, inside: bool = True) -> str:
    codes = running.platform._data.camera_codes
    return next(id_ for id_, each in codes.items() if (f" {division}" in f" {each}") is inside)


@pytest.fixture
def start_of(running: Running) -> float:
    """A minute ago a camera was recorded for twelve seconds, with a gap after eight."""
    begin = float(int(time.time()) - 60)
    for offset in (0.0, 4.0, 20.0):
        make_piece(root_of(running), camera_in(running, STREET), begin + offset)
    return begin


async def looked(running: Running, who: User, camera: str, since: float, until: float) -> dict[str, Any]:
    async with running.console(who) as one:
        times = {"since": format_time(since), "until": format_time(until)}
        return await one.command("recording.view", camera=camera, reason="走失老人", **times)


async def get(
    running: Running, who: User | None, camera: str, since: str | float, until: str | float
) -> httpx.Response:
    headers = {} if who is None else {"Authorization": f"Bearer {await running.token(who)}"}
    times = [each if isinstance(each, str) else format_time(each) for each in (since, until)]
    async with httpx.AsyncClient(base_url=running.http, headers=headers, trust_env=False) as http:
        return await http.get(f"/recordings/{camera}/{times[0]}/{times[1]}.ts")


async def test_parts_are_found(running: Running, start_of: float) -> None:
    camera = camera_in(running, STREET)
    async with running.console(OFFICER) as one:
        times = {"since": format_time(start_of - 5), "until": format_time(start_of + 60)}
        reply = await one.query("recordings.search", camera=camera, **times)
        parts = reply["data"]["parts"]
        found = [(each["since"], each["until"], each["why"]) for each in parts]
        assert found == [
            (format_time(start_of), format_time(start_of + 8), "continuous"),
            (format_time(start_of + 20), format_time(start_of + 24), "continuous"),
        ]
        whole = find(root_of(running), camera, since=0, until=time.time())
        assert sum(each["bytes"] for each in parts) == sum(each.bytes for each in whole)
        other = camera_in(running, STREET, inside=False)
        gone = await one.query("recordings.search", camera="no-such", **times)
        unseen = await one.query("recordings.search", camera=other, **times)
        assert gone["error"]["code"] == unseen["error"]["code"] == "forbidden"
        back = {"since": times["until"], "until": times["since"]}
        assert (await one.query("recordings.search", camera=camera, **back))["error"]["code"] == "bad_request"


async def test_a_range_is_played_through(running: Running, start_of: float) -> None:
    camera = camera_in(running, STREET)
    assert (await looked(running, OFFICER, camera, start_of, start_of + 30))["ok"]
    answer = await get(running, OFFICER, camera, start_of + 3, start_of + 22)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "video/mp2t"
    with av.open(io.BytesIO(answer.content), "r", format="mpegts") as container:
        stamps = [packet.dts for packet in container.demux(video=0) if packet.dts is not None]
    moments = [seconds(stamp % ROUND, near=start_of) - start_of for stamp in stamps]
    # From the key frame before to the picture before the end; the gap stays one.
    assert round(moments[0], 2) == 2.0
    assert round(moments[-1], 2) == 21.96
    steps = {round(b - a, 2) for a, b in pairwise(moments)}
    assert steps == {0.04, 12.04}
    with av.open(io.BytesIO(answer.content), "r", format="mpegts") as container:
        assert sum(1 for _ in container.decode(video=0)) == len(stamps)


async def test_without_a_reason_nothing_is_shown(running: Running, start_of: float) -> None:
    camera = camera_in(running, STREET)
    await looked(running, OFFICER, camera, start_of, start_of + 10)
    assert (await get(running, None, camera, start_of, start_of + 10)).status_code == 401
    # Not for others, nor for more than the reason was given for.
    other = replace(user("other", "dispatcher"), scope=Scope(division=STREET))
    for who, since, until in ((other, 0, 10), (OFFICER, -1, 10), (OFFICER, 0, 11)):
        answer = await get(running, who, camera, start_of + since, start_of + until)
        assert (answer.status_code, answer.json()["error"]["cause"]) == (403, "reason_missing")
    assert (await get(running, OFFICER, camera, start_of, start_of + 10)).status_code == 200


async def test_a_camera_of_others_is_no_camera(running: Running, start_of: float) -> None:
    other = camera_in(running, STREET, inside=False)
    make_piece(root_of(running), other, start_of)
    answers = [await get(running, OFFICER, each, start_of, start_of + 10) for each in (other, "no-such")]
    assert [each.status_code for each in answers] == [404, 404]
    assert [set(each.json()["error"]) for each in answers] == [{"code", "message"}] * 2
    result = await looked(running, OFFICER, other, start_of, start_of + 10)
    assert result["error"]["code"] == "forbidden"


async def test_addresses_take_both_forms_of_times(running: Running, start_of: float) -> None:
    camera = camera_in(running, STREET)
    await looked(running, OFFICER, camera, start_of, start_of + 10)
    since, until = (format_time(start_of + each).replace("-", "").replace(":", "") for each in (0, 10))
    basic = await get(running, OFFICER, camera, since, until)
    extended = await get(running, OFFICER, camera, start_of, start_of + 10)
    assert basic.content == extended.content
    assert basic.status_code == 200
    for wrong in ("yesterday", "20260131", "2026-01-31"):
        assert (await get(running, OFFICER, camera, wrong, start_of)).status_code == 400
    assert (await get(running, OFFICER, camera, start_of, start_of)).status_code == 400


async def test_what_was_not_recorded_is_not_there(running: Running, start_of: float) -> None:
    camera = camera_in(running, STREET)
    await looked(running, OFFICER, camera, start_of - 1000, start_of)
    assert (await get(running, OFFICER, camera, start_of - 900, start_of - 800)).status_code == 404


async def test_looking_back_stands_in_the_trail_with_its_reason(running: Running, start_of: float) -> None:
    camera = camera_in(running, STREET)
    await looked(running, OFFICER, camera, start_of, start_of + 10)
    await get(running, OFFICER, camera, start_of, start_of + 10)
    auditor = user("auditor", "audit_administrator")
    async with running.console(auditor) as one:
        found = await one.query("audit.search", what="recording.view")
        (entry,) = found["data"]["entries"]
        assert (entry["who"], entry["result"]) == ("officer", "ok")
        assert f"camera={camera}" in entry["detail"]
        assert entry["detail"].endswith("reason: 走失老人")
        found = await one.query("audit.search", what="recording.fetch")
        assert [each["target"] for each in found["data"]["entries"]] == [camera]
