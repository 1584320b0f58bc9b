"""Colours: drawn in sRGB 0..1, encoded as limited-range BT.709."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rgb = tuple[float, float, float]
Yuv = tuple[float, float, float]


def mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    """`share` of `b` in `a`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def scaled(colour: Rgb, factor: float) -> Rgb:
    """The colour lit by `factor`, clipped at white."""
    return (min(colour[0] * factor, 1.0), min(colour[1] * factor, 1.0), min(colour[2] * factor, 1.0))


def lit(colour: Rgb, light: Rgb) -> Rgb:
    """The colour under a coloured light, clipped at white."""
    return (min(colour[0] * light[0], 1.0), min(colour[1] * light[1], 1.0), min(colour[2] * light[2], 1.0))


def to_yuv(colour: Rgb) -> Yuv:
    """One colour as luma 16..235 and chroma 16..240."""
    red, green, blue = colour
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (16 + 219 * luma, 128 + 224 * (blue - luma) / 1.8556, 128 + 224 * (red - luma) / 1.5748)


def planes(picture: Floats) -> Floats:
    """A picture (rows, columns, 3) as luma and two chroma planes (3, rows, columns) of the same size."""
    luma = picture @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    blue = 128 + (picture[..., 2] - luma) * np.float32(224 / 1.8556)
    red = 128 + (picture[..., 0] - luma) * np.float32(224 / 1.5748)
    return np.stack((16 + 219 * luma, _averaged(blue), _averaged(red))).astype(np.float32)


def _averaged(plane: Floats) -> Floats:
    # Every second sample goes to the encoder; it stands for its neighbours too.
    rows, columns = plane.shape
    small = plane.reshape(rows // 2, 2, columns // 2, 2).mean(axis=(1, 3))
    wide: Floats = small.repeat(2, axis=0).repeat(2, axis=1)
    return wide
