"""The datums of Chinese maps, and how a position is carried from one to another. Pure; degrees throughout.

Inside the product every position is WGS-84. Published maps of mainland China must be drawn in GCJ-02, which
is WGS-84 with a smooth shift of up to 700 m on top; Baidu's are in BD-09, which shifts GCJ-02 once more.
CGCS2000 differs from WGS-84 by centimetres, so for mapping they are one.

Neither shift was published by its makers. The formulae are those that the public implementations agree on:
GCJ-02 as in github.com/googollee/eviltransform, BD-09 as in github.com/wandergis/coordtransform; both are
described in Wikipedia, "Restrictions on geographic data in China".
"""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from backend_client.protocol.entities import Position


class Datum(StrEnum):
    """What the longitudes and latitudes of a map refer to."""

    WGS_84 = "WGS-84"
    CGCS2000 = "CGCS2000"
    GCJ_02 = "GCJ-02"
    BD_09 = "BD-09"


#: Krasovsky's ellipsoid of 1940, on which GCJ-02's shift is reckoned: metres, and eccentricity squared.
_AXIS_M: Final = 6378245.0
_ECCENTRICITY_2: Final = 0.00669342162296594323
#: Outside of this box (west, south, east, north) GCJ-02 is WGS-84.
_CHINA: Final = (72.004, 0.8293, 137.8347, 55.8271)
#: Steps that bring the inverse below a millimetre: GCJ-02's shift hardly varies, BD-09's does more.
_GCJ_STEPS: Final = 3
_BD_STEPS: Final = 5
_BD_PI: Final = math.pi * 3000.0 / 180.0


def wgs84_to_gcj02(position: Position) -> Position:
    """Shift a WGS-84 (longitude, latitude) to GCJ-02; unchanged outside of mainland China's box.

    Source: eviltransform, `transform` and `wgs2gcj`.
    """
    longitude, latitude = position
    west, south, east, north = _CHINA
    if not (west <= longitude <= east and south <= latitude <= north):
        return position
    x, y = longitude - 105.0, latitude - 35.0
    root = math.sqrt(abs(x))
    waves = 20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m += (waves + 20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    north_m += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y / 30.0 * math.pi)) * 2.0 / 3.0
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m += (waves + 20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    east_m += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    radians = math.radians(latitude)
    bulge = 1.0 - _ECCENTRICITY_2 * math.sin(radians) ** 2
    meridian_m = _AXIS_M * (1.0 - _ECCENTRICITY_2) / (bulge * math.sqrt(bulge))
    parallel_m = _AXIS_M / math.sqrt(bulge) * math.cos(radians)
    return longitude + math.degrees(east_m / parallel_m), latitude + math.degrees(north_m / meridian_m)


def gcj02_to_wgs84(position: Position) -> Position:
    """The WGS-84 position whose GCJ-02 is `position`, to less than a millimetre within China's box.

    There is no closed inverse; the shift is taken off, and three times off the remaining error. Taken off
    once only, as is often seen, it misses by some 2 m in Hangzhou.
    """
    return _inverse(wgs84_to_gcj02, position, steps=_GCJ_STEPS)


def gcj02_to_bd09(position: Position) -> Position:
    """Shift a GCJ-02 (longitude, latitude) to BD-09. Source: coordtransform, `gcj02tobd09`."""
    x, y = position
    radius = math.hypot(x, y) + 0.00002 * math.sin(y * _BD_PI)
    angle = math.atan2(y, x) + 0.000003 * math.cos(x * _BD_PI)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def bd09_to_gcj02(position: Position) -> Position:
    """The GCJ-02 position whose BD-09 is `position`, to less than a millimetre.

    Iterated, because the published inverse (coordtransform, `bd09togcj02`) is only near: it misses by metres.
    """
    return _inverse(gcj02_to_bd09, position, steps=_BD_STEPS)


def from_wgs84(position: Position, datum: Datum) -> Position:
    """Where a WGS-84 (longitude, latitude) lies on a map in `datum`."""
    match datum:
        case Datum.GCJ_02:
            return wgs84_to_gcj02(position)
        case Datum.BD_09:
            return gcj02_to_bd09(wgs84_to_gcj02(position))
        case Datum.WGS_84 | Datum.CGCS2000:
            return position


def to_wgs84(position: Position, datum: Datum) -> Position:
    """The WGS-84 (longitude, latitude) of a place on a map in `datum`."""
    match datum:
        case Datum.GCJ_02:
            return gcj02_to_wgs84(position)
        case Datum.BD_09:
            return gcj02_to_wgs84(bd09_to_gcj02(position))
        case Datum.WGS_84 | Datum.CGCS2000:
            return position


def _inverse(forward: Callable[[Position], Position], wanted: Position, *, steps: int) -> Position:
    """The position that `forward` brings to `wanted`: each step takes off what is still too much."""
    longitude, latitude = wanted
    for _ in range(steps):
        reached = forward((longitude, latitude))
        longitude -= reached[0] - wanted[0]
        latitude -= reached[1] - wanted[1]
    return longitude, latitude
