"""Scenes where people stay: a square, a market street, a car park, a river bank."""

from __future__ import annotations

import math

import numpy as np

from platform_backend.camera_site.drawing.atmosphere import DAY, DUSK, OVERCAST
from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.flows import lane, scooters, strollers
from platform_backend.camera_site.drawing.ground import Ground
from platform_backend.camera_site.drawing.journeys import Path, cruise, halt
from platform_backend.camera_site.drawing.lens import Lens, View
from platform_backend.camera_site.drawing.loop import PERIOD_S
from platform_backend.camera_site.drawing.models import (
    BARGE,
    BRONZE,
    FERRY,
    GREY,
    HATCH,
    PAINTS,
    SEDAN,
    SILVER,
    SUV,
    VAN,
    WHITE,
)
from platform_backend.camera_site.drawing.plan import Moving, Plan
from platform_backend.camera_site.drawing.structures import BRICK, GLASS, OFFICE, PLASTER, SCHOOL, TOWER
from platform_backend.camera_site.drawing.water import Ripples


def square() -> Plan:
    """A civic square with a fountain on a sunny day."""

    def ground(paint: Ground) -> None:
        paint.paving(-120, 120, -60, 200, slab=1.5, colour=(0.66, 0.63, 0.58))
        away = np.hypot(paint.x - np.float32(2), paint.y - np.float32(24))
        for low, high, colour in (
            (6.2, 7.4, (0.52, 0.34, 0.29)),
            (11.5, 12.3, (0.50, 0.47, 0.44)),
            (15.0, 16.6, (0.52, 0.34, 0.29)),
        ):
            ring = np.clip((away - low) / paint.dx + 0.5, 0, 1) * np.clip(
                (high - away) / paint.dx + 0.5, 0, 1
            )
            paint.paint(ring.astype(np.float32), colour, alpha=0.85)
        basin = np.clip((np.float32(4.6) - away) / paint.dx + np.float32(0.5), 0, 1)
        rim = np.clip((np.float32(5.2) - away) / paint.dx + np.float32(0.5), 0, 1)
        paint.paint(rim, (0.80, 0.79, 0.76))
        paint.paint(basin, (0.20, 0.42, 0.50))
        for x0, x1, y0, y1 in ((-34, -18, 4, 40), (22, 40, 4, 40), (-34, -18, 50, 74), (22, 40, 50, 74)):
            paint.rectangle(x0 - 0.4, x1 + 0.4, y0 - 0.4, y1 + 0.4, (0.74, 0.73, 0.70))
            paint.grass(x0, x1, y0, y1)

    plan = Plan(
        lens=Lens(x=-9, y=-16, height=10, yaw=15, pitch=14, focal=0.76),
        air=DAY,
        ground=ground,
        seed=51,
    )
    plan.house(-30, 34, 92, 120, 26, SCHOOL)
    plan.house(-8, 12, 88, 92, 12, OFFICE)
    plan.house(-110, -44, 40, 90, 32, OFFICE)
    plan.house(48, 90, 20, 70, 44, GLASS)
    plan.house(-100, -46, -10, 30, 22, PLASTER)
    plan.skyline(y=150, x0=-160, x1=170, seed=5, high=60)
    for x, y in (
        (-31, 8),
        (-21, 14),
        (-30, 22),
        (-22, 32),
        (-31, 38),
        (25, 8),
        (36, 16),
        (25, 24),
        (37, 34),
        (-30, 56),
        (-22, 68),
        (26, 56),
        (36, 66),
    ):
        plan.tree(x, y, height=4.4, radius=2.4)
    plan.hedge(-17, 4, -17, 40, height=0.7)
    plan.hedge(21, 4, 21, 40, height=0.7)
    for y in (0, 46, 80):
        plan.lamp(-15.5, y, z=5, reach=0.0)
        plan.lamp(19.5, y, z=5, reach=0.0)
    plan.pole(2, 84, z1=16, width=0.16, colour=(0.8, 0.8, 0.8))
    for x0, y0 in ((-14, 12), (-14, 30), (17, 12), (17, 30)):
        plan.box(x0, x0 + 0.6, y0, y0 + 2.2, 0.0, 0.5, (0.46, 0.32, 0.22))
    plan.moving.append(fountain(2.0, 24.0))
    for number, way in enumerate(
        (
            [(-12, -14), (-10, 20), (-14, 84)],
            [(14, -10), (16, 30), (12, 84)],
            [(-40, 2), (0, 6), (46, 0)],
            [(-16, 46), (4, 44), (46, 46)],
            [(-8, 4), (11, 14), (12, 40)],
            [(-44, 80), (0, 78), (48, 82)],
            [(12, 36), (-8, 38), (-10, 12)],
        )
    ):
        strollers(
            plan,
            Path([(float(x), float(y)) for x, y in way]),
            count=2,
            seed=90 + number,
            wide=1.8,
            children=number % 2 == 1,
        )
    strollers(plan, Path([(-12, -12), (6, 0), (20, -8)]), count=2, seed=99, wide=1.5)
    scooters(plan, Path([(-60, 86), (60, 86)]), count=2, seed=8, speed=5)
    return plan


def fountain(x: float, y: float) -> Moving:
    """Jets of water that rise and fall."""

    def draw(canvas: Canvas, view: View, time: float) -> None:
        rounds = 10
        for jet in range(7):
            turn = jet * 2 * math.pi / 6
            out = 0.0 if jet == 6 else 2.4
            high = 4.6 if jet == 6 else 2.4
            jx, jy = x + math.cos(turn) * out, y + math.sin(turn) * out
            drops = []
            for drop in range(9):
                share = (time * rounds / PERIOD_S + drop / 9 + jet * 0.13) % 1.0
                z = high * 4 * share * (1 - share)
                lean = 0.9 * share if jet < 6 else 0.25 * math.sin(drop * 2.4) * share
                drops.append((jx - math.cos(turn) * lean, jy - math.sin(turn) * lean, z + 0.3))
            for px, py, depth in view.project(np.array(drops)).tolist():
                r = view.focal_px * 0.16 / depth
                canvas.disc(px, py, r, r * 1.9, (0.92, 0.96, 0.99), depth=depth, alpha=0.55)

    return Moving(depth=lambda view, time: view.depth(x, y), draw=draw)


def market() -> Plan:
    """A street of stalls and small shops towards evening."""

    def ground(paint: Ground) -> None:
        paint.paving(-60, 60, -40, 200, slab=0.9, colour=(0.52, 0.48, 0.45))
        paint.rectangle(-0.6, 0.6, -40, 200, (0.40, 0.38, 0.37), alpha=0.6)

    plan = Plan(
        lens=Lens(x=-2.2, y=-9, height=6.2, yaw=4, pitch=14, focal=0.74),
        air=DUSK,
        ground=ground,
        seed=61,
    )
    for number in range(6):
        y = 1 + number * 15.5
        plan.house(-30, -8.8, y, y + 14.5, 9 + 3 * (number % 3), (BRICK, PLASTER)[number % 2])
        plan.house(9, 30, y - 5, y + 9.5, 12 - 2 * (number % 3), (PLASTER, BRICK)[number % 2])
    plan.skyline(y=104, x0=-50, x1=60, seed=8)
    cloths = (
        (0.70, 0.16, 0.14),
        (0.92, 0.90, 0.86),
        (0.12, 0.40, 0.62),
        (0.16, 0.50, 0.30),
        (0.88, 0.58, 0.12),
    )
    for number in range(7):
        for side in (-1, 1):
            y = 3 + number * 7.2 + (2.5 if side > 0 else 0)
            x0, x1 = sorted((side * 5.0, side * 7.6))
            cloth = cloths[(number * 2 + side) % 5]
            plan.box(x0, x1, y, y + 4.6, 0.0, 0.95, (0.50, 0.42, 0.34))
            goods = cloths[(number + 3 + side) % 5]
            plan.box(x0 + 0.2, x1 - 0.2, y + 0.3, y + 4.3, 0.95, 1.15, goods)
            for px, py in ((x0, y), (x1, y), (x0, y + 4.6), (x1, y + 4.6)):
                plan.pole(px, py, z1=2.6, width=0.08, colour=(0.5, 0.5, 0.5))
            plan.box(x0 - 0.4, x1 + 0.4, y - 0.2, y + 4.8, 2.5, 2.75, cloth)
    for number in range(7):
        y = 6.0 + number * 9
        plan.beam((-9, y, 6.0), (9, y, 6.0), width=0.05, colour=(0.2, 0.2, 0.2))
        for x in (-6.0, -3.0, 0.0, 3.0, 6.0):
            plan.lantern(x, y, 5.6)
    for number in range(5):
        plan.bulb(-6.2, 5 + number * 11, 2.6)
        plan.bulb(6.2, 9 + number * 11, 2.6)
    for number, x in enumerate((-3.6, -2.4, -1.0, 0.8, 2.2, 3.5)):
        strollers(
            plan,
            Path([(x, -8), (x * 0.8, 70)]),
            count=1,
            seed=110 + number,
            wide=0.6,
            speed=1.1,
            children=number == 2,
        )
    strollers(plan, Path([(-4.2, 2), (4.2, 12), (-3.8, 26)]), count=2, seed=120, wide=0.5, speed=1.0)
    scooters(plan, Path([(0.4, -10), (-0.6, 90)]), count=1, seed=121, speed=4.5)
    scooters(plan, Path([(-1.6, 90), (-0.4, -10)]), count=1, seed=122, speed=4.5)
    return plan


def car_park() -> Plan:
    """An open car park under a grey sky; some come, some go."""

    def ground(paint: Ground) -> None:
        paint.asphalt(-80, 80, -40, 120)
        for y in (8.0, 26.0, 44.0):
            for number in range(-12, 13):
                x = number * 2.9
                paint.line(x, y - 5.4, y + 5.4, width=0.12)
            paint.turned().line(y, -36, 36, width=0.12)
        for y in (-1.6, 17.0, 35.0):
            for x in (-20, 0, 20):
                paint.turned().arrow(y, x, 1)
        paint.paving(-80, 80, 54, 60)
        paint.grass(-80, 80, 60, 68)

    plan = Plan(
        lens=Lens(x=-14, y=-15, height=10, yaw=20, pitch=17, focal=0.78),
        air=OVERCAST,
        ground=ground,
        seed=71,
    )
    plan.house(-60, -4, 70, 100, 20, OFFICE)
    plan.house(6, 56, 72, 100, 30, GLASS)
    plan.house(62, 110, 70, 110, 24, PLASTER)
    plan.house(56, 90, -10, 50, 16, BRICK)
    plan.skyline(y=130, x0=-120, x1=150, seed=9)
    for x in range(-60, 61, 9):
        plan.tree(x, 63, height=4, radius=2.0)
    for x, y in ((-17, 17), (17, 17), (-17, 35), (17, 35)):
        plan.lamp(x, y, z=8, reach=0.0)
    random = np.random.default_rng(17)
    for row, heading in (
        (5.2, 0.0),
        (10.8, math.pi),
        (23.2, 0.0),
        (28.8, math.pi),
        (41.2, 0.0),
        (46.8, math.pi),
    ):
        for number in range(-12, 12):
            free = random.uniform() < 0.25 or (row == 10.8 and number == 3)
            if not free:
                model = (SEDAN, SUV, HATCH, SEDAN, VAN)[int(random.integers(5))]
                plan.park(model, PAINTS[int(random.integers(len(PAINTS)))], number * 2.9 + 1.45, row, heading)
    for start, lane_y, paint in (
        (0.0, -2.6, WHITE),
        (5.2, -2.6, BRONZE),
        (2.6, 16.0, GREY),
        (8.0, 34.0, SILVER),
    ):
        plan.ride(
            SUV if lane_y < 0 else SEDAN,
            paint,
            cruise(Path([(-50, lane_y), (50, lane_y)]), speed=6.5, start=start),
        )
    for start, lane_y, paint in (
        (2.4, -0.4, PAINTS[5]),
        (8.6, -0.4, PAINTS[7]),
        (7.0, 18.2, PAINTS[0]),
        (1.0, 36.0, PAINTS[2]),
    ):
        plan.ride(
            HATCH if lane_y < 0 else VAN,
            paint,
            cruise(Path([(50, lane_y), (-50, lane_y)]), speed=6.0, start=start),
        )
    into = Path([(-46, 16.4), (0, 16.4), (7.4, 16.2), (10.2, 14.4), (10.15, 11.2)])
    plan.ride(SEDAN, PAINTS[9], halt(into, speed=5, start=0.0, at=into.length - 0.1, arrive=6.0, leave=9.0))
    for number, way in enumerate(
        (
            [(-30.0, 55.5), (40.0, 56.5)],
            [(-8.0, -1.0), (-4.0, 15.0), (-6.0, 54.0)],
            [(20.0, 54.0), (14.0, 34.0), (16.0, 0.0)],
            [(-12.0, -4.0), (24.0, -5.0)],
        )
    ):
        strollers(plan, Path(way), count=1, seed=130 + number)
    return plan


def river() -> Plan:
    """A quay at night falling: boats on the river, a bridge with traffic, people along the railing."""

    def ground(paint: Ground) -> None:
        paint.rectangle(-400, 400, -60, 900, (0.16, 0.27, 0.30))
        paint.rough(paint.area(-400, -5, -60, 900), 0.10, 6.0)
        paint.paving(-5, 10, -60, 400, slab=1.0)
        paint.rectangle(-5, -4.2, -60, 400, (0.72, 0.70, 0.67))
        paint.grass(10, 60, -60, 400)
        paint.rectangle(-400, -96, -60, 900, (0.36, 0.38, 0.34))

    plan = Plan(
        lens=Lens(x=2.5, y=-8, height=8, yaw=-19, pitch=9, focal=0.74),
        air=DAY,
        ground=ground,
        seed=81,
    )
    for number in range(9):
        y = 20 + number * 30
        plan.house(
            -150 + (number % 3) * 6,
            -104,
            y,
            y + 22,
            26 + 13 * (number * 5 % 4),
            (TOWER, GLASS, OFFICE)[number % 3],
        )
    plan.skyline(y=320, x0=-240, x1=80, seed=10, high=70)
    stone = (0.66, 0.65, 0.63)
    for x in range(-94, 0, 20):
        plan.box(x, x + 3.0, 70, 80, -0.5, 7.0, stone)
    plan.box(-110, 30, 69, 81, 7.0, 8.2, stone)
    for x in range(-108, 28, 4):
        plan.pole(x, 69, z0=8.2, z1=9.3, width=0.12, colour=(0.8, 0.8, 0.8))
    plan.beam((-110, 69, 9.3), (30, 69, 9.3), width=0.14, colour=(0.8, 0.8, 0.8))
    for x in range(-90, 20, 22):
        plan.pole(x, 69.3, z0=8.2, z1=15.5, width=0.18, colour=(0.5, 0.52, 0.54))
    for number in range(28):
        plan.pole(-4.6, -6 + number * 2.5, z1=1.1, width=0.09, colour=(0.76, 0.76, 0.76))
    for number in range(8):
        plan.beam(
            (-4.6, -6 + number * 10, 1.1), (-4.6, 4 + number * 10, 1.1), width=0.09, colour=(0.8, 0.8, 0.8)
        )
        plan.beam(
            (-4.6, -6 + number * 10, 0.6), (-4.6, 4 + number * 10, 0.6), width=0.05, colour=(0.8, 0.8, 0.8)
        )
    for number in range(7):
        plan.tree(7.8, 3 + number * 9, height=4.6, radius=2.6)
    for number in range(4):
        plan.lamp(5.4, 4 + number * 18, z=5, reach=0.0)
    ripples = Ripples(x0=-96, x1=-5)
    plan.moving.append(Moving(depth=lambda view, time: 1e5, draw=ripples.draw))
    lane(plan, Path([(-120, 72.5), (60, 72.5)]), speed=11, cars=3, seed=141, level=8.2)
    lane(plan, Path([(60, 77.5), (-120, 77.5)]), speed=11, cars=3, seed=142, level=8.2)
    plan.ride(BARGE, PAINTS[5], cruise(Path([(-26, -46), (-26, 330)]), speed=4.2, start=2.0))
    plan.ride(BARGE, PAINTS[8], cruise(Path([(-54, 330), (-54, -60)]), speed=4.6, start=5.0))
    plan.ride(FERRY, PAINTS[0], cruise(Path([(-15, 200), (-15, -40)]), speed=5.6, start=8.0))
    for number, beside in enumerate((-3.2, -1.6, 0.4, 3.6)):
        strollers(
            plan,
            Path([(beside, -6), (beside, 64)]),
            count=1,
            seed=150 + number,
            wide=0.5,
            children=number == 1,
        )
    scooters(plan, Path([(2.4, -8), (2.4, 66)]), count=1, seed=155, speed=5.0)
    return plan
