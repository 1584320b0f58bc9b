"""Scenes where roads cross."""

from __future__ import annotations

from platform_backend.camera_site.drawing.atmosphere import DAY, RAINY_NIGHT, Atmosphere
from platform_backend.camera_site.drawing.flows import scooters, strollers
from platform_backend.camera_site.drawing.ground import Ground
from platform_backend.camera_site.drawing.journeys import Path, cruise, halt, paced
from platform_backend.camera_site.drawing.lens import Lens
from platform_backend.camera_site.drawing.models import BUS, GREEN, HATCH, PAINTS, SEDAN, SUV, VAN
from platform_backend.camera_site.drawing.people import person
from platform_backend.camera_site.drawing.plan import Plan, Signal
from platform_backend.camera_site.drawing.structures import BRICK, GLASS, OFFICE, PLASTER, TOWER

_HALF = 7.4
"""Half the width of both roads: two lanes each way."""
_STOP = 13.6
_MODELS = (SEDAN, SUV, HATCH, SEDAN, VAN, SUV, SEDAN)


def crossroads() -> Plan:
    """Two avenues that cross by day, seen from a mast at one corner."""
    return _crossroads(Lens(x=-13, y=-24, height=8.5, yaw=24, pitch=13, focal=0.78), air=DAY, seed=3)


def crossroads_in_rain() -> Plan:
    """The like on a rainy night, from another corner."""
    return _crossroads(
        Lens(x=12.5, y=-22, height=7.5, yaw=-21, pitch=12, focal=0.74), air=RAINY_NIGHT, seed=8
    )


def _crossroads(lens: Lens, *, air: Atmosphere, seed: int) -> Plan:
    plan = Plan(lens=lens, air=air, ground=_crossing, seed=seed)
    wet = air.wet > 0
    plan.house(-60, -14, 16, 40, 16, PLASTER if wet else BRICK)
    plan.house(-50, -16, 48, 90, 34, TOWER)
    plan.house(14, 44, 15, 36, 13 if wet else 24, BRICK if wet else OFFICE)
    plan.house(50, 74, 15, 40, 40, GLASS)
    plan.house(-90, -64, 15, 40, 30, OFFICE)
    plan.house(14, 34, 44, 74, 18, PLASTER)
    plan.house(14, 44, 82, 120, 46, TOWER)
    plan.house(-50, -14, 100, 150, 30, OFFICE)
    plan.house(84, 130, 16, 60, 28, TOWER)
    plan.house(-140, -98, 16, 60, 36, TOWER)
    plan.skyline(y=190, x0=-90, x1=110, seed=seed)
    for y in (17, 26, 35, 46, 58, 72, 88, 106):
        plan.tree(-10.2, y, radius=2.3)
        plan.tree(10.2, y + 3, radius=2.1)
    for x in (16, 25, 34, 46, 58):
        plan.tree(x, 10.6, radius=2.2)
        plan.tree(-x, 10.6, radius=2.0)
    for side, far, reach in ((-9.2, 14, 2.2), (9.2, 34, -2.2), (-9.2, 56, 2.2), (9.2, 78, -2.2)):
        plan.lamp(side, far, reach=reach)
    for x in (-40, -22, 24, 44):
        plan.lamp(x, 9.2, reach=1.0)
    _masts(plan)
    _queues(plan)
    strollers(plan, Path([(-10.5, 14), (-10.5, 75)]), count=1, seed=seed, umbrellas=wet)
    strollers(plan, Path([(10.3, 80), (10.3, 14)]), count=1, seed=seed + 1, umbrellas=wet)
    strollers(plan, Path([(-9.9, -40), (-9.9, 9), (-60, 10.8)]), count=1, seed=seed + 4, umbrellas=wet)
    strollers(plan, Path([(60, -10.4), (12, -10.4), (10.2, -40)]), count=1, seed=seed + 3, umbrellas=wet)
    # Over the north arm while the road along y has red, and over the east arm while that along x has.
    for number, (cx, cy, back) in enumerate(
        ((0.0, 9.6, 0), (0.0, 10.6, 1), (0.0, 11.2, 0), (9.8, 0.0, 1), (10.7, 0.0, 0))
    ):
        if cy:
            way, go = [(-11.0, cy + 40), (-8.6, cy), (8.6, cy), (11.0, cy + 40)], 5.0 + 0.4 * number
        else:
            way, go = [(cx + 34, 10.6), (cx, 8.6), (cx, -8.6), (cx + 34, -10.6)], 10.6 + 0.4 * number
        path = Path(way[::-1] if back else way)
        first = Path(way[:2]).length
        legs = [(first, 1.4), (17.4, 2.6), (path.length - first - 17.4, 1.4)]
        plan.stroll(person(number + 7, umbrella=wet), paced(path, legs=legs, passing=1, at=go))
    return plan


def _crossing(ground: Ground) -> None:
    across = ground.turned()
    for side in (ground, across):
        side.paving(-15, 15, -120, 260)
    half = ground.road(0, -120, 260, lanes=2)
    across.road(0, -120, 260, lanes=2)
    box = _HALF + 7.1
    ground.asphalt(-half, half, -box, box)
    across.asphalt(-half, half, -box, box)
    for road in (ground, across):
        for sign in (-1, 1):
            near, far = sorted((sign * (_HALF + 1.0), sign * (_HALF + 4.4)))
            road.zebra(-_HALF + 0.3, _HALF - 0.3, near, far)
            stop = sign * (_HALF + 5.8)
            low, high = (-_HALF + 0.3, -0.3) if sign > 0 else (0.3, _HALF - 0.3)
            road.rectangle(low, high, stop - 0.2, stop + 0.2, (0.9, 0.9, 0.88), alpha=0.85)
            for centre in (1.9, 5.3):
                road.arrow(-sign * centre, stop + sign * 6.5, -sign)


def _masts(plan: Plan) -> None:
    grey = (0.36, 0.37, 0.39)
    for x, y, ax, ay, green, amber in (
        (9.0, 13.5, -6.5, 0.0, 0.0, 4.2),
        (-9.0, 8.8, 0.0, -6.0, 6.2, 10.0),
        (13.0, -9.0, 0.0, 6.0, 6.2, 10.0),
    ):
        plan.pole(x, y, z1=6.0, width=0.2, colour=grey)
        plan.beam((x, y, 5.9), (x + ax, y + ay, 6.1), width=0.14, colour=grey)
        plan.signals.append(Signal(x + ax, y + ay, 5.6, green, amber))


def _queues(plan: Plan) -> None:
    """Green along y from 0 s and along x from 6.2 s; two cars wait in each lane, everybody keeps right."""
    number = 0
    for along_y in (True, False):
        go = 12.3 if along_y else 6.6
        for direction in (1, -1):
            for lane in (1.9, 5.4):
                for place in range(2):
                    # The queue of one lane need not be as long as that of the next.
                    if place == 1 and number % 3 == 0:
                        number += 1
                        continue
                    bus = along_y and direction > 0 and lane > 5 and place == 1
                    side = lane * direction if along_y else -lane * direction
                    ends = [(side, -110.0 * direction), (side, 150.0 * direction)]
                    path = Path(ends if along_y else [(y, x) for x, y in ends])
                    plan.ride(
                        BUS if bus else _MODELS[number % 7],
                        GREEN if bus else PAINTS[number * 3 % len(PAINTS)],
                        halt(
                            path,
                            speed=13,
                            start=go,
                            at=110 - _STOP - 2.4 - place * (9.6 if bus else 6.6),
                            arrive=go - 4.2 + place * 1.3 + (number % 4) * 0.3,
                            leave=go + place * 0.9,
                        ),
                    )
                    number += 1
    # And one that comes when the queue is gone already.
    plan.ride(SEDAN, PAINTS[5], cruise(Path([(1.9, -110), (1.9, 150)]), speed=14, start=4.4 - 110 / 14))
    plan.ride(SUV, PAINTS[2], cruise(Path([(-5.4, 150), (-5.4, -110)]), speed=14, start=4.0 - 150 / 14))
    plan.ride(HATCH, PAINTS[7], cruise(Path([(-110, -5.4), (150, -5.4)]), speed=14, start=10.4 - 110 / 14))
    scooters(plan, Path([(6.95, 13), (6.95, 120)]), count=1, seed=4)
    scooters(plan, Path([(-13, 6.9), (-90, 6.9)]), count=1, seed=5)
