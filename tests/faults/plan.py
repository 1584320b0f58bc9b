"""What goes wrong when: a plan of faults and kills that a seed decides."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tests.faults.toxics import (
    Bandwidth,
    Latency,
    LimitData,
    ResetPeer,
    Slicer,
    SlowClose,
    Stream,
    Timeout,
    Toxic,
)

Act: TypeAlias = Literal["afflict", "down", "up", "kill platform", "start platform", "kill consoles"]

#: Every fault of the plan, by Toxiproxy's names.
FAULTS = ("latency", "down", "reset_peer", "slow_close", "bandwidth", "slicer", "limit_data", "timeout")
#: Some time without a fault at the end of each phase lets consoles come back in between.
_PHASE_S = (1.6, 2.6)
_REST_S = (0.2, 0.8)
_DOWN_S = (0.2, 1.0)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens `at_s` seconds after the start; `toxics` belong to ``afflict``."""

    at_s: float
    act: Act
    toxics: tuple[Toxic, ...] = ()


def make_plan(*, seconds: float, kills: int, seed: int) -> tuple[Moment, ...]:
    """Faults in turn for `seconds`, each about as often as any other, with `kills` of the platform between.

    Once a process of consoles is killed too.
    """
    rng = random.Random(seed)
    moments: list[Moment] = []
    bag: list[str] = []
    at = 0.0
    while at < seconds:
        if not bag:
            bag = rng.sample(FAULTS, len(FAULTS))
        name, end = bag.pop(), at + rng.uniform(*_PHASE_S)
        if name == "down":
            moments += (Moment(at, "down"), Moment(at + rng.uniform(*_DOWN_S), "up"))
        else:
            # Delays stand beside most other faults: in a real network they do as well.
            toxics = [_MAKERS[name](rng)] + ([_latency(rng)] if rng.random() < 0.4 else [])
            moments += (Moment(at, "afflict", tuple(toxics)), Moment(end, "afflict"))
        at = end + rng.uniform(*_REST_S)
    for number in range(kills):
        kill = seconds * (number + rng.uniform(0.6, 0.9)) / kills
        moments += (
            Moment(kill, "kill platform"),
            Moment(kill + rng.uniform(0.1, 1.0), "start platform"),
        )
    moments.append(Moment(seconds * rng.uniform(0.3, 0.6), "kill consoles"))
    return tuple(sorted(moments, key=lambda moment: moment.at_s))


def _stream(rng: random.Random) -> Stream:
    return rng.choice(("upstream", "downstream"))


def _part(rng: random.Random) -> float:
    return rng.uniform(0.2, 0.7)


def _latency(rng: random.Random) -> Toxic:
    latency = rng.uniform(20, 300)
    return Latency(stream=_stream(rng), toxicity=_part(rng), latency=latency, jitter=latency / 2)


_MAKERS: dict[str, Callable[[random.Random], Toxic]] = {
    "latency": _latency,
    "reset_peer": lambda rng: ResetPeer(toxicity=_part(rng), timeout=rng.uniform(0, 1500)),
    "slow_close": lambda rng: SlowClose(stream=_stream(rng), delay=rng.uniform(100, 1500)),
    "bandwidth": lambda rng: Bandwidth(stream=_stream(rng), toxicity=_part(rng), rate=rng.uniform(30, 300)),
    "slicer": lambda rng: Slicer(
        stream=_stream(rng), toxicity=_part(rng), average_size=200, size_variation=150, delay=500
    ),
    "limit_data": lambda rng: LimitData(
        stream=_stream(rng), toxicity=_part(rng), bytes=int(10 ** rng.uniform(2.5, 5.5))
    ),
    "timeout": lambda rng: Timeout(stream=_stream(rng), toxicity=_part(rng), timeout=rng.uniform(300, 4000)),
}
