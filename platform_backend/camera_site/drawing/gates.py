"""Scenes at gates: a school in the morning, a housing estate in the evening."""

from __future__ import annotations

import math

import numpy as np

from platform_backend.camera_site.drawing.atmosphere import DAY, DUSK, RAIN
from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.flows import lane, scooters, strollers
from platform_backend.camera_site.drawing.ground import Ground
from platform_backend.camera_site.drawing.journeys import Path, halt
from platform_backend.camera_site.drawing.lens import Lens, View
from platform_backend.camera_site.drawing.loop import PERIOD_S
from platform_backend.camera_site.drawing.models import HATCH, PAINTS, PARKED_SCOOTER, SEDAN, SUV, VAN
from platform_backend.camera_site.drawing.plan import Moving, Plan
from platform_backend.camera_site.drawing.structures import BRICK, PLASTER, SCHOOL, TOWER

_STONE = (0.74, 0.70, 0.64)


def school_gate() -> Plan:
    """The gate of a school: children come over the crossing, parents wait."""

    def ground(paint: Ground) -> None:
        across = paint.turned()
        paint.paving(-120, 120, -60, 200, slab=1.0)
        half = across.road(0, -120, 120, lanes=1, pavement=6.0)
        paint.asphalt(-4, 4, -half, half)
        across.zebra(-half + 0.3, half - 0.3, -3.0, 3.0)
        paint.rectangle(-6.2, -5.8, -half + 0.3, -0.3, (0.9, 0.9, 0.88), alpha=0.85)
        paint.rectangle(5.8, 6.2, 0.3, half - 0.3, (0.9, 0.9, 0.88), alpha=0.85)
        paint.paving(-90, 90, 14.5, 200, slab=1.4, colour=(0.62, 0.58, 0.54))
        paint.rectangle(-26, 26, 19, 33, (0.60, 0.26, 0.20))
        for y in (21, 24, 27, 30):
            across.line(y, -26, 26, width=0.15)
        paint.grass(-60, -30, 16, 40)
        paint.grass(30, 60, 16, 40)

    plan = Plan(
        lens=Lens(x=-10, y=-15, height=7.5, yaw=25, pitch=14, focal=0.76),
        air=DAY,
        ground=ground,
        seed=91,
    )
    plan.house(-20, 44, 40, 54, 18, SCHOOL)
    plan.house(50, 64, 30, 60, 14, SCHOOL)
    plan.house(-60, -26, 42, 56, 14, SCHOOL)
    plan.skyline(y=90, x0=-90, x1=170, seed=12)
    for post in range(-60, 61, 3):
        if abs(post) > 5:
            plan.pole(post, 12.5, z1=2.0, width=0.16, colour=(0.3, 0.34, 0.38))
    for z in (0.5, 1.2, 1.9):
        for post in (*range(-60, -6, 9), *range(6, 60, 9)):
            plan.beam((post, 12.5, z), (post + 9, 12.5, z), width=0.07, colour=(0.3, 0.34, 0.38))
    for x in (-6.6, 5.2):
        plan.box(x, x + 1.4, 11.8, 13.2, 0.0, 4.2, _STONE)
    plan.box(-6.8, 6.8, 12.0, 13.0, 4.2, 5.2, (0.60, 0.20, 0.17))
    plan.box(8, 11.5, 11.5, 14.5, 0.0, 2.8, (0.84, 0.82, 0.78))
    for x in (-28.0, -20, -12, 16, 24, 33, 42):
        plan.tree(x, 8.2, height=4.4, radius=2.1)
    for x in (-36, 34, 42, 54):
        plan.tree(x, 24, height=4.6, radius=2.5)
    for x in (-18, 14, 40):
        plan.lamp(x, 5.2, z=7, reach=0.0)
    plan.pole(0, 36, z1=12, width=0.12, colour=(0.85, 0.85, 0.85))
    for number, x in enumerate((8.5, 9.6, 10.7, 11.8, 13.2, 14.3, -9.5, -10.6, -12)):
        plan.park(PARKED_SCOOTER, PAINTS[number % 10], x, 6.4, 0.3)
    for number, x in enumerate((20.0, 26.5, 33.0)):
        plan.park((SEDAN, SUV, HATCH)[number], PAINTS[number * 4 % 10], x, -2.9, math.pi / 2)
    for number, (direction, y) in enumerate(((1.0, -1.7), (-1.0, 1.8))):
        for car in range(2):
            path = Path([(-70.0 * direction, y), (90.0 * direction, y)])
            stop = 70 - 9.2 - car * 6.4
            ride = halt(
                path, speed=8, start=4, at=stop, arrive=3.0 + car * 1.4 + number, leave=8.4 + car * 0.9
            )
            plan.ride((SEDAN, VAN, SUV, HATCH)[car + number * 2], PAINTS[car * 3 + number * 2], ride)
    for number, x in enumerate((-1.6, 0.2, 1.7)):
        way = Path([(-14.0 + x, -6.5), (x, -5.0), (x, 10.0), (x * 2.5, 38.0)])
        strollers(plan, way, count=2, seed=160 + number, wide=0.5, speed=1.35, children=True)
    strollers(plan, Path([(-50, 6.8), (0, 8.8), (4, 20)]), count=2, seed=170, children=True)
    strollers(plan, Path([(50, 6.6), (6, 9.4), (-3, 22)]), count=2, seed=171, children=True)
    strollers(plan, Path([(-30, -5.6), (50, -5.6)]), count=2, seed=172)
    strollers(plan, Path([(-20, 26), (20, 23), (24, 30)]), count=2, seed=173, children=True, speed=2.2)
    scooters(plan, Path([(-60, -3.2), (80, -3.2)]), count=1, seed=174, speed=6)
    return plan


def estate_gate() -> Plan:
    """The drive of a housing estate with its barrier, lights coming on."""

    def ground(paint: Ground) -> None:
        across = paint.turned()
        paint.paving(-120, 120, -60, 200, slab=0.9)
        across.road(-6, -120, 120, lanes=1, pavement=5.0)
        paint.asphalt(-5, 5, -4, 60)
        paint.line(0, 2, 13, (0.93, 0.72, 0.2))
        paint.line(-4.7, 0, 60)
        paint.line(4.7, 0, 60)
        paint.arrow(2.5, 4, 1)
        paint.arrow(-2.5, 9, -1)
        for side in (-1, 1):
            x0, x1 = sorted((side * 5.4, side * 30.0))
            paint.grass(x0, x1, 17, 70)

    plan = Plan(
        lens=Lens(x=8.5, y=-15, height=6.8, yaw=-19, pitch=12.5, focal=0.78),
        air=DUSK,
        ground=ground,
        seed=101,
    )
    for x0, x1, y0, y1, height in (
        (-46, -14, 36, 50, 50),
        (12, 40, 40, 54, 54),
        (-30, 4, 78, 92, 56),
        (18, 50, 84, 98, 60),
        (-84, -56, 40, 60, 48),
    ):
        plan.house(x0, x1, y0, y1, height, TOWER)
    plan.house(-60, -16, 12, 26, 8, BRICK)
    plan.house(18, 50, 10, 24, 9, PLASTER)
    plan.skyline(y=140, x0=-110, x1=90, seed=13)
    plan.box(-1.2, 1.2, 13.6, 18.0, 0.0, 3.0, (0.82, 0.80, 0.76))
    plan.box(-1.0, 1.0, 13.5, 13.6, 1.1, 2.4, (0.50, 0.60, 0.66))
    for x in (-9.5, 8.0):
        plan.box(x, x + 1.5, 14.5, 16.5, 0.0, 5.4, _STONE)
    plan.box(-10.4, 10.4, 14.3, 16.7, 5.4, 6.3, (0.36, 0.30, 0.28))
    for x in (-8.0, -12, -16, 11, 15):
        plan.tree(x, 20, height=4.2, radius=1.9)
    for y in (28, 36, 46):
        plan.tree(-7.5, y, height=4.2, radius=1.9)
        plan.tree(7.5, y + 3, height=4.2, radius=1.9)
    plan.hedge(-30, 13, -10.5, 13)
    plan.hedge(10.5, 13, 30, 13)
    for x, y in ((-6.4, 11), (6.4, 11), (-6.2, 32), (6.2, 40), (20, -1), (-20, -1)):
        plan.lamp(x, y, z=5.5, reach=0.0, strength=0.9)
    enter = Path([(60, -4.2), (14, -4.2), (6, -3), (2.6, 2), (2.5, 8), (2.5, 62)])
    leave = Path([(-2.5, 62), (-2.5, 12), (-2.6, 0), (-7, -7.2), (-16, -7.8), (-80, -7.8)])
    at_gate = 60.0 - 2.6 + 12.0
    for number, (arrive, go) in enumerate(((1.0, 2.8), (7.0, 8.8))):
        plan.ride(
            (SUV, SEDAN)[number],
            PAINTS[number * 5],
            halt(enter, speed=7, start=0, at=at_gate, arrive=arrive, leave=go),
        )
    plan.ride(HATCH, PAINTS[7], halt(leave, speed=7, start=0, at=40, arrive=4.4, leave=5.8))
    for x, opens in ((2.5, (2.4, 8.4)), (-2.5, (5.4,))):
        plan.moving.append(barrier(x, opens))
    lane(plan, Path([(-90, -7.8), (90, -7.8)]), speed=9, cars=2, seed=181)
    lane(plan, Path([(90, -4.3), (-90, -4.3)]), speed=9, cars=1, seed=182)
    scooters(plan, Path([(4.1, -3), (4.1, 60)]), count=1, seed=183, speed=4)
    for number, way in enumerate(
        (
            [(-6.2, 40.0), (-6.4, 0.0), (-30.0, -0.5)],
            [(6.2, -1.0), (6.0, 60.0)],
            [(-6.6, 50.0), (-6.0, 0.0), (-26.0, -0.5)],
            [(40.0, -0.8), (7.0, 1.0), (6.5, 50.0)],
        )
    ):
        strollers(
            plan,
            Path(way),
            count=2,
            seed=190 + number,
            wide=0.4,
            children=number == 3,
        )
    return plan


def barrier(x: float, opens: tuple[float, ...]) -> Moving:
    """A striped arm over one lane at y = 13 that rises at the given times for 3 s."""
    side = 1.0 if x > 0 else -1.0

    def draw(canvas: Canvas, view: View, time: float) -> None:
        lift = 0.0
        for start in opens:
            since = (time - start) % PERIOD_S
            lift = max(lift, min(since / 0.8, 1.0) if since < 3.0 else max(0.0, 1 - (since - 3.0) / 0.8))
        angle = math.pi / 2 * 0.94 * lift * lift * (3 - 2 * lift)
        foot = x - side * 2.1
        points = []
        for part in range(9):
            out = part * 0.46
            points.append((foot + side * out * math.cos(angle), 13.0, 1.05 + out * math.sin(angle)))
        seen = view.project(np.array(points)).tolist()
        half = view.focal_px * 0.055 / seen[0][2]
        for part in range(8):
            (ax, ay, depth), (bx, by, _) = seen[part], seen[part + 1]
            length = math.hypot(bx - ax, by - ay) or 1.0
            nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
            colour = (0.85, 0.12, 0.10) if part % 2 else (0.94, 0.94, 0.92)
            canvas.polygon(
                [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)],
                colour,
                depth=depth,
            )

    return Moving(depth=lambda view, time: view.depth(x, 13.0), draw=draw)


def bus_stop_in_rain() -> Plan:
    """A shopping street on a rainy afternoon."""

    def ground(paint: Ground) -> None:
        half = paint.road(0, -60, 300, lanes=2, pavement=6.0)
        paint.asphalt(-half, half, 30, 36)
        paint.zebra(-half + 0.4, half - 0.4, 31, 35)

    plan = Plan(
        lens=Lens(x=9.8, y=-9, height=7.2, yaw=-16, pitch=13, focal=0.78),
        air=RAIN,
        ground=ground,
        seed=111,
    )
    for x0, x1, y0, y1, height, style in (
        (-46, -14.6, -4, 24, 14, BRICK),
        (-46, -14.6, 26, 58, 22, PLASTER),
        (-46, -14.6, 62, 100, 18, BRICK),
        (14.6, 46, 6, 40, 18, PLASTER),
        (14.6, 46, 44, 90, 26, TOWER),
    ):
        plan.house(x0, x1, y0, y1, height, style)
    plan.skyline(y=130, x0=-60, x1=70, seed=15)
    for number in range(8):
        plan.tree(-9.4, 2 + number * 10, radius=2.0)
        plan.tree(9.6, 9 + number * 10, radius=2.0)
    for number in range(4):
        plan.lamp(-8.4, 8 + number * 22, reach=2.2)
    plan.box(-12.6, -11.0, 10, 17, 2.5, 2.7, (0.20, 0.40, 0.46))
    for y in (10.2, 16.8):
        plan.pole(-12.4, y, z1=2.5, width=0.12, colour=(0.5, 0.5, 0.5))
    for number, (x, speed, cars) in enumerate(((1.9, 10, 2), (5.3, 9, 2))):
        models = (SEDAN, VAN, SUV) if number else (SEDAN, SUV, HATCH)
        lane(plan, Path([(x, -30), (x, 160)]), speed=speed, cars=cars, seed=200 + number, models=models)
        lane(plan, Path([(-x, 160), (-x, -30)]), speed=speed, cars=cars, seed=210 + number, models=models)
    scooters(plan, Path([(-6.9, 100), (-6.9, -20)]), count=2, seed=220)
    for number, x in enumerate((-10.4, -12.8, 10.8, 12.6, -11.6)):
        strollers(plan, Path([(x, -6), (x, 60)]), count=1, seed=230 + number, wide=0.5, umbrellas=True)
    return plan
