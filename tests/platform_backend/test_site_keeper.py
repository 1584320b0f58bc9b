from __future__ import annotations

import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from backend_client.tasks import TaskSet
from platform_backend.access.tokens import TokenSigner, ensure_key
from platform_backend.site_keeper import SiteKeeper
from tests.waiting import until


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the site was told, one JSON a line."""
    path = tmp_path / "told"
    monkeypatch.setenv("STUB_SITE_TOLD", str(path))
    return path


@asynccontextmanager
async def keeper(
    folder: Path, *, module: str = "tests.platform_backend.stub_site"
) -> AsyncIterator[SiteKeeper]:
    key = folder / "token.key"
    one = SiteKeeper(cache=folder, key_file=key, signer=TokenSigner(ensure_key(key)), module=module)
    tasks = TaskSet()
    tasks.spawn(one.run(), name="keeper")
    try:
        yield one
    finally:
        await tasks.close()


def lines(told: Path) -> list[bytes]:
    return told.read_bytes().splitlines() if told.exists() else []


async def test_it_starts_the_site_and_ends_it(tmp_path: Path, told: Path) -> None:
    async with keeper(tmp_path) as one:
        await until(lambda: one.port is not None)
        pid = one.pid
        assert pid is not None
        assert psutil.pid_exists(pid)
    assert not psutil.pid_exists(pid)
    assert one.port is None


async def test_a_dead_site_is_started_again_and_told_anew(tmp_path: Path, told: Path) -> None:
    async with keeper(tmp_path) as one:
        one.set_offline(frozenset({"cam-2", "cam-1"}))
        await until(lambda: lines(told))
        await until(lambda: one.pid is not None)
        assert one.pid is not None
        os.kill(one.pid, signal.SIGKILL)
        await until(lambda: one.starts == 2 and one.port is not None)
        await until(lambda: len(lines(told)) == 2)
    assert [json.loads(line) for line in lines(told)] == [{"cameras": ["cam-1", "cam-2"]}] * 2


async def test_a_site_that_cannot_start_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with keeper(tmp_path, module="tests.platform_backend.no_such_module") as one:
        await until(lambda: one.starts >= 2)
        assert one.port is None
    assert "starting it again" in caplog.text


async def test_while_none_is_there_changes_are_kept_for_later(tmp_path: Path, told: Path) -> None:
    async with keeper(tmp_path) as one:
        for number in range(3):
            one.set_offline(frozenset({f"cam-{number}"}))
        await until(lambda: any(b"cam-2" in line for line in lines(told)))
    assert len(lines(told)) == 1
