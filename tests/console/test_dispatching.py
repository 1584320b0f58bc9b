"""Commands and how they fare, against a platform on a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from backend_client.outbox import Outbox
from backend_client.protocol.errors import Error
from backend_client.requests import Requests
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from console.dispatching import Dispatching, refusal_in_words
from tests.backend_client.consoles import following
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World
from tests.waiting import until
from widgets.action import CommandPhase


@asynccontextmanager
async def dispatching_at(platform: ScriptedPlatform, folder: Path) -> AsyncIterator[Dispatching]:
    outbox = Outbox(path=folder / "outbox.sqlite")
    await outbox.open()
    tasks = TaskSet()
    async with platform.running(), following(platform) as console:
        requests = Requests(feed=console.feed, outbox=outbox, on_change=lambda: None)
        await until(lambda: console.state is FeedState.LIVE)
        dispatching = Dispatching(requests=requests, tasks=tasks)
        dispatching.set_connected(True)
        try:
            yield dispatching
        finally:
            await requests.close()
            await tasks.close()
            await outbox.close()


def phase(dispatching: Dispatching, target: str) -> CommandPhase | None:
    view = dispatching.last_on(target)
    return None if view is None else view.phase


async def test_a_command_is_pending_and_then_done(tmp_path: Path) -> None:
    async with dispatching_at(ScriptedPlatform(World()), tmp_path) as dispatching:
        told: list[tuple[str, CommandPhase | None]] = []
        dispatching.command_changed.connect(lambda target: told.append((target, phase(dispatching, target))))
        dispatching.give("incident.accept", target="i1")
        await until(lambda: len(told) == 2)
    assert told == [("i1", CommandPhase.PENDING), ("i1", CommandPhase.DONE)]


async def test_a_refusal_is_said_in_words_with_who_was_first(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.refusals.append(Error(code="version_conflict", message="changed", by="王"))
    async with dispatching_at(platform, tmp_path) as dispatching:
        dispatching.give("incident.accept", target="i1")
        await until(lambda: phase(dispatching, "i1") is CommandPhase.REFUSED)
        view = dispatching.last_on("i1")
    assert view is not None
    assert "王" in view.reason


async def test_what_came_too_late_says_so(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.refusals.append(Error(code="expired", message="too old"))
    async with dispatching_at(platform, tmp_path) as dispatching:
        dispatching.give("incident.assign", target="i1")
        await until(lambda: phase(dispatching, "i1") is CommandPhase.EXPIRED)


async def test_without_a_connection_it_is_unsent_at_once(tmp_path: Path) -> None:
    async with dispatching_at(ScriptedPlatform(World()), tmp_path) as dispatching:
        dispatching.set_connected(False)
        dispatching.give("incident.accept", target="i1")
        assert phase(dispatching, "i1") is CommandPhase.UNSENT


def test_a_refusal_without_a_name_has_no_brackets() -> None:
    assert "(" not in refusal_in_words(Error(code="forbidden", message="no"))
