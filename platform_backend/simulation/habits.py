"""How the simulated district behaves, as figures that can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Delay:
    """A time people take: half of all cases within `median` seconds; `spread` is that of a lognormal."""

    median: float
    spread: float = 0.6

    def draw(self, rng: Random) -> float:
        """One case, in seconds; never longer than eight times the median."""
        return min(self.median * 8.0, self.median * rng.lognormvariate(0.0, self.spread))


@dataclass(frozen=True, slots=True)
class Habits:
    """Rates are per day in the rhythm of the day; `per_day` None takes the district's own figure.

    `left_to_desk` is the share of new incidents that the simulated colleagues leave to the people at the
    desk; past `desk_backlog` untouched ones they help out with the oldest. Past `alarm_backlog` open alarms
    they acknowledge the oldest. `walkers` is how many units are on patrol.
    """

    per_day: float | None = None
    left_to_desk: float = 0.7
    desk_backlog: int = 40
    alarms_per_day: float = 190.0
    alarm_backlog: int = 6
    walkers: int = 40
    offline_at_start: int = 12
    offline_per_day: float = 320.0
    shift_changes_per_day: float = 400.0
    accept: Delay = Delay(100.0)
    assign: Delay = Delay(150.0)
    sign: Delay = Delay(40.0)
    on_scene: Delay = Delay(900.0)
    #: Work given out by a person at the desk is mostly reported done by telephone, thus left to him for long.
    on_scene_for_desk: Delay = Delay(3600.0)
    verify: Delay = Delay(1200.0)
    offline: Delay = Delay(420.0)
