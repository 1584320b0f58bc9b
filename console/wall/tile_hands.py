"""What can be done with a tile by its address, on any wall of the site."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.wall import WallTile
from backend_client.protocol.wall_args import WallShow
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.target import WallTarget
from layouts.addresses import TileAddress

translate = QCoreApplication.translate


class TileHands:
    """Puts cameras on tiles; the wall that other commands are for stays the same."""

    def __init__(self, *, situation: Situation, dispatching: Dispatching, target: WallTarget) -> None:
        self._situation = situation
        self._dispatching = dispatching
        self._target = target

    def name(self, wall: int) -> str:
        """What the wall with this number is called; empty for none."""
        return self._target.name_of(self._target.id_of(wall))

    def why_not(self, address: TileAddress) -> str:
        """Why nothing can be put there now, in words; empty when it can."""
        wall = self._target.id_of(address.wall)
        return self._target.why_not("wall.show", self._situation.user, wall=wall)

    def put(self, address: TileAddress, camera: str) -> None:
        """Put a camera there; an empty id empties the tile. On a wall elsewhere it is the chosen one then."""
        wall, tile = self._target.id_of(address.wall), WallTile(tile=address.tile, camera=camera)
        self._target.choose(address.tile, wall=wall)
        self._dispatching.give("wall.show", target=wall, args=WallShow(tiles=(tile,)))
