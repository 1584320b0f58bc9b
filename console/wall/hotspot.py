"""The hotspot tile: it shows whichever camera was clicked last, anywhere on this machine."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.protocol.wall import WallTile
from backend_client.protocol.wall_args import WallShow
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.chosen import ChosenTile
from console.wall.target import WallTarget

translate = QCoreApplication.translate

_ID = "wall.hotspot"


class HotspotActions(QObject):
    """An action group with one action, which makes the chosen tile the hotspot, or an ordinary one again.

    It follows for as long as this console runs, and only where its person may change the wall.
    """

    def __init__(
        self,
        *,
        situation: Situation,
        dispatching: Dispatching,
        target: WallTarget,
        chosen: ChosenTile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._situation = situation
        self._dispatching = dispatching
        self._target = target
        self._chosen = chosen
        self._wall = ""
        self._tile = 0
        self._shown = ""
        chosen.changed.connect(self._follow)

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("WallActions", "Video wall")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (_ID,)

    def text(self, _id: str) -> str:
        """As `ActionGroup`."""
        if self._is_chosen:
            return translate("Hotspot", "No hotspot any more")
        return translate("Hotspot", "Let the tile show what is clicked elsewhere")

    def why_not(self, _id: str) -> str:
        """As `ActionGroup`."""
        if self._target.display is None:
            return translate("WallActions", "That wall stands elsewhere")
        return self._target.why_not("wall.show", self._situation.user)

    def run(self, _id: str) -> None:
        """As `ActionGroup`."""
        display = self._target.display
        if self._is_chosen or display is None:
            self._wall, self._tile = "", 0
        else:
            self._wall, self._tile = display.id, display.chosen
        self._shown = ""

    def show(self, camera: str) -> None:
        """A camera was clicked: show it there, if there is a hotspot."""
        if not (camera and self._wall) or camera == self._shown:
            return
        if self._target.why_not("wall.show", self._situation.user, wall=self._wall):
            return
        self._shown = camera
        tile = WallTile(tile=self._tile, camera=camera)
        self._dispatching.give("wall.show", target=self._wall, args=WallShow(tiles=(tile,)))

    @property
    def _is_chosen(self) -> bool:
        display = self._target.display
        return display is not None and (display.id, display.chosen) == (self._wall, self._tile)

    def _follow(self) -> None:
        if self._chosen.tile is not None and self._chosen.key != self._own_key:
            self.show(self._chosen.camera)

    @property
    def _own_key(self) -> str:
        """The hotspot's own key among the camera tiles: what stands there leads nowhere."""
        return self._target.key_of(self._wall, self._tile)
