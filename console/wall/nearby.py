"""Which working cameras see a place, and which stand nearest to it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera, Device, Position


class _CameraEntry(Protocol):
    @property
    def data(self) -> Camera: ...


class _DeviceEntry(Protocol):
    @property
    def data(self) -> Device: ...


#: Mean radius of the earth (IUGG R1), in metres.
_EARTH_M: Final = 6_371_008.8
#: How far a street camera still shows what somebody does. EN 62676-4 asks for 62.5 pixels a metre to observe:
#: a picture 3,840 wide over a usual field of view of 60 degrees has them up to about 53 m, one turned or
#: zoomed in by its operator at twice that.
SEES_WITHIN_M: Final = 100.0
#: Nearer than this the direction does not matter: the place is known no better.
_AT_THE_SPOT_M: Final = 10.0


class NearestCameras:
    """Answers "which working cameras see this place" over some ten thousand cameras in a few milliseconds.

    First those that see it as they stand: within `SEES_WITHIN_M`, in their direction and field of view. Then
    those that can be turned to it, then all others; each nearest first.

    Distances are on the equirectangular projection at the place asked for: within a district its error is far
    below the accuracy of a camera's position.
    """

    def __init__(self, cameras: Mapping[str, _CameraEntry]) -> None:
        self._ids = list(cameras)
        known = [cameras[id_].data for id_ in self._ids]
        self._positions = np.array([camera.position for camera in known], dtype=np.float64).reshape(-1, 2)
        self._directions = np.array([camera.direction for camera in known], dtype=np.float64)
        self._half_views = np.array([camera.field_of_view / 2 for camera in known], dtype=np.float64)
        self._turnable = np.array([camera.ptz for camera in known], dtype=np.bool_)

    def at(
        self,
        place: Position,
        *,
        count: int,
        devices: Mapping[str, _DeviceEntry],
        besides: Collection[str] = (),
    ) -> tuple[str, ...]:
        """Ids of the `count` cameras that show `place` best, best first, without those offline or in
        `besides`.
        """
        # East and north of each camera lies the place, in metres.
        offsets = np.radians(np.asarray(place) - self._positions) * _EARTH_M
        offsets[:, 0] *= math.cos(math.radians(place[1]))
        distances = np.hypot(offsets[:, 0], offsets[:, 1])
        chosen: list[str] = []
        for index in np.lexsort((distances, self._ranks(offsets, distances))):
            id_ = self._ids[index]
            device = devices.get(id_)
            if id_ not in besides and (device is None or device.data.online):
                chosen.append(id_)
                if len(chosen) == count:
                    break
        return tuple(chosen)

    def _ranks(self, offsets: NDArray[np.float64], distances: NDArray[np.float64]) -> NDArray[np.int8]:
        bearings = np.degrees(np.arctan2(offsets[:, 0], offsets[:, 1]))
        aside = np.abs((bearings - self._directions + 180.0) % 360.0 - 180.0)
        near = distances <= SEES_WITHIN_M
        sees = near & ((aside <= self._half_views) | (distances <= _AT_THE_SPOT_M))
        return np.where(sees, 0, np.where(near & self._turnable, 1, 2)).astype(np.int8)


class Vicinity:
    """The same question for everybody at this workstation: made anew when the cameras change."""

    def __init__(self, *, picture: Picture) -> None:
        self._cameras = picture.of(Camera)
        self._devices = picture.of(Device)
        self._nearest: NearestCameras | None = None

    def at(self, place: Position, *, count: int, besides: Collection[str] = ()) -> tuple[str, ...]:
        """As `NearestCameras.at`."""
        if self._nearest is None:
            self._nearest = NearestCameras(self._cameras)
        return self._nearest.at(place, count=count, devices=self._devices, besides=besides)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture. Harmless when repeated: whoever asks here says so."""
        if changes.touches("camera"):
            self._nearest = None
