"""How the simulated district behaves, as figures that can be chosen."""

from __future__ import annotations

from dataclasses import dataclass, fields
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
class Odds:
    """How often something happens that not every incident goes through, as a part of one.

    `returned`: a unit sends its task back; `told`: it feeds back while at work; `extended`, `suspended`,
    `ledgered`: the work needs more time, rests, or cannot be done; `urged`, `supervised`: somebody presses;
    `reported_up`: a street hands it to the district, which sends back `refused` of those; `declined`,
    `void`; `failed`: the check of the result.
    """

    returned: float = 0.06
    told: float = 0.3
    extended: float = 0.08
    suspended: float = 0.03
    ledgered: float = 0.02
    urged: float = 0.1
    supervised: float = 0.03
    reported_up: float = 0.04
    refused: float = 0.4
    declined: float = 0.02
    void: float = 0.01
    failed: float = 0.04

    @classmethod
    def never(cls, **but: float) -> Odds:
        """Everything goes its plain way, but for what is named."""
        return cls(**{**{field.name: 0.0 for field in fields(cls)}, **but})


@dataclass(frozen=True, slots=True)
class Habits:
    """Rates are per day in the rhythm of the day; `per_day` None takes the district's own figure.

    `left_to_desk` is the share of new incidents that the simulated colleagues leave to the people at the
    desk; past `desk_backlog` untouched ones they help out with the oldest. Past `alarm_backlog` open alarms
    they acknowledge the oldest. `walkers` is how many units are on patrol; `out_of_reach` is the share of
    units whose handset tells nothing as long as they stand still.
    """

    per_day: float | None = None
    left_to_desk: float = 0.7
    desk_backlog: int = 40
    alarms_per_day: float = 190.0
    alarm_backlog: int = 6
    walkers: int = 40
    out_of_reach: float = 0.05
    offline_at_start: int = 12
    offline_per_day: float = 320.0
    shift_changes_per_day: float = 400.0
    accept: Delay = Delay(100.0)
    assign: Delay = Delay(150.0)
    sign: Delay = Delay(40.0)
    on_scene: Delay = Delay(900.0)
    finish: Delay = Delay(240.0)
    #: What a person at the desk has given out is his to finish, thus left to him for long.
    finish_for_desk: Delay = Delay(2400.0)
    approve: Delay = Delay(1500.0)
    rest: Delay = Delay(5400.0)
    verify: Delay = Delay(1200.0)
    offline: Delay = Delay(420.0)
    odds: Odds = Odds()
