"""What stands still in a scene, painted once for each picture size: sky, ground, walls, light and haze."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.atmosphere import Atmosphere, Lamp
from platform_backend.camera_site.drawing.colour import Rgb
from platform_backend.camera_site.drawing.lens import NEAREST_M, View
from platform_backend.camera_site.drawing.surface import Grain, extent

Floats = NDArray[np.float32]
Vector = tuple[float, float, float]
Shadow = Callable[[Floats, Floats], Floats]
"""Ground coordinates to the share of sunlight that is missing there."""
Facade = Callable[[Floats, Floats, Floats, Floats], tuple[Floats, Floats | None]]
"""(along, up, their extents) of a wall to its colour and, if any, the light it sends out."""


class Backdrop:
    """The still picture in sRGB with the depth of each pixel; later things cover earlier ones."""

    def __init__(self, *, view: View, atmosphere: Atmosphere, lamps: Sequence[Lamp], seed: int) -> None:
        self.view = view
        self.atmosphere = atmosphere
        self.lamps = lamps
        self.random = np.random.default_rng(seed)
        self.grain = Grain(seed)
        rows, columns = view.height, view.width
        self.colour = np.zeros((rows, columns, 3), np.float32)
        self.depth = np.full((rows, columns), 1e6, np.float32)
        self.occluder = np.full((rows, columns), np.inf, np.float32)
        self._columns = np.arange(columns, dtype=np.float32) + np.float32(0.5)
        self._rows = (np.arange(rows, dtype=np.float32) + np.float32(0.5))[:, None]

    def sky(self) -> None:
        """Gradient, clouds and the glow around a low sun."""
        air, view = self.atmosphere, self.view
        x, y, z = view.rays(0, 0, view.width, view.height)
        rise = z / np.sqrt(x * x + y * y + z * z)
        share = np.clip(rise * np.float32(2.2), 0, 1)[..., None] ** np.float32(0.7)
        low, top = np.array(air.sky_low, np.float32), np.array(air.sky_top, np.float32)
        picture = low + (top - low) * share
        flat = np.maximum(rise, np.float32(0.03))
        a, b = x / flat * np.float32(0.9), y / flat * np.float32(0.9)
        cloud = sum(self.grain.at(a * 2.0**i, b * 2.0**i) * np.float32(0.6**i) for i in range(4))
        cover = np.clip((cloud + np.float32(air.clouds - 0.5)) * np.float32(0.9), 0, 1) * np.clip(
            rise * 7, 0, 1
        )
        light = np.array([min(c * 1.12 + 0.05, 1.0) for c in air.sky_low], np.float32)
        picture += cover[..., None] * np.float32(0.75 * min(air.clouds + 0.2, 1.0)) * (light - picture)
        if sum(air.sun) > 0:
            sx, sy, sz = air.toward_sun()
            near = np.clip((x * sx + y * sy + z * sz) / np.sqrt(x * x + y * y + z * z), 0, 1)
            picture += (near ** np.float32(24))[..., None] * np.array(air.sun, np.float32) * np.float32(0.5)
        self.colour[:] = np.clip(picture, 0, 1)

    def light(self, normal: Vector, x: Floats, y: Floats, z: Floats | float, shade: Floats | float) -> Floats:
        """The light that falls on a surface, as factors for its colour."""
        air = self.atmosphere
        sun = air.toward_sun()
        facing = max(0.0, sum(a * b for a, b in zip(normal, sun, strict=True)))
        total = np.zeros((*x.shape, 3), np.float32)
        total += np.array(air.ambient, np.float32) * np.float32(0.78 + 0.22 * normal[2])
        sunlight = np.float32(facing) * (1 - np.asarray(shade, np.float32))
        total += sunlight[..., None] * np.array(air.sun, np.float32)
        if air.lights_on:
            for lamp in self.lamps:
                away = (x - np.float32(lamp.x)) ** 2 + (y - np.float32(lamp.y)) ** 2
                away += (np.asarray(z, np.float32) - np.float32(lamp.z * 0.3)) ** 2
                reach = np.float32(lamp.z * lamp.z * 1.1)
                pool = np.float32(air.lights_on * lamp.strength * 0.85) / (1 + away / reach) ** 2
                total += pool[..., None] * np.array(lamp.colour, np.float32)
        return total

    def wall(self, origin: Vector, along: Vector, up: Vector, facade: Facade) -> None:
        """A flat rectangle from `origin`, spanned by two perpendicular vectors; the back is not seen."""
        start, a, b = (np.array(v, np.float64) for v in (origin, along, up))
        normal = np.cross(a, b)
        normal /= np.linalg.norm(normal)
        if float((self.view.position - start) @ normal) <= 0.05:
            return
        corners = self._in_front([start, start + a, start + a + b, start + b])
        if len(corners) < 3:
            return
        outline = self.view.project(np.array(corners))
        found = self._cover(outline[:, :2].tolist())
        if found is None:
            return
        (x0, y0, x1, y1), cover = found
        rx, ry, rz = self.view.rays(x0, y0, x1, y1)
        steep = rx * np.float32(normal[0]) + ry * np.float32(normal[1]) + rz * np.float32(normal[2])
        steep = np.where(np.abs(steep) < 1e-5, np.float32(-1e-5), steep)
        depth = (np.float32(float((start - self.view.position) @ normal)) / steep).astype(np.float32)
        depth = np.clip(depth, NEAREST_M, 5000)
        x, y, z = (
            np.float32(at) + depth * ray for at, ray in zip(self.view.position, (rx, ry, rz), strict=True)
        )
        length, height = float(np.linalg.norm(a)), float(np.linalg.norm(b))
        ua, ub = a / length, b / height
        u = np.clip(_dot(x, y, z, ua) - np.float32(start @ ua), 0, length)
        v = np.clip(_dot(x, y, z, ub) - np.float32(start @ ub), 0, height)
        colour, glow = facade(u, v, extent(u), extent(v))
        colour = colour * self.light((normal[0], normal[1], normal[2]), x, y, z, 0.0)
        if glow is not None:
            colour = colour + glow
        self._lay((x0, y0, x1, y1), cover, colour, depth)

    def blob(self, x: float, y: float, r: float, colour: Rgb, *, depth: float) -> None:
        """A disc in pixels at a depth: leaves, bushes, lamp heads."""
        x0, y0 = max(int(x - r) - 1, 0), max(int(y - r) - 1, 0)
        x1, y1 = min(int(x + r) + 2, self.view.width), min(int(y + r) + 2, self.view.height)
        if x1 <= x0 or y1 <= y0:
            return
        away = np.hypot(self._columns[x0:x1] - np.float32(x), self._rows[y0:y1] - np.float32(y))
        cover = np.clip(np.float32(r + 0.5) - away, 0, 1)
        self._lay((x0, y0, x1, y1), cover, np.array(colour, np.float32), np.float32(depth))

    def patch(self, points: Sequence[Sequence[float]], colour: Rgb, *, depth: float) -> None:
        """A convex polygon in pixels of one colour at a depth."""
        found = self._cover(points)
        if found is not None:
            self._lay(found[0], found[1], np.array(colour, np.float32), np.float32(depth))

    def ground(self, paint: Callable[[Floats, Floats], Floats], *, shadow: Shadow) -> None:
        """The plane z = 0: `paint` gives the colour at its coordinates."""
        top = self.view.horizon()
        if top >= self.view.height:
            return
        rx, ry, rz = self.view.rays(0, top, self.view.width, self.view.height)
        depth = np.float32(-self.view.lens.height) / rz
        x = np.float32(self.view.lens.x) + depth * rx
        y = np.float32(self.view.lens.y) + depth * ry
        lit = paint(x, y) * self.light((0.0, 0.0, 1.0), x, y, 0.0, shadow(x, y))
        self.colour[top:] = np.clip(lit, 0, 1)
        self.depth[top:] = depth

    def mirror(self, wet: float) -> None:
        """A wet ground throws back some sky, more of it far away and in puddles."""
        ground = self.depth < 5e5
        sight = np.clip(self.depth / np.float32(60), 0, 1) ** np.float32(0.6)
        rows = np.clip(self._rows - self.view.horizon(), 1, None)
        puddles = self.grain.at(self._columns / np.float32(40) * 40 / rows * 8, np.float32(900) / rows)
        share = np.float32(0.42 * wet) * sight * (1 + np.float32(0.5) * puddles) * ground
        self.colour += share[..., None] * (np.array(self.atmosphere.sky_low, np.float32) - self.colour)

    def finish(self) -> None:
        """Haze over what is far, light around what is bright, darker corners."""
        air, view = self.atmosphere, self.view
        share = 1 - np.exp(-self.depth / np.float32(air.visibility_m))
        sky = self.depth > 5e5
        share = np.where(sky, np.float32(0), share)
        horizon = view.height / 2 - view.focal_px * math.tan(math.radians(view.lens.pitch))
        rise = np.clip((np.float32(horizon) - self._rows) / np.float32(view.height), 0, 1)
        misty = np.float32(min(1.0, 60 / air.visibility_m)) * np.exp(-rise * np.float32(9))
        share = np.where(sky, misty, share)
        self.colour += share[..., None] * (np.array(air.haze, np.float32) - self.colour)
        if air.lights_on:
            self._bloom(np.float32(0.55 * air.lights_on))
        a = (self._columns / np.float32(view.width) - np.float32(0.5)) ** 2
        b = (self._rows / np.float32(view.height) - np.float32(0.5)) ** 2
        self.colour *= (1 - np.float32(0.42) * (a + b))[..., None]
        np.clip(self.colour, 0, 1, out=self.colour)

    def _bloom(self, strength: np.float32) -> None:
        bright = np.clip(self.colour - np.float32(0.72), 0, 1)
        step = max(2, self.view.width // 160)
        rows, columns = self.view.height // step * step, self.view.width // step * step
        small = (
            bright[:rows, :columns].reshape(rows // step, step, columns // step, step, 3).mean(axis=(1, 3))
        )
        for _ in range(3):
            padded = np.pad(small, ((1, 1), (1, 1), (0, 0)), mode="edge")
            small = (
                padded[:-2, 1:-1]
                + padded[2:, 1:-1]
                + padded[1:-1, :-2]
                + padded[1:-1, 2:]
                + padded[1:-1, 1:-1]
            ) / 5
        wide = small.repeat(step, axis=0).repeat(step, axis=1)
        # Smooth away the blocks of the small picture.
        for axis in (0, 1):
            total = np.cumsum(
                np.concatenate([wide.take([0] * step, axis), wide, wide.take([-1] * step, axis)], axis), axis
            )
            upper = np.take(total, np.arange(2 * step - 1, total.shape[axis]), axis)
            lower = np.take(total, np.arange(0, total.shape[axis] - 2 * step + 1), axis)
            wide = ((upper - lower) / (2 * step - 1)).take(np.arange(wide.shape[axis]), axis)
        self.colour[:rows, :columns] += wide.astype(np.float32) * strength * 2

    def _in_front(self, corners: list[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
        near = NEAREST_M + 0.1
        axis = self.view.axes[2]
        kept: list[NDArray[np.float64]] = []
        for i, b in enumerate(corners):
            a = corners[i - 1]
            da, db = (
                float((a - self.view.position) @ axis) - near,
                float((b - self.view.position) @ axis) - near,
            )
            if (da > 0) != (db > 0):
                kept.append(a + (b - a) * (da / (da - db)))
            if db > 0:
                kept.append(b)
        return kept

    def _cover(self, points: Sequence[Sequence[float]]) -> tuple[tuple[int, int, int, int], Floats] | None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, y0 = max(int(max(min(xs), -9e6)) - 1, 0), max(int(max(min(ys), -9e6)) - 1, 0)
        x1, y1 = (
            min(int(min(max(xs), 9e6)) + 2, self.view.width),
            min(int(min(max(ys), 9e6)) + 2, self.view.height),
        )
        if x1 <= x0 or y1 <= y0:
            return None
        count = len(points)
        turn = sum(xs[i - 1] * ys[i] - xs[i] * ys[i - 1] for i in range(count))
        sign = 1.0 if turn > 0 else -1.0
        cover = np.ones((y1 - y0, x1 - x0), np.float32)
        for i in range(count):
            dx, dy = xs[i] - xs[i - 1], ys[i] - ys[i - 1]
            length = math.hypot(dx, dy)
            if length > 1e-6:
                nx, ny = -dy / length * sign, dx / length * sign
                edge = self._columns[x0:x1] * np.float32(nx) + np.float32(0.5 - nx * xs[i] - ny * ys[i])
                np.minimum(cover, edge + self._rows[y0:y1] * np.float32(ny), out=cover)
        return (x0, y0, x1, y1), np.clip(cover, 0, 1, out=cover)

    def _lay(
        self, box: tuple[int, int, int, int], cover: Floats, colour: Floats, depth: Floats | np.float32
    ) -> None:
        x0, y0, x1, y1 = box
        window = self.colour[y0:y1, x0:x1]
        window += cover[..., None] * (np.clip(colour, 0, 1) - window)
        solid = cover > 0.5
        deep = np.broadcast_to(depth, solid.shape)
        for plane in (self.depth, self.occluder):
            part = plane[y0:y1, x0:x1]
            part[solid] = deep[solid]


def _dot(x: Floats, y: Floats, z: Floats, axis: NDArray[np.float64]) -> Floats:
    total: Floats = x * np.float32(axis[0]) + y * np.float32(axis[1]) + z * np.float32(axis[2])
    return total
