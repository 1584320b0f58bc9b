"""Patterns on a plane, averaged over the patch that one pixel sees, so that nothing flickers far away."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_CELLS, _STEPS = 128, 8


def band(x: Floats, size: Floats, low: float, high: float) -> Floats:
    """The share of each patch (centre x, extent size) that lies between low and high."""
    half = size * np.float32(0.5)
    inside = np.minimum(x + half, np.float32(high)) - np.maximum(x - half, np.float32(low))
    share: Floats = np.clip(inside / size, 0, 1)
    return share


def stripes(x: Floats, size: Floats, *, period: float, filled: float, offset: float = 0.0) -> Floats:
    """The share of each patch that stripes cover: `filled` metres of every `period`, starting at offset."""
    half = size * np.float32(0.5)
    low: Floats = x - half - np.float32(offset)
    high: Floats = x + half - np.float32(offset)
    share: Floats = np.clip((_covered(high, period, filled) - _covered(low, period, filled)) / size, 0, 1)
    return share


def _covered(x: Floats, period: float, filled: float) -> Floats:
    whole = np.floor(x / np.float32(period))
    covered: Floats = whole * np.float32(filled) + np.minimum(
        x - whole * np.float32(period), np.float32(filled)
    )
    return covered


def extent(x: Floats) -> Floats:
    """How far a pixel reaches along a coordinate of the plane: from the differences to its neighbours."""
    if min(x.shape) < 2:
        # Too thin to have neighbours both ways: so far away or so narrow that any size will do.
        return np.ones_like(x)
    rows, columns = np.gradient(x)
    size: Floats = np.abs(rows) + np.abs(columns) + np.float32(1e-4)
    return size


def cells(i: Floats, j: Floats, seed: int) -> Floats:
    """A number 0..1 for each cell of a grid, always the same for the same cell."""
    a = i.astype(np.int64) * 374761393 + j.astype(np.int64) * 668265263 + seed * 974634777
    a = (a ^ (a >> 13)) * 1274126177
    share: Floats = (((a ^ (a >> 16)) & 0xFFFF) / 65535).astype(np.float32)
    return share


class Grain:
    """Soft noise over a plane, -1..1, for asphalt, grass and clouds."""

    def __init__(self, seed: int) -> None:
        # Interpolated once into a table fine enough that the nearest entry will do: one look-up a pixel.
        knots = np.random.default_rng(seed).uniform(-1, 1, (_CELLS, _CELLS))
        share = np.arange(_STEPS) / _STEPS
        share = share * share * (3 - 2 * share)
        rows = knots[:, None, :] + share[None, :, None] * (np.roll(knots, -1, axis=0) - knots)[:, None, :]
        rows = rows.reshape(_CELLS * _STEPS, _CELLS)
        fine = rows[:, :, None] + share[None, None, :] * (np.roll(rows, -1, axis=1) - rows)[:, :, None]
        self._table = fine.reshape(-1).astype(np.float32)

    def at(self, x: Floats, y: Floats) -> Floats:
        """Noise with features about one unit wide."""
        size = _CELLS * _STEPS
        column = np.floor(x * np.float32(_STEPS)).astype(np.int32)
        row = np.floor(y * np.float32(_STEPS)).astype(np.int32)
        column &= size - 1
        row &= size - 1
        row *= size
        noise: Floats = self._table.take(row + column)
        return noise
