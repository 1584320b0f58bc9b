"""Keeps walls by the clock and by alarms: tours begin and end by their schedules, and rest for alarms.

What a wall should be follows from what is stored alone (`commands.tending`), so a platform that was away does
at its next start what is right then.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TypeVar

import msgspec

from backend_client.protocol.entities import Alarm
from backend_client.protocol.errors import Refused
from backend_client.protocol.messages import Scope
from backend_client.protocol.wall import Tour, Wall
from backend_client.protocol.wall_rules import takes_walls
from platform_backend.access.scope import NOWHERE, codes_of, sees
from platform_backend.audit.trail import AuditTrail
from platform_backend.commands.tending import tended
from platform_backend.commands.wall_acts import Shown, alarm_acts, shown_alarms, tour_acts
from platform_backend.district_time import DistrictTime
from platform_backend.feed.event_log import EventLog
from platform_backend.log_types import LogEvent
from platform_backend.store.batch import Batch, Draft
from platform_backend.store.committer import Committer
from platform_backend.timetable import next_change

#: By whom a wall was changed, where its schedule or an alarm did it.
ACTOR = "轮巡"
#: The clock may be set while nothing happens: no wait is longer, in real seconds.
_LONGEST_S = 30.0
_SHORTEST_S = 0.05
_AFTER_TROUBLE_S = 10.0

_log = logging.getLogger(__name__)

H = TypeVar("H", Wall, Tour)


class WallKeeper:
    """Looks at every wall when walls, tours or alarms have changed, and at each moment of a schedule."""

    def __init__(
        self,
        *,
        committer: Committer,
        log: EventLog,
        org_codes: Mapping[str, str],
        clock: DistrictTime,
        audit: AuditTrail,
    ) -> None:
        self._committer = committer
        self._log = log
        self._org_codes = org_codes
        self._audit = audit
        self._now = clock.now
        self._rate = clock.rate
        self._walls: dict[str, Wall] = {}
        self._tours: dict[str, Tour] = {}
        #: Alarms that are to be looked at, with the codes they belong to.
        self._alarms: dict[str, tuple[str, Alarm]] = {}
        #: By wall, the alarms that have its reserved tiles, as they were last put down in the trail.
        self._shown: dict[str, Shown] = {}
        self._wake = asyncio.Event()

    def load(self) -> None:
        """Begin anew with all that is in view."""
        self._walls.clear()
        self._tours.clear()
        self._alarms.clear()
        for topic in ("walls", "alarms"):
            for held in self._log.topics[topic].view.values():
                self._look(held.entity, held.id, held.body)
        # What stands there already was put down when it came.
        self._shown = self._shown_now()

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        for event in events:
            self._look(event.entity, event.id, event.body)

    async def run(self) -> None:
        """Keep the walls until cancelled."""
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

    async def tend(self) -> int:
        """Bring every wall into line with what holds now; how many were changed."""
        now, alarms = self._now(), tuple(self._alarms.values())
        shown, before = self._shown_now(), self._shown
        noted = [
            (id_, act)
            for id_ in sorted(shown.keys() | before.keys())
            for act in alarm_acts(_alarms_of(before, id_), _alarms_of(shown, id_))
        ]
        if not noted and all(
            self._as_it_should_be(id_, wall, self._tours, alarms, now) == wall
            for id_, wall in self._walls.items()
        ):
            return 0

        def work(batch: Batch) -> int:
            draft = Draft(batch, by=ACTOR)
            acts = list(noted)
            tours = {row.id: row.decode(Tour) for row in draft.rows_in_view("tour")}
            for row in draft.rows_in_view("wall"):
                wall = row.decode(Wall)
                after = self._as_it_should_be(row.id, wall, tours, alarms, batch.now)
                if after != wall:
                    draft.put(row.id, after, codes=row.codes)
                    acts += [(row.id, act) for act in tour_acts(wall, after)]
            batch.merge(draft)
            for id_, act in acts:
                self._audit.write(
                    batch, who=ACTOR, origin="platform", what=act.what, target=id_, detail=act.detail
                )
            return len(draft.staged)

        changed = await self._committer.submit(work)
        self._shown = shown
        return changed

    def _shown_now(self) -> dict[str, Shown]:
        now = self._now()
        found = {}
        for id_, wall in self._walls.items():
            scope = Scope(division=self._org_codes.get(wall.org, NOWHERE))
            seen = {each: alarm for each, (codes, alarm) in self._alarms.items() if sees(scope, codes)}
            try:
                found[id_] = shown_alarms(wall, seen, now=now, former=self._shown.get(id_))
            except Exception:
                _log.exception("nothing can be said of alarms on the wall %s", id_)
        return found

    def _as_it_should_be(
        self,
        id_: str,
        wall: Wall,
        tours: Mapping[str, Tour],
        alarms: Iterable[tuple[str, Alarm]],
        now: float,
    ) -> Wall:
        scope = Scope(division=self._org_codes.get(wall.org, NOWHERE))
        raised = [alarm.raised_at for codes, alarm in alarms if sees(scope, codes)]
        try:
            return tended(id_, wall, tours=tours, raised=raised, now=now)
        except Exception:
            # One wall that cannot be kept must not keep the others from it.
            _log.exception("nothing could be done for the wall %s", id_)
            return wall

    def _look(self, entity: str, id_: str, body: bytes | None) -> None:
        match entity:
            case "wall":
                _hold(self._walls, id_, None if body is None else msgspec.json.decode(body, type=Wall))
            case "tour":
                _hold(self._tours, id_, None if body is None else msgspec.json.decode(body, type=Tour))
            case "alarm":
                alarm = None if body is None else msgspec.json.decode(body, type=Alarm)
                if alarm is not None and takes_walls(alarm):
                    self._alarms[id_] = codes_of(alarm, self._org_codes), alarm
                elif self._alarms.pop(id_, None) is None:
                    return
            case _:
                return
        self._wake.set()

    def _wait_s(self) -> float:
        """Real seconds until there may be something to do."""
        now = self._now()
        changes = (next_change(times, now) for tour in self._tours.values() for times in tour.times)
        soonest = min((each for each in changes if each is not None), default=math.inf)
        return min(_LONGEST_S, max(_SHORTEST_S, (soonest - now) / self._rate))


def _alarms_of(shown: Mapping[str, Shown], wall: str) -> frozenset[str]:
    return shown[wall].alarms if wall in shown else frozenset()


def _hold(held: dict[str, H], id_: str, data: H | None) -> None:
    if data is None:
        held.pop(id_, None)
    else:
        held[id_] = data
