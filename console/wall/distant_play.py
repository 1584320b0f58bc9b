"""Playing a recording on a wall that stands elsewhere: nobody at this desk has its bar at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TileKind, TilePlay, WallTile
from backend_client.protocol.wall_args import WallPlay
from backend_client.protocol.wall_rules import moment_due, span_of
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.recording_tile import RATES
from console.wall.target import WallTarget

translate = QCoreApplication.translate

_IDS: Final = ("wall.play_back", "wall.play_on", "wall.play_hold", "wall.play_slower", "wall.play_faster")
_LEAP_S: Final = 10.0


class DistantPlay:
    """An action group on the chosen tile of a wall elsewhere.

    `now` is the platform's time, which passes `rate` times as fast as people's.
    """

    def __init__(
        self,
        *,
        situation: Situation,
        dispatching: Dispatching,
        target: WallTarget,
        now: Callable[[], float],
        rate: Callable[[], float],
    ) -> None:
        self._situation = situation
        self._dispatching = dispatching
        self._target = target
        self._now = now
        self._rate = rate

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
            case "wall.play_back":
                return translate("DistantPlay", "Recording on a wall elsewhere: ten seconds back")
            case "wall.play_on":
                return translate("DistantPlay", "Recording on a wall elsewhere: ten seconds on")
            case "wall.play_hold":
                return translate("DistantPlay", "Recording on a wall elsewhere: hold it, or go on")
            case "wall.play_slower":
                return translate("DistantPlay", "Recording on a wall elsewhere: slower")
        return translate("DistantPlay", "Recording on a wall elsewhere: faster")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if self._target.display is not None:
            return translate("DistantPlay", "The wall stands here: use the keys of the tile")
        if why_not := self._target.why_not("wall.play", self._situation.user):
            return why_not
        if self._played is None:
            told = translate("DistantPlay", "No recording plays on tile {address}")
            return told.format(address=self._target.address)
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if (played := self._played) is None:
            return
        tile, play = played
        moment, rate = self._asked(id_, tile, play)
        args = WallPlay(tile=tile.tile, moment=format_time(moment), rate=rate)
        self._dispatching.give("wall.play", target=self._target.id, args=args)

    def _asked(self, id_: str, tile: WallTile, play: TilePlay) -> tuple[float, float]:
        """From which moment on it is to play, and how many times as fast."""
        since, until = span_of(tile)
        moment = moment_due(tile, now=self._now(), rate=self._rate())
        at = RATES.index(play.rate) if play.rate in RATES else 0
        match id_:
            case "wall.play_back":
                return max(since, moment - _LEAP_S), play.rate
            case "wall.play_on":
                return min(until, moment + _LEAP_S), play.rate
            case "wall.play_hold" if moment >= until:
                # At its end the one that lets it go on begins it again.
                return since, play.rate or 1.0
            case "wall.play_hold":
                return moment, 0.0 if play.rate else 1.0
            case "wall.play_slower":
                return moment, RATES[max(0, at - 1)]
        return moment, RATES[min(len(RATES) - 1, at + 1)]

    @property
    def _played(self) -> tuple[WallTile, TilePlay] | None:
        """What the chosen tile plays; None for no recording, or one that no reason was given for."""
        wall, number = self._target.wall, self._target.tile
        tiles = () if wall is None else wall.tiles
        found = next(
            (tile for tile in tiles if tile.tile == number and tile.kind is TileKind.RECORDING), None
        )
        return None if found is None or found.play is None else (found, found.play)
