"""When the keeper of the shelves acts, and when it leaves all as it is."""

from __future__ import annotations

from tests.platform_backend.commands.test_alarms import raised
from tests.platform_backend.commands.test_shelving import OFFICER, SHELVE
from tests.platform_backend.conftest import Running
from tests.waiting import until


async def test_without_shelves_nothing_is_written(running: Running) -> None:
    await raised(running)
    head = running.platform.log.topics["alarms"].head
    jobs = running.platform.committer.jobs
    await running.platform.shelves.settle()
    assert (running.platform.log.topics["alarms"].head, running.platform.committer.jobs) == (head, jobs)


async def test_what_has_been_settled_is_settled_once(running: Running) -> None:
    first, _second = await raised(running), await raised(running)
    async with running.console(OFFICER) as one:
        await one.command("alarm.shelve", first, **SHELVE)
    topic = running.platform.log.topics["alarms"]
    head = topic.head
    await until(lambda: topic.head > head)
    head = topic.head
    await running.platform.shelves.settle()
    assert topic.head == head
