"""The rooms of all conferences at the site's Janus; when it ends, they go on as meshes.

A room server that is asked for and not there counts as failed after a while; one that ends, at once. All of
it follows from what is stored, so a platform that was away makes the rooms it finds anew.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Final

import msgspec

from backend_client.protocol.conference import Conference, Provider
from backend_client.protocol.conference_args import ConferenceFallBack
from backend_client.protocol.errors import Refused
from backend_client.protocol.messages import Command, Result, Signal
from platform_backend.commands.context import Actor, RoomServer
from platform_backend.commands.room_servers import RoomMade
from platform_backend.conference.janus import Janus, JanusFailed
from platform_backend.conference.room import Room

#: How long a conference waits for a room server, in seconds.
START_S: Final = 10.0
_AFTER_TROUBLE_S: Final = 1.0

_log = logging.getLogger(__name__)


class Rooms:
    """`conferences` answers all that are open, by id; `tell` hands a signal to a party; `act` carries a
    command of the platform's own out. `up` and `down` are told of Janus, `steady` passes like the clock.
    """

    def __init__(
        self,
        *,
        conferences: Callable[[], Mapping[str, Conference]],
        act: Callable[[Actor, Command], Awaitable[Result]],
        tell: Callable[[str, Signal], int],
        actor: Actor,
        start_s: float = START_S,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        #: What larger conferences are held over now.
        self.server: RoomServer | None = None
        self._conferences = conferences
        self._act = act
        self._tell = tell
        self._actor = actor
        self._start_s = start_s
        self._steady = steady
        self._janus: Janus | None = None
        self._rooms: dict[str, Room] = {}
        self._fallen: list[Room] = []
        self._until: dict[str, float] = {}
        self._wake = asyncio.Event()

    def up(self, janus: Janus) -> None:
        """There is a Janus that can be used."""
        self._janus = janus
        self.server = RoomServer(Provider.JANUS)
        self._wake.set()

    def down(self) -> None:
        """It cannot be used any more, and what it held is gone."""
        self._janus = self.server = None
        now = self._steady()
        self._until |= dict.fromkeys(self._rooms, now)
        self._fallen += self._rooms.values()
        self._rooms.clear()
        self._wake.set()

    def changed(self, id_: str) -> None:
        """A conference has changed."""
        conference, room = self._conferences().get(id_), self._rooms.get(id_)
        if room is not None and conference is not None:
            room.roster(conference)
        self._wake.set()

    def take(self, signal: Signal) -> int:
        """A party's signal for the room of its conference; 0 when there is none."""
        room = self._rooms.get(signal.conference)
        return 0 if room is None else room.take(signal)

    async def run(self) -> None:
        """Look after the rooms until cancelled."""
        try:
            while True:
                self._wake.clear()
                wait_s = await self._tend()
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait_s):
                        await self._wake.wait()
        finally:
            await self._let_go([*self._fallen, *self._rooms.values()])

    async def _tend(self) -> float | None:
        """Do what is due; in how many seconds there may be more to do, None when only events bring it."""
        held = {id_: each for id_, each in self._conferences().items() if each.provider is Provider.JANUS}
        over = [self._rooms.pop(id_) for id_ in tuple(self._rooms) if id_ not in held]
        gone, self._fallen = [*over, *self._fallen], []
        self._until = {id_: until for id_, until in self._until.items() if id_ in held}
        try:
            for id_ in held.keys() - self._rooms.keys():
                await self._make_or_give_up(id_)
        except Refused:
            # A disk without room, of which the store's log tells.
            return _AFTER_TROUBLE_S
        finally:
            await self._let_go(gone)
        soonest = min(self._until.values(), default=math.inf)
        return None if soonest == math.inf else max(0.05, soonest - self._steady())

    async def _make_or_give_up(self, id_: str) -> None:
        until = self._until.setdefault(id_, self._steady() + self._start_s)
        if until <= self._steady():
            await self._do("conference.room_failed", id_, ConferenceFallBack())
            self._until.pop(id_, None)
            return
        if (janus := self._janus) is None:
            return
        room = Room(conference=id_, janus=janus, tell=self._tell)
        try:
            await room.open()
        except JanusFailed as error:
            _log.warning("no room could be made: %s", error)
            self._until[id_] = self._steady()
            self._wake.set()
            return
        if self._janus is not janus:
            return
        self._rooms[id_] = room
        del self._until[id_]
        if (conference := self._conferences().get(id_)) is not None:
            room.roster(conference)
        await self._do("conference.room", id_, RoomMade(session=room.session))

    async def _do(self, name: str, id_: str, args: msgspec.Struct) -> None:
        raw = msgspec.Raw(msgspec.json.encode(args))
        result = await self._act(self._actor, Command(cmd_id="", name=name, target=id_, args=raw))
        if result.error is not None:
            # It was closed, or somebody else has let it fall back.
            _log.info("%s was refused: %s", name, result.error.message)

    async def _let_go(self, rooms: list[Room]) -> None:
        for room in rooms:
            await room.close()
