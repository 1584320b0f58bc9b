"""What happens on a wall by itself: schedules begin and end tours, alarms let them rest. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import RunningTour, Tour, Wall
from backend_client.protocol.wall_rules import of_scenes
from platform_backend.commands.touring import ALARM, gone_on, resting
from platform_backend.commands.wall_tiles import numbers_of
from platform_backend.timetable import period_at


def tended(id_: str, wall: Wall, *, tours: Mapping[str, Tour], raised: Iterable[str], now: float) -> Wall:
    """The wall `id_` as it should be at `now` (seconds since the epoch).

    `tours` are all that there are, by id; `raised` says when the alarms were raised that are to be looked at
    within the wall's org now. A schedule disturbs neither a wall that is locked or borrowed nor a tour that
    runs: it begins in its period as soon as there is room. What a person ended begins at its next time only.
    """
    begun = {tour: at for tour, at in wall.begun.items() if _times_here(tours.get(tour), id_)}
    wall = wall if begun == wall.begun else replace(wall, begun=begun)
    if not wall.locked:
        wall = _ended(id_, wall, tours, now)
        for tour in sorted(tours):
            wall = _begun(id_, wall, tour, tours[tour], now)
    heard = [parse_time(at) for at in raised] if wall.alarms else []
    runs = tuple(_minding(run, tours.get(run.tour), heard, now) for run in wall.tours)
    return wall if runs == wall.tours else replace(wall, tours=runs)


def _ended(id_: str, wall: Wall, tours: Mapping[str, Tour], now: float) -> Wall:
    """Without the runs whose time is over, or that have nothing to show any more."""
    running = tuple(run for run in wall.tours if _goes_on(id_, run, tours.get(run.tour), now))
    waiting = tuple(run for run in wall.previous_tours if _goes_on(id_, run, tours.get(run.tour), now))
    if (running, waiting) == (wall.tours, wall.previous_tours):
        return wall
    return replace(wall, tours=running, previous_tours=waiting)


def _goes_on(id_: str, run: RunningTour, tour: Tour | None, now: float) -> bool:
    if tour is None or not tour.steps or of_scenes(tour) is bool(run.tiles):
        return False
    return not run.scheduled or any(period_at(times, now) for times in tour.times if times.wall == id_)


def _begun(id_: str, wall: Wall, tour: str, kept: Tour, now: float) -> Wall:
    """With the tour begun by its schedule, where that has not begun it since its last moment."""
    held = wall.begun.get(tour)
    latest: tuple[float, tuple[int, ...]] | None = None
    for times in kept.times:
        period = period_at(times, now) if times.wall == id_ else None
        if period is not None and (latest is None or period[0] > latest[0]):
            latest = period[0], times.tiles
    if latest is None or not kept.steps or (held is not None and parse_time(held) >= latest[0]):
        return wall
    began, named = latest
    own = next((run for run in wall.tours if run.tour == tour), None)
    tours = wall.tours
    if own is None or own.scheduled:
        others = tuple(run for run in wall.tours if run.tour != tour)
        tiles = _room(wall, others, kept, named)
        if tiles is None:
            return wall
        tours = (*others, RunningTour(tour=tour, started_at=format_time(now), tiles=tiles, scheduled=True))
    # One that somebody started himself is left to him.
    return replace(wall, tours=tours, begun={**wall.begun, tour: format_time(began)})


def _room(
    wall: Wall, others: tuple[RunningTour, ...], tour: Tour, named: tuple[int, ...]
) -> tuple[int, ...] | None:
    """The tiles on which a schedule may begin its tour now; None while there is no room."""
    if wall.incident is not None:
        return None
    if of_scenes(tour):
        return None if others else ()
    if any(not run.tiles for run in others):
        return None
    known, taken = numbers_of(wall.layout), {tile for run in others for tile in run.tiles}
    return tuple(tile for tile in named if tile in known and tile not in taken) or None


def _minding(run: RunningTour, tour: Tour | None, heard: list[float], now: float) -> RunningTour:
    """The tour as it minds alarms: what somebody let rest stays so, and what he let go on as well."""
    since = None if run.by_hand_at is None else parse_time(run.by_hand_at)
    disturbed = tour is not None and tour.pause_on_alarm and any(since is None or at > since for at in heard)
    if disturbed and run.paused_at is None:
        return replace(resting(run, format_time(now)), rests_for=ALARM)
    return run if disturbed else gone_on(run, format_time(now), rested_for=ALARM)


def _times_here(tour: Tour | None, id_: str) -> bool:
    return tour is not None and any(times.wall == id_ for times in tour.times)
