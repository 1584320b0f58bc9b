"""Traffic and passers-by in quantity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from platform_backend.camera_site.drawing.journeys import Path, cruise
from platform_backend.camera_site.drawing.loop import PERIOD_S
from platform_backend.camera_site.drawing.models import (
    BUS,
    GREEN,
    HATCH,
    LORRY,
    PAINTS,
    SCOOTER,
    SEDAN,
    SUV,
    TEAL,
    VAN,
    Model,
)
from platform_backend.camera_site.drawing.people import person
from platform_backend.camera_site.drawing.plan import Plan

_MIX: tuple[Model, ...] = (SEDAN, SUV, HATCH, SEDAN, VAN, SUV, SEDAN, HATCH, LORRY, SEDAN)


def lane(
    plan: Plan,
    path: Path,
    *,
    speed: float,
    cars: int,
    seed: int,
    models: Sequence[Model] = _MIX,
    level: float = 0.0,
) -> None:
    """`cars` vehicles in every period, well apart, all at one speed."""
    random = np.random.default_rng(seed)
    first = float(random.uniform(0, PERIOD_S))
    gap = PERIOD_S / cars
    for number in range(cars):
        model = models[int(random.integers(len(models)))]
        paint = PAINTS[int(random.integers(len(PAINTS)))]
        if model is BUS:
            paint = GREEN if number % 2 else TEAL
        start = first + number * gap + float(random.uniform(-0.18, 0.18)) * gap
        plan.ride(model, paint, cruise(path, speed=speed, start=start, level=level))


def scooters(plan: Plan, path: Path, *, count: int, seed: int, speed: float = 6.5) -> None:
    """People on electric scooters along the edge of the road."""
    lane(plan, path, speed=speed, cars=count, seed=seed, models=(SCOOTER,))


def strollers(
    plan: Plan,
    path: Path,
    *,
    count: int,
    seed: int,
    speed: float = 1.3,
    wide: float = 0.8,
    umbrellas: bool = False,
    children: bool = False,
) -> None:
    """`count` people in every period along a path, each a little beside it, some the other way."""
    random = np.random.default_rng(seed)
    for number in range(count):
        dx, dy = random.uniform(-wide, wide, 2).tolist()
        way = [(x + dx, y + dy) for x, y in path.points]
        if random.uniform() < 0.5:
            way.reverse()
        who = person(seed * 3 + number, umbrella=umbrellas, child=children and number % 2 == 0)
        pace = speed * float(random.uniform(0.85, 1.2))
        plan.walk(who, Path(way), start=float(random.uniform(0, PERIOD_S)), speed=pace)
