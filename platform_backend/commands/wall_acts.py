"""What walls did by themselves, as it stands in the audit trail: one entry for each act. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from backend_client.protocol.entities import Alarm
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall import RunningTour, Wall
from layouts.alarm_tiles import Alert, Mode, Standing, stand
from layouts.document import decode
from layouts.faults import LayoutUnusable

#: An alarm without a camera of its own is shown by those that are near.
_NEARBY = ("nearby",)


@dataclass(frozen=True, slots=True)
class WallAct:
    """What was done, and to what: both without a person's words."""

    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Which alarms have reserved tiles of a wall; `standing` is for who keeps the place it has."""

    alarms: frozenset[str] = frozenset()
    standing: Standing = field(default_factory=Standing)


def tour_acts(before: Wall, after: Wall) -> Iterator[WallAct]:
    """Tours that began, ended, rested or went on between two states of a wall."""
    old, new = _runs(before), _runs(after)
    for tour in sorted(old.keys() | new.keys()):
        was, now = old.get(tour), new.get(tour)
        if was is None:
            yield WallAct("wall.tour", f"act=start tour={tour}")
        elif now is None:
            yield WallAct("wall.tour", f"act=stop tour={tour}")
        elif (was.paused_at is None) is not (now.paused_at is None):
            yield WallAct("wall.tour", f"act={'resume' if now.paused_at is None else 'pause'} tour={tour}")


def shown_alarms(
    wall: Wall, alarms: Mapping[str, Alarm], *, now: float, former: Shown | None = None
) -> Shown:
    """Which of `alarms`, all that are to be looked at within the wall's area, stand on its reserved tiles.

    In a sequence all that take turns do: that one gives way to the next is no act of its own.
    """
    try:
        tiles = () if wall.layout is None else decode(wall.layout).alarm_tiles
    except LayoutUnusable:
        tiles = ()
    if not wall.alarms or not tiles:
        return Shown()
    alerts = [
        Alert(
            id=id_,
            priority=alarm.priority,
            raised_at=parse_time(alarm.raised_at),
            cameras=alarm.cameras or (() if alarm.position is None else _NEARBY),
        )
        for id_, alarm in sorted(alarms.items())
    ]
    mode = Mode(wall.alarm_mode)
    before = None if former is None else former.standing
    standing = stand(alerts, tiles=tiles, mode=mode, now=now, former=before, pinned=wall.pinned)
    shown = {each.alarm for each in standing.tiles.values()}
    if mode is Mode.SEQUENCE and shown:
        highest = min(alert.priority for alert in alerts if alert.cameras)
        shown |= {alert.id for alert in alerts if alert.cameras and alert.priority == highest}
    return Shown(frozenset(shown), standing)


def alarm_acts(before: Iterable[str], after: Iterable[str]) -> Iterator[WallAct]:
    """Alarms that took reserved tiles, and those after which what stood there came back."""
    old, new = set(before), set(after)
    for alarm in sorted(old - new):
        yield WallAct("wall.alarm", f"act=return alarm={alarm}")
    for alarm in sorted(new - old):
        yield WallAct("wall.alarm", f"act=show alarm={alarm}")


def _runs(wall: Wall) -> dict[str, RunningTour]:
    """Those that run, and those that wait while the wall is borrowed, by their tours."""
    return {run.tour: run for run in (*wall.previous_tours, *wall.tours)}
