"""The embedded platform and the session it grants, with a real process."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from backend_client.tasks import TaskSet
from console.embedded import EmbeddedPlatform, Launch
from console.faults import StartRefused
from console.people.session import from_launch
from tests.waiting import until


def embedded(folder: Path, *, district: str = "gulou") -> EmbeddedPlatform:
    return EmbeddedPlatform(data=folder, district=district, seed=3, simulate=False)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EmbeddedPlatform, Launch]]:
    platform = embedded(tmp_path_factory.mktemp("embedded"))
    launch = asyncio.run(platform.start())
    yield platform, launch
    asyncio.run(platform.stop())
    assert platform.pid is None


async def test_its_launch_token_lets_one_console_in(running: tuple[EmbeddedPlatform, Launch]) -> None:
    _, launch = running
    session = await from_launch(launch)
    assert session.embedded
    assert session.access.addresses == (launch.feed,)
    assert session.camera_url("/cameras/c1/sub.ts") == f"{launch.http}/cameras/c1/sub.ts"
    with pytest.raises(StartRefused, match="does not let its console in"):
        await from_launch(launch)


async def test_one_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="There is no district 'atlantis'"):
        await embedded(tmp_path / "data", district="atlantis").start()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StartRefused, match="cannot be made"):
        await embedded(tmp_path / "file" / "below").start()


async def test_last_words_are_taken_from_its_log(tmp_path: Path) -> None:
    with failing_log(tmp_path) as platform, pytest.raises(StartRefused, match=r"in use|platform\.log"):
        await platform.start()


@contextmanager
def failing_log(folder: Path) -> Iterator[EmbeddedPlatform]:
    """A platform whose data folder is locked by another one."""
    from platform_backend.data_folder import DataFolder

    held = DataFolder(folder)
    try:
        yield embedded(folder)
    finally:
        held.close()


async def test_it_comes_back_on_its_port_when_it_is_killed(running: tuple[EmbeddedPlatform, Launch]) -> None:
    platform, launch = running
    first = platform.pid
    assert first is not None
    tasks = TaskSet()
    tasks.spawn(platform.keep_running(), name="keeper")
    os.kill(first, 9)
    await until(lambda: platform.pid not in (None, first))
    async with httpx.AsyncClient(trust_env=False) as client:

        async def healthy() -> bool:
            try:
                return (await client.get(f"{launch.http}/health")).status_code == 200
            except httpx.TransportError:
                return False

        async with asyncio.timeout(20):
            while not await healthy():
                pass
    second = platform.pid
    assert second is not None
    await platform.stop()
    await tasks.close()
    assert not psutil.pid_exists(second)
