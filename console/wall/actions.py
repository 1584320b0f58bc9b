"""What is done with a wall's tiles: lending it to an incident, emptying, moving, going back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from backend_client.protocol.wall import WallTile
from backend_client.protocol.wall_args import WallClear, WallShow
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.display import WallDisplay
from console.wall.previews import Previews
from console.wall.reasons import Reasons
from console.wall.target import WallTarget
from console.wall.trail import TileTrails

translate = QCoreApplication.translate

_IDS: Final = (
    "wall.put",
    "wall.restore",
    "wall.next",
    "wall.swap",
    "wall.back",
    "wall.forward",
    "wall.empty_tile",
    "wall.clear",
    "wall.full_screen",
)
#: Which command each gives; the others change nothing on the wall.
_COMMANDS: Final = {
    "wall.put": "wall.show",
    "wall.restore": "wall.show",
    "wall.swap": "wall.show",
    "wall.back": "wall.show",
    "wall.forward": "wall.show",
    "wall.empty_tile": "wall.clear",
    "wall.clear": "wall.clear",
}


class WallActions:
    """An action group: lends the wall to the current incident, gives it back, moves what stands on it."""

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        previews: Previews,
        target: WallTarget,
        trails: TileTrails,
        reasons: Reasons,
    ) -> None:
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._dispatching = dispatching
        self._previews = previews
        self._target = target
        self._trails = trails
        self._reasons = reasons

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("WallActions", "Video wall")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return _IDS

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "wall.put":
                return translate("OperatorActions", "To the wall")
            case "wall.restore":
                return translate("OperatorActions", "Former wall")
            case "wall.next":
                return translate("WallActions", "The next wall")
            case "wall.swap":
                return translate("WallActions", "Swap the last two chosen tiles")
            case "wall.back":
                return translate("WallActions", "What stood on the tile before")
            case "wall.forward":
                return translate("WallActions", "What stood on the tile after that")
            case "wall.empty_tile":
                return translate("WallActions", "Empty the tile")
            case "wall.clear":
                return translate("WallActions", "Empty the whole wall")
        return translate("WallActions", "Full screen, or a window")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ in _COMMANDS and (why_not := self._target.why_not(_COMMANDS[id_], self._situation.user)):
            return why_not
        wall, display = self._target.wall, self._target.display
        match id_:
            case "wall.restore":
                borrowed = wall is not None and wall.incident is not None
                return "" if borrowed else translate("OperatorActions", "Not borrowed")
            case "wall.put":
                if self._situation.incident not in self._incidents:
                    return translate("OperatorActions", "No incident is chosen")
                return "" if self._previews.cameras else translate("OperatorActions", "No camera near")
            case "wall.next" | "wall.clear":
                return ""
        at = (self._target.id, self._target.tile)
        match id_:
            case "wall.swap" | "wall.full_screen" if display is None:
                return translate("WallActions", "That wall stands elsewhere")
            case "wall.swap" if display is not None and display.chosen_before == 0:
                return translate("WallActions", "Choose two tiles, one after the other")
            case "wall.back" if not self._trails.back(*at):
                return translate("WallActions", "Nothing stood there before")
            case "wall.forward" if not self._trails.forward(*at):
                return translate("WallActions", "Nothing stood there after that")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        display = self._target.display
        match id_:
            case "wall.put":
                count = None if display is None else display.tile_count
                cameras = self._previews.cameras[:count]
                self._show(WallShow(tiles=tiles_for(cameras), incident=self._situation.incident))
            case "wall.restore":
                self._show(WallShow(tiles=(), restore=True))
            case "wall.next":
                self._target.next()
            case "wall.clear":
                self._dispatching.give("wall.clear", target=self._target.id, args=WallClear())
            case "wall.swap" if display is not None:
                self._show(WallShow(tiles=swapped(display, display.chosen, display.chosen_before)))
            case "wall.full_screen" if display is not None:
                display.toggle_full_screen()
            case _:
                self._run_on_tile(id_, self._target.id, self._target.tile)

    def _run_on_tile(self, id_: str, wall: str, number: int) -> None:
        match id_:
            case "wall.back":
                # A recording that stood there needs its reason again, and nothing is gone back to without.
                self._reasons.first(
                    (self._trails.before(wall, number),),
                    lambda: self._show(WallShow(tiles=(self._trails.go_back(wall, number),)), wall=wall),
                    wall=wall,
                )
            case "wall.forward":
                self._reasons.first(
                    (self._trails.after(wall, number),),
                    lambda: self._show(WallShow(tiles=(self._trails.go_forward(wall, number),)), wall=wall),
                    wall=wall,
                )
            case "wall.empty_tile":
                self._dispatching.give("wall.clear", target=wall, args=WallClear(tiles=(number,)))

    def _show(self, args: WallShow, *, wall: str = "") -> None:
        self._dispatching.give("wall.show", target=wall or self._target.id, args=args)


def tiles_for(cameras: tuple[str, ...]) -> tuple[WallTile, ...]:
    """Cameras on the first tiles of a wall, in their order."""
    return tuple(WallTile(tile=number, camera=camera) for number, camera in enumerate(cameras, start=1))


def swapped(display: WallDisplay, one: int, other: int) -> tuple[WallTile, ...]:
    """What to show so that two tiles have changed places."""
    return (display.content(other, at=one), display.content(one, at=other))
