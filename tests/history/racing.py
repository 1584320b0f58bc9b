"""A process full of consoles that race for the same incidents: ``python -m tests.history.racing``.

Its first line of input is a `Race`, the second ends it, all others hold the digests of what there should be.
It says one JSON line when all race, when nothing is on its way any more, and how the pictures compare.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from backend_client.protocol.commands import Args
from backend_client.protocol.entities import AssigneeKind, Incident, IncidentState
from backend_client.protocol.incident_args import (
    Assign,
    Assignee,
    Empty,
    Finish,
    Recall,
    Transfer,
    Verify,
    Words,
)
from backend_client.protocol.messages import Result
from backend_client.protocol.queries import IncidentsSearch
from backend_client.requests import RequestRefused
from backend_client.tasks import TaskSet
from tests.faults.console import Console, digests
from tests.history.diary import Diary
from tests.history.incident_model import Answer, Call, open_tasks
from tests.waiting import until

S = IncidentState
_LIVE_WITHIN_S = 60.0
_READ_WITHIN_S = 5.0
#: How long a picture may take to become as it should be, before what it should be is looked up anew.
_SAME_WITHIN_S = 4.0

#: What people do with an incident in each state, and how often; the first is what brings it on.
_HABITS: dict[IncidentState, tuple[tuple[str, int], ...]] = {
    S.PENDING: (("incident.accept", 8), ("incident.transfer", 3), ("incident.finish", 1)),
    S.TO_DISPATCH: (("incident.assign", 7), ("incident.transfer", 3), ("incident.finish", 2)),
    S.HANDLING: (
        ("incident.assign", 3),
        ("incident.transfer", 4),
        ("incident.recall", 2),
        ("incident.finish", 5),
    ),
    S.TO_VERIFY: (("incident.verify", 8), ("incident.transfer", 1), ("incident.finish", 1)),
}
_ANYWHERE: tuple[tuple[str, int], ...] = (("incident.note", 1), ("read", 2))


class Racer(msgspec.Struct, frozen=True):
    """One console: the user's name and token."""

    name: str
    token: str


class Race(msgspec.Struct, frozen=True, kw_only=True):
    """What a process is told: whose consoles, and what they race for. `round` counts its starts."""

    address: str
    folder: str
    seed: int
    round: int
    racers: tuple[Racer, ...]
    incidents: tuple[str, ...]
    titles: tuple[str, ...]
    orgs: tuple[str, ...]
    units: tuple[str, ...]
    pause_s: float


class _Hand:
    """One person at one console."""

    def __init__(self, race: Race, racer: Racer, stopped: asyncio.Event) -> None:
        self._race = race
        self.name = racer.name
        self._random = random.Random(f"{race.seed} {racer.name} {race.round}")
        self._stopped = stopped
        folder = Path(race.folder)
        self._diary = Diary(folder / f"{racer.name}.{race.round}.diary")
        self.console = Console(
            address=race.address,
            token=racer.token,
            instance=f"{racer.name}.{race.round}",
            outbox=folder / f"{racer.name}.outbox",
        )

    async def race(self) -> None:
        """Ask for one thing after another until the race is over."""
        await until(lambda: self.console.live, timeout=_LIVE_WITHIN_S)
        count = 0
        while not self._stopped.is_set():
            count += 1
            number = f"{self.name}.{self._race.round}.{count}"
            call, args = self._choose(f"[{number}]")
            self._diary.called(number, call)
            answer = await (self._look(call) if call.name == "read" else self._command(call, args))
            self._diary.answered(number, answer)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._random.uniform(0.2, 1.8) * self._race.pause_s):
                    await self._stopped.wait()
        self._diary.close()

    async def _command(self, call: Call, args: Args) -> Answer | None:
        # Some are given for now only, a few of these for so short a time that an outage outlasts it.
        not_after_s = self._random.choice((None, None, None, 30.0, 1.5))
        try:
            result = await self.console.requests.send(
                call.name,
                target=call.incident,
                args=args,
                expect_ver=call.expect_ver,
                not_after_s=not_after_s,
            )
        except RequestRefused:
            return None
        return _answer(result)

    async def _look(self, call: Call) -> Answer | None:
        title = self._race.titles[self._race.incidents.index(call.incident)]
        try:
            found = await self.console.requests.query(
                "incidents.search", IncidentsSearch(text=title, limit=1), timeout_s=_READ_WITHIN_S
            )
        except RequestRefused:
            return None
        (item,) = found.items
        incident = msgspec.json.decode(item.data, type=Incident)
        return Answer(
            ok=True,
            ver=item.ver,
            state=incident.state,
            owner=incident.owner_org,
            tasks=open_tasks(incident),
            steps=len(incident.steps),
        )

    def _choose(self, mark: str) -> tuple[Call, Args]:
        rng, race = self._random, self._race
        incident = rng.choice(race.incidents)
        entry = self.console.picture.of(Incident)[incident]
        habits = (*_HABITS[entry.data.state], *_ANYWHERE)
        (name,) = rng.choices([name for name, _ in habits], [weight for _, weight in habits])
        call = Call(by=self.name, name=name, incident=incident, mark=mark)
        if name != "read" and rng.random() < 0.4:
            # Now and then somebody acts on what he read a while ago.
            call = replace(call, expect_ver=max(1, entry.ver - (rng.random() < 0.1)))
        match name:
            case "incident.assign":
                unit = rng.choice(race.units)
                assignee = Assignee(kind=AssigneeKind.UNIT, id=unit)
                return replace(call, units=(unit,)), Assign(assignees=(assignee,), note=mark)
            case "incident.transfer":
                org = rng.choice(race.orgs)
                return replace(call, org=org), Transfer(org=org, reason=mark)
            case "incident.recall":
                return call, Recall(reason=mark)
            case "incident.verify":
                return call, Verify(passed=False, text=mark)
            case "incident.finish":
                # Some forget whose word it takes.
                called = rng.random() < 0.8
                return replace(call, on_call=called), Finish(text=mark, on_call="甲" if called else None)
            case "incident.note":
                return call, Words(text=mark)
            case _:
                # Nothing to write in these.
                return replace(call, mark=""), Empty()


def _answer(result: Result) -> Answer:
    error = result.error
    if error is None:
        return Answer(ok=result.ok, ver=result.ver)
    return Answer(ok=False, code=error.code, current=error.current, by=error.by)


async def _main() -> None:
    orders = await _orders()
    race = msgspec.json.decode(await orders.readline(), type=Race)
    stopped = asyncio.Event()
    hands = [_Hand(race, racer, stopped) for racer in race.racers]
    tasks = TaskSet()
    for hand in hands:
        await hand.console.start()
    racing = [tasks.spawn(hand.race(), name="race") for hand in hands]
    _say(racing=len(hands))
    await orders.readline()
    stopped.set()
    await asyncio.gather(*racing)
    for hand in hands:
        await hand.console.drained(within_s=_LIVE_WITHIN_S)
    _say(drained=len(hands))
    while line := await orders.readline():
        wanted = json.loads(line)
        # All at once: where the platform does a thing twice, each may wait for the whole time.
        found = await asyncio.gather(*(_differing(hand, wanted) for hand in hands))
        differing = {hand.name: names for hand, names in zip(hands, found, strict=True) if names}
        counters = [hand.console.feed.status.counters for hand in hands]
        _say(
            same=len(hands) - len(differing),
            differing=differing,
            connections=sum(each.connections for each in counters),
            resyncs=sum(each.resyncs for each in counters),
            bad=sum(each.bad for each in counters),
        )
    for hand in hands:
        await hand.console.close()


async def _differing(hand: _Hand, wanted: dict[str, str]) -> list[str]:
    """The entities of which its picture is not what there should be, given time to become it."""
    console = hand.console
    with suppress(TimeoutError):
        await until(lambda: console.live and digests(console.picture) == wanted, timeout=_SAME_WITHIN_S)
        return []
    found = digests(console.picture)
    return [name for name in wanted if found[name] != wanted[name]] or ["not live"]


async def _orders() -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=1 << 20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


def _say(**words: Any) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_main())
