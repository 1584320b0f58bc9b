"""Cars, vans, buses, lorries, scooters and boats as small solids."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.colour import Rgb

Points = NDArray[np.float64]
_GLASS: Rgb = (0.16, 0.20, 0.25)
_TYRE: Rgb = (0.07, 0.07, 0.08)
_TRIM: Rgb = (0.14, 0.14, 0.15)
WHITE: Rgb = (0.90, 0.90, 0.89)
SILVER: Rgb = (0.66, 0.68, 0.70)
BLACK: Rgb = (0.10, 0.10, 0.12)
GREY: Rgb = (0.36, 0.37, 0.39)
RED: Rgb = (0.66, 0.10, 0.09)
BLUE: Rgb = (0.14, 0.26, 0.55)
TEAL: Rgb = (0.10, 0.50, 0.48)
BRONZE: Rgb = (0.46, 0.36, 0.26)
GREEN: Rgb = (0.16, 0.52, 0.30)


@dataclass(slots=True)
class Model:
    """A solid in metres (x right, y ahead, z up): faces of vertex numbers with a normal and a colour.

    A colour of None is the body's. `fine` faces are left out far away.
    """

    width: float
    length: float
    height: float
    vertices: list[tuple[float, float, float]] = field(default_factory=list)
    faces: list[tuple[int, ...]] = field(default_factory=list)
    colours: list[Rgb | None] = field(default_factory=list)
    fine: list[bool] = field(default_factory=list)
    floats: bool = False
    headlights: tuple[tuple[float, float, float], ...] = ()
    taillights: tuple[tuple[float, float, float], ...] = ()

    def face(
        self, points: list[tuple[float, float, float]], colour: Rgb | None, *, fine: bool = False
    ) -> None:
        """Add a face whose points run anticlockwise seen from outside."""
        first = len(self.vertices)
        self.vertices.extend(points)
        self.faces.append(tuple(range(first, first + len(points))))
        self.colours.append(colour)
        self.fine.append(fine)

    def frustum(
        self,
        *,
        y: tuple[float, float],
        z: tuple[float, float],
        half: tuple[float, float],
        inset: tuple[float, float] = (0.0, 0.0),
        sides: Rgb | None = None,
        front: Rgb | None = None,
        back: Rgb | None = None,
        top: Rgb | None = None,
    ) -> None:
        """Add a block from y0 to y1 that narrows upward; inset draws in its back and front at the top."""
        (y0, y1), (z0, z1), (w0, w1) = y, z, half
        a, b, c, d = (-w0, y0, z0), (w0, y0, z0), (w0, y1, z0), (-w0, y1, z0)
        e, f = (-w1, y0 + inset[0], z1), (w1, y0 + inset[0], z1)
        g, h = (w1, y1 - inset[1], z1), (-w1, y1 - inset[1], z1)
        self.face([a, b, f, e], back)
        self.face([b, c, g, f], sides)
        self.face([c, d, h, g], front)
        self.face([d, a, e, h], sides)
        self.face([e, f, g, h], top)

    def wheels(self, places: tuple[float, ...], radius: float, out: float) -> None:
        """Add wheels on both sides at places along y."""
        ring = [(math.cos(math.pi * i / 4), math.sin(math.pi * i / 4)) for i in range(8)]
        for y in places:
            for side in (1.0, -1.0):
                for size, colour in ((radius, _TYRE), (radius * 0.55, (0.55, 0.56, 0.58))):
                    points = [(side * out, y + side * a * size, radius + b * size) for a, b in ring]
                    self.face(points, colour, fine=size < radius)

    def lamps(self, *, front: float, back: float, half: float, z: float) -> None:
        """Add head and tail lights as small panels and as sources of light."""
        for x in (-half, half):
            w, h = 0.2, 0.09
            self.face(
                [(x + w, front, z - h), (x - w, front, z - h), (x - w, front, z + h), (x + w, front, z + h)],
                (0.95, 0.96, 0.98),
                fine=True,
            )
            self.face(
                [(x - w, back, z - h), (x + w, back, z - h), (x + w, back, z + h), (x - w, back, z + h)],
                (0.62, 0.06, 0.05),
                fine=True,
            )
        self.headlights = ((-half, front, z), (half, front, z))
        self.taillights = ((-half, back, z), (half, back, z))


def _car(*, length: float, roof: float, cabin: tuple[float, float], slope: tuple[float, float]) -> Model:
    model = Model(width=1.84, length=length, height=roof)
    h = length / 2
    model.frustum(y=(-h, h), z=(0.22, 0.62), half=(0.9, 0.92), inset=(0.0, 0.0))
    model.frustum(y=(-h, h), z=(0.62, 0.86), half=(0.92, 0.86), inset=(0.12, 0.30))
    model.face(
        [(-0.8, h + 0.01, 0.25), (-0.8, h + 0.01, 0.42), (0.8, h + 0.01, 0.42), (0.8, h + 0.01, 0.25)],
        _TRIM,
        fine=True,
    )
    model.wheels((-h * 0.62, h * 0.64), 0.33, 0.925)
    y0, y1 = cabin
    model.frustum(
        y=(y0, y1), z=(0.86, roof), half=(0.84, 0.66), inset=slope, sides=_GLASS, front=_GLASS, back=_GLASS
    )
    # The post between the side windows and the rear edge.
    for side in (1.0, -1.0):
        low, high = 0.845 * side, 0.675 * side
        middle = (y0 + slope[0] + y1 - slope[1]) / 2
        post = [
            (low, middle - 0.06, 0.88),
            (low, middle + 0.06, 0.88),
            (high, middle + 0.05, roof),
            (high, middle - 0.05, roof),
        ]
        model.face(post if side > 0 else post[::-1], None, fine=True)
    model.face(
        [(-0.26, -h - 0.01, 0.5), (0.26, -h - 0.01, 0.5), (0.26, -h - 0.01, 0.64), (-0.26, -h - 0.01, 0.64)],
        (0.12, 0.25, 0.65),
        fine=True,
    )
    model.lamps(front=h + 0.02, back=-h - 0.02, half=0.66, z=0.68)
    return model


def _bus() -> Model:
    model = Model(width=2.5, length=11.0, height=3.1)
    model.frustum(y=(-5.5, 5.5), z=(0.35, 3.1), half=(1.25, 1.22), inset=(0.05, 0.12), top=(0.86, 0.87, 0.88))
    model.wheels((-3.3, 3.2), 0.48, 1.26)
    for side in (1.0, -1.0):
        x = 1.262 * side
        glass = [(x, -5.1, 1.45), (x, 5.0, 1.45), (x, 5.0, 2.5), (x, -5.1, 2.5)]
        model.face(glass if side > 0 else glass[::-1], _GLASS)
        stripe = [(x, -5.4, 0.9), (x, 5.4, 0.9), (x, 5.4, 1.15), (x, -5.4, 1.15)]
        model.face(stripe if side > 0 else stripe[::-1], (0.93, 0.94, 0.94), fine=True)
        for y in (-3.2, -1.3, 0.6, 2.5):
            bar = [
                (x * 1.001, y, 1.45),
                (x * 1.001, y + 0.14, 1.45),
                (x * 1.001, y + 0.14, 2.5),
                (x * 1.001, y, 2.5),
            ]
            model.face(bar if side > 0 else bar[::-1], None, fine=True)
    model.face([(1.1, 5.47, 1.2), (-1.1, 5.47, 1.2), (-1.1, 5.41, 2.6), (1.1, 5.41, 2.6)], _GLASS)
    model.face(
        [(0.9, 5.42, 2.65), (-0.9, 5.42, 2.65), (-0.9, 5.40, 2.95), (0.9, 5.40, 2.95)],
        (0.9, 0.5, 0.1),
        fine=True,
    )
    model.face([(-1.1, -5.49, 1.7), (1.1, -5.49, 1.7), (1.1, -5.46, 2.6), (-1.1, -5.46, 2.6)], _GLASS)
    model.lamps(front=5.53, back=-5.53, half=0.95, z=0.75)
    return model


def _van() -> Model:
    model = Model(width=1.9, length=5.0, height=2.1)
    model.frustum(y=(-2.5, 2.5), z=(0.28, 1.1), half=(0.95, 0.96), inset=(0.0, 0.25))
    model.frustum(y=(-2.5, 2.25), z=(1.1, 2.1), half=(0.96, 0.84), inset=(0.08, 0.75), front=_GLASS)
    for side in (1.0, -1.0):
        glass = [
            (0.945 * side, 0.75, 1.18),
            (0.945 * side, 1.95, 1.18),
            (0.865 * side, 1.45, 1.95),
            (0.865 * side, 0.75, 1.95),
        ]
        model.face(glass if side > 0 else glass[::-1], _GLASS)
    model.wheels((-1.5, 1.6), 0.36, 0.97)
    model.face(
        [(-0.75, -2.51, 1.25), (0.75, -2.51, 1.25), (0.7, -2.45, 1.9), (-0.7, -2.45, 1.9)], _GLASS, fine=True
    )
    model.lamps(front=2.52, back=-2.52, half=0.72, z=0.8)
    return model


def _lorry() -> Model:
    model = Model(width=2.3, length=7.6, height=3.0)
    model.frustum(
        y=(-3.8, 1.6),
        z=(0.8, 3.0),
        half=(1.15, 1.15),
        sides=(0.88, 0.88, 0.86),
        back=(0.82, 0.82, 0.80),
        top=(0.9, 0.9, 0.9),
        front=(0.7, 0.7, 0.7),
    )
    model.wheels((-2.4, 2.6), 0.48, 1.16)
    model.frustum(y=(1.8, 3.8), z=(0.45, 1.45), half=(1.08, 1.08))
    model.frustum(y=(1.8, 3.8), z=(1.45, 2.45), half=(1.08, 0.98), inset=(0.0, 0.35), front=_GLASS)
    model.lamps(front=3.83, back=-3.83, half=0.85, z=0.85)
    return model


def _scooter(*, rider: bool) -> Model:
    model = Model(width=0.7, length=1.8, height=1.6)
    model.wheels((-0.62, 0.66), 0.24, 0.06)
    model.frustum(y=(-0.85, 0.1), z=(0.3, 0.75), half=(0.16, 0.18), inset=(0.1, 0.05))
    model.frustum(y=(0.1, 0.5), z=(0.25, 0.36), half=(0.16, 0.16))
    model.frustum(y=(0.5, 0.72), z=(0.25, 1.0), half=(0.15, 0.18), inset=(0.12, -0.0))
    model.frustum(
        y=(-0.5, 0.2), z=(0.72, 0.9), half=(0.18, 0.16), sides=_TRIM, top=_TRIM, front=_TRIM, back=_TRIM
    )
    if not rider:
        return model
    jacket: Rgb = (0.20, 0.28, 0.42)
    model.frustum(
        y=(-0.38, -0.06),
        z=(0.82, 1.38),
        half=(0.2, 0.24),
        inset=(-0.02, 0.04),
        sides=jacket,
        front=jacket,
        back=jacket,
        top=jacket,
    )
    helmet: Rgb = (0.86, 0.72, 0.16)
    model.frustum(
        y=(-0.33, -0.07),
        z=(1.4, 1.66),
        half=(0.12, 0.10),
        inset=(0.04, 0.04),
        sides=helmet,
        front=(0.2, 0.18, 0.17),
        back=helmet,
        top=helmet,
    )
    model.headlights = ((0.0, 0.74, 0.85),)
    model.taillights = ((0.0, -0.86, 0.65),)
    return model


def _barge() -> Model:
    model = Model(width=5.0, length=22.0, height=3.2, floats=True)
    hull: Rgb = (0.30, 0.20, 0.17)
    model.frustum(
        y=(-11, 11), z=(0.0, 1.3), half=(2.2, 2.5), inset=(-0.3, -1.2), sides=hull, front=hull, back=hull
    )
    model.frustum(y=(-6, 9), z=(1.3, 1.9), half=(2.1, 1.7), inset=(0.5, 0.9), top=(0.45, 0.42, 0.36))
    model.frustum(
        y=(-10.2, -6.8), z=(1.3, 3.2), half=(1.7, 1.6), sides=WHITE, front=_GLASS, back=WHITE, top=RED
    )
    model.headlights, model.taillights = ((0.0, -7.0, 3.3),), ((0.0, -10.4, 3.0),)
    return model


def _ferry() -> Model:
    model = Model(width=5.0, length=17.0, height=4.2, floats=True)
    model.frustum(
        y=(-8.5, 8.5), z=(0.0, 1.1), half=(1.9, 2.3), inset=(-0.2, -1.6), sides=WHITE, front=WHITE, back=WHITE
    )
    model.frustum(
        y=(-7.6, 5.6),
        z=(1.1, 2.5),
        half=(2.0, 1.9),
        inset=(0.1, 1.0),
        sides=_GLASS,
        front=_GLASS,
        back=_GLASS,
        top=WHITE,
    )
    model.frustum(
        y=(-6.0, 2.5),
        z=(2.5, 3.7),
        half=(1.7, 1.6),
        inset=(0.1, 0.8),
        sides=_GLASS,
        front=_GLASS,
        back=_GLASS,
        top=BLUE,
    )
    model.headlights, model.taillights = ((0.0, 5.0, 2.7),), ((0.0, -8.0, 1.4),)
    return model


SEDAN = _car(length=4.6, roof=1.46, cabin=(-1.95, 1.0), slope=(0.72, 0.85))
HATCH = _car(length=4.1, roof=1.52, cabin=(-1.95, 0.95), slope=(0.35, 0.8))
SUV = _car(length=4.7, roof=1.74, cabin=(-2.25, 0.95), slope=(0.30, 0.72))
VAN, BUS, LORRY, SCOOTER = _van(), _bus(), _lorry(), _scooter(rider=True)
PARKED_SCOOTER = _scooter(rider=False)
BARGE, FERRY = _barge(), _ferry()
PAINTS = (WHITE, SILVER, BLACK, WHITE, GREY, RED, WHITE, BLUE, BRONZE, TEAL)
