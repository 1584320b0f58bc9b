from __future__ import annotations

import asyncio
import json
import os
import signal
from contextlib import closing
from pathlib import Path

import pytest

from platform_backend.districts.spec import DistrictSpec, load_spec
from platform_backend.failures import CannotStart
from platform_backend.launch_line import LaunchLine
from platform_backend.options import parse
from platform_backend.start import Start
from platform_backend.web.serving import bind
from tests.platform_backend.consoles import Frame
from tests.platform_backend.processes import platform
from tests.platform_backend.test_main import desk

NEW: Frame = {
    "type_code": "0101",
    "severity": 2,
    "title": "积水",
    "source": "热线",
    "description": "长" * 300,
}


async def test_the_command_line_says_how_many_events_are_kept(data: Path) -> None:
    with platform(data) as process:
        async with desk(process) as one:
            await one.subscribe("incidents")
            begin = await one.of_type("snapshot.begin")
            for _ in range(40):
                assert (await one.command("incident.create", **NEW))["ok"]
        process.popen.terminate()
        process.popen.wait(timeout=10)
    resume = {"epoch": begin["epoch"], "cursors": {"incidents": begin["as_of"]}}
    with platform(data, "--event-log-mb", "0.02") as process:
        async with desk(process) as one, asyncio.timeout(10):
            # It is tidied up soon after the start, not before it.
            while True:
                await one.subscribe("incidents", resume=resume)
                if (await one.of_type("replay.begin", "resync"))["type"] == "resync":
                    break
        process.popen.terminate()
        assert process.popen.communicate(timeout=10)[1] == ""


def start(data: Path, spec: DistrictSpec, *arguments: str, launch: LaunchLine) -> None:
    options = parse(["--data", str(data), "--no-camera-site", *arguments])

    async def serve() -> None:
        with closing(bind("127.0.0.1", 0)) as listener:
            await Start(options=options, spec=spec, listener=listener, tls=None, launch=launch).run()

    asyncio.run(serve())


class Once(LaunchLine):
    """Ends the platform as soon as it serves, by the signal that a service manager sends."""

    def serves(self, *, http: str, feed: str, token: str) -> None:
        super().serves(http=http, feed=feed, token=token)
        signal.raise_signal(signal.SIGTERM)


def test_a_signal_ends_it_in_order(
    data: Path, small_spec: DistrictSpec, capsys: pytest.CaptureFixture[str]
) -> None:
    launched, line = os.pipe()
    start(data, small_spec, launch=Once(line))
    with os.fdopen(launched) as file:
        ready = json.loads(file.readline())
    out, err = capsys.readouterr()
    assert out.splitlines() == [ready["http"], ready["feed"]]
    assert err == ""
    # Everything was given back: it can start again at once.
    start(data, small_spec, launch=Once(None))


def test_what_keeps_it_from_starting_gives_the_folder_back(data: Path) -> None:
    for _ in range(2):
        with pytest.raises(CannotStart, match="--district gulou"):
            start(data, load_spec("jianggan"), launch=LaunchLine(None))
