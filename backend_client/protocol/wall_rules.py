"""What holds of walls for whoever shows or changes them: pure, for the platform and its consoles alike."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from backend_client.protocol.entities import Alarm, AlarmState
from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall import TileKind, Tour, WallTile

#: The two upper priorities are a room's business at once: about one alarm in five.
LOOKED_AT_PRIORITY: Final = 2
#: Times are written with three digits.
_ROUNDING_S: Final = 0.001


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


def as_put(tile: WallTile) -> WallTile:
    """The tile as somebody put it there, whatever has become of its recording since."""
    return tile if tile.play is None else replace(tile, play=None)


def is_same_recording(one: WallTile, other: WallTile) -> bool:
    """Whether two tiles hold the same part of the same camera's recordings."""
    spans = {(each.kind, each.camera, each.since, each.until) for each in (one, other)}
    return len(spans) == 1 and one.kind is TileKind.RECORDING


def opens(view: RecordingView, *, user: str, camera: str, since: float, until: float, now: float) -> bool:
    """Whether `user` may fetch [since, until) of the camera now because of the reason in `view`."""
    return (
        (view.user, view.camera) == (user, camera)
        and parse_time(view.expires_at) > now
        and parse_time(view.since) - _ROUNDING_S <= since
        and until <= parse_time(view.until) + _ROUNDING_S
    )


def opens_tile(view: RecordingView, tile: WallTile, *, user: str, now: float) -> bool:
    """Whether `user` may put this recording on a wall now because of the reason in `view`."""
    since, until = span_of(tile)
    return opens(view, user=user, camera=tile.camera, since=since, until=until, now=now)


def span_of(tile: WallTile) -> tuple[float, float]:
    """From when until when its recording is. Raises ValueError where it does not say so."""
    return parse_time(tile.since or ""), parse_time(tile.until or "")


def moment_due(tile: WallTile, *, now: float, rate: float = 1.0) -> float:
    """Where its recording is to stand at `now` by the platform's clock, which passes at `rate`.

    Recordings are looked at by people: where a district's time is sped up, their seconds count.
    """
    since, until = span_of(tile)
    if tile.play is None:
        return since
    gone = max(0.0, now - parse_time(tile.play.at)) / rate
    return min(until, max(since, parse_time(tile.play.moment) + gone * tile.play.rate))
