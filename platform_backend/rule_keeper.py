"""Acts by rule when an incident's time has come: finds what is past due, urges, supervises, ends rests.

It knows the next moment of every open incident and sleeps until the first of them; an incident is looked at
again only when it has changed. What is done about an incident at one moment (finding the breach, urging,
supervising) is one transaction, so that it is done once, whatever ends the platform in between; what came due
while no platform ran is done at the next start.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

import msgspec
from msgspec.structs import replace

from backend_client.protocol.entities import CLOSED_STATES, Incident
from backend_client.protocol.errors import Refused
from backend_client.protocol.messages import Command, Result
from platform_backend.commands.clocks import reckoned
from platform_backend.commands.context import Actor
from platform_backend.commands.owed import Order, next_moment, pressed
from platform_backend.district_time import DistrictTime
from platform_backend.feed.event_log import EventLog
from platform_backend.limits.book import LimitsBook
from platform_backend.log_types import LogEvent
from platform_backend.store.batch import Batch, Draft
from platform_backend.store.committer import Committer
from platform_backend.store.disk_trouble import of_disk

#: Who acts by rule, in the trail and in the audit.
ACTOR = "规则"
#: Incidents that are pressed in one go: consoles and people's commands get their turn in between.
_AT_ONCE = 32
#: No wait is longer, in real seconds: the machine's clock may be set while nothing happens.
_LONGEST_S = 30.0
_AFTER_TROUBLE_S = 10.0
_SLACK = 1000
#: A clock that jumped ahead by this much may be wrong: nothing is done by rule for a while.
_JUMP_S = 60.0
_HOLD_S = 120.0

_log = logging.getLogger(__name__)

#: Carries out a command within a transaction.
Run = Callable[[Batch, Actor, Command], Result]


class RuleKeeper:
    """Keeps the rule by the district's clock; `steady` passes like the machine's, and is never set.

    A clock that is set back delays what is still to come, and nothing is done twice. One that jumps ahead by
    more than a minute is not believed for two minutes: then all that is due by it is done.
    """

    def __init__(
        self,
        *,
        committer: Committer,
        log: EventLog,
        run: Run,
        limits: LimitsBook,
        org_codes: Mapping[str, str],
        clock: DistrictTime,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._committer = committer
        self._log = log
        self._run_command = run
        self._limits = limits
        self._org_codes = org_codes
        self._now = clock.now
        self._rate = clock.rate
        self._steady = steady
        self._next: dict[str, float] = {}
        self._heap: list[tuple[float, str]] = []
        self._earlier = asyncio.Event()
        self._looked = (clock.now(), steady())
        self._held_until = -math.inf
        limits.on_change = self.load

    def load(self) -> None:
        """Begin anew with every incident in view: at the start, and when other limits are in force."""
        self._next.clear()
        self._heap.clear()
        self._earlier.set()
        for held in self._log.topics["incidents"].view.values():
            self._look(held.id, held.body)

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        for event in events:
            if event.entity == "incident":
                if event.body is None:
                    self._next.pop(event.id, None)
                else:
                    self._look(event.id, event.body)

    async def run(self) -> None:
        """Act whenever something is due, until cancelled."""
        self.load()
        while True:
            try:
                await self.press()
            except Refused:
                # A disk without room, of which the store's log tells once: it may have some later.
                await asyncio.sleep(_AFTER_TROUBLE_S)
                self.load()
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._wait_s()):
                    await self._earlier.wait()

    async def press(self) -> int:
        """Do all that is due now; about how many incidents something was done."""
        self._earlier.clear()
        done = 0
        while self._is_believed() and (due := self._due()):
            # Together in one commit, and each for itself: one that fails does not hold up the others.
            answers = [self._committer.submit(self._work(id_)) for id_ in due]
            for id_, changed in zip(due, await asyncio.gather(*answers), strict=True):
                done += changed
                if not changed:
                    self._again(id_)
        return done

    def _work(self, id_: str) -> Callable[[Batch], bool]:
        def work(batch: Batch) -> bool:
            try:
                return self._press_one(batch, id_)
            except Exception as error:
                if of_disk(error) is not None:
                    raise
                # One incident that cannot be pressed must not keep the rule from all others.
                _log.exception("nothing could be done by rule about %s", id_)
                return False

        return work

    def _press_one(self, batch: Batch, id_: str) -> bool:
        """Within the writer's transaction: mark what is past due, give the orders; whether any were."""
        row = batch.row("incident", id_)
        if row is None:
            return False
        incident = row.decode(Incident)
        limits, now = self._limits.current, batch.now
        if _lacks_clocks(incident):
            found = reckoned(incident, now=now, limits=limits, org_codes=self._org_codes)
            orders: Sequence[Order] = ()
        else:
            found, orders = pressed(incident, now=now, limits=limits, org_codes=self._org_codes)
        if found != incident.deadlines:
            draft = Draft(batch, by=ACTOR)
            draft.put(id_, replace(incident, deadlines=found), codes=row.codes, in_view=row.in_view)
            batch.merge(draft)
        actor = Actor(id=ACTOR, name=ACTOR, internal=True)
        carried = [self._carry_out(batch, actor, id_, order) for order in orders]
        return found != incident.deadlines or any(carried)

    def _carry_out(self, batch: Batch, actor: Actor, id_: str, order: Order) -> bool:
        args = msgspec.Raw(msgspec.json.encode(order.args))
        result = self._run_command(batch, actor, Command(cmd_id="", name=order.name, target=id_, args=args))
        if result.error is not None:
            _log.warning("%s by rule was refused: %s", order.name, result.error.message)
        return result.ok

    def _look(self, id_: str, body: bytes) -> None:
        incident = msgspec.json.decode(body, type=Incident)
        if _lacks_clocks(incident):
            # From before there were clocks: it gets those that its trail gives it.
            self._put(id_, -math.inf)
            return
        moment = next_moment(incident, limits=self._limits.current, org_codes=self._org_codes)
        if moment is None:
            self._next.pop(id_, None)
        else:
            self._put(id_, moment)

    def _put(self, id_: str, moment: float) -> None:
        if self._next.get(id_) == moment:
            return
        if not self._heap or moment < self._heap[0][0]:
            self._earlier.set()
        self._next[id_] = moment
        heapq.heappush(self._heap, (moment, id_))
        if len(self._heap) > 2 * len(self._next) + _SLACK:
            # Moments that were put off stay in the heap until their time: not for ever more of them.
            self._heap = [(each, id_) for id_, each in self._next.items()]
            heapq.heapify(self._heap)

    def _due(self) -> list[str]:
        """The next incidents whose moment has come; they are looked at again when they have changed."""
        now, due = self._now(), list[str]()
        while self._heap and self._heap[0][0] <= now and len(due) < _AT_ONCE:
            moment, id_ = heapq.heappop(self._heap)
            if self._next.get(id_) == moment:
                del self._next[id_]
                due.append(id_)
        return due

    def _again(self, id_: str) -> None:
        """Nothing was done: the clock was set back meanwhile, or the order refused, as it would be again."""
        held = self._log.topics["incidents"].view.get(("incident", id_))
        if held is None:
            return
        incident = msgspec.json.decode(held.body, type=Incident)
        moment = next_moment(incident, limits=self._limits.current, org_codes=self._org_codes)
        if moment is not None and moment > self._now():
            self._put(id_, moment)

    def _is_believed(self) -> bool:
        now, steady = self._now(), self._steady()
        before, at = self._looked
        ahead = now - before - (steady - at) * self._rate
        self._looked = (now, steady)
        if ahead > _JUMP_S * self._rate:
            self._held_until = steady + _HOLD_S
            _log.warning("the clock jumped %.0f s ahead: nothing is done by rule for %.0f s", ahead, _HOLD_S)
        elif ahead < -_JUMP_S * self._rate:
            self._held_until = -math.inf
            _log.warning("the clock was set back by %.0f s: what is due comes later", -ahead)
        return steady >= self._held_until

    def _wait_s(self) -> float:
        """Real seconds until there may be something to do."""
        held = self._held_until - self._steady()
        if held > 0.0:
            return min(_LONGEST_S, held)
        if not self._heap:
            return _LONGEST_S
        return min(_LONGEST_S, max(0.0, (self._heap[0][0] - self._now()) / self._rate))


def _lacks_clocks(incident: Incident) -> bool:
    return incident.state not in CLOSED_STATES and not incident.deadlines
