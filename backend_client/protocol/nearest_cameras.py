"""Which cameras see a place, and which stand nearest to it: one rule for consoles and for the platform."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from backend_client.protocol.entities import Camera, Position

#: Mean radius of the earth (IUGG R1), in metres.
_EARTH_M: Final = 6_371_008.8
#: How far a street camera still shows what somebody does. EN 62676-4 asks for 62.5 pixels a metre to observe:
#: a picture 3,840 wide over a usual field of view of 60 degrees has them up to about 53 m, one turned or
#: zoomed in by its operator at twice that.
SEES_WITHIN_M: Final = 100.0
#: Nearer than this the direction does not matter: the place is known no better.
_AT_THE_SPOT_M: Final = 10.0
#: `SEES_WITHIN_M` from south to north, with a little to spare for rounding.
_NEAR_DEGREES: Final = math.degrees(SEES_WITHIN_M / _EARTH_M) * 1.01
#: What a camera is to a place: it shows it as it stands, it can be turned to it, or it is only somewhere.
_SEES, _CAN_TURN, _ELSEWHERE = 0, 1, 2


class NearestCameras:
    """Answers "which cameras see this place" over some ten thousand cameras in a few milliseconds.

    First those that see it as they stand: within `SEES_WITHIN_M`, in their direction and field of view. Then
    those that can be turned to it, then all others; each nearest first.

    Distances are on the equirectangular projection at the place asked for: within a district its error is far
    below the accuracy of a camera's position.
    """

    def __init__(self, cameras: Mapping[str, Camera]) -> None:
        self._ids = list(cameras)
        known = list(cameras.values())
        self._positions = np.array([camera.position for camera in known], dtype=np.float64).reshape(-1, 2)
        self._directions = np.array([camera.direction for camera in known], dtype=np.float64)
        self._half_views = np.array([camera.field_of_view / 2 for camera in known], dtype=np.float64)
        self._turnable = np.array([camera.ptz for camera in known], dtype=np.bool_)
        self._all = np.arange(len(known))
        # From the south to the north: who sees a place stands in a narrow band of latitudes.
        self._northward = np.argsort(self._positions[:, 1], kind="stable")
        self._latitudes = self._positions[self._northward, 1]

    def at(
        self, place: Position, *, count: int, works: Callable[[str], bool], besides: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Ids of the `count` cameras that show `place` best, best first: of those that work, without those
        in `besides`.
        """
        return self._best(place, self._all, count=count, works=works, besides=besides)

    def seeing(
        self, place: Position, *, count: int, works: Callable[[str], bool], besides: Collection[str] = ()
    ) -> tuple[str, ...]:
        """The same, but only those that see `place` or can be turned to it, which may be none."""
        first, end = np.searchsorted(self._latitudes, (place[1] - _NEAR_DEGREES, place[1] + _NEAR_DEGREES))
        band = self._northward[first:end]
        return self._best(place, band, count=count, works=works, besides=besides, last=_CAN_TURN)

    def _best(
        self,
        place: Position,
        among: NDArray[np.intp],
        *,
        count: int,
        works: Callable[[str], bool],
        besides: Collection[str],
        last: int = _ELSEWHERE,
    ) -> tuple[str, ...]:
        # How far east and north of each camera the place lies, in metres.
        offsets = np.radians(np.asarray(place) - self._positions[among]) * _EARTH_M
        offsets[:, 0] *= math.cos(math.radians(place[1]))
        distances = np.hypot(offsets[:, 0], offsets[:, 1])
        ranks = self._ranks(among, offsets, distances)
        chosen: list[str] = []
        for index in np.lexsort((distances, ranks)):
            if ranks[index] > last or len(chosen) >= count:
                break
            id_ = self._ids[among[index]]
            if id_ not in besides and works(id_):
                chosen.append(id_)
        return tuple(chosen)

    def _ranks(
        self, among: NDArray[np.intp], offsets: NDArray[np.float64], distances: NDArray[np.float64]
    ) -> NDArray[np.int8]:
        ranks = np.full(len(among), _ELSEWHERE, dtype=np.int8)
        # Only the few that are near at all are asked which way they look.
        near = np.flatnonzero(distances <= SEES_WITHIN_M)
        bearings = np.degrees(np.arctan2(offsets[near, 0], offsets[near, 1]))
        aside = np.abs((bearings - self._directions[among[near]] + 180.0) % 360.0 - 180.0)
        sees = (aside <= self._half_views[among[near]]) | (distances[near] <= _AT_THE_SPOT_M)
        turnable = self._turnable[among[near]]
        ranks[near] = np.where(sees, _SEES, np.where(turnable, _CAN_TURN, _ELSEWHERE))
        return ranks
