"""A process full of consoles that follow the feed: ``python -m tests.storm.crowd``.

Its first line of input is a `Crowd`. Every further line is the id of an incident: it answers with the moments
(of the machine's monotonic clock) at which each console was live and held it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

import msgspec
import psutil

from backend_client.protocol.entities import Incident
from tests.faults.console import Follower, digests
from tests.waiting import until

_CURRENT_WITHIN_S = 90.0


class Crowd(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens by the name of the workstation, and where the feed is."""

    address: str
    tokens: dict[str, str]


async def _main() -> None:
    reader = asyncio.StreamReader(limit=1 << 22)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    crowd = msgspec.json.decode(await reader.readline(), type=Crowd)
    followers = [
        Follower(address=crowd.address, token=token, instance=name) for name, token in crowd.tokens.items()
    ]
    for follower in followers:
        await follower.start()
    while line := await reader.readline():
        moments = await _moments(followers, msgspec.json.decode(line, type=str))
        told = {
            "moments": moments,
            "digests": sorted({json.dumps(digests(follower.picture)) for follower in followers}),
            "connections": sum(follower.feed.status.counters.connections for follower in followers),
            "resyncs": sum(follower.feed.status.counters.resyncs for follower in followers),
            "rss_mb": round(psutil.Process().memory_info().rss / 1e6),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


async def _moments(followers: list[Follower], incident: str) -> list[float]:
    waiting, moments = set(followers), []

    def look() -> bool:
        for follower in tuple(waiting):
            if incident in follower.picture.of(Incident) and follower.live:
                moments.append(time.monotonic())
                waiting.discard(follower)
        return not waiting

    await until(look, timeout=_CURRENT_WITHIN_S)
    return moments


if __name__ == "__main__":
    asyncio.run(_main())
