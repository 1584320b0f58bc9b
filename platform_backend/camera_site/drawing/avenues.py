"""Scenes along one road: a boulevard, a ring road, a street in snow, an avenue in fog."""

from __future__ import annotations

from platform_backend.camera_site.drawing.atmosphere import DUSK, FOG, NIGHT, SNOW
from platform_backend.camera_site.drawing.flows import lane, scooters, strollers
from platform_backend.camera_site.drawing.ground import Ground
from platform_backend.camera_site.drawing.journeys import Path
from platform_backend.camera_site.drawing.lens import Lens
from platform_backend.camera_site.drawing.models import BUS, HATCH, LORRY, SEDAN, SUV, VAN
from platform_backend.camera_site.drawing.plan import Plan
from platform_backend.camera_site.drawing.structures import BRICK, GLASS, OFFICE, PLASTER, TOWER

_STEEL = (0.62, 0.64, 0.66)


def boulevard() -> Plan:
    """Three lanes each way with a planted middle, at dusk."""

    def ground(paint: Ground) -> None:
        half = paint.road(0, -60, 400, lanes=3, median=4.0, pavement=9.0)
        for side in (-1, 1):
            x0, x1 = sorted((side * (half + 1.2), side * (half + 3.2)))
            paint.grass(x0, x1, -60, 400)
        for y in (44, 130):
            paint.asphalt(-half, half, y - 1, y + 5)
            paint.zebra(-half + 0.4, half - 0.4, y, y + 4)
        for x in (3.8, 7.3, 10.8):
            paint.arrow(x, 34, 1)
            paint.arrow(-x, 60, -1)

    plan = Plan(
        lens=Lens(x=4.5, y=-9, height=8.5, yaw=-9, pitch=11, focal=0.8),
        air=DUSK,
        ground=ground,
        seed=11,
    )
    for x0, x1, y0, y1, height, style in (
        (-62, -24, 10, 44, 26, PLASTER),
        (-60, -25, 52, 90, 44, TOWER),
        (-64, -26, 98, 140, 30, OFFICE),
        (-60, -25, 150, 190, 56, TOWER),
        (24, 60, 14, 50, 20, BRICK),
        (25, 56, 58, 92, 50, GLASS),
        (24, 64, 100, 150, 34, TOWER),
        (26, 60, 158, 210, 44, OFFICE),
    ):
        plan.house(x0, x1, y0, y1, height, style)
    plan.skyline(y=260, x0=-100, x1=110, seed=4)
    leaf = (0.30, 0.36, 0.13)
    for number in range(12):
        y = 6 + number * 11
        plan.tree(-15.6, y, radius=2.4, leaf=leaf)
        plan.tree(15.6, y + 5, radius=2.4, leaf=leaf)
        if number % 2:
            plan.tree(0, y + 4, height=3.6, radius=1.5, leaf=leaf)
    for number in range(5):
        plan.lamp(-13.8, 12 + number * 26, z=9, reach=2.4)
        plan.lamp(13.8, 24 + number * 26, z=9, reach=-2.4)
    plan.hedge(0, 2, 0, 40, height=0.8)
    for number, (x, speed, cars) in enumerate(((3.75, 14.0, 3), (7.25, 13.0, 2), (10.4, 11.0, 2))):
        models = (BUS, VAN, SEDAN) if number == 2 else (SEDAN, SUV, HATCH, VAN)
        lane(plan, Path([(x, -40), (x, 190)]), speed=speed, cars=cars, seed=20 + number, models=models)
        lane(plan, Path([(-x, 190), (-x, -40)]), speed=speed, cars=cars, seed=30 + number, models=models)
    scooters(plan, Path([(12.45, -20), (12.45, 120)]), count=2, seed=5)
    scooters(plan, Path([(-12.45, 120), (-12.45, -20)]), count=2, seed=6)
    for x, seed in ((-18.5, 1), (18.2, 2), (-20.5, 3)):
        strollers(plan, Path([(x, -6), (x, 80)]), count=1, seed=seed)
    return plan


def ring_road() -> Plan:
    """An elevated road of four lanes each way at night."""

    def ground(paint: Ground) -> None:
        paint.rectangle(-400, 400, -80, 900, (0.10, 0.11, 0.12))
        half = paint.road(0, -80, 900, lanes=4, median=1.2, pavement=0.1)
        paint.rectangle(-half, half, -80, 900, (0.2, 0.2, 0.22), alpha=0.25)

    plan = Plan(
        lens=Lens(x=-3.5, y=-10, height=10.5, yaw=7, pitch=11.5, focal=0.74),
        air=NIGHT,
        ground=ground,
        seed=21,
        base=(0.1, 0.1, 0.1),
    )
    plan.skyline(y=240, x0=-220, x1=240, seed=14, low=20, high=80)
    for x0, x1, y0, y1, height, style in (
        (-80, -38, 70, 110, 40, TOWER),
        (-90, -40, 130, 170, 56, GLASS),
        (38, 70, 60, 90, 46, TOWER),
        (44, 86, 110, 150, 62, OFFICE),
        (36, 64, 22, 44, 26, TOWER),
    ):
        plan.house(x0, x1, y0, y1, height, style)
    for side in (-15.4, 15.4):
        for start in range(-20, 200, 20):
            plan.beam((side, start, 0.75), (side, start + 20, 0.75), width=0.34, colour=_STEEL)
            plan.pole(side, start, z1=0.8, width=0.14, colour=_STEEL)
    for start in range(-20, 200, 20):
        plan.beam((0, start, 0.5), (0, start + 20, 0.5), width=0.7, colour=(0.55, 0.55, 0.53))
    for y in (14, 42, 70, 98, 126, 154):
        plan.lamp(0, y, z=10, reach=4.5, strength=0.9)
        plan.lamp(0, y, z=10, reach=-4.5, strength=0.9)
    for foot in (-15, 15):
        plan.pole(foot, 58, z1=7.4, width=0.35, colour=_STEEL)
    plan.beam((-15, 58, 7.2), (15, 58, 7.2), width=0.4, colour=_STEEL)
    for sign in (-10.5, -3.6, 3.6, 10.5):
        plan.box(sign - 2.2, sign + 2.2, 57.6, 57.8, 5.7, 7.9, (0.05, 0.34, 0.55))
    for number, (x, speed, cars) in enumerate(
        ((2.4, 20.0, 3), (5.9, 18.0, 3), (9.4, 17.0, 2), (12.8, 15.0, 2))
    ):
        models = (LORRY, BUS, VAN) if number == 3 else (SEDAN, SUV, HATCH, SEDAN, VAN)
        lane(plan, Path([(x, -40), (x, 260)]), speed=speed, cars=cars, seed=40 + number, models=models)
        lane(plan, Path([(-x, 260), (-x, -40)]), speed=speed, cars=cars, seed=50 + number, models=models)
    return plan


def snowy_street() -> Plan:
    """A residential street in falling snow."""
    white = (0.86, 0.88, 0.91)

    def ground(paint: Ground) -> None:
        paint.grass(-200, 200, -60, 400, colour=white)
        half = paint.road(0, -60, 400, lanes=1, pavement=5.0)
        paint.paint(paint.area(-half - 5, half + 5, -60, 400), white, alpha=0.62)
        for x in (-2.6, -1.0, 1.0, 2.6):
            paint.rectangle(x - 0.34, x + 0.34, -60, 400, (0.34, 0.35, 0.38), alpha=0.75)
        for x in (-half - 2.4, half + 2.4):
            paint.rectangle(x - 0.6, x + 0.6, -60, 400, (0.52, 0.51, 0.50), alpha=0.5)
        paint.rough(paint.area(-200, 200, -60, 400), 0.07, 1.2)

    plan = Plan(
        lens=Lens(x=6.5, y=-8, height=6.5, yaw=-13, pitch=11, focal=0.82),
        air=SNOW,
        ground=ground,
        seed=31,
    )
    for x0, x1, y0, y1, height, style in (
        (-46, -14, 2, 26, 15, PLASTER),
        (-44, -14, 32, 60, 18, BRICK),
        (-46, -15, 68, 100, 16, PLASTER),
        (14, 44, 8, 34, 15, BRICK),
        (14, 44, 42, 70, 20, PLASTER),
        (15, 48, 78, 120, 18, TOWER),
    ):
        plan.house(x0, x1, y0, y1, height, style)
        plan.box(x0, x1, y0, y1, height, height + 0.4, white)
    for number in range(9):
        plan.tree(-8.2, 4 + number * 9, height=4.4, radius=2.6, bare=True)
        plan.tree(8.2, 9 + number * 9, height=4.4, radius=2.6, bare=True)
    for number in range(4):
        plan.lamp(-5.6, 14 + number * 24, z=7, reach=1.8)
    for number, (y, paint) in enumerate(
        ((6, white), (12.5, (0.4, 0.42, 0.46)), (21, white), (40, (0.5, 0.2, 0.2)))
    ):
        plan.park((SEDAN, SUV, HATCH, SEDAN)[number], paint, -4.9, y, 3.1416)
    lane(plan, Path([(1.8, -40), (1.8, 150)]), speed=8.5, cars=2, seed=61)
    lane(plan, Path([(-1.8, 150), (-1.8, -40)]), speed=8.0, cars=2, seed=62)
    scooters(plan, Path([(3.4, -20), (3.4, 90)]), count=1, seed=63, speed=5)
    for x, seed in ((-6.6, 7), (6.6, 8), (-6.3, 9)):
        strollers(
            plan, Path([(x, -6), (x, 60)]), count=1, seed=seed, speed=1.1, wide=0.5, umbrellas=seed == 7
        )
    return plan


def foggy_avenue() -> Plan:
    """Two lanes each way in morning fog."""

    def ground(paint: Ground) -> None:
        paint.grass(-100, 100, -60, 300)
        half = paint.road(0, -60, 300, lanes=2, pavement=5.0)
        paint.asphalt(-half, half, 21, 28)
        paint.zebra(-half + 0.4, half - 0.4, 22, 27)
        paint.rectangle(0.4, half - 0.4, 19.6, 20.0, (0.9, 0.9, 0.88), alpha=0.85)
        for x in (2.0, 5.5):
            paint.arrow(x, 10, 1)

    plan = Plan(
        lens=Lens(x=-6, y=-10, height=7.5, yaw=11, pitch=12, focal=0.8),
        air=FOG,
        ground=ground,
        seed=41,
    )
    for x0, x1, y0, y1, height, style in (
        (-44, -15, 6, 34, 18, PLASTER),
        (-46, -15, 40, 76, 30, TOWER),
        (16, 46, 10, 40, 22, OFFICE),
        (16, 46, 48, 90, 32, TOWER),
    ):
        plan.house(x0, x1, y0, y1, height, style)
    for number in range(8):
        plan.tree(-10, 2 + number * 9, radius=2.3)
        plan.tree(10, 6 + number * 9, radius=2.3)
    for number in range(4):
        plan.lamp(-8.6, 8 + number * 22, reach=2.2)
        plan.lamp(8.6, 18 + number * 22, reach=-2.2)
    plan.hedge(12.4, 4, 12.4, 60)
    for number, (x, speed, cars) in enumerate(((1.9, 10, 3), (5.3, 9, 2))):
        models = (SEDAN, BUS, VAN) if number else (SEDAN, SUV, HATCH, VAN)
        lane(plan, Path([(x, -30), (x, 150)]), speed=speed, cars=cars, seed=70 + number, models=models)
        lane(plan, Path([(-x, 150), (-x, -30)]), speed=speed, cars=cars, seed=80 + number, models=models)
    scooters(plan, Path([(6.9, -20), (6.9, 80)]), count=2, seed=73)
    scooters(plan, Path([(-6.9, 80), (-6.9, -20)]), count=2, seed=74)
    for x, seed in ((-9, 4), (9.2, 5), (11, 6)):
        strollers(plan, Path([(x, -6), (x, 60)]), count=1, seed=seed, wide=0.5)
    return plan
