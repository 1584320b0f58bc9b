"""The plan of one scene: where everything stands and who goes where; it knows nothing of pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from platform_backend.camera_site.drawing.atmosphere import Atmosphere, Lamp
from platform_backend.camera_site.drawing.backdrop import Backdrop, Vector
from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.colour import Rgb, mix
from platform_backend.camera_site.drawing.ground import Ground
from platform_backend.camera_site.drawing.journeys import Journey, Path, cruise
from platform_backend.camera_site.drawing.lens import Lens, View
from platform_backend.camera_site.drawing.loop import PERIOD_S
from platform_backend.camera_site.drawing.models import Model
from platform_backend.camera_site.drawing.people import Person
from platform_backend.camera_site.drawing.structures import (
    GLASS,
    OFFICE,
    PLASTER,
    TOWER,
    Style,
    beam,
    box,
    hedge,
    house,
    pole,
    street_lamp,
    tree,
)

Build = Callable[[Backdrop], None]


@dataclass(frozen=True, slots=True)
class Ride:
    """A vehicle under way."""

    model: Model
    paint: Rgb
    journey: Journey


@dataclass(frozen=True, slots=True)
class Walk:
    """Somebody on foot."""

    person: Person
    journey: Journey


@dataclass(frozen=True, slots=True)
class Signal:
    """A traffic light in the air; green from `green` to `amber` seconds of the loop, then amber for 1.2 s."""

    x: float
    y: float
    z: float
    green: float
    amber: float

    def colour(self, time: float) -> Rgb:
        """What it shows at a time of the loop."""
        since = (time - self.green) % PERIOD_S
        lasts = (self.amber - self.green) % PERIOD_S
        if since < lasts:
            return (0.10, 0.95, 0.50)
        return (1.0, 0.72, 0.12) if since < lasts + 1.2 else (1.0, 0.14, 0.10)


@dataclass(frozen=True, slots=True)
class Moving:
    """Anything else that moves: a distance from the lens and how to draw it at a time of the loop."""

    depth: Callable[[View, float], float]
    draw: Callable[[Canvas, View, float], None]


@dataclass(slots=True)
class Plan:
    """Everything in a scene. Structures come with the place by which they are sorted."""

    lens: Lens
    air: Atmosphere
    ground: Callable[[Ground], None]
    base: Rgb = (0.45, 0.45, 0.44)
    seed: int = 1
    structures: list[tuple[float, float, Build]] = field(default_factory=list)
    lamps: list[Lamp] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    crowns: list[tuple[float, float, float, float]] = field(default_factory=list)
    rides: list[Ride] = field(default_factory=list)
    walks: list[Walk] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    moving: list[Moving] = field(default_factory=list)
    parked: list[tuple[Model, Rgb, float, float, float]] = field(default_factory=list)

    def house(self, x0: float, x1: float, y0: float, y1: float, height: float, style: Style) -> None:
        """A house on the ground."""
        near_x = min(max(self.lens.x, x0), x1)
        near_y = min(max(self.lens.y, y0), y1)
        self.boxes.append((x0, x1, y0, y1, height))
        self.build(
            near_x, near_y, lambda scene: house(scene, x0=x0, x1=x1, y0=y0, y1=y1, height=height, style=style)
        )

    def tree(
        self,
        x: float,
        y: float,
        *,
        height: float = 5.0,
        radius: float = 2.2,
        leaf: Rgb = (0.22, 0.38, 0.15),
        bare: bool = False,
    ) -> None:
        """A tree; `height` is that of the crown's middle."""
        if not bare:
            self.crowns.append((x, y, height, radius * 0.95))
        self.build(
            x, y, lambda scene: tree(scene, x=x, y=y, height=height, radius=radius, leaf=leaf, bare=bare)
        )

    def hedge(self, x0: float, y0: float, x1: float, y1: float, *, height: float = 0.9) -> None:
        """A hedge from one point to another."""
        self.build(
            (x0 + x1) / 2,
            (y0 + y1) / 2,
            lambda scene: hedge(scene, x0=x0, x1=x1, y0=y0, y1=y1, height=height),
        )

    def lamp(self, x: float, y: float, *, z: float = 8.0, reach: float = 1.6, strength: float = 1.0) -> None:
        """A street lamp whose arm reaches along x."""
        self.lamps.append(Lamp(x=x + reach, y=y, z=z, strength=strength))
        self.build(x, y, lambda scene: street_lamp(scene, x=x, y=y, z=z, reach=reach))

    def pole(self, x: float, y: float, *, z1: float, width: float, colour: Rgb, z0: float = 0.0) -> None:
        """An upright post."""
        self.build(x, y, lambda scene: pole(scene, x=x, y=y, z0=z0, z1=z1, width=width, colour=colour))

    def beam(self, start: Vector, end: Vector, *, width: float, colour: Rgb) -> None:
        """A bar in the air."""
        x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        self.build(x, y, lambda scene: beam(scene, start, end, width=width, colour=colour))

    def box(self, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float, colour: Rgb) -> None:
        """A plain block."""
        near_x, near_y = min(max(self.lens.x, x0), x1), min(max(self.lens.y, y0), y1)
        self.build(
            near_x, near_y, lambda scene: box(scene, x0=x0, x1=x1, y0=y0, y1=y1, z0=z0, z1=z1, colour=colour)
        )

    def lantern(self, x: float, y: float, z: float) -> None:
        """A red paper lantern."""

        def hang(scene: Backdrop) -> None:
            depth = scene.view.depth(x, y, z)
            if depth > 1:
                at = scene.view.project(np.array([[x, y, z]])).tolist()[0]
                colour = mix((0.55, 0.10, 0.08), (1.0, 0.32, 0.16), scene.atmosphere.lights_on)
                scene.blob(at[0], at[1], scene.view.focal_px * 0.24 / depth, colour, depth=depth)

        self.build(x, y, hang)

    def bulb(self, x: float, y: float, z: float) -> None:
        """A bare lamp that lights its surroundings."""
        self.lamps.append(Lamp(x=x, y=y, z=z, strength=1.2))

    def skyline(
        self, *, y: float, x0: float, x1: float, seed: int, low: float = 14, high: float = 48
    ) -> None:
        """A row of houses in the distance, so that the streets do not end in nothing."""
        random = np.random.default_rng(seed)
        styles = (TOWER, OFFICE, GLASS, PLASTER, TOWER)
        x = x0
        while x < x1:
            wide = float(random.uniform(14, 30))
            tall = float(random.uniform(low, high))
            deep = y + float(random.uniform(0, 30))
            self.house(x, x + wide, deep, deep + 20, tall, styles[int(random.integers(len(styles)))])
            x += wide + float(random.uniform(1, 12))

    def build(self, x: float, y: float, how: Build) -> None:
        """Anything else that stands still."""
        self.structures.append((x, y, how))

    def ride(self, model: Model, paint: Rgb, journey: Journey) -> None:
        """A vehicle on its way."""
        self.rides.append(Ride(model, paint, journey))

    def park(self, model: Model, paint: Rgb, x: float, y: float, heading: float) -> None:
        """A vehicle that stays."""
        self.parked.append((model, paint, x, y, heading))

    def walk(self, person: Person, path: Path, *, start: float, speed: float = 1.35) -> None:
        """Somebody on foot from one end of a path to the other."""
        self.walks.append(Walk(person, cruise(path, speed=speed, start=start)))

    def stroll(self, person: Person, journey: Journey) -> None:
        """Somebody on foot who does not keep one pace."""
        self.walks.append(Walk(person, journey))
