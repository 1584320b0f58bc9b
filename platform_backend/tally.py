"""What a running platform counts, in plain numbers: adding one costs next to nothing; `metrics` reads them.

Everything here is touched from the event loop only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

#: Upper bounds of the classes of durations, in seconds; longer ones are counted in the last class.
BOUNDS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(slots=True)
class Durations:
    """How often something took how long; `classes[i]` counts those up to ``BOUNDS_S[i]`` seconds."""

    classes: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_S) + 1))
    total_s: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.classes[bisect_left(BOUNDS_S, seconds)] += 1
        self.total_s += seconds


@dataclass(slots=True)
class Tally:
    """Counted since the start: `closes` by close code, `resyncs` by reason, `commands` by name and outcome.

    `events` is by topic, `frames` what was sent to all consoles, `ptz` the commands to cameras by their kind.
    """

    closes: Counter[str] = field(default_factory=Counter)
    resyncs: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    commands: dict[tuple[str, str], Durations] = field(default_factory=dict)
    commits: Durations = field(default_factory=Durations)
    ptz: Counter[str] = field(default_factory=Counter)
    frames: int = 0
    disk_failures: int = 0

    def command(self, name: str, outcome: str, seconds: float) -> None:
        """Count a command; `outcome` is ``ok`` or an error code."""
        self.commands.setdefault((name, outcome), Durations()).add(seconds)
