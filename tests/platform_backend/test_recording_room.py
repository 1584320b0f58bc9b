"""The whole of it as real processes: a platform with its camera site and its recorder, over real HTTP."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import psutil

from backend_client.protocol.times import format_time
from platform_backend.recording_room import Recording
from platform_backend.recordings.segments import RECORDINGS_FOLDER, find
from platform_backend.recordings.settings import SettingsBook
from tests.platform_backend.conftest import StartPlatform, user
from tests.platform_backend.recordings.made import camera_site, make_piece, site_port
from tests.waiting import until


def settings(folder: Path, text: str = "") -> SettingsBook:
    path = folder / "recordings.toml"
    path.write_text(f'format = "recordings/1"\nreserve_gigabytes = 0.001\n{text}')
    return SettingsBook(path)


async def test_the_cameras_of_an_alarm_are_recorded(start: StartPlatform, tmp_path: Path) -> None:
    recording = Recording(settings=settings(tmp_path))
    async with camera_site() as site, start(recording=recording) as running:
        platform = running.platform
        # The platform signs with a key of its own; the site believes it.
        site.signer = platform.cameras._signer
        platform.cameras.port = site_port[site]
        camera = next(iter(platform._data.camera_codes))
        async with httpx.AsyncClient(base_url=running.http, trust_env=False) as http:
            assert (await http.get("/health")).json()["recorder"] == {"runs": False}
            headers = {"Authorization": f"Bearer {await running.token()}"}
            alarm = {"priority": 1, "kind": "烟感报警", "title": "x", "source": "s", "cameras": [camera]}
            raised = await http.post("/api/alarms", json=alarm, headers=headers)
            assert raised.status_code == 201
            await until(lambda: (report := platform._recordings.report) and report.recording == 1)
            health = (await http.get("/health")).json()["recorder"]
            assert health == {"runs": True, "recording": 1, "wanted": 1, "stopped": ""}
            metrics = (await http.get("/metrics", headers=headers)).text
            assert "ccc_recorded_cameras 1.0" in metrics
            assert "ccc_recorder_stopped 0.0" in metrics
            async with running.console(user("boss", "duty_leader")) as one:
                now = time.time()
                times = {"since": format_time(now - 60), "until": format_time(now + 60)}
                found = (await one.query("recordings.search", camera=camera, **times))["data"]["parts"]
                assert [each["why"] for each in found] == ["alarm"]
                # What is being recorded can be looked at.
                assert (await one.command("recording.view", camera=camera, reason="x", **times))["ok"]
            token = {"Authorization": f"Bearer {await running.token(user('boss', 'duty_leader'))}"}
            path = f"/recordings/{camera}/{times['since']}/{times['until']}.ts"
            answer = await http.get(path, headers=token)
            assert answer.status_code == 200
            assert len(answer.content) > 188
        pid = platform._recordings.keeper.pid  # type: ignore[union-attr]
    assert pid is not None
    assert not psutil.pid_exists(pid)


async def test_what_was_recorded_is_kept_and_goes_in_its_time(start: StartPlatform, data: Path) -> None:
    root = data / RECORDINGS_FOLDER
    now = time.time()
    make_piece(root, "cam-1", now - 3 * 86_400)
    make_piece(root, "cam-1", now - 60)
    recording = Recording(settings=settings(data, "days = 1\n"))
    async with start(recording=recording):
        await until(lambda: len(find(root, "cam-1", since=0, until=now)) == 1)
    async with start(recording=None) as running:
        assert running.platform._recordings.keeper is None
        assert running.platform._recordings.report is None
