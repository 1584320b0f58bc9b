"""A plan turned into pictures of one size."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.backdrop import Backdrop
from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.colour import mix, planes
from platform_backend.camera_site.drawing.ground import Ground, shadows
from platform_backend.camera_site.drawing.journeys import Spot
from platform_backend.camera_site.drawing.lens import View
from platform_backend.camera_site.drawing.loop import PERIOD_S, PICTURES
from platform_backend.camera_site.drawing.plan import Plan, Signal
from platform_backend.camera_site.drawing.vehicles import Vehicle
from platform_backend.camera_site.drawing.weather import Counter, Noise, Rain, Snow

Floats = NDArray[np.float32]


class Stage:
    """Draws the pictures of a plan; the still part is painted when it is made."""

    def __init__(self, *, plan: Plan, width: int, height: int) -> None:
        self._plan = plan
        self._view = View(lens=plan.lens, width=width, height=height)
        backdrop = self._painted()
        self._canvas = Canvas(background=planes(backdrop.colour), occluder=backdrop.occluder)
        self._vehicles = [Vehicle(model=r.model, paint=r.paint, air=plan.air) for r in plan.rides]
        self._park()
        self._noise = Noise(height=height, width=width, strength=plan.air.noise, seed=plan.seed)
        self._rain = Rain(height=height, width=width, seed=plan.seed) if plan.air.fall == "rain" else None
        self._snow = Snow(height=height, width=width, seed=plan.seed) if plan.air.fall == "snow" else None
        self._counter = Counter(width=width)

    def pictures(self) -> Iterator[NDArray[np.uint8]]:
        """All pictures of a period as yuv420p; each is valid until the next is asked for."""
        for number in range(PICTURES):
            yield self.picture(number)

    def picture(self, number: int) -> NDArray[np.uint8]:
        """One picture as yuv420p, valid until the next is asked for."""
        canvas, time = self._canvas, number * PERIOD_S / PICTURES
        canvas.begin()
        for _, draw in sorted(self._movers(time), key=lambda mover: -mover[0]):
            draw()
        canvas.paint()
        if self._rain is not None:
            self._rain.draw(canvas, number)
        if self._snow is not None:
            self._snow.draw(canvas, number)
        canvas.paint()
        self._noise.draw(canvas, number)
        self._counter.draw(canvas, number)
        return canvas.picture()

    def _painted(self) -> Backdrop:
        plan, view = self._plan, self._view
        backdrop = Backdrop(view=view, atmosphere=plan.air, lamps=plan.lamps, seed=plan.seed)
        backdrop.sky()

        def paint(x: Floats, y: Floats) -> Floats:
            ground = Ground(x=x, y=y, grain=backdrop.grain, base=plan.base)
            plan.ground(ground)
            if plan.air.wet:
                _wet(ground, plan.air.wet)
            return ground.colour

        def shadow(x: Floats, y: Floats) -> Floats:
            if sum(plan.air.sun) < 0.4:
                return np.zeros_like(x)
            return shadows(
                toward_sun=plan.air.toward_sun(),
                boxes=plan.boxes,
                crowns=plan.crowns,
                grain=backdrop.grain,
                x=x,
                y=y,
            )

        backdrop.ground(paint, shadow=shadow)
        if plan.air.wet:
            backdrop.mirror(plan.air.wet)
        for _, _, build in sorted(
            plan.structures, key=lambda s: -math.hypot(s[0] - plan.lens.x, s[1] - plan.lens.y)
        ):
            build(backdrop)
        backdrop.finish()
        return backdrop

    def _park(self) -> None:
        """Draw the vehicles that stay into the background, once."""
        plan, canvas = self._plan, self._canvas
        far_first = sorted(plan.parked, key=lambda p: -self._view.depth(p[2], p[3]))
        for model, paint, x, y, heading in far_first:
            Vehicle(model=model, paint=paint, air=plan.air, lights=False).draw(
                canvas, self._view, Spot(x, y, heading, 0.0)
            )
        canvas.keep()

    def _movers(self, time: float) -> Iterator[tuple[float, Callable[[], None]]]:
        plan, view, canvas = self._plan, self._view, self._canvas
        for vehicle, ride in zip(self._vehicles, plan.rides, strict=True):
            for spot in ride.journey.spots(time):
                if view.sees(spot.x, spot.y, 8.0):
                    yield view.depth(spot.x, spot.y), _call(vehicle.draw, canvas, view, spot)
        for walk in plan.walks:
            for spot in walk.journey.spots(time):
                if view.sees(spot.x, spot.y, 1.0):
                    yield view.depth(spot.x, spot.y), _walker(walk.person.draw, canvas, view, spot, plan)
        for signal in plan.signals:
            yield view.depth(signal.x, signal.y), _call(self._signal, signal, time)
        for other in plan.moving:
            yield other.depth(view, time), _call(other.draw, canvas, view, time)

    def _signal(self, signal: Signal, time: float) -> None:
        view, air, canvas = self._view, self._plan.air, self._canvas
        x, y, depth = view.project(np.array([[signal.x, signal.y, signal.z]])).tolist()[0]
        scale, clear = view.focal_px / depth, air.clear(depth)
        half, tall = 0.24 * scale, 0.62 * scale
        case = mix(air.haze, (0.05, 0.05, 0.06), clear)
        canvas.polygon(
            [(x - half, y - tall), (x + half, y - tall), (x + half, y + tall), (x - half, y + tall)],
            case,
            depth=0,
        )
        colour = signal.colour(time)
        at = y + tall * (0.62 if colour[1] > 0.9 else 0.0 if colour[0] > 0.9 and colour[1] > 0.5 else -0.62)
        canvas.disc(x, at, 0.17 * scale + 0.4, 0.17 * scale + 0.4, mix(air.haze, colour, clear), depth=0)
        strength = (0.18 + 0.3 * air.lights_on) * clear
        canvas.glow(
            x,
            at,
            0.5 * scale,
            0.5 * scale,
            (colour[0] * strength, colour[1] * strength, colour[2] * strength),
            depth=0,
        )


def _call(draw: Callable[..., None], *args: object) -> Callable[[], None]:
    return lambda: draw(*args)


def _walker(
    draw: Callable[..., None], canvas: Canvas, view: View, spot: Spot, plan: Plan
) -> Callable[[], None]:
    walked = spot.x * math.sin(spot.heading) + spot.y * math.cos(spot.heading)
    return lambda: draw(canvas, view, spot, air=plan.air, walked=walked)


def _wet(ground: Ground, wet: float) -> None:
    """Water darkens everything; puddles gather where the ground is low."""
    ground.colour *= np.float32(1 - 0.38 * wet)
