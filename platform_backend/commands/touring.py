"""Tours on a wall: what runs on which tiles, rests, goes on and gives way to what people put there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import RunningTour, Scene, Tour, Wall
from backend_client.protocol.wall_args import TourAct, WallTour
from backend_client.protocol.wall_rules import dwells, of_scenes
from layouts.steps import Position, position, resumed, started_for
from platform_backend.commands.context import Context, Done
from platform_backend.commands.holding import to_change
from platform_backend.commands.kept import living
from platform_backend.commands.wall_tiles import check_numbers

#: Why a tour rests: somebody let it, or an alarm is to be looked at. While its wall is borrowed: nothing.
PERSON: Final = "person"
ALARM: Final = "alarm"

#: A step that is begun by hand is so far under way at once, in seconds of people's: a display whose clock is
#: a little behind must not show, and open, another step first.
_UNDER_WAY_S: Final = 0.2


def run(context: Context, args: WallTour) -> Done:
    """Start a tour, let it rest or go on, step or end it: on this wall, by hand."""
    id_, wall = to_change(context)
    tour = living(context, Tour, args.tour, "tour")
    if args.act is TourAct.START:
        return Done(context.put(id_, _started(context, wall, tour, args)))
    found = next((each for each in wall.tours if each.tour == args.tour), None)
    if found is None:
        sentence = f"{tour.name} does not run on {wall.name}"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NOT_TOURING, name=tour.name)
    after: RunningTour | None
    match args.act:
        case TourAct.PAUSE:
            after = replace(resting(found, context.at), rests_for=PERSON)
        case TourAct.RESUME:
            after = replace(gone_on(found, context.at), by_hand_at=context.at)
        case TourAct.NEXT:
            after = _stepped(context, tour, found, by=1)
        case TourAct.PREVIOUS:
            after = _stepped(context, tour, found, by=-1)
        case _:
            after = _without(found, args.tiles) if args.tiles and found.tiles else None
    tours = tuple(after if each is found else each for each in wall.tours)
    return Done(context.put(id_, replace(wall, tours=tuple(each for each in tours if each is not None))))


def check_place(tour: Tour, tiles: Collection[int]) -> None:
    """Raise Refused unless cameras are to take turns on tiles that are named, or scenes on the whole wall."""
    if of_scenes(tour) is bool(tiles):
        sentence = "cameras take turns on tiles that are named, scenes on the whole wall"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.TOUR_PLACE)


def given_way(context: Context, wall: Wall, tiles: Collection[int]) -> Wall:
    """The wall when somebody puts something on these tiles: tours end there.

    Where scenes take turns, the one that is shown becomes what stands on the wall.
    """
    scenes = next((each for each in wall.tours if not each.tiles), None)
    if scenes is not None:
        shown = _scene_shown(context, scenes)
        if shown is not None:
            id_, scene = shown
            wall = replace(wall, layout=scene.layout, tiles=scene.tiles, scene=id_)
    left = (_without(each, tiles) for each in wall.tours if each.tiles)
    return replace(wall, tours=tuple(each for each in left if each is not None))


def within(tours: Collection[RunningTour], tiles: Collection[int]) -> tuple[RunningTour, ...]:
    """What is left of tours on a wall that gets these tiles by hand: of scenes none."""
    kept = (
        replace(each, tiles=tuple(tile for tile in each.tiles if tile in tiles))
        for each in tours
        if each.tiles
    )
    return tuple(each for each in kept if each.tiles)


def resting(tour: RunningTour, at: str) -> RunningTour:
    """The tour as it rests from `at` on, or since before."""
    return tour if tour.paused_at is not None else replace(tour, paused_at=at)


def gone_on(tour: RunningTour, at: str, *, rested_for: str | None = None) -> RunningTour:
    """The tour as it goes on at `at` with the step it rested at; `rested_for` only when it rests for that."""
    if tour.paused_at is None or rested_for not in (None, tour.rests_for):
        return tour
    started = resumed(
        started_at=parse_time(tour.started_at), paused_at=parse_time(tour.paused_at), now=parse_time(at)
    )
    return replace(tour, started_at=format_time(started), paused_at=None, rests_for="")


def _started(context: Context, wall: Wall, tour: Tour, args: WallTour) -> Wall:
    check_place(tour, args.tiles)
    others = tuple(each for each in wall.tours if each.tour != args.tour)
    if args.tiles:
        wall = given_way(context, replace(wall, tours=others), args.tiles)
        check_numbers(args.tiles, wall.layout)
        others = wall.tours
    else:
        others = ()
    one = RunningTour(tour=args.tour, started_at=context.at, tiles=args.tiles, by_hand_at=context.at)
    return replace(wall, tours=(*others, one))


def _stepped(context: Context, tour: Tour, run: RunningTour, *, by: int) -> RunningTour:
    """The tour as so many pages on its page begins now, or where it rests; it goes round in both ways."""
    where = _position(context, tour, run)
    if where is None:
        return run
    moment = context.now if run.paused_at is None else parse_time(run.paused_at)
    lengths = dwells(tour, rate=context.rate)
    started = started_for(lengths, page=where.page + by, now=moment, tiles=_side_by_side(run))
    return replace(run, started_at=format_time(started - _UNDER_WAY_S * context.rate))


def _position(context: Context, tour: Tour, run: RunningTour) -> Position | None:
    return position(
        dwells(tour, rate=context.rate),
        started_at=parse_time(run.started_at),
        now=context.now,
        paused_at=None if run.paused_at is None else parse_time(run.paused_at),
        tiles=_side_by_side(run),
    )


def _side_by_side(run: RunningTour) -> int:
    """How many steps stand on the wall at a time."""
    return max(1, len(run.tiles))


def _without(tour: RunningTour, tiles: Collection[int]) -> RunningTour | None:
    left = tuple(tile for tile in tour.tiles if tile not in tiles)
    return replace(tour, tiles=left) if left else None


def _scene_shown(context: Context, run: RunningTour) -> tuple[str, Scene] | None:
    """The scene that a tour of scenes shows now."""
    tour = context.draft.get(Tour, run.tour)
    if tour is None:
        return None
    where = _position(context, tour, run)
    if where is None:
        return None
    id_ = tour.steps[where.steps[0]].scene
    scene = context.draft.get(Scene, id_)
    return None if scene is None else (id_, scene)
