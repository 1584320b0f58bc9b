"""No data leave before the platform has heard of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest

from backend_client.outbox import OutboxUnusable
from backend_client.protocol.commands import Args, ReportExport
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Result
from backend_client.questions import refusal
from backend_client.tasks import TaskSet
from console.paper.announcing import Announcer
from tests.waiting import until

PLAIN = ReportExport(what="incidents", format="xlsx", rows=3)
PEOPLE = ReportExport(what="incidents", format="xlsx", rows=3, people=True, reason="for the court")


class Platform:
    """Answers as it is told, and notes what it is asked."""

    def __init__(self) -> None:
        self.connected = True
        self.answer: Result | Exception = Result(cmd_id="c", ok=True)
        self.heard: list[tuple[str, Args | msgspec.Raw | None, float | None]] = []
        self.is_back = asyncio.Event()
        self.is_back.set()
        self.tasks = TaskSet()
        self.announcer = Announcer(requests=self, tasks=self.tasks, connected=lambda: self.connected)

    async def send(
        self, name: str, *, args: Args | msgspec.Raw | None = None, not_after_s: float | None = None
    ) -> Result:
        await self.is_back.wait()
        self.heard.append((name, args, not_after_s))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def refuse(self, code: ErrorCode, message: str = "") -> None:
        self.answer = Result(cmd_id="c", ok=False, error=Error(code=code, message=message))


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    made = Platform()
    yield made
    await made.tasks.close()


@pytest.mark.parametrize("export", [PLAIN, PEOPLE])
async def test_what_the_platform_notes_may_leave(platform: Platform, export: ReportExport) -> None:
    assert await platform.announcer.why_not(export) == ""
    assert [heard[:2] for heard in platform.heard] == [("report.export", export)]


@pytest.mark.parametrize("export", [PLAIN, PEOPLE])
async def test_what_the_platform_refuses_stays(platform: Platform, export: ReportExport) -> None:
    platform.refuse(ErrorCode.FORBIDDEN)
    assert await platform.announcer.why_not(export) == (
        "The platform refuses it: Your role does not allow this"
    )
    platform.refuse(ErrorCode.BAD_REQUEST, "a reason is needed")
    assert await platform.announcer.why_not(export) == "The platform refuses it: a reason is needed"
    platform.answer = OutboxUnusable("the disk is full")
    assert "the disk is full" in await platform.announcer.why_not(export)


async def test_while_the_platform_is_away_peoples_data_stay(platform: Platform) -> None:
    platform.connected = False
    assert "platform is away" in await platform.announcer.why_not(PEOPLE)
    assert platform.heard == []
    platform.connected = True
    for code in (ErrorCode.EXPIRED, ErrorCode.UNAVAILABLE):
        platform.refuse(code)
        assert "platform is away" in await platform.announcer.why_not(PEOPLE)
    platform.answer = refusal(ErrorCode.UNAVAILABLE, "gone")
    assert "platform is away" in await platform.announcer.why_not(PEOPLE)


async def test_other_data_leave_and_the_announcement_follows(platform: Platform) -> None:
    platform.connected = False
    platform.is_back.clear()
    assert await platform.announcer.why_not(PLAIN) == ""
    assert platform.heard == []
    platform.is_back.set()
    await until(lambda: platform.heard)
    assert platform.heard == [("report.export", PLAIN, None)]


async def test_what_is_lost_on_the_way_follows_too(
    platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    platform.refuse(ErrorCode.EXPIRED)
    assert await platform.announcer.why_not(PLAIN) == ""
    await until(lambda: len(platform.heard) == 2)
    await until(lambda: "could not be announced" in caplog.text)
    assert [not_after for _, _, not_after in platform.heard] == [10.0, None]
