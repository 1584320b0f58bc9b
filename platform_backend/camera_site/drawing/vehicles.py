"""Vehicles in a picture: their solids turned, lit and projected anew for every one."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.atmosphere import Atmosphere
from platform_backend.camera_site.drawing.canvas import CORNERS, Canvas
from platform_backend.camera_site.drawing.colour import Rgb, mix
from platform_backend.camera_site.drawing.journeys import Spot
from platform_backend.camera_site.drawing.lens import View
from platform_backend.camera_site.drawing.models import Model

Points = NDArray[np.float64]


class Vehicle:
    """A model with a paint, ready to be drawn anywhere."""

    def __init__(self, *, model: Model, paint: Rgb, air: Atmosphere, lights: bool = True) -> None:
        self._model = model
        self._air = air
        self._lights = air.lights_on if lights else 0.0
        self._vertices = np.array(model.vertices, np.float64)
        corners = [np.array([model.vertices[i] for i in face]) for face in model.faces]
        self._centres = np.array([face.mean(axis=0) for face in corners])
        normals = np.array([np.cross(face[1] - face[0], face[2] - face[0]) for face in corners])
        self._normals = normals / np.linalg.norm(normals, axis=1, keepdims=True)
        self._colours = np.array([paint if colour is None else colour for colour in model.colours])
        self._corners = np.array([[*face, *face[-1:] * (CORNERS - len(face))] for face in model.faces])
        self._coarse = ~np.array(model.fine)
        self._sun = np.array(air.toward_sun())
        w, h = model.width / 2 + 0.1, model.length / 2 + 0.1
        self._foot = np.array([(-w, -h, 0.0), (w, -h, 0.0), (w, h, 0.0), (-w, h, 0.0)])

    def draw(self, canvas: Canvas, view: View, spot: Spot) -> None:
        """Draw it where it is, or nothing when it is out of sight."""
        depth = view.depth(spot.x, spot.y, spot.z + 0.5)
        if depth < self._model.length * 0.6 + 1.0:
            return
        sine, cosine = math.sin(spot.heading), math.cos(spot.heading)
        turn = np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])
        place = np.array([spot.x, spot.y, spot.z])
        points = view.project(self._vertices @ turn + place)
        low, high = points.min(axis=0), points.max(axis=0)
        margin = (high[0] - low[0]) + 20
        if high[0] < -margin or low[0] > view.width + margin or high[1] < 0 or low[1] > view.height + margin:
            return
        clear = self._air.clear(depth)
        size = high[0] - low[0] + high[1] - low[1]
        if not self._model.floats:
            self._shadow(canvas, view, turn, place, depth=depth, clear=clear)
        if self._lights and self._model.headlights and size > view.width / 60:
            self._beam(canvas, view, turn, place, depth=depth, clear=clear)
        normals = self._normals @ turn
        toward = view.position - (self._centres @ turn + place)
        seen = (toward * normals).sum(axis=1) > 0
        shown = seen if size > view.width / 28 else seen & self._coarse
        if shown.any():
            corners = points[self._corners[shown], :2].astype(np.float32)
            colours = self._lit(normals[shown], self._colours[shown], clear)
            canvas.polygons(corners, colours, depth=depth - 0.8)
        if self._lights:
            self._lamps(canvas, view, turn, place, spot=spot, depth=depth, clear=clear)

    def _lit(self, normals: Points, paint: Points, clear: float) -> list[Rgb]:
        air = self._air
        sun = np.clip(normals @ self._sun, 0, 1)[:, None] * np.array(air.sun)
        sky = (0.72 + 0.28 * normals[:, 2:3]) * np.array(air.ambient)
        street = 0.22 * air.lights_on * (0.6 + 0.4 * normals[:, 2:3]) * np.array((1.0, 0.8, 0.55))
        mirror = np.clip(normals[:, 2:3], 0, 1) ** 2 * 0.10 * np.array(air.sky_low)
        colours = np.clip(paint * (sun + sky + street) + mirror, 0, 1)
        colours = np.array(air.haze) + (colours - np.array(air.haze)) * clear
        return [(c[0], c[1], c[2]) for c in colours.tolist()]

    def _shadow(
        self, canvas: Canvas, view: View, turn: Points, place: Points, *, depth: float, clear: float
    ) -> None:
        sun = self._sun
        hard = sum(self._air.sun) / 3
        foot = self._foot @ turn + place
        corners = view.project(foot)[:, :2].tolist()
        canvas.polygon(corners, (0.02, 0.02, 0.03), depth=depth - 0.3, alpha=0.42 * clear)
        if hard > 0.2:
            slide = np.array([-sun[0], -sun[1], 0.0]) / max(sun[2], 0.25) * self._model.height * 0.55
            cast = view.project(foot + slide)[:, :2].tolist()
            canvas.polygon(cast, (0.03, 0.03, 0.06), depth=depth - 0.3, alpha=0.5 * hard * 1.4 * clear)

    def _beam(
        self, canvas: Canvas, view: View, turn: Points, place: Points, *, depth: float, clear: float
    ) -> None:
        on = self._air.lights_on
        ahead = self._model.length / 2
        for reach, size, strength in ((3.5, 1.7, 0.22), (8.0, 2.8, 0.13)):
            at = view.project((np.array([[0.0, ahead + reach, 0.0]]) @ turn) + place).tolist()[0]
            if at[2] < 2.5:
                continue
            scale = view.focal_px / at[2]
            flat = max(min(view.lens.height / at[2], 1.0), 0.12)
            lie = abs(float(turn[1] @ view.axes[2]))
            wide = size * (1.0 + 0.5 * (1 - lie))
            canvas.glow(
                at[0],
                at[1],
                wide * scale,
                size * scale * flat * (1 + 0.6 * lie),
                (strength * on * clear, strength * on * 0.92 * clear, strength * on * 0.74 * clear),
                depth=depth - 1.0,
            )

    def _lamps(
        self,
        canvas: Canvas,
        view: View,
        turn: Points,
        place: Points,
        *,
        spot: Spot,
        depth: float,
        clear: float,
    ) -> None:
        air, model = self._air, self._model
        toward = view.position - place
        facing = float((toward @ turn[1]) / np.linalg.norm(toward))
        scale = view.focal_px / depth
        if facing > -0.1:
            lamps, core, halo = model.headlights, (1.0, 0.98, 0.92), (0.55, 0.52, 0.44)
            size = 0.55 + 0.5 * max(facing, 0.0)
        else:
            braking = spot.speed < 2.5
            lamps = model.taillights
            core = (1.0, 0.22, 0.14) if braking else (0.85, 0.10, 0.07)
            halo, size = (0.5, 0.05, 0.03), 0.6 if braking else 0.4
        strength = air.lights_on * (0.35 + 0.65 * clear)
        glow = (halo[0] * strength, halo[1] * strength, halo[2] * strength)
        for lamp in view.project(np.array(lamps) @ turn + place).tolist():
            canvas.disc(
                lamp[0],
                lamp[1],
                0.13 * scale + 0.3,
                0.1 * scale + 0.3,
                mix(air.haze, core, clear),
                depth=depth - 1,
            )
            canvas.glow(lamp[0], lamp[1], size * scale + 0.8, size * scale + 0.8, glow, depth=depth - 1)
            if air.wet:
                wet = air.wet * strength * 0.6
                drop = scale * (lamp[2] * 0.0 + 1.4)
                canvas.glow(
                    lamp[0],
                    lamp[1] + drop,
                    0.28 * scale + 0.5,
                    1.3 * scale,
                    (halo[0] * wet, halo[1] * wet, halo[2] * wet),
                    depth=depth - 1,
                )
