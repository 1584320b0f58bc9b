"""Turning cameras: stored places they look at, and who of several people may turn one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from backend_client.protocol.entity import EntityData

#: After the last command of one user nobody of the same rank may turn the camera for so long, in seconds.
PTZ_HELD_S: Final = 3.0

#: Ranks: a higher one takes a camera over at once, the same and a lower one wait.
AUTOMATIC: Final = 0
BY_HAND: Final = 1
IN_CHARGE: Final = 2

#: A stored place counts as looking at a position up to so many degrees beside it.
_TOWARDS: Final = 45.0


class Preset(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """A stored place (预置位) of a camera; `number` is 1 to 255.

    `direction` is where the camera looks there, in degrees clockwise from north, None where nobody knows.
    """

    number: int
    name: str
    direction: float | None = None


class PtzHolder(EntityData, frozen=True, kw_only=True):
    """Who turns a camera: a user's id, name and seat (empty where he has none), his rank, and since when.

    It is his until `until` at least, and longer when he goes on.
    """

    user: str
    name: str
    seat: str
    rank: int
    since: str
    until: str


def rank_of(roles: Iterable[str]) -> int:
    """With which rank somebody turns a camera by hand: the duty leader stands above the others."""
    return IN_CHARGE if "duty_leader" in roles else BY_HAND


def preset_towards(
    presets: Iterable[Preset], *, camera: tuple[float, float], place: tuple[float, float]
) -> Preset | None:
    """The stored place that looks at `place` best, None when none does. Both are `(longitude, latitude)`."""
    east = (place[0] - camera[0]) * math.cos(math.radians(camera[1]))
    bearing = math.degrees(math.atan2(east, place[1] - camera[1]))

    def beside(direction: float) -> float:
        return abs((direction - bearing + 180.0) % 360.0 - 180.0)

    known = [(beside(each.direction), each) for each in presets if each.direction is not None]
    off, best = min(known, key=lambda pair: pair[0], default=(360.0, None))
    return best if off <= _TOWARDS else None
