"""Rows as commands: each once, whatever breaks, against a platform on a real socket."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from backend_client.protocol.errors import Error
from backend_client.tasks import TaskSet
from console.intake.journal import REMEMBERED_S, Entry, ImportJournal
from console.intake.sending import AT_ONCE, Outcome, judge
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World
from tests.console.intake.desks import GIVER, connected_desk
from tests.waiting import until
from widgets.intake.values import Fate

ROOT = Path(__file__).resolve().parents[3]


async def test_every_row_is_sent_once_and_few_at_a_time(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running(), connected_desk(platform.address, tmp_path) as desk:
        await desk.sending().run(await desk.plan(100))
        assert desk.told() == [Fate.DONE] * 100
        assert 1 < desk.most <= AT_ONCE
        assert await desk.plan(100) == []
    assert (len(platform.executed), set(platform.executed.values())) == (100, {1})


async def test_a_refused_row_is_told_and_may_be_sent_anew(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.refusals.append(Error(code="forbidden", message="elsewhere"))
    async with platform.running(), connected_desk(platform.address, tmp_path) as desk:
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
        async with connected_desk(platform.address, tmp_path) as desk:
            setattr(platform, fault, 5)
            work = tasks.spawn(desk.sending().run(await desk.plan(60)), name="import")
            await until(lambda: getattr(platform, fault) < 5)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        setattr(platform, fault, 0)
        async with connected_desk(platform.address, tmp_path) as desk:
            rows = await desk.plan(60)
            await desk.sending().run(rows)
            assert set(desk.told()) == {Fate.DONE}
            assert await desk.plan(60) == []
    assert (len(platform.executed), set(platform.executed.values())) == (60, {1})


def importer(platform: ScriptedPlatform, folder: Path, count: int) -> subprocess.Popen[bytes]:
    """An import in a process of its own."""
    program = [
        sys.executable,
        "-m",
        "tests.console.intake.importer",
        platform.address,
        str(folder),
        str(count),
    ]
    return subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE)


async def test_a_killed_console_leaves_nothing_out_and_nothing_twice(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running():
        killed = importer(platform, tmp_path, 150)
        await until(lambda: len(platform.executed) >= 20)
        killed.kill()
        await asyncio.to_thread(killed.communicate)
        said, _ = await asyncio.to_thread(importer(platform, tmp_path, 150).communicate)
        assert said == b"DONE\n"
    assert (len(platform.executed), set(platform.executed.values())) == (150, {1})


async def test_who_stops_keeps_what_is_done_and_the_rest_is_not_sent(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running(), connected_desk(platform.address, tmp_path) as desk:
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
    async with platform.running(), connected_desk(platform.address, tmp_path) as desk:
        sending = desk.sending()
        tasks = TaskSet()
        work = tasks.spawn(sending.run(await desk.plan(20)), name="import")
        await until(lambda: len(platform.executed) == AT_ONCE)
        sending.leave()
        await work
        assert desk.told() == [Fate.SENT] * AT_ONCE + [Fate.LEFT] * (20 - AT_ONCE)
        assert len(desk.requests.pending()) == AT_ONCE
    platform.swallow_results = 0
    async with platform.running(), connected_desk(platform.address, tmp_path) as desk:
        await desk.sending().run(await desk.plan(20))
        assert set(desk.told()) == {Fate.DONE}
    assert (len(platform.executed), set(platform.executed.values())) == (20, {1})


async def test_who_is_cancelled_leaves_nothing_running(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.swallow_results = 1000
    async with platform.running(), connected_desk(platform.address, tmp_path) as desk:
        tasks = TaskSet()
        tasks.spawn(desk.sending().run(await desk.plan(20)), name="import")
        await until(lambda: len(platform.executed) == AT_ONCE)
        await tasks.close()
        assert not [task for task in asyncio.all_tasks() if task.get_name() == "import a row"]
        assert len(desk.requests.pending()) == AT_ONCE


async def test_a_journal_that_cannot_be_written_sends_nothing(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    async with platform.running(), connected_desk(platform.address, tmp_path) as desk:
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
