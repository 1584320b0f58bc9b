"""Which working cameras see a place or show an alarm, asked of the picture."""

from __future__ import annotations

from collections.abc import Collection

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, Camera, Device, Position
from backend_client.protocol.nearest_cameras import NearestCameras


class Vicinity:
    """The same answers for everybody at this workstation: made anew when the cameras change."""

    def __init__(self, *, picture: Picture) -> None:
        self._cameras = picture.of(Camera)
        self._devices = picture.of(Device)
        self._nearest: NearestCameras | None = None

    def at(self, place: Position, *, count: int, besides: Collection[str] = ()) -> tuple[str, ...]:
        """As `NearestCameras.at`."""
        if self._nearest is None:
            self._nearest = NearestCameras({id_: entry.data for id_, entry in self._cameras.items()})
        return self._nearest.at(place, count=count, works=self._works, besides=besides)

    def of_alarm(self, alarm: Alarm, *, count: int) -> tuple[str, ...]:
        """The working cameras that show an alarm, best first: `count` at least, where there are as many.

        Those that it names, then those that see its place best. Only where nothing at all shows it those that
        it names are answered all the same: the tile then says why it has no picture.
        """
        own = tuple(id_ for id_ in alarm.cameras if id_ in self._cameras and self._works(id_))
        wanted = count - len(own)
        if alarm.position is not None and wanted > 0:
            own += self.at(alarm.position, count=wanted, besides=alarm.cameras)
        return own or alarm.cameras

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture. Harmless when repeated: whoever asks here says so."""
        if changes.touches("camera"):
            self._nearest = None

    def _works(self, camera: str) -> bool:
        device = self._devices.get(camera)
        return device is None or device.data.online
