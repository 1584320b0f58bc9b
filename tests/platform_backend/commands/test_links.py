"""Links to tasks and what comes in through them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.incident_parts import Media
from platform_backend.commands.links import MOST_MEDIA, Attach
from tests.platform_backend.conftest import Running
from tests.platform_backend.web.test_task_page import job

MEDIUM = Media(
    id="m1", name="a", kind="image/png", bytes=1, sha256="0" * 64, at="2026-01-31T08:00:00Z", by="甲"
)


async def test_a_link_is_for_a_task_that_is_there_and_not_finished(running: Running) -> None:
    async with job(running) as work:
        nothing = await work.console.command("task.link", work.incident, task="nothing")
        assert nothing["error"]["code"] == "not_found"
        await work.console.command("incident.recall", work.incident, reason="换人")
        over = await work.console.command("task.link", work.incident, task=work.task)
        assert over["error"]["code"] == "illegal_transition"


async def test_a_console_attaches_nothing_and_an_incident_stays_small_enough(running: Running) -> None:
    async with job(running) as work:
        refused = await work.console.command("incident.attach", work.incident, media=[])
        assert refused["error"]["code"] in ("bad_request", "forbidden")
        many = Attach(media=tuple(replace(MEDIUM, id=f"m{n}") for n in range(MOST_MEDIA)))
        first = await running.platform.execute("甲", "incident.attach", work.incident, many)
        assert first.ok
        assert len((await work.state())["media"]) == MOST_MEDIA
        one_more = await running.platform.execute(
            "甲", "incident.attach", work.incident, Attach(media=(MEDIUM,))
        )
        assert one_more.error is not None
        assert one_more.error.code == "bad_request"


@pytest.mark.parametrize("again", [1, 2])
async def test_every_link_is_another_one(running: Running, again: int) -> None:
    async with job(running) as work:
        paths = {work.path}
        for _ in range(again):
            link = await work.console.command("task.link", work.incident, task=work.task)
            paths.add(link["data"]["path"])
        assert len(paths) == again + 1
