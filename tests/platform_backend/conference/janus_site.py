"""A conference at a real Janus without its platform: a roster, visitors, and what the platform would do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from backend_client.protocol.conference import Conference, Provider
from backend_client.protocol.messages import Command, Result, Signal
from backend_client.tasks import TaskSet
from platform_backend.commands.context import Actor
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
