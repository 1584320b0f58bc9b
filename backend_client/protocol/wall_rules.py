"""What holds of walls for whoever shows or changes them: pure, for the platform and its consoles alike."""

from __future__ import annotations

from typing import Final

from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.wall import TileKind, Tour, WallTile

#: The two upper priorities are a room's business at once: about one alarm in five.
LOOKED_AT_PRIORITY: Final = 2


def takes_walls(alarm: Alarm) -> bool:
    """Whether the alarm needs looking at: such take reserved tiles by themselves and let tours rest."""
    return alarm.state is AlarmState.OPEN and alarm.priority <= LOOKED_AT_PRIORITY


def of_scenes(tour: Tour) -> bool:
    """Whether scenes take turns, on the whole wall; else cameras do, on tiles of it."""
    return any(step.scene for step in tour.steps)


def dwells(tour: Tour, *, rate: float = 1.0) -> tuple[float, ...]:
    """How long each step is shown, in seconds of the platform's time, which passes at `rate`.

    What is shown is looked at by people: where a district's time is sped up, their seconds count.
    """
    return tuple((step.dwell_s or tour.dwell_s) * rate for step in tour.steps)


def holds_nothing(tile: WallTile) -> bool:
    """Whether a tile that is said to hold this is empty."""
    match tile.kind:
        case TileKind.CAMERA | TileKind.RECORDING:
            return not tile.camera
        case TileKind.CONFERENCE:
            return not tile.about
    return False
