"""The outage: hundreds of consoles, a platform that is killed, and what its return is like.

Between them stands a proxy that accepts every attempt while there is no platform and then closes: each
attempt is counted, and refusing them at once is what tempts consoles most to storm.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import random
import sqlite3
import statistics
import sys
import time
from asyncio.subprocess import PIPE, Process
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import psutil

from backend_client.backoff import Backoff
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import IncidentCreate
from platform_backend.districts.spec import DistrictSpec
from tests.faults.console import Console, digests
from tests.faults.district import settle
from tests.faults.platform_process import ROOT, PlatformProcess
from tests.faults.proxy import FaultProxy
from tests.storm.crowd import Crowd
from tests.waiting import until

_CONSOLES_A_PROCESS = 125
_CHIEF = "chief"
_SAYS_WITHIN_S = 120.0
#: The memory of a process is looked at when nothing has happened for so long.
_CALM_S = 1.0
#: How long the line is cut, after the platform has come back.
_CUT_S = 2.0


@dataclass(frozen=True, slots=True)
class Return:
    """One outage: how long until all were current, and every attempt at the port since it began (s)."""

    outage_s: float
    current_after_s: list[float]
    attempts_s: list[float]
    rss_mb: int
    connections: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the outages were like: first the platform is killed, then the line to it is cut.

    `rss_mb` is the platform's memory with all consoles before anything happened. Sessions,
    sign-ins (as the audit trail has them) and hashes are counted from the first start on; each
    start makes one hash of its own.
    """

    consoles: int
    killed: Return
    cut: Return
    first_current_s: float
    rss_mb: int
    peak_mb: int
    sessions: tuple[int, int]
    sign_ins: tuple[int, int]
    hashes: int
    starts: int
    resyncs: int
    equal: bool
    platform_log: str


async def run_outage(*, consoles: int, outage_s: float, spec: DistrictSpec, folder: Path) -> Outcome:
    """Run the whole of it in `folder`."""
    names = [f"ws{number:03d}" for number in range(consoles)]
    tokens = await settle(folder / "data", spec, [_CHIEF, *names])
    hash_log = folder / "hashes"
    hash_log.touch()
    os.environ["HASH_LOG"] = str(hash_log)
    platform = PlatformProcess(data=folder / "data", module="tests.storm.counting_platform")
    await platform.start()
    signed_in = _signed_in(folder)
    proxy = FaultProxy(upstream=("127.0.0.1", platform.port))
    await proxy.start()
    chief = Console(
        address=platform.feed, token=tokens.pop(_CHIEF), instance=_CHIEF, outbox=folder / "chief.outbox"
    )
    await chief.start()
    address = f"ws://127.0.0.1:{proxy.port}/feed"
    crowds = [
        _Crowd(
            Crowd(
                address=address, tokens={name: tokens[name] for name in names[at : at + _CONSOLES_A_PROCESS]}
            )
        )
        for at in range(0, consoles, _CONSOLES_A_PROCESS)
    ]
    try:
        begun = time.monotonic()
        for crowd in crowds:
            await crowd.start()
        _, first = await _all_current(chief, crowds)
        rss = await _memory(platform)

        begins = time.monotonic()
        platform.kill()
        await asyncio.sleep(outage_s)
        await platform.start()
        killed = await _returned(begins, chief, crowds, proxy, platform)

        begins = time.monotonic()
        await proxy.take_down()
        await asyncio.sleep(_CUT_S)
        await proxy.start()
        cut = await _returned(begins, chief, crowds, proxy, platform)
        told, _ = await _all_current(chief, crowds)
        wanted = json.dumps(digests(chief.picture))
        after = _signed_in(folder)
        return Outcome(
            consoles=consoles,
            killed=killed,
            cut=cut,
            first_current_s=max(first) - begun,
            rss_mb=rss,
            peak_mb=_peak_mb(platform.pid),
            sessions=(signed_in[0], after[0]),
            sign_ins=(signed_in[1], after[1]),
            hashes=len(hash_log.read_text().splitlines()),
            starts=platform.starts,
            resyncs=sum(each["resyncs"] for each in told),
            equal=all(each["digests"] == [wanted] for each in told),
            platform_log=platform.log.read_text(),
        )
    finally:
        for crowd in crowds:
            await crowd.kill()
        await chief.close()
        await proxy.close()
        platform.kill()


def attempts_bound(consoles: int) -> int:
    """The most attempts a second that the backoff's own parameters let expect of so many consoles.

    All lose their connection at one moment, each attempt fails at once and the next waits an even draw below
    a ceiling of 0.5, 1, 2, 4 s: in the worst second each makes 1.9 on average. To that come six standard
    deviations, and a quarter because a busy machine bunches what was spread.
    """
    rng = random.Random(1)
    counts: dict[int, list[int]] = {tenth: [] for tenth in range(40)}
    for _ in range(2000):
        backoff, at, moments = Backoff(random=rng), 0.0, []
        while at < 6.0:
            at += backoff.next_delay(outage_s=at)
            moments.append(at)
        for tenth, each in counts.items():
            each.append(sum(tenth / 10 <= moment < tenth / 10 + 1.0 for moment in moments))
    means = ((statistics.fmean(each), statistics.pstdev(each)) for each in counts.values())
    worst: float = max(mean * consoles + 6 * deviation * math.sqrt(consoles) for mean, deviation in means)
    return round(1.25 * worst)


def most_in_a_second(attempts: Sequence[float]) -> int:
    """The most attempts within any second."""
    most: int = max((bisect_left(attempts, at + 1.0) - index for index, at in enumerate(attempts)), default=0)
    return most


async def _returned(
    begins: float, chief: Console, crowds: list[_Crowd], proxy: FaultProxy, platform: PlatformProcess
) -> Return:
    back = time.monotonic()
    told, moments = await _all_current(chief, crowds)
    return Return(
        outage_s=back - begins,
        current_after_s=sorted(max(0.0, moment - back) for moment in moments),
        attempts_s=[at - begins for at in proxy.accepted if at >= begins],
        rss_mb=await _memory(platform),
        connections=sum(each["connections"] for each in told),
    )


async def _all_current(chief: Console, crowds: list[_Crowd]) -> tuple[list[dict[str, Any]], list[float]]:
    """Something new happens; when does everybody see it?"""
    await until(lambda: chief.live, timeout=_SAYS_WITHIN_S)
    new = IncidentCreate(type_code="0102", severity=3, title="恢复", source="热线")
    result = await chief.requests.send("incident.create", args=new)
    assert result.data is not None, result
    id_ = result.data["id"]
    told = await asyncio.gather(*(crowd.ask(id_) for crowd in crowds))
    await until(lambda: id_ in chief.picture.of(Incident))
    return list(told), [moment for each in told for moment in each["moments"]]


async def _memory(platform: PlatformProcess) -> int:
    """Megabytes that the platform holds, when it has come to rest."""
    await asyncio.sleep(_CALM_S)
    held: int = psutil.Process(platform.pid).memory_info().rss
    return held // 1_000_000


def _peak_mb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = int(status.partition("VmHWM:")[2].split()[0])
    return kilobytes // 1000


def _signed_in(folder: Path) -> tuple[int, int]:
    """Sessions, and sign-ins in the audit trail."""
    (database,) = (folder / "data").glob("*.sqlite3")
    with closing(sqlite3.connect(database)) as rows:
        sessions = rows.execute("SELECT count(*) FROM sessions").fetchone()[0]
        sign_ins = rows.execute("SELECT count(*) FROM audit WHERE what LIKE 'session.%'").fetchone()[0]
    return sessions, sign_ins


class _Crowd:
    """A process of consoles, as its conductor sees it."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._process: Process | None = None

    async def start(self) -> None:
        """Start the process."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.storm.crowd", stdin=PIPE, stdout=PIPE, cwd=ROOT, limit=1 << 24
        )
        await self._order(self._crowd)

    async def ask(self, incident: str) -> dict[str, Any]:
        """When each console held the incident."""
        await self._order(incident)
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(_SAYS_WITHIN_S):
            told: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return told

    async def kill(self) -> None:
        """kill -9."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()

    async def _order(self, order: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")
        await self._process.stdin.drain()
