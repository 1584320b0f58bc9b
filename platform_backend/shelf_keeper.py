"""Ends shelvings of alarm sources in their time, and lets the alarms under them follow."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Iterable, Mapping
from contextlib import suppress

import msgspec

from backend_client.protocol.entities import Alarm, AlarmShelf, AlarmState
from backend_client.protocol.errors import Refused
from backend_client.protocol.times import parse_time
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

_log = logging.getLogger(__name__)


class ShelfKeeper:
    """Looks when a shelf is put up or taken down, and when the next one is over, by the district's time."""

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
        self._changed = asyncio.Event()
        self._changed.set()

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        if any(event.entity == "alarm_shelf" for event in events):
            self._changed.set()

    async def run(self) -> None:
        """Keep the shelves until cancelled."""
        while True:
            try:
                await self.settle()
            except Refused as refused:
                # A disk without room, as the committer says: it may have some later.
                _log.warning("shelved alarms could not be settled: %s", refused.error.message)
                self._changed.set()
                await asyncio.sleep(_AFTER_TROUBLE_S)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._wait_s()):
                    await self._changed.wait()

    async def settle(self) -> None:
        """Bring alarms and shelves into line with what holds now."""
        now = self._now()
        shelves = self._shelves()
        over = [id_ for id_, shelf in shelves.items() if not holds(shelf, now=now)]
        if not over and not self._changed.is_set():
            return
        self._changed.clear()
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
        concerned = tuple(id_ for id_, key in keys.items() if key in moving)
        if not over and not concerned:
            return

        def work(batch: Batch) -> None:
            draft = Draft(batch, by="platform")
            settle(draft, now=batch.now, alarms=concerned, shelves=over, org_codes=self._org_codes)
            batch.merge(draft)

        await self._committer.submit(work)

    def _shelves(self) -> dict[str, AlarmShelf]:
        return {
            held.id: msgspec.json.decode(held.body, type=AlarmShelf)
            for held in self._log.topics["alarms"].view.values()
            if held.entity == "alarm_shelf"
        }

    def _wait_s(self) -> float:
        ends = [parse_time(shelf.shelving.until) for shelf in self._shelves().values()]
        left = (min(ends, default=math.inf) - self._now()) / self._rate
        return min(_LONGEST_S, max(_SHORTEST_S, left))


def _is_to_be_silenced(alarm: Alarm, shelf: AlarmShelf | None) -> bool:
    return shelf is not None and alarm.state is AlarmState.OPEN and covers(shelf, alarm)
