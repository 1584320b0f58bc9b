"""The wall that the desk's commands are for: one of this machine's, or any other of the site."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.picture import Picture
from backend_client.protocol import permissions
from backend_client.protocol.messages import User
from backend_client.protocol.wall import LayoutData, Wall
from console.wall.display import WallDisplay
from console.wall.facts import WallWords
from console.wall.numbers import wall_numbers
from console.wall.walls import Walls
from layouts.addresses import TileAddress
from layouts.document import decode, encode
from layouts.faults import LayoutUnusable
from layouts.shapes import equal

translate = QCoreApplication.translate

#: How many tiles a wall without a layout has that stands elsewhere, as far as is known here.
_USUAL_TILES = 16
_LEADER = "duty_leader"


class WallTarget(QObject):
    """Follows the wall that is used at this machine until another one is named.

    Signals: `changed()` when it is another one.
    """

    changed = Signal()

    def __init__(self, *, walls: Walls, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._walls = walls
        self._known = picture.of(Wall)
        self._words = WallWords(picture=picture)
        self._elsewhere = ""
        self._chosen: dict[str, int] = {}
        walls.used.connect(self._follow)

    @property
    def id(self) -> str:
        """The wall's id."""
        return self._elsewhere if self._elsewhere in self._known else self._walls.current.id

    @property
    def wall(self) -> Wall | None:
        """The wall as the platform has it; None before it told of it."""
        entry = self._known.get(self.id)
        return None if entry is None else entry.data

    @property
    def number(self) -> int:
        """Its number in addresses; 0 before it is known."""
        return wall_numbers(self._known).get(self.id, 0)

    @property
    def display(self) -> WallDisplay | None:
        """Where it is shown on this machine; None for a wall elsewhere."""
        return next((display for display in self._walls.displays if display.id == self.id), None)

    @property
    def tile(self) -> int:
        """Address of the tile that commands are for: the one clicked last; on a wall elsewhere the one chosen
        from here, before that its first one that is not kept for alarms.
        """
        if (display := self.display) is not None:
            return display.chosen
        chosen = self._chosen.get(self.id, 0)
        return chosen if chosen in self.tiles else self.tiles[0]

    @property
    def tiles(self) -> tuple[int, ...]:
        """All addresses on the wall; those that alarms may take come last."""
        usual = tuple(range(1, _USUAL_TILES + 1))
        wall = self.wall
        try:
            layout = None if wall is None else decode(self.layout(wall))
        except LayoutUnusable:
            layout = None
        if layout is None:
            return usual
        return tuple(tile.number for tile in sorted(layout.tiles, key=lambda tile: tile.alarm)) or usual

    @property
    def address(self) -> TileAddress:
        """The same with the wall's number, as people say it."""
        return TileAddress(self.number, self.tile)

    @property
    def title(self) -> str:
        """Number and name, for people."""
        wall = self.wall
        return f"{self.number}  {wall.name}" if wall is not None else self.id

    def name_of(self, wall: str) -> str:
        """What a wall is called; empty for none that is known."""
        entry = self._known.get(wall)
        return "" if entry is None else entry.data.name

    def id_of(self, number: int) -> str:
        """Id of the wall with this number; empty for none."""
        return next((id_ for id_, each in wall_numbers(self._known).items() if each == number), "")

    def key_of(self, wall: str, number: int) -> str:
        """Key of a tile among the camera tiles; empty for one that is not on this machine."""
        display = next((each for each in self._walls.displays if each.id == wall), None)
        try:
            return "" if display is None else display.key_at(number)
        except IndexError:
            return ""

    def aim(self, wall: str) -> None:
        """Let commands be for this wall."""
        before = self.id
        display = next((each for each in self._walls.displays if each.id == wall), None)
        if display is not None:
            self._walls.use(display)
            return
        self._elsewhere = wall
        if self.id != before:
            self.changed.emit()

    def choose(self, tile: int, *, wall: str = "") -> None:
        """Let commands on a wall elsewhere be for this tile; `wall` is another one than now."""
        self._chosen[wall or self.id] = tile

    def next(self) -> None:
        """Let commands be for the next wall of the site, in the order of their numbers."""
        numbers = wall_numbers(self._known)
        ordered = sorted(numbers, key=lambda id_: numbers[id_])
        if ordered:
            at = ordered.index(self.id) if self.id in ordered else -1
            self.aim(ordered[(at + 1) % len(ordered)])

    def layout(self, wall: Wall) -> LayoutData:
        """The layout that the wall stands in, equal tiles too."""
        display = self.display
        if wall.layout is not None:
            return wall.layout
        return encode(equal(_USUAL_TILES if display is None else display.usual_tiles))

    def may(self, command: str, user: User | None) -> str:
        """Why `user` may not give this command at all, in words; empty when he may."""
        allowed = permissions.may_send(command, user.roles if user is not None else ())
        return "" if allowed else translate("OperatorActions", "Not your role")

    def why_not(self, command: str, user: User | None, *, wall: str = "") -> str:
        """Why `user` may not give this command now, in words; empty when he may. `wall` is another one than
        commands are for.
        """
        entry = self._known.get(wall or self.id)
        return self._why_not(command, user, None if entry is None else entry.data)

    def _why_not(self, command: str, user: User | None, wall: Wall | None) -> str:
        if why_not := self.may(command, user):
            return why_not
        if wall is None:
            return translate("WallActions", "The platform knows no such wall")
        own = user is not None and wall.holder == user.id
        if command == "wall.lock":
            leads = user is not None and _LEADER in user.roles
            return (
                "" if own or leads else translate("WallActions", "Only who holds the wall, or a duty leader")
            )
        if command == "wall.take":
            return ""
        if wall.holder is not None and not own:
            return translate("WallActions", "Held by {name}").format(name=self._words.holder(wall))
        return translate("WallActions", "The wall is locked") if wall.locked else ""

    def _follow(self) -> None:
        self._elsewhere = ""
        self.changed.emit()
