"""What stood on each tile before, for going back and forward. Pure."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_rules import as_put

#: So many are remembered for each tile.
_MOST: Final = 20


class TileTrails:
    """The trails of all tiles, by wall and address; `on_wall` is told whenever a wall stands differently.

    As in a browser: going back keeps what was left to go forward to, until something new is put there.
    """

    def __init__(self) -> None:
        self._stood: dict[str, dict[int, WallTile]] = {}
        self._past: dict[tuple[str, int], list[WallTile]] = {}
        self._future: dict[tuple[str, int], list[WallTile]] = {}
        #: What was asked for by going back or forward and is not something new.
        self._expected: dict[tuple[str, int], WallTile] = {}

    def on_wall(self, id_: str, wall: Wall) -> None:
        """Take in what stands on a wall now. What tours show is not put there by anybody."""
        now = {tile.tile: as_put(tile) for tile in wall.tiles}
        before = self._stood.get(id_)
        self._stood[id_] = now
        if before is None:
            return
        for number in before.keys() | now.keys():
            former, present = before.get(number), now.get(number)
            if former == present:
                continue
            at = (id_, number)
            expected = self._expected.pop(at, None)
            if expected is not None and expected == present:
                continue
            if former is not None:
                self._past[at] = [*self._past.get(at, []), former][-_MOST:]
            self._future.pop(at, None)

    def back(self, id_: str, number: int) -> bool:
        """Whether something stood there before."""
        return bool(self._past.get((id_, number)))

    def forward(self, id_: str, number: int) -> bool:
        """Whether somebody went back there."""
        return bool(self._future.get((id_, number)))

    def before(self, id_: str, number: int) -> WallTile:
        """What `go_back` answers, without going. Raises LookupError."""
        return self._past[id_, number][-1]

    def after(self, id_: str, number: int) -> WallTile:
        """What `go_forward` answers, without going. Raises LookupError."""
        return self._future[id_, number][-1]

    def go_back(self, id_: str, number: int) -> WallTile:
        """What to show so that the tile is as before. Raises LookupError."""
        return self._go(self._past, self._future, (id_, number))

    def go_forward(self, id_: str, number: int) -> WallTile:
        """What to show so that the tile is as it was before going back. Raises LookupError."""
        return self._go(self._future, self._past, (id_, number))

    def _go(
        self,
        source: dict[tuple[str, int], list[WallTile]],
        other: dict[tuple[str, int], list[WallTile]],
        at: tuple[str, int],
    ) -> WallTile:
        shown = replace(source[at].pop(), tile=at[1])
        present = self._stood.get(at[0], {}).get(at[1], WallTile(tile=at[1], camera=""))
        other.setdefault(at, []).append(present)
        self._expected[at] = shown
        return shown
