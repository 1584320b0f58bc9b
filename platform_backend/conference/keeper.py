"""Keeps conferences by the clock and by who is there: calls that nobody answers go to the next in line, who
vanishes loses his place, a room in which nobody is ends.

All of it follows from what is stored and from which consoles are connected, so a platform that was away
goes on with the calls and rooms it finds.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from backend_client.protocol.conference import Conference, Party
from backend_client.protocol.conference_rules import (
    GRACE_AFTER_START_S,
    GRACE_S,
    is_over,
    joined,
    next_moment,
    rings_out,
)
from backend_client.protocol.errors import Refused
from backend_client.protocol.messages import Command, Result
from platform_backend.commands.conferences import Lost
from platform_backend.commands.context import Actor
from platform_backend.district_time import DistrictTime
from platform_backend.feed.event_log import EventLog
from platform_backend.log_types import LogEvent

#: Who acts where nobody does.
ACTOR = "会商"
#: The clock may be set while nothing happens: no wait is longer, in real seconds.
_LONGEST_S = 30.0
_SHORTEST_S = 0.05
#: While somebody is in a room it is looked this often whether he still is.
_LOOK_S = 0.5
_AFTER_TROUBLE_S = 10.0
_INTERNAL = "platform"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a party whose console is gone keeps its place, and how long after a start, in seconds."""

    grace_s: float = GRACE_S
    after_start_s: float = GRACE_AFTER_START_S


class ConferenceKeeper:
    """Looks after every open conference; also tells who takes part in which.

    `command` carries a command out, `is_there` says whether a party's console or browser is connected,
    `steady` passes like the machine's clock.
    """

    def __init__(
        self,
        *,
        log: EventLog,
        clock: DistrictTime,
        command: Callable[[Actor, Command], Awaitable[Result]],
        is_there: Callable[[Party], bool],
        patience: Patience | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._log = log
        self._clock = clock
        self._command = command
        self._is_there = is_there
        self._patience = patience or Patience()
        self._steady = steady
        self._open: dict[str, Conference] = {}
        #: Until when whom nobody sees keeps his place: by conference, id, page and console.
        self._missed: dict[tuple[str, str, str, str], float] = {}
        self._wake = asyncio.Event()

    def load(self) -> None:
        """Begin with what stands in the log: who is in a room has a while to come back."""
        self._open.clear()
        for held in self._log.topics["conferences"].view.values():
            self._look(held.id, held.body)
        until = self._steady() + self._patience.after_start_s
        self._missed = {_key(id_, each): until for id_, each in self._present()}

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        for event in events:
            if event.entity == "conference":
                self._look(event.id, event.body)

    def participants(self, conference: str) -> frozenset[str] | None:
        """Ids of those in an open conference; None when there is none of this id."""
        found = self._open.get(conference)
        return None if found is None else frozenset(each.id for each in joined(found))

    def conferences(self) -> Mapping[str, Conference]:
        """All that are open, as they are now."""
        return self._open

    def conference(self, id_: str) -> Conference | None:
        """An open conference as it is now."""
        return self._open.get(id_)

    async def run(self) -> None:
        """Keep the conferences until cancelled."""
        self.load()
        while True:
            self._wake.clear()
            try:
                await self.tend()
            except Refused:
                # A disk without room, of which the store's log tells once: it may have some later.
                await asyncio.sleep(_AFTER_TROUBLE_S)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._wait_s()):
                    await self._wake.wait()

    async def tend(self) -> None:
        """Do what is due now."""
        now, rate = self._clock.now(), self._clock.rate
        for id_, conference in tuple(self._open.items()):
            for each in rings_out(conference, now):
                await self._do("conference.unanswered", id_, each)
            if is_over(conference, now, rate=rate):
                await self._do("conference.close", id_)
        steady = self._steady()
        present = list(self._present())
        missed = {_key(id_, each): each for id_, each in present if not self._is_there(each)}
        self._missed = {key: self._missed.get(key, steady + self._patience.grace_s) for key in missed}
        for key, each in missed.items():
            if self._missed[key] <= steady:
                lost = Lost(session=each.session, console=each.console)
                await self._do("conference.lost", key[0], each, lost)

    async def _do(
        self, name: str, id_: str, party: Party | None = None, args: msgspec.Struct | None = None
    ) -> None:
        who = (ACTOR, ACTOR) if party is None else (party.id, party.name)
        actor = Actor(id=who[0], name=who[1], internal=True, origin=_INTERNAL)
        raw = msgspec.Raw(b"{}" if args is None else msgspec.json.encode(args))
        result = await self._command(actor, Command(cmd_id="", name=name, target=id_, args=raw))
        if result.error is not None:
            # Somebody was faster: an answer, a leave, a return.
            _log.info("%s was refused: %s", name, result.error.message)

    def _look(self, id_: str, body: bytes | None) -> None:
        conference = None if body is None else msgspec.json.decode(body, type=Conference)
        if conference is None or conference.closed_at is not None:
            self._open.pop(id_, None)
        else:
            self._open[id_] = conference
        self._wake.set()

    def _present(self) -> Iterable[tuple[str, Party]]:
        for id_, conference in self._open.items():
            for each in joined(conference):
                yield id_, each

    def _wait_s(self) -> float:
        """Real seconds until there may be something to do."""
        now, rate = self._clock.now(), self._clock.rate
        moments = (next_moment(each, rate=rate) for each in self._open.values())
        soonest = min((each for each in moments if each is not None), default=math.inf)
        longest = _LOOK_S if any(True for _ in self._present()) else _LONGEST_S
        return min(longest, max(_SHORTEST_S, (soonest - now) / rate))


def _key(conference: str, party: Party) -> tuple[str, str, str, str]:
    return conference, party.id, party.session, party.console
