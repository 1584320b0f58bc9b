from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from platform_backend.recordings import camera_recorder
from platform_backend.recordings.camera_recorder import CameraRecorder
from platform_backend.recordings.orders import Wanted
from platform_backend.recordings.room import Room
from platform_backend.recordings.segments import ALARM, CONTINUOUS, Segment, find
from platform_backend.recordings.transport import pictures
from tests.platform_backend.recordings.made import camera_site, wanted
from tests.rtsp import RtspServer
from tests.waiting import until


@asynccontextmanager
async def recording(order: Wanted, root: Path, room: Room | None = None) -> AsyncIterator[CameraRecorder]:
    recorder = CameraRecorder(order, root=root, room=room or Room(root))
    try:
        yield recorder
    finally:
        await ends(recorder)


def found(root: Path) -> list[Segment]:
    return find(root, "cam-1", since=0, until=time.time() + 60)


async def test_a_stream_becomes_pieces_of_the_machines_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_recorder, "PIECE_S", 2.0)
    began = time.time()
    async with camera_site() as site, recording(wanted(site), tmp_path) as recorder:
        await until(lambda: site.timeline.viewers)
        opened = time.time()
        await until(lambda: len(found(tmp_path)) >= 2)
        assert recorder.trouble == ""
        # The reason is another from the next key frame on.
        recorder.wanted = msgspec.structs.replace(recorder.wanted, why=ALARM)
        await until(lambda: found(tmp_path)[-1].why == ALARM)
        await ends(recorder)
    whole = found(tmp_path)
    assert [each.why for each in whole][:-1] == [CONTINUOUS] * (len(whole) - 1)
    assert all(each.whole for each in whole)
    assert all(a.until == b.since for a, b in pairwise(whole))
    assert recorder.written == sum(each.bytes for each in whole)
    # What it has shown before it was opened goes back to the last key frame.
    assert began - 2.6 < whole[0].since < opened + 0.6
    assert whole[-1].until < time.time() + 0.1
    for each in whole:
        shown = list(pictures(each.path.read_bytes(), near=each.since))
        assert shown[0].key
        assert abs(shown[0].at - each.since) < 0.001
        assert len(shown) == round((each.until - each.since) * 25)


async def ends(recorder: CameraRecorder) -> None:
    recorder.stop()
    await asyncio.to_thread(recorder.join, 5.0)


async def test_without_room_nothing_is_read_and_with_it_all_goes_on(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.failed("No space left on device")
    async with camera_site() as site, recording(wanted(site), tmp_path, room) as recorder:
        await until(lambda: recorder.trouble == "disk_full")
        assert not site.timeline.viewers
        room.is_there = True
        await until(lambda: found(tmp_path))
        room.is_there = False
        await until(lambda: not site.timeline.viewers)


async def test_a_disk_that_refuses_stops_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "cam-1").write_text("in the way")
    room = Room(tmp_path)
    async with camera_site() as site, recording(wanted(site), tmp_path, room):
        await until(lambda: not room.is_there)
    assert "Not a directory" in room.why


async def test_a_camera_that_cannot_be_read_says_why_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_recorder, "_WAITS_S", (0.05,))
    async with camera_site() as site:
        site.switch_off(frozenset({"cam-1"}))
        async with recording(wanted(site), tmp_path) as recorder:
            await until(lambda: recorder.trouble == "HTTPServerError")
            site.switch_off(frozenset())
            await until(lambda: recorder.trouble == "")
    assert not [each for each in threading.enumerate() if each.name == "record cam-1"]


async def test_what_is_no_video_is_not_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = tmp_path / "sound.wav"
    head = b"RIFF\x24\x08\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data"
    sound.write_bytes(head + b"\0\x08\0\0" + bytes(2048))
    order = Wanted(camera="cam-1", url=str(sound), why=CONTINUOUS)
    async with recording(order, tmp_path) as recorder:
        await until(lambda: recorder.trouble == "no_video")


async def test_a_camera_is_read_over_rtsp_as_well(rtsp_server: RtspServer, tmp_path: Path) -> None:
    order = Wanted(camera="cam-1", url=rtsp_server.url(0), why=CONTINUOUS)
    began = time.time()
    async with recording(order, tmp_path) as recorder:
        await until(lambda: recorder.trouble == "")
        await until(lambda: found(tmp_path) and found(tmp_path)[0].bytes > 20_000)
    (piece,) = found(tmp_path)
    assert piece.whole
    assert began - 1.0 < piece.since < piece.until < time.time() + 0.1
    shown = list(pictures(piece.path.read_bytes(), near=piece.since))
    assert shown[0].key
    assert len(shown) == pytest.approx((piece.until - piece.since) * 25, abs=2)
