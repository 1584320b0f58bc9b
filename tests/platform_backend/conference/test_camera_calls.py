"""A camera in a conference of a real platform: shown, decoded, killed, lost, taken away."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import msgspec

from backend_client.protocol.commands import new_command_id
from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState, Provider
from backend_client.protocol.conference_rules import shown_cameras
from backend_client.protocol.messages import Signal
from backend_client.protocol.times import format_time
from backend_client.tasks import TaskSet
from platform_backend.camera_site.server import CameraSite
from platform_backend.conference.camera_calls import CameraCalls
from platform_backend.conference.keeper import Patience
from tests.platform_backend.conference.janus_site import Site, janus
from tests.platform_backend.conference.page import Page
from tests.platform_backend.conference.scene import camera_site, source
from tests.platform_backend.conference.visitor import Visitor
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import TestConsole
from tests.waiting import until

WANG = user("wang", "dispatcher")


@asynccontextmanager
async def seen(running: Running) -> AsyncIterator[CameraSite]:
    """The platform's camera site, within this process."""
    cameras = running.platform.cameras
    async with camera_site(cameras._signer) as (site, cameras.port):
        yield site
    cameras.port = None


class Caller:
    """A user at two consoles: one gives commands, with the other's page he is in the conference."""

    def __init__(self, running: Running, desk: TestConsole, ear: TestConsole, id_: str, page: Page) -> None:
        self.desk = desk
        self.page = page
        self._running = running
        self._ear = ear
        self._id = id_

    async def listen(self) -> None:
        """Let the page answer what cameras say."""
        while True:
            said = await self._ear.of_type("signal")
            answer = await self.page.take(said["data"])
            if answer is not None:
                at = format_time(self._running.platform.clock.now() + 0.9)
                args = {"to": said["from"], "data": answer}
                name = "conference.signal"
                await self._ear.command_as(new_command_id(), name, self._id, args, not_after=at)

    async def show(self, camera: str, **more: bool) -> None:
        result = await self.desk.command("conference.camera", self._id, camera=camera, **more)
        assert result["ok"], result

    def party(self, camera: str) -> Party:
        """The camera as it stands in the roster."""
        held = self._running.platform.conferences.keeper.conference(self._id)
        assert held is not None
        return next(each for each in held.parties if each.about == camera)


@asynccontextmanager
async def calling(running: Running, page: Page) -> AsyncIterator[Caller]:
    async with running.console(WANG) as desk, running.console(WANG, instance="i2") as ear:
        opened = await desk.command("conference.open", None, title="会商", session=page.session)
        one, tasks = Caller(running, desk, ear, opened["data"]["id"], page), TaskSet()
        tasks.spawn(one.listen(), name="listen")
        try:
            yield one
        finally:
            await tasks.close()
            await page.close()


def cameras_of(running: Running) -> list[str]:
    view = running.platform.log.topics["directory"].view.values()
    return [held.id for held in view if held.entity == "camera"]


async def test_a_camera_is_seen_and_comes_back_when_its_process_is_killed(running: Running) -> None:
    calls, page = running.platform.conferences.cameras, Page("0f")
    async with seen(running) as site, calling(running, page) as caller:
        assert calls.starts == 0
        camera = cameras_of(running)[0]
        await caller.show(camera)
        await until(lambda: page.frames > 5)
        session = caller.party(camera).session
        assert page.offers[0]["from"] == session
        assert page.size == (64, 48)
        assert calls.pid is not None
        os.kill(calls.pid, signal.SIGKILL)
        await until(lambda: len(page.offers) == 2)
        assert page.offers[1]["from"] == caller.party(camera).session != session
        frames = page.frames
        await until(lambda: page.frames > frames)
        assert calls.starts == 2
        await caller.show(camera, shown=False)
        await until(lambda: calls.pid is None)
        await until(lambda: not site.timeline.viewers)


async def test_a_camera_without_a_picture_is_taken_out(start: StartPlatform) -> None:
    page = Page("0f")
    async with start(patience=Patience(grace_s=0.1)) as running:
        calls = running.platform.conferences.cameras
        calls._lost_after_s = 0.5
        async with seen(running) as site, calling(running, page) as caller:
            camera = cameras_of(running)[0]
            site.switch_off(frozenset({camera}))
            await caller.show(camera)
            await until(lambda: caller.party(camera).state is PartyState.LEFT)
            assert caller.party(camera).reason == "lost"
            await until(lambda: calls.pid is None)
            # Shown again it is tried again.
            site.switch_off(frozenset())
            calls._lost_after_s = 20.0
            await caller.show(camera)
            await until(lambda: page.frames > 0)


async def test_a_platform_that_was_away_connects_its_cameras_anew(start: StartPlatform) -> None:
    page = Page("0f")
    async with start() as running, calling(running, page) as caller:
        camera = cameras_of(running)[0]
        await caller.show(camera)
        session = caller.party(camera).session
        id_ = caller._id
    async with start() as running:
        keeper = running.platform.conferences.keeper

        def sessions() -> set[str]:
            held = keeper.conference(id_)
            return set() if held is None else {each.session for each in shown_cameras(held)}

        await until(lambda: sessions() and session not in sessions())


def party(id_: str, kind: PartyKind, session: str, about: str = "") -> Party:
    joined = PartyState.JOINED
    return Party(id=id_, name=id_, kind=kind, state=joined, since="t", session=session, about=about)


def room(provider: Provider, **more: Any) -> Conference:
    parties = (
        party("li", PartyKind.CONSOLE, "0a"),
        party("guest-1", PartyKind.GUEST, "0b"),
        party("wall-1", PartyKind.WALL, "0c", "w"),
        party("late", PartyKind.CONSOLE, ""),
        party("camera-1", PartyKind.CAMERA, "z1", "k1"),
        party("camera-2", PartyKind.CAMERA, "z2", "k2"),
    )
    return Conference(
        title="会商",
        org="o",
        opened_at="t",
        opened_by="li",
        opened_by_name="li",
        provider=provider,
        parties=parties,
        **more,
    )


def keeping(conference: Conference, *, readable: set[str]) -> CameraCalls:
    async def never(_id: str, _party: Party) -> None:
        raise AssertionError

    return CameraCalls(
        conferences=lambda: {"c1": conference},
        source=lambda camera: (f"http://x/{camera}", {"a": "b"}) if camera in readable else None,
        deliver=lambda _user, _signal: 1,
        anew=never,
        lost_after_s=0.0,
    )


def test_a_mesh_sends_to_every_page_and_a_room_server_to_the_room() -> None:
    (one, _) = keeping(room(Provider.MESH), readable={"k1", "k2"}).order().cameras
    assert (one.session, one.url, one.headers) == ("z1", "http://x/k1", {"a": "b"})
    assert [(each.id, each.session) for each in one.listeners] == [
        ("li", "0a"),
        ("guest-1", "0b"),
        ("wall-1", "0c"),
    ]
    # The room is about to be made; then it is there.
    (one, _) = keeping(room(Provider.JANUS), readable={"k1", "k2"}).order().cameras
    assert one.listeners == ()
    (one, _) = keeping(room(Provider.JANUS, room_session="z9"), readable={"k1", "k2"}).order().cameras
    assert [(each.id, each.session) for each in one.listeners] == [("room", "z9")]


def test_a_camera_that_nothing_is_read_of_counts_as_lost_after_a_while() -> None:
    conference = room(Provider.MESH)
    calls = keeping(conference, readable={"k1"})
    assert [each.session for each in calls.order().cameras] == ["z1"]
    calls._lost_after_s = 1e-9
    first, second = shown_cameras(conference)
    assert calls.is_sent(first)
    assert not calls.is_sent(second)
    signal_ = Signal(conference="c1", from_="li", to="camera-1", data=msgspec.Raw(b"1"))
    assert not calls.take(signal_)


class Seen:
    """A camera among the visitors of a room: what the room says goes to the child."""

    id = "camera-1"

    def __init__(self, calls: CameraCalls) -> None:
        self._calls = calls

    def party(self, *, sharing: bool = False) -> Party:
        return party("camera-1", PartyKind.CAMERA, "z1", "k1")

    def hear(self, said: Signal) -> None:
        self._calls.take(said)

    async def leave(self) -> None:
        """Nothing."""


async def test_at_a_room_server_a_camera_is_one_more_who_publishes(tmp_path: Path) -> None:
    site, tasks = Site(), TaskSet()

    async def never(_id: str, _party: Party) -> None:
        raise AssertionError

    async with janus(site, tmp_path), camera_site() as (_, port):
        calls = CameraCalls(
            conferences=lambda: {"c": site.conference},
            source=lambda _camera: source(port),
            deliver=lambda _to, said: site.rooms.take(said),
            anew=never,
        )
        tasks.spawn(calls.run(), name="calls")
        (one,) = site.come("a")
        await one.publish(await site.made())
        site.visitors["camera-1"] = cast(Visitor, Seen(calls))
        site.roster()
        calls.look()
        await until(lambda: one.packets["camera-1", "camera"] > 20)
        await tasks.close()
        assert calls.pid is None
