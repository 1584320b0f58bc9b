"""How suitable a unit is for an incident: what speaks for it, what against it, and what that weighs. Pure.

Everything is weighed in metres: how much further away somebody may be and still be the better choice. The
weights are this product's own; that nothing about them is hidden is why every point is named to the officer.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from backend_client.protocol.entities import UnitStatus
from widgets.item_models import STALE_POSITION_S

#: Units further away than this are called far, in metres.
FAR_M: Final = 3_000.0

_METRES_PER_TASK: Final = 400.0
_STATUS_METRES: Final = {
    UnitStatus.AVAILABLE: 0.0,
    UnitStatus.ON_SCENE: 1_500.0,
    UnitStatus.EN_ROUTE: 2_500.0,
    UnitStatus.ASSIGNED: 2_500.0,
    UnitStatus.OFF: 1e7,
}
_UNKNOWN_STATUS_METRES: Final = 20_000.0
_UNKNOWN_DISTANCE: Final = 20_000.0
_OWN_GRID_METRES: Final = -800.0
#: So far a unit may have gone in each minute since it was seen, on foot or by electric bicycle.
_METRES_PER_STALE_MINUTE: Final = 150.0
_MOST_STALE_METRES: Final = 10_000.0
_SECOND_KIND_METRES: Final = 400.0
_OTHER_KIND_METRES: Final = 2_000.0
_MISSING_SKILL_METRES: Final = 600.0


class Point(enum.Enum):
    """Something that speaks for a candidate, or against one."""

    OWN_GRID = enum.auto()
    IN_CHARGE = enum.auto()
    RIGHT_KIND = enum.auto()
    SKILLED = enum.auto()
    FREE = enum.auto()
    NEAR = enum.auto()
    HAS_TASK = enum.auto()
    OFF_DUTY = enum.auto()
    BUSY = enum.auto()
    OLD_POSITION = enum.auto()
    NO_POSITION = enum.auto()
    OTHER_KIND = enum.auto()
    NOT_SKILLED = enum.auto()
    FAR = enum.auto()


#: Points that speak against somebody.
AGAINST: Final = frozenset(
    {
        Point.HAS_TASK,
        Point.OFF_DUTY,
        Point.BUSY,
        Point.OLD_POSITION,
        Point.NO_POSITION,
        Point.OTHER_KIND,
        Point.NOT_SKILLED,
        Point.FAR,
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a unit with regard to an incident. `distance` in metres, `position_age` in seconds.

    `kind_rank` is its kind's place among those that are sent (0: first choice), None when it is not among
    them; with `any_kind` the type names none. `missing_skills` counts what it should know and does not.
    """

    status: UnitStatus
    load: int
    distance: float | None
    position_age: float | None
    own_grid: bool
    kind_rank: int | None
    any_kind: bool
    wanted_skills: int
    missing_skills: int
    has_task: bool

    @property
    def is_stale(self) -> bool:
        """Whether the position is too old to be believed."""
        return self.position_age is not None and self.position_age > STALE_POSITION_S


def weight(facts: Facts) -> float:
    """How far away the unit counts as being, in metres: less is better."""
    metres = _UNKNOWN_DISTANCE if facts.distance is None else facts.distance
    if facts.is_stale and facts.position_age is not None:
        metres += min(_MOST_STALE_METRES, facts.position_age / 60.0 * _METRES_PER_STALE_MINUTE)
    metres += _STATUS_METRES.get(facts.status, _UNKNOWN_STATUS_METRES)
    metres += facts.load * _METRES_PER_TASK
    metres += _OWN_GRID_METRES if facts.own_grid else 0.0
    metres += facts.missing_skills * _MISSING_SKILL_METRES
    if not facts.any_kind:
        rank = facts.kind_rank
        metres += _OTHER_KIND_METRES if rank is None else min(rank, 2) * _SECOND_KIND_METRES
    return metres


def points(facts: Facts) -> tuple[Point, ...]:
    """What speaks for the unit, then what speaks against it, the weightiest first of each."""
    told = (
        (Point.OWN_GRID, facts.own_grid),
        (Point.RIGHT_KIND, facts.kind_rank == 0),
        (Point.SKILLED, facts.wanted_skills > 0 and facts.missing_skills == 0),
        (Point.FREE, facts.status is UnitStatus.AVAILABLE and facts.load == 0),
        (Point.NEAR, facts.distance is not None and facts.distance < 500.0 and not facts.is_stale),
        (Point.HAS_TASK, facts.has_task),
        (Point.OFF_DUTY, facts.status is UnitStatus.OFF),
        (Point.BUSY, facts.status is not UnitStatus.OFF and (facts.load > 0 or _is_away(facts.status))),
        (Point.NO_POSITION, facts.distance is None),
        (Point.OLD_POSITION, facts.is_stale),
        (Point.FAR, facts.distance is not None and facts.distance > FAR_M),
        (Point.OTHER_KIND, not facts.any_kind and facts.kind_rank is None),
        (Point.NOT_SKILLED, facts.missing_skills > 0),
    )
    return tuple(point for point, holds in told if holds)


class Shortage(enum.Enum):
    """What is short for an incident as a whole."""

    GRID_OWNER_OFF = enum.auto()
    GRID_OWNER_BUSY = enum.auto()
    NO_FREE_UNIT_NEAR = enum.auto()
    NO_RIGHT_KIND_FREE = enum.auto()
    NO_SKILL_FREE = enum.auto()
    POSITIONS_OLD = enum.auto()


def shortages(units: Iterable[Facts]) -> tuple[Shortage, ...]:
    """What an officer should know before he chooses: whom he would expect and does not get."""
    everybody = list(units)
    owners = [each for each in everybody if each.own_grid]
    free = [each for each in everybody if each.status is UnitStatus.AVAILABLE and each.load == 0]
    near = [each for each in free if each.distance is not None and each.distance <= FAR_M]
    believed = [each for each in near if not each.is_stale]
    wants_kind = any(not each.any_kind for each in everybody)
    wants_skill = any(each.wanted_skills for each in everybody)
    told = (
        (Shortage.GRID_OWNER_OFF, bool(owners) and all(each.status is UnitStatus.OFF for each in owners)),
        (
            Shortage.GRID_OWNER_BUSY,
            any(each.status is not UnitStatus.OFF for each in owners)
            and not any(each in free for each in owners),
        ),
        (Shortage.NO_FREE_UNIT_NEAR, not near),
        (Shortage.POSITIONS_OLD, bool(near) and not believed),
        (Shortage.NO_RIGHT_KIND_FREE, wants_kind and not any(each.kind_rank is not None for each in near)),
        (
            Shortage.NO_SKILL_FREE,
            wants_skill and bool(near) and not any(each.missing_skills == 0 for each in near),
        ),
    )
    return tuple(shortage for shortage, holds in told if holds)


def _is_away(status: UnitStatus) -> bool:
    return status in (UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE)
