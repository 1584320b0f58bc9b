"""Time of day and weather: what light there is, how far one sees, what falls from the sky."""

from __future__ import annotations

import math
from dataclasses import dataclass

from platform_backend.camera_site.drawing.colour import Rgb


@dataclass(frozen=True, slots=True)
class Lamp:
    """A street lamp: its foot, its height and how bright it is."""

    x: float
    y: float
    z: float = 8.0
    strength: float = 1.0
    colour: Rgb = (1.0, 0.78, 0.5)


@dataclass(frozen=True, slots=True)
class Atmosphere:
    """Light and weather of a scene; `sun_from` is the direction towards the sun (x, y, z)."""

    sky_top: Rgb
    sky_low: Rgb
    ambient: Rgb
    sun: Rgb
    sun_from: tuple[float, float, float]
    haze: Rgb
    visibility_m: float
    clouds: float = 0.5
    lights_on: float = 0.0
    """0 by day to 1 at night: headlights, windows, shop signs."""
    wet: float = 0.0
    fall: str = ""
    noise: float = 0.6
    """Noise of the sensor in luma levels (standard deviation)."""

    def toward_sun(self) -> tuple[float, float, float]:
        """`sun_from` as a unit vector."""
        x, y, z = self.sun_from
        length = math.sqrt(x * x + y * y + z * z)
        return (x / length, y / length, z / length)

    def clear(self, depth: float) -> float:
        """The share of a thing's own colour that reaches the lens from so many metres away."""
        return math.exp(-max(depth, 0.0) / self.visibility_m)


DAY = Atmosphere(
    sky_top=(0.36, 0.55, 0.80),
    sky_low=(0.78, 0.86, 0.92),
    ambient=(0.52, 0.57, 0.64),
    sun=(0.72, 0.66, 0.54),
    sun_from=(0.6, -0.35, 0.75),
    haze=(0.74, 0.81, 0.87),
    visibility_m=420,
)
OVERCAST = Atmosphere(
    sky_top=(0.62, 0.67, 0.72),
    sky_low=(0.80, 0.82, 0.83),
    ambient=(0.80, 0.83, 0.87),
    sun=(0.10, 0.10, 0.10),
    sun_from=(0.3, -0.3, 0.9),
    haze=(0.76, 0.79, 0.81),
    visibility_m=300,
    clouds=1.0,
)
DUSK = Atmosphere(
    sky_top=(0.20, 0.25, 0.45),
    sky_low=(0.96, 0.60, 0.36),
    ambient=(0.46, 0.45, 0.56),
    sun=(0.62, 0.40, 0.22),
    sun_from=(-0.8, 0.55, 0.28),
    haze=(0.70, 0.50, 0.42),
    visibility_m=380,
    clouds=0.9,
    lights_on=0.55,
    noise=0.9,
)
NIGHT = Atmosphere(
    sky_top=(0.015, 0.02, 0.05),
    sky_low=(0.13, 0.11, 0.13),
    ambient=(0.19, 0.20, 0.27),
    sun=(0.0, 0.0, 0.0),
    sun_from=(0.0, 0.0, 1.0),
    haze=(0.12, 0.11, 0.13),
    visibility_m=400,
    clouds=0.2,
    lights_on=1.0,
    noise=1.3,
)
RAIN = Atmosphere(
    sky_top=(0.42, 0.46, 0.51),
    sky_low=(0.58, 0.61, 0.64),
    ambient=(0.58, 0.62, 0.68),
    sun=(0.03, 0.03, 0.03),
    sun_from=(0.2, 0.2, 0.95),
    haze=(0.55, 0.58, 0.61),
    visibility_m=150,
    clouds=1.0,
    lights_on=0.5,
    wet=0.8,
    fall="rain",
)
RAINY_NIGHT = Atmosphere(
    sky_top=(0.02, 0.025, 0.045),
    sky_low=(0.12, 0.11, 0.13),
    ambient=(0.17, 0.19, 0.25),
    sun=(0.0, 0.0, 0.0),
    sun_from=(0.0, 0.0, 1.0),
    haze=(0.12, 0.12, 0.15),
    visibility_m=180,
    clouds=0.1,
    lights_on=1.0,
    wet=1.0,
    fall="rain",
    noise=1.2,
)
SNOW = Atmosphere(
    sky_top=(0.70, 0.73, 0.77),
    sky_low=(0.82, 0.84, 0.86),
    ambient=(0.80, 0.84, 0.90),
    sun=(0.05, 0.05, 0.05),
    sun_from=(0.2, 0.3, 0.9),
    haze=(0.80, 0.82, 0.85),
    visibility_m=110,
    clouds=0.6,
    lights_on=0.35,
    fall="snow",
)
FOG = Atmosphere(
    sky_top=(0.72, 0.74, 0.76),
    sky_low=(0.76, 0.78, 0.79),
    ambient=(0.74, 0.76, 0.79),
    sun=(0.06, 0.06, 0.05),
    sun_from=(0.4, 0.3, 0.8),
    haze=(0.74, 0.76, 0.775),
    visibility_m=48,
    clouds=0.2,
    lights_on=0.5,
)
