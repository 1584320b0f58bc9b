"""The actions between an incident and the video wall."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol import permissions
from backend_client.protocol.entities import Incident
from backend_client.protocol.wall_args import WallShow
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.display import restored, tiles_for
from console.wall.previews import Previews
from console.wall.walls import Walls

translate = QCoreApplication.translate


class WallActions:
    """Lends the wall to the current incident and gives it back."""

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        previews: Previews,
        walls: Walls,
    ) -> None:
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._dispatching = dispatching
        self._previews = previews
        self._walls = walls

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("WallActions", "Video wall")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ("wall.put", "wall.restore")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "wall.put":
            return translate("OperatorActions", "To the wall")
        return translate("OperatorActions", "Former wall")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if not permissions.may_send("wall.show", self._situation.roles):
            return translate("OperatorActions", "Not your role")
        if id_ == "wall.restore":
            wall = self._walls.current.wall
            borrowed = wall is not None and wall.incident is not None
            return "" if borrowed else translate("OperatorActions", "Not borrowed")
        if self._situation.incident not in self._incidents:
            return translate("OperatorActions", "No incident is chosen")
        return "" if self._previews.cameras else translate("OperatorActions", "No camera near")

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if id_ == "wall.put":
            cameras = self._previews.cameras[: self._walls.current.tile_count]
            args = WallShow(tiles=tiles_for(cameras), incident=self._situation.incident)
        else:
            wall = self._walls.current.wall
            if wall is None:
                return
            args = WallShow(tiles=restored(wall))
        self._dispatching.give("wall.show", target=self._walls.current.id, args=args)
