"""Tours (轮巡) as they are kept: which cameras or scenes take turns, and when they do so by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from backend_client.protocol.causes import Cause
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.wall import Scene, Tour, TourStep, TourTimes, Wall
from backend_client.protocol.wall_args import LEAST_DWELL_S, MOST_DWELL_S, TourSave
from backend_client.protocol.wall_rules import of_scenes
from platform_backend.commands.context import Context, Done
from platform_backend.commands.duty import own_org
from platform_backend.commands.holding import check_holder
from platform_backend.commands.kept import (
    aimed,
    living,
    refuse_while_used,
    saved_as,
    walls_with_tour,
)
from platform_backend.commands.touring import check_place
from platform_backend.commands.wall_tiles import check_camera, check_numbers
from platform_backend.timetable import is_possible

_TOUR: Final = "tour"


def save(context: Context, args: TourSave) -> Done:
    """Save a tour: a new one, or the target again. Where it runs it goes on with its new steps."""
    id_, former = saved_as(context, Tour, _TOUR, args.name)
    tour = Tour(
        name=args.name,
        org=own_org(context) if former is None else former.org,
        dwell_s=args.dwell_s,
        steps=args.steps,
        pause_on_alarm=args.pause_on_alarm,
        times=args.times,
        by=context.actor.name,
        saved_at=context.at,
    )
    for step in tour.steps:
        _check_step(context, step, scenes=of_scenes(tour))
    _check_times(context, tour, known=() if former is None else former.times)
    if former is not None and of_scenes(former) is not of_scenes(tour):
        refuse_while_used(context, walls_with_tour(context, id_))
    return Done(context.put(id_, tour), {"id": id_})


def delete(context: Context, _args: Empty) -> Done:
    """Delete a tour that runs on no wall."""
    id_, tour = aimed(context, Tour, _TOUR)
    refuse_while_used(context, walls_with_tour(context, id_))
    return Done(context.put(id_, tour, in_view=False))


def _check_step(context: Context, step: TourStep, *, scenes: bool) -> None:
    if bool(step.camera) is scenes or bool(step.scene) is not scenes:
        sentence = "each step is a camera or a scene, and all steps of a tour are the same"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.TOUR_STEPS)
    if step.dwell_s and not LEAST_DWELL_S <= step.dwell_s <= MOST_DWELL_S:
        least = int(LEAST_DWELL_S)
        sentence = f"a step stays for {least} s to a day"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.DWELL, limit=least)
    if scenes:
        living(context, Scene, step.scene, "scene")
    else:
        check_camera(context, step.camera, step.preset)


def _check_times(context: Context, tour: Tour, *, known: Iterable[TourTimes]) -> None:
    for times in tour.times:
        check_place(tour, times.tiles)
        if times in known:
            continue
        wall = context.find(Wall, times.wall, "wall")
        # What begins by itself changes the wall like whoever arranges it.
        check_holder(context, wall)
        if not is_possible(times):
            sentence = "days are 1 to 7, and times of day as 08:30"
            raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.TIMETABLE)
        check_numbers(times.tiles, wall.layout)
