"""Janus as the platform's child: watched, started again, gone with its platform, told of when missing."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

import psutil
import pytest

from backend_client.tasks import TaskSet
from platform_backend.conference.janus import Janus, JanusFailed
from platform_backend.conference.janus_files import JanusMissing
from platform_backend.conference.room_server import RoomServerKeeper
from tests.waiting import until

_PARENT = """
import asyncio, sys
from pathlib import Path
from platform_backend.conference.room_server import RoomServerKeeper
async def main():
    told = lambda _: print(keeper.pid, flush=True)
    keeper = RoomServerKeeper(folder=Path(sys.argv[1]), up=told, down=print)
    await keeper.run()
asyncio.run(main())
"""


async def test_one_that_ends_is_started_again_and_speaks_through_its_folder_alone(tmp_path: Path) -> None:
    spoken: list[Janus] = []
    downs: list[None] = []
    keeper = RoomServerKeeper(folder=tmp_path / "r", up=spoken.append, down=lambda: downs.append(None))
    tasks = TaskSet()
    tasks.spawn(keeper.run(), name="janus")
    await until(lambda: spoken)
    assert keeper.pid is not None
    listening = psutil.Process(keeper.pid).net_connections("inet")
    assert [each for each in listening if each.status == psutil.CONN_LISTEN] == []
    handle = await spoken[0].attach(lambda _event: None)
    # It has to be told in time that somebody is there.
    await spoken[0]._ask("keepalive")
    with pytest.raises(JanusFailed, match="No such room"):
        await spoken[0].say(handle, {"request": "join", "ptype": "publisher", "room": 1})
    os.kill(keeper.pid, signal.SIGKILL)
    await until(lambda: len(spoken) == 2)
    assert (keeper.starts, len(downs)) == (2, 1)
    with pytest.raises(JanusFailed):
        await spoken[0].attach(lambda _event: None)
    assert (tmp_path / "r" / "janus.log.1").read_text()
    await tasks.close()
    ended: int | None = keeper.pid
    assert ended is None
    assert len(downs) == 2


async def test_it_ends_with_a_platform_that_is_killed(tmp_path: Path) -> None:
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _PARENT, str(tmp_path)), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    child = psutil.Process(int(await parent.stdout.readline()))
    assert child.name() == "janus"
    parent.kill()
    await parent.wait()
    await until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


async def test_what_is_not_installed_is_told_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def find() -> None:
        raise JanusMissing("install the Debian package janus")

    keeper = RoomServerKeeper(folder=tmp_path, up=lambda _: None, down=lambda: None, find=find)  # type: ignore[arg-type]
    await keeper.run()
    assert [each.message for each in caplog.records if each.levelno >= logging.WARNING] == [
        "install the Debian package janus"
    ]
    assert keeper.starts == 0
