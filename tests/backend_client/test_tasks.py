"""Tasks are named, kept, and their failures told."""

from __future__ import annotations

import asyncio
import logging

import pytest

from backend_client.tasks import TaskSet
from tests.waiting import until


async def test_what_still_runs_is_cancelled_at_the_close() -> None:
    tasks = TaskSet()
    forever = tasks.spawn(asyncio.Event().wait(), name="forever")
    await tasks.close()
    assert forever.cancelled()
    assert forever.get_name() == "forever"


async def test_a_failure_is_told_with_the_tasks_name(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ValueError("broken")

    with caplog.at_level(logging.ERROR):
        TaskSet().spawn(fail(), name="the broken one")
        await until(lambda: "the broken one" in caplog.text)
    assert "broken" in caplog.text
