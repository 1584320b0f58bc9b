"""Rooms at a real Janus: who is sent what of whom, who comes and goes, and what is said when Janus ends."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from backend_client.protocol.conference import Conference, Provider
from backend_client.protocol.conference_rules import joined
from backend_client.protocol.messages import Command, Result, Signal
from backend_client.tasks import TaskSet
from platform_backend.commands.context import Actor, RoomServer
from platform_backend.conference.room_server import RoomServerKeeper
from platform_backend.conference.rooms import Rooms
from tests.platform_backend.conference.visitor import Visitor
from tests.waiting import until

ROOM = Conference(
    title="会商",
    org="o",
    opened_at="2026-01-01T00:00:00Z",
    opened_by="a",
    opened_by_name="a",
    provider=Provider.JANUS,
)


class Site:
    """One conference with its visitors; `acts` is what the platform did of its own."""

    def __init__(self, *, start_s: float = 20.0) -> None:
        self.visitors: dict[str, Visitor] = {}
        self.acts: list[str] = []
        self._held = {"c": ROOM}
        self.rooms = Rooms(
            conferences=lambda: self._held,
            act=self._act,
            tell=self._tell,
            actor=Actor(id="p", name="p", internal=True),
            start_s=start_s,
        )

    @property
    def conference(self) -> Conference:
        return self._held["c"]

    def change(self, **more: Any) -> None:
        """Something in the conference is different now."""
        self._held["c"] = replace(self.conference, **more)
        self.rooms.changed("c")

    def come(self, *ids: str) -> list[Visitor]:
        """Visitors who stand in the roster."""
        came = [Visitor(id_, self.rooms.take) for id_ in ids]
        self.visitors |= {each.id: each for each in came}
        self.roster()
        return came

    def roster(self, *, sharing: str = "") -> None:
        """Tell who is in."""
        self.change(parties=tuple(each.party(sharing=each.id == sharing) for each in self.visitors.values()))

    async def made(self) -> str:
        """The room's session, once there is one."""
        await until(lambda: self.conference.room_session)
        return self.conference.room_session

    async def _act(self, actor: Actor, command: Command) -> Result:
        self.acts.append(command.name)
        if command.name == "conference.room":
            self.change(room_session=msgspec.json.decode(command.args)["session"])
        else:
            self.change(provider=Provider.MESH, room_session="")
        return Result(cmd_id="", ok=True)

    def _tell(self, id_: str, said: Signal) -> int:
        if id_ not in self.visitors:
            return 0
        self.visitors[id_].hear(said)
        return 1


@asynccontextmanager
async def janus(site: Site, folder: Path) -> AsyncIterator[RoomServerKeeper]:
    """A Janus that the site's rooms are told of."""
    keeper = RoomServerKeeper(folder=folder, up=site.rooms.up, down=site.rooms.down)
    tasks = TaskSet()
    tasks.spawn(site.rooms.run(), name="rooms")
    tasks.spawn(keeper.run(), name="janus")
    try:
        yield keeper
    finally:
        for each in site.visitors.values():
            await each.leave()
        await tasks.close()
    assert keeper.pid is None


def of(*ids: str) -> set[tuple[str, str]]:
    """Voice and camera of each."""
    return {(id_, line) for id_ in ids for line in ("voice", "camera")}


async def test_everybody_sees_all_others_who_come_and_go(tmp_path: Path) -> None:
    # A folder deeper than a socket's path may be long.
    deep = tmp_path.joinpath(*["a-folder-of-some-length"] * 5)
    site = Site()
    async with janus(site, deep):
        room = await site.made()
        assert site.rooms.server == RoomServer(Provider.JANUS)
        a, b = site.come("a", "b")
        await a.publish(room)
        await b.publish(room)
        await until(lambda: a.comes == of("b") and b.comes == of("a"))
        assert set(a.lines.values()) == of("b")
        (c,) = site.come("c")
        await c.publish(room)
        await until(lambda: a.comes == of("b", "c") and c.comes == of("a", "b"))
        # One connection for all the others, however many come.
        assert {each["life"] for each in a.offers} == {1}
        # A screen is sent to the others while it is shared, and not before.
        site.roster(sharing="b")
        await until(lambda: all(("b", "screen") in each.lines.values() for each in (a, c)))
        site.roster()
        await until(lambda: all(("b", "screen") not in each.lines.values() for each in (a, c)))
        # Who goes leaves lines empty, which the next one has.
        del site.visitors["b"]
        site.roster()
        await b.leave()
        await until(lambda: set(a.lines.values()) == of("c"))
        (again,) = site.come("b")
        await again.publish(room)
        await until(lambda: set(a.lines.values()) == of("b", "c") and again.comes == of("a", "c"))
        assert {each["life"] for each in a.offers} == {1}
        assert site.acts == ["conference.room"]


async def test_a_page_that_does_not_answer_is_offered_all_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform_backend.conference.room_page.ANSWER_WITHIN_S", 0.5)
    site = Site()
    async with janus(site, tmp_path):
        room = await site.made()
        a, b = site.come("a", "b")
        b.deaf = True
        await a.publish(room)
        await b.publish(room)
        await until(lambda: len(b.offers) >= 2)
        b.deaf = False
        await until(lambda: b.comes == of("a"))
        assert b.offers[0]["life"] < b.offers[-1]["life"]
        # A page whose connection is lost asks for another.
        life = b.offers[-1]["life"]
        b.say("restart", why="lost")
        await until(lambda: b.offers[-1]["life"] > life)
        # And one that sends anew is seen anew.
        b.packets.clear()
        a.packets.clear()
        await a.publish(room)
        await until(lambda: b.comes == of("a") and a.comes == of("b"))


async def test_what_is_for_another_life_of_the_room_or_of_a_stranger_is_not_taken(tmp_path: Path) -> None:
    site = Site()
    async with janus(site, tmp_path):
        room = await site.made()
        (a,) = site.come("a")
        stranger = Visitor("x", site.rooms.take)
        await a.publish("zold")
        assert a.say("restart") == 0
        await stranger.publish(room)
        assert stranger.say("restart") == 0
        assert site.rooms.take(Signal(conference="other", from_="a", to="room", data=msgspec.Raw(b"{}"))) == 0
        with pytest.raises(msgspec.MsgspecError):
            site.rooms.take(Signal(conference="c", from_="a", to="room", data=msgspec.Raw(b"1")))
        await a.publish(room)
        assert a.say("what nobody knows") == 1
        await stranger.leave()


async def test_when_janus_is_killed_the_conference_falls_back_and_a_later_one_has_a_room(
    tmp_path: Path,
) -> None:
    site = Site()
    async with janus(site, tmp_path) as keeper:
        await site.made()
        assert keeper.pid is not None
        os.kill(keeper.pid, signal.SIGKILL)
        await until(lambda: site.conference.provider is Provider.MESH)
        assert site.acts == ["conference.room", "conference.room_failed"]
        await until(lambda: keeper.starts == 2 and site.rooms.server is not None)
        site.change(provider=Provider.JANUS)
        await site.made()
        assert joined(site.conference) == ()


async def test_a_room_server_that_does_not_come_counts_as_failed() -> None:
    site = Site(start_s=0.2)
    tasks = TaskSet()
    tasks.spawn(site.rooms.run(), name="rooms")
    await until(lambda: site.acts == ["conference.room_failed"])
    assert site.rooms.server is None
    await tasks.close()
