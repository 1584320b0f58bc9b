from __future__ import annotations

import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import psutil
import pytest

from backend_client.protocol.entities import Alarm, AlarmState, Camera
from backend_client.protocol.times import format_time
from backend_client.tasks import TaskSet
from platform_backend.log_types import LogEvent
from platform_backend.recorder_keeper import RecorderKeeper
from platform_backend.recordings.segments import find
from platform_backend.recordings.settings import SettingsBook
from platform_backend.site_keeper import SiteKeeper
from tests.platform_backend.recordings.made import SIGNER, camera_site, site_port
from tests.platform_backend.recordings.test_settings import camera
from tests.waiting import until


@asynccontextmanager
async def keeper(folder: Path, port: int | None, *, cameras: int = 2) -> AsyncIterator[RecorderKeeper]:
    site = SiteKeeper(cache=folder, key_file=folder / "key", signer=SIGNER)
    site.port = port
    known = {f"cam-{n}": streamed(camera(str(n) * 20), f"cam-{n}") for n in range(1, cameras + 1)}
    one = RecorderKeeper(
        root=folder / "recordings",
        settings=SettingsBook(folder / "recordings.toml"),
        cameras=lambda: known,
        offline=lambda: frozenset({"cam-2"}),
        site=site,
        signer=SIGNER,
        now=time.time,
    )
    tasks = TaskSet()
    tasks.spawn(one.run(), name="keeper")
    try:
        yield one
    finally:
        await tasks.close()


def streamed(one: Camera, id_: str) -> Camera:
    streams = msgspec.structs.replace(one.streams, main=f"/cameras/{id_}/main.ts", sub="rtsp://elsewhere/x")
    return msgspec.structs.replace(one, streams=streams)


def alarm(state: AlarmState = AlarmState.OPEN, *, closed: bool = False) -> LogEvent:
    body = Alarm(
        priority=1,
        kind="fire",
        title="x",
        source="s",
        state=state,
        raised_at=format_time(time.time() - 120),
        org="o",
        cameras=("cam-1", "cam-2", "no-such"),
        closed_at=format_time(time.time() - 1) if closed else None,
    )
    return LogEvent("alarms", 1, 0.0, "alarm", "a1", 1, msgspec.json.encode(body), "", "")


async def test_nothing_runs_while_there_is_nothing_to_record(tmp_path: Path) -> None:
    async with keeper(tmp_path, 1) as one:
        await until(lambda: one._cameras)
        assert one.order().cameras == ()
        assert one.pid is None
        # An alarm without a camera that can be reached is none either.
        one._site.port = None
        one.on_events([alarm()])
        assert one.order().cameras == ()


async def test_an_alarms_cameras_are_recorded_until_it_is_over(tmp_path: Path) -> None:
    async with camera_site() as site, keeper(tmp_path, site_port[site]) as one:
        await until(lambda: one._cameras)
        one.on_events([alarm()])
        await until(lambda: one.report is not None and one.report.recording == 1)
        (order,) = one.order().cameras
        assert (order.camera, order.why) == ("cam-1", "alarm")
        assert order.headers["Authorization"].startswith("Bearer ")
        one.on_events([alarm(AlarmState.CLOSED, closed=True)])
        await until(lambda: one.report is not None and one.report.wanted == 0)
        assert find(tmp_path / "recordings", "cam-1", since=0, until=time.time() + 9)
        pid = one.pid
        assert pid is not None
    assert not psutil.pid_exists(pid)


async def test_a_dead_recorder_is_started_again(tmp_path: Path) -> None:
    (tmp_path / "recordings.toml").write_text('format = "recordings/1"\ncameras = ["cam-1"]\n')
    async with camera_site() as site, keeper(tmp_path, site_port[site]) as one:
        await until(lambda: one.report is not None and one.report.recording == 1)
        assert one.pid is not None
        os.kill(one.pid, signal.SIGKILL)
        await until(lambda: one.starts == 2 and one.report is not None and one.report.recording == 1)


async def test_another_servers_camera_gets_no_token_of_ours(tmp_path: Path) -> None:
    (tmp_path / "recordings.toml").write_text(
        'format = "recordings/1"\ncameras = ["cam-1"]\nstream = "sub"\nreserve_gigabytes = 1000000\n'
    )
    async with keeper(tmp_path, None) as one:
        await until(lambda: one._cameras)
        (order,) = one.order().cameras
        assert (order.url, order.headers) == ("rtsp://elsewhere/x", {})


async def test_a_full_disk_stands_in_the_log_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "recordings.toml"
    said = 'format = "recordings/1"\ncameras = ["cam-1"]\n'
    path.write_text(f"{said}reserve_gigabytes = 1000000\n")
    async with camera_site() as site, keeper(tmp_path, site_port[site]) as one:
        await until(lambda: "Recording has stopped: " in caplog.text)
        path.write_text(f"{said}reserve_gigabytes = 0.001\n")
        await until(lambda: one.report is not None and one.report.recording == 1)
    assert caplog.text.count("Recording has stopped: ") == 1
    assert "recording goes on" in caplog.text
