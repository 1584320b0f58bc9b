"""What is built and what grows: houses, sheds, walls, fences, poles, trees and bushes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.backdrop import Backdrop, Facade
from platform_backend.camera_site.drawing.colour import Rgb, mix, scaled
from platform_backend.camera_site.drawing.surface import band, cells, stripes

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Style:
    """How a house front looks: storeys and bays in metres, window sizes as shares of them."""

    wall: Rgb
    glass: Rgb = (0.28, 0.36, 0.44)
    storey: float = 3.2
    bay: float = 3.0
    wide: float = 0.55
    high: float = 0.52
    shops: bool = False
    balconies: bool = False
    bands: Rgb | None = None
    lit: float = 0.35


OFFICE = Style(wall=(0.56, 0.60, 0.64), glass=(0.30, 0.42, 0.52), bay=1.9, wide=0.86, high=0.72, lit=0.45)
TOWER = Style(wall=(0.82, 0.77, 0.68), bay=3.6, wide=0.5, high=0.5, balconies=True, lit=0.4)
BRICK = Style(wall=(0.60, 0.38, 0.30), bay=3.2, wide=0.42, high=0.5, shops=True, lit=0.3)
PLASTER = Style(wall=(0.80, 0.79, 0.75), bay=3.0, wide=0.46, high=0.5, shops=True, balconies=True, lit=0.35)
GLASS = Style(wall=(0.34, 0.44, 0.52), glass=(0.36, 0.52, 0.64), bay=1.5, wide=0.93, high=0.9, lit=0.5)
SCHOOL = Style(
    wall=(0.86, 0.80, 0.70), bay=2.8, wide=0.72, high=0.56, bands=(0.66, 0.30, 0.24), storey=3.6, lit=0.2
)
_SIGNS: tuple[Rgb, ...] = (
    (0.72, 0.16, 0.14),
    (0.10, 0.34, 0.62),
    (0.86, 0.56, 0.12),
    (0.12, 0.46, 0.32),
    (0.90, 0.88, 0.84),
    (0.44, 0.16, 0.42),
)


def house(
    scene: Backdrop,
    *,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    height: float,
    style: Style,
    z: float = 0.0,
) -> None:
    """A block with a flat roof on the ground (or on z)."""
    seed = int(abs(x0 * 7 + y0 * 13 + height * 3))
    lights = scene.atmosphere.lights_on
    for number, (ox, oy, ax, ay) in enumerate(
        ((x0, y0, x1 - x0, 0.0), (x1, y0, 0.0, y1 - y0), (x1, y1, x0 - x1, 0.0), (x0, y1, 0.0, y0 - y1))
    ):
        front = _front(style, height=height, seed=seed + number * 31, lights=lights)
        scene.wall((ox, oy, z), (ax, ay, 0.0), (0.0, 0.0, height), front)
    roof = scaled(style.wall, 0.75)
    scene.wall((x0, y0, z + height), (x1 - x0, 0.0, 0.0), (0.0, y1 - y0, 0.0), plain(roof))


def plain(colour: Rgb) -> Facade:
    """A surface of one colour."""

    def paint(u: Floats, v: Floats, du: Floats, dv: Floats) -> tuple[Floats, Floats | None]:
        return np.broadcast_to(np.array(colour, np.float32), (*u.shape, 3)), None

    return paint


def _front(style: Style, *, height: float, seed: int, lights: float) -> Facade:
    base = 4.2 if style.shops else 0.0

    def paint(u: Floats, v: Floats, du: Floats, dv: Floats) -> tuple[Floats, Floats | None]:
        rise = v - np.float32(base)
        column, row = np.floor(u / np.float32(style.bay)), np.floor(rise / np.float32(style.storey))
        across = stripes(
            u, du, period=style.bay, filled=style.bay * style.wide, offset=style.bay * (1 - style.wide) / 2
        )
        upward = stripes(
            rise, dv, period=style.storey, filled=style.storey * style.high, offset=style.storey * 0.28
        )
        body = band(v, dv, base + 0.3, height - 0.9)
        window = (across * upward * body)[..., None]
        colour = np.empty((*u.shape, 3), np.float32)
        colour[:] = np.array(style.wall, np.float32)
        colour *= (0.93 + 0.07 * np.clip(v / 12, 0, 1))[..., None]
        if style.bands is not None:
            stripe = stripes(rise, dv, period=style.storey, filled=0.55)[..., None]
            colour += stripe * (np.array(style.bands, np.float32) - colour)
        if style.balconies:
            ledge = (stripes(rise, dv, period=style.storey, filled=0.9) * body)[..., None]
            some = (np.mod(column, 2) == 0)[..., None] * np.float32(0.5)
            colour += ledge * some * (np.array(scaled(style.wall, 1.22), np.float32) - colour)
        chance = cells(column, row, seed)[..., None]
        glass = np.array(style.glass, np.float32) * (0.55 + 0.9 * chance)
        colour += window * (glass - colour)
        ledges = band(v, dv, height - 0.7, height)[..., None]
        colour += ledges * (np.array(scaled(style.wall, 0.8), np.float32) - colour) * np.float32(0.7)
        glow: Floats | None = None
        if lights:
            tint = cells(column + 3, row + 5, seed)[..., None]
            warm = (
                np.array((0.95, 0.72, 0.42), np.float32) * (1 - tint)
                + np.array((0.8, 0.9, 0.95), np.float32) * tint
            )
            on = (chance > np.float32(1 - style.lit * min(1.0, lights + 0.1))) * np.float32(
                0.35 + 0.5 * lights
            )
            glow = (window * warm * on * (0.5 + 0.5 * tint)).astype(np.float32)
        if style.shops:
            colour, glow = _shops(u, v, du, dv, colour, glow, seed=seed, lights=lights)
        return colour, glow

    return paint


def _shops(
    u: Floats,
    v: Floats,
    du: Floats,
    dv: Floats,
    colour: Floats,
    glow: Floats | None,
    *,
    seed: int,
    lights: float,
) -> tuple[Floats, Floats | None]:
    shop = np.floor(u / np.float32(5.4))
    pick = (cells(shop, shop * 0, seed) * (len(_SIGNS) - 0.01)).astype(np.int64)
    signs = np.array(_SIGNS, np.float32)[pick]
    gaps = stripes(u, du, period=5.4, filled=5.1, offset=0.15)
    board = (band(v, dv, 3.0, 4.0) * gaps)[..., None]
    pane = (band(v, dv, 0.3, 2.8) * stripes(u, du, period=1.8, filled=1.65, offset=0.1))[..., None]
    glass = np.array((0.26, 0.30, 0.33), np.float32)
    colour = colour + pane * (glass - colour)
    colour = colour + board * (signs - colour)
    letters = stripes(u, du, period=0.62, filled=0.4, offset=0.3) * band(v, dv, 3.25, 3.75)
    colour = colour + (letters * stripes(u, du, period=5.4, filled=3.2, offset=1.1))[..., None] * 0.5
    if lights:
        inside = pane * np.array((0.85, 0.76, 0.58), np.float32) * np.float32(0.75 * lights)
        shining: Floats = inside + board * signs * np.float32(0.7 * lights)
        glow = shining if glow is None else shining + glow
    return colour, glow


def box(
    scene: Backdrop, *, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float, colour: Rgb
) -> None:
    """A plain block: parapets, kiosks, posts."""
    side = plain(colour)
    up = (0.0, 0.0, z1 - z0)
    scene.wall((x0, y0, z0), (x1 - x0, 0.0, 0.0), up, side)
    scene.wall((x1, y0, z0), (0.0, y1 - y0, 0.0), up, side)
    scene.wall((x1, y1, z0), (x0 - x1, 0.0, 0.0), up, side)
    scene.wall((x0, y1, z0), (0.0, y0 - y1, 0.0), up, side)
    scene.wall((x0, y0, z1), (x1 - x0, 0.0, 0.0), (0.0, y1 - y0, 0.0), side)


def pole(scene: Backdrop, *, x: float, y: float, z0: float, z1: float, width: float, colour: Rgb) -> None:
    """A thin upright post, smooth-edged at any distance."""
    low, high = scene.view.project(np.array([[x, y, z0], [x, y, z1]])).tolist()
    depth = scene.view.depth(x, y, z0)
    if depth < 1:
        return
    half = max(scene.view.focal_px * width / depth / 2, 0.35)
    points = [
        (low[0] - half, low[1]),
        (low[0] + half, low[1]),
        (high[0] + half, high[1]),
        (high[0] - half, high[1]),
    ]
    scene.patch(points, _seen(scene, colour, x, y, (z0 + z1) / 2), depth=depth)


def beam(
    scene: Backdrop,
    start: tuple[float, float, float],
    end: tuple[float, float, float],
    *,
    width: float,
    colour: Rgb,
) -> None:
    """A bar between two points in the air: lamp arms, rails, gantries."""
    a, b = scene.view.project(np.array([start, end])).tolist()
    depth = min(scene.view.depth(*start), scene.view.depth(*end))
    if depth < 1:
        return
    half = max(scene.view.focal_px * width / depth / 2, 0.35)
    length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    nx, ny = -(b[1] - a[1]) / length * half, (b[0] - a[0]) / length * half
    points = [(a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny)]
    scene.patch(points, _seen(scene, colour, start[0], start[1], start[2]), depth=depth)


def street_lamp(scene: Backdrop, *, x: float, y: float, z: float, reach: float) -> None:
    """A mast with an arm `reach` metres along x over the road; its head shines when lights are on."""
    pole(scene, x=x, y=y, z0=0.0, z1=z, width=0.16, colour=(0.42, 0.44, 0.46))
    beam(scene, (x, y, z), (x + reach, y, z + 0.4), width=0.12, colour=(0.42, 0.44, 0.46))
    depth = scene.view.depth(x + reach, y, z)
    if depth > 1:
        head = scene.view.project(np.array([[x + reach, y, z + 0.35]])).tolist()[0]
        on = scene.atmosphere.lights_on
        colour = mix((0.7, 0.7, 0.7), (1.0, 0.93, 0.75), on)
        scene.blob(head[0], head[1], max(scene.view.focal_px * 0.3 / depth, 0.6), colour, depth=depth)


def tree(
    scene: Backdrop,
    *,
    x: float,
    y: float,
    height: float,
    radius: float,
    leaf: Rgb = (0.22, 0.38, 0.15),
    bare: bool = False,
) -> None:
    """A street tree: a trunk and a crown of many small tufts, darker below and away from the sun."""
    view = scene.view
    depth = view.depth(x, y, height)
    if depth < 2:
        return
    pole(scene, x=x, y=y, z0=0.0, z1=height, width=0.32, colour=(0.30, 0.24, 0.19))
    middle = view.project(np.array([[x, y, height]])).tolist()[0]
    size = view.focal_px * radius / depth
    if middle[0] < -size * 2 or middle[0] > view.width + size * 2:
        return
    random = np.random.default_rng(int(abs(x * 131 + y * 17)) + 5)
    if bare:
        for _ in range(26):
            turn, out = random.uniform(-1.2, 1.2), random.uniform(0.5, 1.0) * radius
            end = (x + math.sin(turn) * out, y, height + math.cos(turn) * out * 0.9)
            beam(
                scene, (x, y, height - 0.8 + random.uniform(0, 1)), end, width=0.07, colour=(0.34, 0.31, 0.29)
            )
        return
    sun = scene.atmosphere.toward_sun()
    lean = float(np.dot(view.axes[0], sun))
    count = int(min(150, 34 + size * 1.6))
    spots = random.normal(0, 0.42, (count, 2))
    spots = spots[np.argsort(spots[:, 0] * -lean - spots[:, 1] * 0.8 + random.normal(0, 0.35, count))][::-1]
    for a, b in spots.tolist():
        if a * a + b * b > 1.0:
            continue
        bright = 0.72 - 0.42 * b + 0.30 * a * lean + random.uniform(-0.16, 0.16)
        tint = mix(leaf, (leaf[0] * 1.5, leaf[1] * 1.15, leaf[2] * 0.8), random.uniform(0, 0.5))
        spot = _seen(scene, scaled(tint, max(bright, 0.25)), x, y, height)
        scene.blob(
            middle[0] + a * size,
            middle[1] + b * size * 0.85,
            size * random.uniform(0.14, 0.26),
            spot,
            depth=depth,
        )


def hedge(scene: Backdrop, *, x0: float, x1: float, y0: float, y1: float, height: float) -> None:
    """A row of bushes between two points."""
    length = math.hypot(x1 - x0, y1 - y0)
    random = np.random.default_rng(int(abs(x0 * 31 + y0 * 7)) + 11)
    steps = int(length / 0.45)
    spots = [(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps)]
    spots.sort(key=lambda spot: -scene.view.depth(spot[0], spot[1], 0.0))
    for x, y in spots:
        depth = scene.view.depth(x, y, height / 2)
        if depth < 1.5:
            continue
        for z in (0.25, 0.6, 0.85):
            at = scene.view.project(np.array([[x + random.uniform(-0.2, 0.2), y, z * height]])).tolist()[0]
            green = scaled((0.20, 0.36, 0.14), 0.6 + 0.6 * z + random.uniform(-0.12, 0.12))
            spot = _seen(scene, green, x, y, height)
            scene.blob(at[0], at[1], scene.view.focal_px * height * 0.34 / depth, spot, depth=depth)


def _seen(scene: Backdrop, colour: Rgb, x: float, y: float, z: float) -> Rgb:
    """The colour of a small thing in this light."""
    at = np.array([[x]], np.float32), np.array([[y]], np.float32)
    light = scene.light((0.0, 0.0, 1.0), at[0], at[1], z, 0.35)[0, 0]
    return (
        min(colour[0] * float(light[0]), 1.0),
        min(colour[1] * float(light[1]), 1.0),
        min(colour[2] * float(light[2]), 1.0),
    )
