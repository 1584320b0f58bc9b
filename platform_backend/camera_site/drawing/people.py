"""People on foot: small walking figures without faces."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from platform_backend.camera_site.drawing.atmosphere import Atmosphere
from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.colour import Rgb, lit, mix
from platform_backend.camera_site.drawing.journeys import Spot
from platform_backend.camera_site.drawing.lens import View

COATS: tuple[Rgb, ...] = (
    (0.62, 0.16, 0.15),
    (0.20, 0.30, 0.50),
    (0.80, 0.78, 0.72),
    (0.22, 0.24, 0.26),
    (0.72, 0.55, 0.22),
    (0.24, 0.42, 0.34),
    (0.56, 0.40, 0.52),
    (0.85, 0.86, 0.88),
)
_TROUSERS: tuple[Rgb, ...] = ((0.16, 0.18, 0.24), (0.28, 0.26, 0.24), (0.12, 0.12, 0.13), (0.34, 0.38, 0.46))
_STRIDE_M = 1.4
"""Metres in two steps: the legs swing with the way walked, so they never slide and always close the loop."""


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody looks: height in metres, clothes, and an umbrella's colour if there is one."""

    height: float
    coat: Rgb
    trousers: Rgb
    umbrella: Rgb | None = None

    def draw(self, canvas: Canvas, view: View, spot: Spot, *, air: Atmosphere, walked: float) -> None:
        """Draw the figure with its feet at the spot."""
        depth = view.depth(spot.x, spot.y, 0.8)
        if depth < 2.0:
            return
        points = np.array([(spot.x, spot.y, 0.0), (spot.x, spot.y, self.height)])
        foot, top = view.project(points).tolist()
        tall = foot[1] - top[1]
        x, y = foot[0], foot[1]
        if not (-tall < x < view.width + tall and -tall < y < view.height + 2 * tall) or tall < 2:
            return
        scale, clear = tall / self.height, air.clear(depth)
        self._shadow(canvas, view, spot, air=air, depth=depth, scale=scale, x=x, y=y)
        light = tuple(a + 0.45 * s + 0.16 * air.lights_on for a, s in zip(air.ambient, air.sun, strict=True))
        coat, trousers, hair, skin = (
            mix(air.haze, lit(colour, (light[0], light[1], light[2])), clear)
            for colour in (self.coat, self.trousers, (0.10, 0.08, 0.07), (0.78, 0.60, 0.48))
        )
        across = math.sin(spot.heading) * view.axes[0][0] + math.cos(spot.heading) * view.axes[0][1]
        if tall < view.height / 16:
            self._small(canvas, x, y, tall, coat=coat, trousers=trousers, hair=hair, depth=depth - 0.2)
            return
        swing = math.sin(2 * math.pi * walked / _STRIDE_M) * 0.24 * scale * min(1.0, spot.speed / 0.6)
        side = swing * across
        hip, chest, shoulder = y - 0.50 * tall, y - 0.68 * tall, y - 0.83 * tall
        near = depth - 0.2
        leg = 0.075 * scale
        lift = abs(swing) * 0.12
        for step, rise in ((side, 0.0), (-side, lift)):
            end = x + step
            canvas.polygon(
                [
                    (x - leg * 1.1, hip),
                    (x + leg * 1.1, hip),
                    (end + leg * 0.8, y - rise),
                    (end - leg * 0.8, y - rise),
                ],
                trousers,
                depth=near,
            )
        wide = 0.19 * scale
        for arm in (-1.0, 1.0):
            hand = x + arm * wide * 1.05 - arm * side * 0.5
            canvas.polygon(
                [
                    (x + arm * wide * 0.75, shoulder),
                    (x + arm * wide * 1.2, shoulder + 0.02 * tall),
                    (hand + 0.04 * scale, hip),
                    (hand - 0.04 * scale, hip),
                ],
                (coat[0] * 0.82, coat[1] * 0.82, coat[2] * 0.82),
                depth=near,
            )
        canvas.polygon(
            [
                (x - wide * 0.8, y - 0.44 * tall),
                (x + wide * 0.8, y - 0.44 * tall),
                (x + wide * 0.95, chest),
                (x + wide, shoulder + 0.02 * tall),
                (x + wide * 0.4, shoulder - 0.02 * tall),
                (x - wide * 0.4, shoulder - 0.02 * tall),
                (x - wide, shoulder + 0.02 * tall),
                (x - wide * 0.95, chest),
            ],
            coat,
            depth=near,
        )
        head = y - 0.925 * tall
        canvas.disc(x, head + 0.012 * tall, 0.10 * scale, 0.12 * scale, skin, depth=near)
        canvas.disc(x, head - 0.015 * tall, 0.11 * scale, 0.105 * scale, hair, depth=near)
        if self.umbrella is not None:
            shade = mix(air.haze, lit(self.umbrella, (light[0], light[1], light[2])), clear)
            canvas.polygon(
                [
                    (x - 0.55 * scale, y - 1.02 * tall),
                    (x - 0.36 * scale, y - 1.15 * tall),
                    (x, y - 1.21 * tall),
                    (x + 0.36 * scale, y - 1.15 * tall),
                    (x + 0.55 * scale, y - 1.02 * tall),
                    (x, y - 0.98 * tall),
                ],
                shade,
                depth=near,
            )

    def _small(
        self,
        canvas: Canvas,
        x: float,
        y: float,
        tall: float,
        *,
        coat: Rgb,
        trousers: Rgb,
        hair: Rgb,
        depth: float,
    ) -> None:
        w = 0.1 * tall
        hip, neck = y - 0.47 * tall, y - 0.85 * tall
        canvas.polygon(
            [(x - w * 0.7, hip), (x + w * 0.7, hip), (x + w * 0.6, y), (x - w * 0.6, y)],
            trousers,
            depth=depth,
        )
        canvas.polygon(
            [(x - w, neck), (x + w, neck), (x + w * 0.9, hip), (x - w * 0.9, hip)], coat, depth=depth
        )
        top = self.umbrella
        if top is None:
            r = 0.06 * tall
            canvas.polygon(
                [(x - r, y - tall), (x + r, y - tall), (x + r, neck), (x - r, neck)], hair, depth=depth
            )
        else:
            canvas.polygon(
                [(x - w * 3, y - tall), (x, y - 1.15 * tall), (x + w * 3, y - tall)], coat, depth=depth
            )

    def _shadow(
        self,
        canvas: Canvas,
        view: View,
        spot: Spot,
        *,
        air: Atmosphere,
        depth: float,
        scale: float,
        x: float,
        y: float,
    ) -> None:
        if sum(air.sun) / 3 > 0.2:
            sun = air.toward_sun()
            reach = self.height / max(sun[2], 0.3) * 0.9
            tip = view.project(np.array([(spot.x - sun[0] * reach, spot.y - sun[1] * reach, 0.0)])).tolist()[
                0
            ]
            w = 0.16 * scale
            canvas.polygon(
                [(x - w, y), (x + w, y), (tip[0] + w * 0.7, tip[1]), (tip[0] - w * 0.7, tip[1])],
                (0.03, 0.03, 0.06),
                depth=depth - 0.1,
                alpha=0.45,
            )
        canvas.soft(x, y, 0.26 * scale, 0.09 * scale, (0.02, 0.02, 0.03), depth=depth - 0.1, alpha=0.4)


def person(number: int, *, child: bool = False, umbrella: bool = False) -> Person:
    """The same number always looks the same."""
    coat = COATS[number * 5 % len(COATS)]
    height = (1.18 + 0.05 * (number % 4)) if child else (1.60 + 0.04 * (number % 5))
    return Person(
        height=height,
        coat=coat,
        trousers=_TROUSERS[number * 3 % len(_TROUSERS)],
        umbrella=COATS[(number * 3 + 1) % len(COATS)] if umbrella else None,
    )
