"""Ends what has an end among alarms, in its time: shelvings of sources, and alarms whose alert names one."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

import msgspec

from backend_client.protocol.entities import Alarm, AlarmShelf, AlarmState
from backend_client.protocol.errors import Refused
from backend_client.protocol.times import parse_time
from platform_backend.commands.alerts import end_expired
from platform_backend.commands.shelving import covers, holds, settle, shelf_id
from platform_backend.district_time import DistrictTime
from platform_backend.feed.event_log import EventLog
from platform_backend.log_types import LogEvent
from platform_backend.store.batch import Batch, Draft
from platform_backend.store.committer import Committer

#: The clock may be set while nothing happens: no wait is longer, in seconds.
_LONGEST_S = 60.0
_SHORTEST_S = 0.05
_AFTER_TROUBLE_S = 10.0


class AlarmKeeper:
    """Looks at shelves that are put up or taken down, and at every end in its turn, by district time."""

    def __init__(
        self,
        *,
        committer: Committer,
        log: EventLog,
        org_codes: Mapping[str, str],
        clock: DistrictTime,
    ) -> None:
        self._committer = committer
        self._log = log
        self._org_codes = org_codes
        self._now = clock.now
        self._rate = clock.rate
        #: When alarms end by themselves, by id.
        self._ends: dict[str, float] = {}
        self._shelves_changed = True
        self._wake = asyncio.Event()

    def load(self) -> None:
        """Begin anew with every alarm in view."""
        for held in self._log.topics["alarms"].view.values():
            if held.entity == "alarm":
                self._look(held.id, held.body)

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        for event in events:
            if event.entity == "alarm_shelf":
                self._shelves_changed = True
                self._wake.set()
            elif event.entity == "alarm":
                self._look(event.id, event.body)

    async def run(self) -> None:
        """Keep alarms and shelves until cancelled."""
        self.load()
        while True:
            self._wake.clear()
            try:
                await self.settle()
            except Refused:
                # A disk without room, of which the store's log tells once: it may have some later.
                self._shelves_changed = True
                await asyncio.sleep(_AFTER_TROUBLE_S)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._wait_s()):
                    await self._wake.wait()

    async def settle(self) -> None:
        """Bring alarms and shelves into line with what holds now."""
        now = self._now()
        expired = tuple(id_ for id_, end in self._ends.items() if end <= now)
        shelves = self._shelves()
        over = [id_ for id_, shelf in shelves.items() if not holds(shelf, now=now)]
        concerned = self._concerned(shelves, over) if over or self._shelves_changed else ()
        self._shelves_changed = False
        if not over and not concerned and not expired:
            return

        def work(batch: Batch) -> None:
            draft = Draft(batch, by="platform")
            # First: what is over is not heard again when its shelf ends.
            end_expired(draft, now=batch.now, alarms=expired, org_codes=self._org_codes)
            settle(draft, now=batch.now, alarms=concerned, shelves=over, org_codes=self._org_codes)
            batch.merge(draft)

        await self._committer.submit(work)

    def _concerned(self, shelves: Mapping[str, AlarmShelf], over: Collection[str]) -> tuple[str, ...]:
        """The alarms that are to fall silent, or have been silenced by what is over, with their like."""
        silencing = {id_: shelf for id_, shelf in shelves.items() if id_ not in over}
        held = self._log.topics["alarms"].view.values()
        alarms = {
            each.id: msgspec.json.decode(each.body, type=Alarm) for each in held if each.entity == "alarm"
        }
        keys = {id_: shelf_id(alarm) for id_, alarm in alarms.items() if alarm.state is not AlarmState.CLOSED}
        moving = {
            keys[id_]
            for id_ in keys
            if (alarms[id_].state is AlarmState.SHELVED and keys[id_] not in silencing)
            or _is_to_be_silenced(alarms[id_], silencing.get(keys[id_]))
        }
        return tuple(id_ for id_, key in keys.items() if key in moving)

    def _look(self, id_: str, body: bytes | None) -> None:
        bounds = None if body is None else msgspec.json.decode(body, type=_Bounds)
        if bounds is None or bounds.expires_at is None or bounds.state is AlarmState.CLOSED:
            self._ends.pop(id_, None)
            return
        self._ends[id_] = parse_time(bounds.expires_at)
        self._wake.set()

    def _shelves(self) -> dict[str, AlarmShelf]:
        return {
            held.id: msgspec.json.decode(held.body, type=AlarmShelf)
            for held in self._log.topics["alarms"].view.values()
            if held.entity == "alarm_shelf"
        }

    def _wait_s(self) -> float:
        ends = (parse_time(shelf.shelving.until) for shelf in self._shelves().values())
        left = (min((*ends, *self._ends.values()), default=math.inf) - self._now()) / self._rate
        return min(_LONGEST_S, max(_SHORTEST_S, left))


class _Bounds(msgspec.Struct, frozen=True):
    state: AlarmState
    expires_at: str | None = None


def _is_to_be_silenced(alarm: Alarm, shelf: AlarmShelf | None) -> bool:
    return shelf is not None and alarm.state is AlarmState.OPEN and covers(shelf, alarm)
