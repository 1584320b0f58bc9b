"""What the heading of a wall tells about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol.entities import Camera, Incident, Seat
from backend_client.protocol.wall import Scene, Wall
from console.wall.programme import Programme, TourNow
from widgets.drills import headed
from widgets.wall.heading import TourLine, WallFacts

translate = QCoreApplication.translate


class WallWords:
    """Puts a wall and its programme into words, with the names that the picture has."""

    def __init__(self, *, picture: Picture) -> None:
        self._incidents = picture.of(Incident)
        self._seats = picture.of(Seat)
        self._scenes = picture.of(Scene)
        self._cameras = picture.of(Camera)

    def facts(self, wall: Wall, programme: Programme, *, number: int = 0) -> WallFacts:
        """What stands over the wall; `number` is the wall's, 0 for the only one."""
        incident = self._incidents.get(wall.incident or "")
        return WallFacts(
            name=wall.name,
            number=number,
            holder=self.holder(wall),
            locked=wall.locked,
            alarms_off=not wall.alarms,
            scene=self.scene(programme.scene),
            tours=tuple(self._line(tour) for tour in programme.tours),
            borrowed_for="" if incident is None else headed(incident.data, gap="  "),
        )

    def holder(self, wall: Wall) -> str:
        """Whose the wall is, and where he sits; empty for nobody's."""
        if wall.holder is None:
            return ""
        seat = self._seats.get(wall.holder_seat)
        where = wall.holder_seat if seat is None else seat.data.name
        name = wall.holder_name or wall.holder
        return translate("WallWords", "{name}, {seat}").format(name=name, seat=where) if where else name

    def scene(self, id_: str) -> str:
        """The name of a scene; empty for none that is known."""
        entry = self._scenes.get(id_)
        return "" if entry is None else entry.data.name

    def _line(self, tour: TourNow) -> TourLine:
        rests = ""
        if tour.resting:
            rests = (
                translate("WallWords", "rests for an alarm")
                if tour.rests_for == "alarm"
                else translate("WallWords", "paused")
            )
        return TourLine(
            name=tour.name,
            page=tour.page,
            pages=tour.pages,
            left_s=tour.left_s,
            next_=self._following(tour),
            rests=rests,
        )

    def _following(self, tour: TourNow) -> str:
        if not tour.following:
            return ""
        first = tour.following[0]
        if tour.of_scenes:
            return self.scene(first)
        camera = self._cameras.get(first)
        return first if camera is None else camera.data.name
