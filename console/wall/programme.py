"""What stands on a wall at a moment, and what follows: from the wall's own tiles and its tours. Pure.

Which step of a tour is shown follows from its times alone, so that every console that shows a wall, and
every node of a large one, shows the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backend_client.picture import Entry
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall import LayoutData, RunningTour, Scene, Tour, TourStep, Wall, WallTile
from backend_client.protocol.wall_rules import dwells
from layouts.steps import Position, position


@dataclass(frozen=True, slots=True)
class TourNow:
    """How a tour stands: `page` counts from 1, `left_s` (people's seconds, however fast the platform's clock
    runs) is None while it rests or stands still.

    `following` are the camera or scene ids that come next.
    """

    id: str
    name: str
    page: int
    pages: int
    left_s: float | None
    rests_for: str
    resting: bool
    of_scenes: bool
    following: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """What a wall shows. `tiles` by address; `following` is what the next step of a tour puts where, in the
    layout `layout_then`.

    `scene` is the id of the one that stands there, by itself or in a tour. `changes_in_s` is when that is to
    be asked anew, in people's seconds too; None for not before the wall changes.
    """

    layout: LayoutData | None
    tiles: Mapping[int, WallTile]
    following: Mapping[int, WallTile]
    scene: str
    tours: tuple[TourNow, ...]
    changes_in_s: float | None
    layout_then: LayoutData | None = None


NOTHING = Programme(layout=None, tiles={}, following={}, scene="", tours=(), changes_in_s=None)


def programme(
    wall: Wall,
    *,
    scenes: Mapping[str, Entry[Scene]],
    tours: Mapping[str, Entry[Tour]],
    now: float,
    rate: float = 1.0,
) -> Programme:
    """What `wall` shows at `now`, in seconds since 1970 by the platform's clock, which passes at `rate`."""
    layout, scene = wall.layout, wall.scene or ""
    tiles = _by_address(wall.tiles)
    following: dict[int, WallTile] = {}
    then: Scene | None = None
    told = []
    for running in wall.tours:
        entry = tours.get(running.tour)
        where = None if entry is None else _position(entry.data, running, now, rate)
        if entry is None or where is None:
            continue
        steps = entry.data.steps
        if running.tiles:
            tiles |= _on_tiles(running.tiles, [steps[index] for index in where.steps])
            following |= _on_tiles(running.tiles, [steps[index] for index in where.following])
        else:
            shown = scenes.get(steps[where.steps[0]].scene)
            if shown is not None:
                layout, scene = shown.data.layout, steps[where.steps[0]].scene
                tiles = _by_address(shown.data.tiles)
            after = scenes.get(steps[where.following[0]].scene) if where.following else None
            if after is not None:
                then = after.data
                following |= _by_address(after.data.tiles)
        told.append(_told(entry.data, running, where, rate))
    left = [tour.left_s for tour in told if tour.left_s is not None]
    layout_then = layout if then is None else then.layout
    return Programme(layout, tiles, following, scene, tuple(told), min(left, default=None), layout_then)


def _by_address(tiles: Iterable[WallTile]) -> dict[int, WallTile]:
    return {tile.tile: tile for tile in tiles}


def _position(tour: Tour, running: RunningTour, now: float, rate: float) -> Position | None:
    return position(
        dwells(tour, rate=rate),
        started_at=parse_time(running.started_at),
        now=now,
        paused_at=None if running.paused_at is None else parse_time(running.paused_at),
        tiles=max(1, len(running.tiles)),
    )


def _on_tiles(tiles: Iterable[int], steps: Iterable[TourStep]) -> dict[int, WallTile]:
    return {
        number: WallTile(tile=number, camera=step.camera, preset=step.preset)
        for number, step in zip(tiles, steps, strict=False)
    }


def _told(tour: Tour, running: RunningTour, where: Position, rate: float) -> TourNow:
    return TourNow(
        id=running.tour,
        name=tour.name,
        page=where.page + 1,
        pages=where.pages,
        left_s=None if where.left_s is None else where.left_s / rate,
        rests_for=running.rests_for,
        resting=running.paused_at is not None,
        of_scenes=not running.tiles,
        following=tuple(tour.steps[index].scene or tour.steps[index].camera for index in where.following),
    )
