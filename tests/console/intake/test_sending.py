"""Rows as commands: each once, whatever breaks, against a platform on a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from backend_client.outbox import Outbox
from backend_client.protocol.errors import Error
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.requests import Requests
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from console.intake.journal import REMEMBERED_S, Entry, ImportJournal
from console.intake.sending import AT_ONCE, Giver, Outcome, Sendable, Sending, judge
from tests.backend_client.consoles import following
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World
from tests.waiting import until
from widgets.intake.values import Fate

GIVER = Giver(user="zhang", epoch="epoch", now=lambda: 1000.0)


class Desk:
    """What an import has around it, and what it was told."""

    def __init__(self, requests: Requests, journal: ImportJournal) -> None:
        self.requests = requests
        self.journal = journal
        self.fates: dict[int, Outcome] = {}
        self.most = 0

    def sending(self) -> Sending:
        return Sending(commands=self.requests, journal=self.journal, giver=GIVER, tell=self._tell)

    async def plan(self, count: int) -> list[Sendable]:
        """The rows of a file with `count` good ones that are to be sent by what is known."""
        marks = [f"mark {number}" for number in range(count)]
        known = await self.journal.known(marks)
        judged = [judge(known.get(mark), GIVER, again=False) for mark in marks]
        return [
            Sendable(index, create(index), marks[index], cmd_id)
            for index, (fate, cmd_id) in enumerate(judged)
            if fate is Fate.READY
        ]

    def _tell(self, index: int, outcome: Outcome) -> None:
        self.fates[index] = outcome
        self.most = max(self.most, sum(each.fate is Fate.SENT for each in self.fates.values()))

    def told(self) -> list[Fate]:
        return [self.fates[index].fate for index in sorted(self.fates)]


def create(number: int) -> IncidentCreate:
    return IncidentCreate(type_code="0101", severity=3, title=f"row {number}", source="import")


@asynccontextmanager
async def desk_at(platform: ScriptedPlatform, folder: Path) -> AsyncIterator[Desk]:
    """A console; leaving the context is its end, whatever was under way."""
    outbox = Outbox(path=folder / "outbox.sqlite")
    journal = ImportJournal(path=folder / "imports.sqlite")
    await outbox.open()
    async with following(platform) as console:
        requests = Requests(feed=console.feed, outbox=outbox, on_change=lambda: None)
        await until(lambda: console.state is FeedState.LIVE)
        try:
            yield Desk(requests, journal)
        finally:
            await requests.close()
            await journal.close()
            await outbox.close()


async def test_every_row_is_sent_once_and_few_at_a_time(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running(), desk_at(platform, tmp_path) as desk:
        await desk.sending().run(await desk.plan(100))
        assert desk.told() == [Fate.DONE] * 100
        assert 1 < desk.most <= AT_ONCE
        assert await desk.plan(100) == []
    assert (len(platform.executed), set(platform.executed.values())) == (100, {1})


async def test_a_refused_row_is_told_and_may_be_sent_anew(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.refusals.append(Error(code="forbidden", message="elsewhere"))
    async with platform.running(), desk_at(platform, tmp_path) as desk:
        await desk.sending().run(await desk.plan(1))
        assert desk.fates[0] == Outcome(Fate.REFUSED, error=Error(code="forbidden", message="elsewhere"))
        (again,) = await desk.plan(1)
        assert again.cmd_id == ""
        await desk.sending().run([again])
        assert desk.told() == [Fate.DONE]


@pytest.mark.parametrize("fault", ["lose_commands", "lose_results", "swallow_results"])
async def test_what_a_crash_left_open_is_finished_and_nothing_is_doubled(tmp_path: Path, fault: str) -> None:
    platform = ScriptedPlatform(World())
    tasks = TaskSet()
    async with platform.running():
        async with desk_at(platform, tmp_path) as desk:
            setattr(platform, fault, 5)
            work = tasks.spawn(desk.sending().run(await desk.plan(60)), name="import")
            await until(lambda: getattr(platform, fault) < 5)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        setattr(platform, fault, 0)
        async with desk_at(platform, tmp_path) as desk:
            rows = await desk.plan(60)
            await desk.sending().run(rows)
            assert set(desk.told()) == {Fate.DONE}
            assert await desk.plan(60) == []
    assert (len(platform.executed), set(platform.executed.values())) == (60, {1})


async def test_who_stops_keeps_what_is_done_and_the_rest_is_not_sent(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running(), desk_at(platform, tmp_path) as desk:
        sending = desk.sending()
        tasks = TaskSet()
        work = tasks.spawn(sending.run(await desk.plan(200)), name="import")
        await until(lambda: Fate.DONE in desk.told())
        sending.stop()
        await work
        assert set(desk.told()) == {Fate.DONE, Fate.LEFT}
        left = desk.told().count(Fate.LEFT)
        assert [row.cmd_id for row in await desk.plan(200)] == [""] * left
    assert len(platform.executed) == 200 - left


async def test_who_does_not_wait_leaves_what_is_on_its_way_to_the_outbox(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.swallow_results = 1000
    async with platform.running(), desk_at(platform, tmp_path) as desk:
        sending = desk.sending()
        tasks = TaskSet()
        work = tasks.spawn(sending.run(await desk.plan(20)), name="import")
        await until(lambda: len(platform.executed) == AT_ONCE)
        sending.leave()
        await work
        assert desk.told() == [Fate.SENT] * AT_ONCE + [Fate.LEFT] * (20 - AT_ONCE)
        assert len(desk.requests.pending()) == AT_ONCE
    platform.swallow_results = 0
    async with platform.running(), desk_at(platform, tmp_path) as desk:
        await desk.sending().run(await desk.plan(20))
        assert set(desk.told()) == {Fate.DONE}
    assert (len(platform.executed), set(platform.executed.values())) == (20, {1})


async def test_a_journal_that_cannot_be_written_sends_nothing(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running(), desk_at(platform, tmp_path) as desk:
        rows = await desk.plan(3)
        desk.journal = ImportJournal(path=tmp_path / "outbox.sqlite" / "no folder")
        sending = desk.sending()
        await sending.run(rows)
        assert desk.told() == [Fate.LEFT] * 3
        assert "no folder" in sending.failure
        await desk.journal.close()
    assert not platform.executed


def entry(
    *, user: str = "zhang", epoch: str = "epoch", at: float = 900.0, incident: str | None = None
) -> Entry:
    return Entry("mark", "id", user, epoch, at, incident)


@pytest.mark.parametrize(
    ("known", "again", "fate", "cmd_id"),
    [
        (None, False, Fate.READY, ""),
        (entry(), False, Fate.READY, "id"),
        (entry(incident="i1"), False, Fate.BEFORE, ""),
        (entry(incident="i1"), True, Fate.READY, ""),
        (Entry("mark", "id", "zhang", "epoch", 900.0, None, "forbidden"), False, Fate.READY, ""),
        (entry(user="li"), False, Fate.DOUBTFUL, ""),
        (entry(epoch="restored"), False, Fate.DOUBTFUL, ""),
        (entry(epoch="restored", incident="i1"), False, Fate.DOUBTFUL, ""),
        (entry(at=999.0 - REMEMBERED_S), False, Fate.DOUBTFUL, ""),
        (entry(at=999.0 - REMEMBERED_S), True, Fate.READY, ""),
    ],
)
def test_what_is_known_decides(known: Entry | None, again: bool, fate: Fate, cmd_id: str) -> None:
    assert judge(known, GIVER, again=again) == (fate, cmd_id)
