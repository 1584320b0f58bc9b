"""How fast a camera turns for where the picture is pushed: numbers only."""

from __future__ import annotations

from typing import Final

#: Speeds that the keyboard chooses from, the last one being the camera's full speed.
SPEEDS: Final = 8

#: So near the middle of the picture nothing turns, as a part of the way to its edge.
_STILL: Final = 0.1
#: Slow near the middle, full at the edge.
_BEND: Final = 1.6
#: Different speeds from the middle to the edge: a hand that trembles sends nothing.
_STEPS: Final = 20


def pushed(x: float, y: float, *, width: float, height: float) -> tuple[float, float]:
    """Pan (right) and tilt (up), -1 to 1, for a push at `x`, `y` (down) of a picture; it may lie outside."""
    return _part(2 * x / max(width, 1.0) - 1.0), _part(1.0 - 2 * y / max(height, 1.0))


def speed_part(speed: int) -> float:
    """The part of the full speed for one of `SPEEDS`, from 1."""
    return min(max(speed, 1), SPEEDS) / SPEEDS


def _part(way: float) -> float:
    far = (min(abs(way), 1.0) - _STILL) / (1.0 - _STILL)
    if far <= 0:
        return 0.0
    part: float = max(1, round(far**_BEND * _STEPS)) / _STEPS
    return part if way > 0 else -part
