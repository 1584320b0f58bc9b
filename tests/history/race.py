"""The race: consoles behind a fault proxy, a platform that is killed, and all that was asked and told."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from backend_client.picture import Picture
from backend_client.protocol.entities import Incident, Org, Unit
from backend_client.protocol.incident_args import IncidentCreate
from platform_backend.districts.spec import load_spec
from tests.faults.console import Console, Follower, digests
from tests.faults.district import settle
from tests.faults.plan import make_plan
from tests.faults.platform_process import PlatformProcess
from tests.faults.proxy import FaultProxy
from tests.history.crew import Crew
from tests.history.diary import read_diaries
from tests.history.incident_model import Call
from tests.history.linear import Operation
from tests.history.racing import Race, Racer
from tests.history.verdict import Stand
from tests.waiting import until

_CONSOLES_A_PROCESS = 10
_UNITS = 40
_CHIEF = "chief"
#: How long pictures that differ are compared anew.
_SAME_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class Terms:
    """How long how many race for how much, how long each rests between two acts, and how many kills."""

    seconds: float = 60.0
    clients: int = 50
    incidents: int = 20
    kills: int = 3
    seed: int = 1
    pause_s: float = 1.0
    #: What is run as the platform.
    module: str = "platform_backend"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a race left behind. `told` is what the processes of consoles said at the end."""

    history: tuple[Operation[Call], ...]
    before: Stand
    after: Stand
    told: tuple[dict[str, Any], ...]
    suffered: dict[str, int]
    kills: int
    console_kills: int
    platform_log: str
    seconds: float


async def run_race(terms: Terms, folder: Path) -> Outcome:
    """Run the whole of it in `folder`."""
    begun = time.monotonic()
    names = [f"c{number:02d}" for number in range(terms.clients)]
    tokens = await settle(folder / "data", load_spec("gulou"), [_CHIEF, *names])
    platform = PlatformProcess(data=folder / "data", module=terms.module)
    await platform.start()
    proxy = FaultProxy(upstream=("127.0.0.1", platform.port), seed=terms.seed)
    await proxy.start()
    crews: list[Crew] = []
    try:
        before, race = await _lay_out(terms, platform, tokens[_CHIEF], folder)
        race = msgspec.structs.replace(race, address=f"ws://127.0.0.1:{proxy.port}/feed")
        for at in range(0, len(names), _CONSOLES_A_PROCESS):
            racers = tuple(Racer(name, tokens[name]) for name in names[at : at + _CONSOLES_A_PROCESS])
            crews.append(Crew(msgspec.structs.replace(race, racers=racers)))
            await crews[-1].start()
        console_kills = await _race(terms, platform, proxy, crews)
        for crew in crews:
            await crew.order("stop")
        for crew in crews:
            await crew.hear("drained")
        picture, told = await _compare(platform, tokens[_CHIEF], crews)
        return Outcome(
            history=tuple(read_diaries(folder)),
            before=before,
            after=_stand(picture, race.incidents),
            told=told,
            suffered=dict(proxy.suffered),
            kills=platform.starts - 1,
            console_kills=console_kills,
            platform_log=platform.log.read_text(),
            seconds=time.monotonic() - begun,
        )
    finally:
        for crew in crews:
            await crew.kill()
        await proxy.close()
        platform.kill()


async def _race(terms: Terms, platform: PlatformProcess, proxy: FaultProxy, crews: list[Crew]) -> int:
    """Let everything go wrong in its time; how often consoles were killed."""
    for crew in crews:
        await crew.hear("racing")
    killed = 0
    begun = time.monotonic()
    for moment in make_plan(seconds=terms.seconds, kills=terms.kills, seed=terms.seed):
        await asyncio.sleep(max(0.0, begun + moment.at_s - time.monotonic()))
        match moment.act:
            case "afflict":
                proxy.afflict(*moment.toxics)
            case "down":
                await proxy.take_down()
            case "up":
                await proxy.start()
            case "kill platform":
                platform.kill()
            case "start platform":
                await platform.start()
            case "kill consoles":
                await crews[0].kill()
                await crews[0].start()
                killed += 1
    await asyncio.sleep(max(0.0, begun + terms.seconds - time.monotonic()))
    proxy.afflict()
    return killed


async def _lay_out(terms: Terms, platform: PlatformProcess, token: str, folder: Path) -> tuple[Stand, Race]:
    """Create what is raced for."""
    chief = Console(address=platform.feed, token=token, instance="chief", outbox=folder / f"{_CHIEF}.outbox")
    await chief.start()
    await until(lambda: chief.live)
    ids: list[str] = []
    titles = tuple(f"竞赛{number:03d}" for number in range(terms.incidents))
    for title in titles:
        new = IncidentCreate(type_code="0102", severity=3, title=title, source="热线")
        result = await chief.requests.send("incident.create", args=new)
        assert result.data is not None, result
        ids.append(result.data["id"])
    await until(lambda: chief.picture.of(Incident).keys() >= set(ids))
    picture = chief.picture
    streets = [id_ for id_, entry in picture.of(Org).items() if entry.data.kind == "street"]
    units = random.Random(terms.seed).sample(sorted(picture.of(Unit)), _UNITS)
    stand = _stand(picture, tuple(ids))
    await chief.close()
    race = Race(
        address="",
        folder=str(folder),
        seed=terms.seed,
        round=0,
        racers=(),
        incidents=tuple(ids),
        titles=titles,
        orgs=tuple(sorted(streets)),
        units=tuple(units),
        pause_s=terms.pause_s,
    )
    return stand, race


async def _compare(
    platform: PlatformProcess, token: str, crews: list[Crew]
) -> tuple[Picture, tuple[dict[str, Any], ...]]:
    """A whole picture, and what every process says of its consoles' beside it.

    What is counted by the clock goes on changing: who is slow is compared with a picture taken later.
    """
    begun = time.monotonic()
    while True:
        picture = await _look(platform, token)
        for crew in crews:
            await crew.order(digests(picture))
        told = tuple([await crew.hear("same") for crew in crews])
        if not any(each["differing"] for each in told) or time.monotonic() - begun > _SAME_WITHIN_S:
            return picture, told


async def _look(platform: PlatformProcess, token: str) -> Picture:
    """A whole picture, fetched now and past the proxy."""
    fresh = Follower(address=platform.feed, token=token, instance="fresh")
    await fresh.start()
    await until(lambda: fresh.live)
    await fresh.close()
    return fresh.picture


def _stand(picture: Picture, ids: tuple[str, ...]) -> Stand:
    incidents = picture.of(Incident)
    return Stand(
        incidents={id_: (incidents[id_].ver, incidents[id_].data) for id_ in ids},
        loads={id_: entry.data.load for id_, entry in picture.of(Unit).items()},
    )
