"""Commands and how they fare, against a platform on a real socket."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.protocol.camera_args import PresetDrop
from backend_client.protocol.entities import AssigneeKind, IncidentState
from backend_client.protocol.errors import Error
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.incident_args import Assign, Assignee, IncidentCreate
from backend_client.protocol.times import format_time
from backend_client.requests import Requests
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from tests.backend_client.consoles import following
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World, incident
from tests.waiting import until
from tests.widgets.district import camera, district
from widgets.action import CommandPhase


@asynccontextmanager
async def dispatching_at(
    platform: ScriptedPlatform, folder: Path, *, picture: Picture | None = None
) -> AsyncIterator[Dispatching]:
    outbox = Outbox(path=folder / "outbox.sqlite")
    await outbox.open()
    tasks = TaskSet()
    async with platform.running(), following(platform) as console:
        requests = Requests(feed=console.feed, outbox=outbox, on_change=lambda: None)
        await until(lambda: console.state is FeedState.LIVE)
        dispatching = Dispatching(
            requests=requests, tasks=tasks, picture=picture or console.picture, now=console.feed.now
        )
        dispatching.set_connected(True)
        dispatching.set_roles(["dispatcher"])
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


async def test_what_is_done_to_a_camera_is_named_by_the_camera(tmp_path: Path) -> None:
    picture = district(cameras=1).picture
    async with dispatching_at(ScriptedPlatform(World()), tmp_path, picture=picture) as dispatching:
        dispatching.give("camera.drop_preset", target="c1", args=PresetDrop(number=1))
        assert [each.about for each in dispatching.commands()] == [camera(1).name]


async def test_what_is_done_to_a_bookmark_is_named_by_its_camera(tmp_path: Path) -> None:
    made = district(cameras=1)
    bookmark = RecordingBookmark(
        camera="c1",
        camera_name="北门",
        org="o",
        grid_code="1",
        moment=format_time(0.0),
        user="u",
        by="李",
        at=format_time(0.0),
    )
    made.put("recording_bookmark", "b1", bookmark)
    async with dispatching_at(ScriptedPlatform(World()), tmp_path, picture=made.picture) as dispatching:
        dispatching.give("recording.unmark", target="b1")
        assert [each.about for each in dispatching.commands()] == ["北门"]


async def test_what_is_being_reported_is_named_by_its_title(tmp_path: Path) -> None:
    async with dispatching_at(ScriptedPlatform(World()), tmp_path) as dispatching:
        for title, exercise in (("积水", False), ("演练", True)):
            args = IncidentCreate(
                type_code="0101", severity=3, title=title, source="hotline", exercise=exercise
            )
            dispatching.give("incident.create", target=None, args=args)
        assert sorted(each.about for each in dispatching.commands()) == ["[Drill] 演练", "积水"]


async def test_what_is_given_as_one_step_is_told_with_its_batch(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.refusals.append(Error(code="version_conflict", message="changed", by="王"))
    async with dispatching_at(platform, tmp_path) as dispatching:
        done: list[CommandDone] = []
        refused: list[CommandRefused] = []
        dispatching.command_done.connect(done.append)
        dispatching.command_refused.connect(refused.append)
        batch = dispatching.new_batch()
        keys = [dispatching.give("incident.accept", target=each, batch=batch) for each in ("i1", "i2")]
        assert dispatching.is_under_way(batch)
        assert not dispatching.is_under_way(dispatching.new_batch())
        await until(lambda: done and refused)
        assert not dispatching.is_under_way(batch)
    (one,), (other,) = done, refused
    assert {one.key, other.key} == set(keys)
    assert (one.batch, other.batch) == (batch, batch)
    assert "王" in other.reason


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


def conflict(current: int) -> Error:
    at = format_time(time.time() - 4)
    return Error(code="version_conflict", message="changed", current=current, by="李四", at=at)


async def test_a_conflict_tells_what_changed_and_is_redone_on_the_new_version(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    seen = incident(state=IncidentState.TO_DISPATCH)
    platform.world.put("incident", "i1", seen)
    platform.refusals.append(conflict(current=2))
    args = Assign(assignees=(Assignee(kind=AssigneeKind.UNIT, id="u1"),))
    async with dispatching_at(platform, tmp_path) as dispatching:
        dispatching.give("incident.assign", target="i1", args=args, expect_ver=1, seen=seen)
        await until(lambda: phase(dispatching, "i1") is CommandPhase.REFUSED)
        before = dispatching.last_on("i1")
        assert before is not None
        assert before.conflict is not None
        assert "not arrived" in before.conflict.why_not, "the result may overtake the event"
        assert not dispatching.redo(before.key)
        await platform.put("incident", "i1", incident(state=IncidentState.HANDLING))
        await until(lambda: (view := dispatching.last_on("i1")) and view.conflict and view.conflict.changes)
        view = dispatching.last_on("i1")
        assert view is not None
        assert view.conflict is not None
        assert view.conflict.changes == ("State: To dispatch → Handling",)
        assert view.conflict.by == "李四"
        assert view.conflict.why_not == ""
        assert dispatching.redo(view.key)
        await until(lambda: phase(dispatching, "i1") is CommandPhase.DONE)
        again = platform.session.commands()[-1]
        assert (again.expect_ver, again.args) == (2, msgspec.Raw(msgspec.json.encode(args)))
        await until(lambda: len(dispatching.commands()) == 1)


async def test_what_is_no_longer_possible_is_not_redone(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    seen = incident()
    platform.world.put("incident", "i1", seen)
    platform.world.put("incident", "i1", incident(state=IncidentState.CLOSED))
    platform.refusals.append(conflict(current=2))
    async with dispatching_at(platform, tmp_path) as dispatching:
        dispatching.give("incident.accept", target="i1", expect_ver=1, seen=seen)
        await until(lambda: phase(dispatching, "i1") is CommandPhase.REFUSED)
        view = dispatching.last_on("i1")
        assert view is not None
        assert view.conflict is not None
        assert "now Closed" in view.conflict.why_not
        assert not dispatching.redo(view.key)
        assert len(platform.session.commands()) == 1


async def test_a_refusal_outlasts_the_console_until_somebody_has_seen_it(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.world.put("incident", "i1", incident())
    platform.refusals.append(conflict(current=1))
    async with dispatching_at(platform, tmp_path) as dispatching:
        dispatching.give("incident.accept", target="i1", expect_ver=0)
        await until(lambda: phase(dispatching, "i1") is CommandPhase.REFUSED)
    later = ScriptedPlatform(platform.world)
    async with dispatching_at(later, tmp_path) as dispatching:
        await until(lambda: dispatching.commands())
        (view,) = dispatching.commands()
        assert view.phase is CommandPhase.REFUSED
        assert view.conflict is not None
        assert view.conflict.why_not == ""
        assert dispatching.redo(view.key)
        await until(lambda: phase(dispatching, "i1") is CommandPhase.DONE)
        await until(lambda: len(dispatching.commands()) == 1)
    async with dispatching_at(ScriptedPlatform(platform.world), tmp_path) as dispatching:
        assert dispatching.commands() == ()


async def test_what_was_seen_is_off_the_list(tmp_path: Path) -> None:
    platform = ScriptedPlatform(World())
    platform.refusals.append(Error(code="forbidden", message="no"))
    async with dispatching_at(platform, tmp_path) as dispatching:
        dispatching.give("incident.accept", target="i1")
        await until(lambda: phase(dispatching, "i1") is CommandPhase.REFUSED)
        dispatching.dismiss(dispatching.commands()[0].key)
        await until(lambda: dispatching.commands() == ())


async def test_another_person_does_not_see_what_the_former_one_gave(tmp_path: Path) -> None:
    async with dispatching_at(ScriptedPlatform(World()), tmp_path) as dispatching:
        dispatching.give("incident.accept", target="i1")
        await until(lambda: phase(dispatching, "i1") is CommandPhase.DONE)
        dispatching.forget()
        assert dispatching.commands() == ()
