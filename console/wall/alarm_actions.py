"""Alarms on a wall's reserved tiles: keeping one there, and how several share the tiles."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.wall import AlarmMode
from backend_client.protocol.wall_args import WallLock, WallPin
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.target import WallTarget

translate = QCoreApplication.translate

_IDS: Final = ("wall.pin", "wall.alarm_mode")
#: One after the other, by one action.
_NEXT: Final = {
    AlarmMode.HOLD: AlarmMode.SEQUENCE,
    AlarmMode.SEQUENCE: AlarmMode.BLOCK,
    AlarmMode.BLOCK: AlarmMode.HOLD,
}


class AlarmTileActions:
    """An action group on the wall that commands are for."""

    def __init__(self, *, situation: Situation, dispatching: Dispatching, target: WallTarget) -> None:
        self._situation = situation
        self._dispatching = dispatching
        self._target = target

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("WallActions", "Video wall")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return _IDS

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        wall = self._target.wall
        if id_ == "wall.pin":
            if wall is not None and self._alarm in wall.pinned:
                return translate("WallActions", "Unpin the alarm")
            return translate("WallActions", "Pin the alarm to its tile")
        match _NEXT[AlarmMode.HOLD if wall is None else wall.alarm_mode]:
            case AlarmMode.HOLD:
                return translate("WallActions", "Alarm tiles: one alarm until it is over")
            case AlarmMode.SEQUENCE:
                return translate("WallActions", "Alarm tiles: alarms take turns")
        return translate("WallActions", "Alarm tiles: one alarm a tile")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "wall.alarm_mode":
            return self._target.why_not("wall.lock", self._situation.user)
        if why_not := self._target.why_not("wall.pin", self._situation.user):
            return why_not
        return "" if self._alarm else translate("WallActions", "No alarm stands on the chosen tile")

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        wall = self._target.wall
        if wall is None:
            return
        if id_ == "wall.pin":
            args = WallPin(alarm=self._alarm, pinned=self._alarm not in wall.pinned)
            self._dispatching.give("wall.pin", target=self._target.id, args=args)
        else:
            mode = WallLock(alarm_mode=_NEXT[wall.alarm_mode])
            self._dispatching.give("wall.lock", target=self._target.id, args=mode)

    @property
    def _alarm(self) -> str:
        """Id of the alarm on the chosen tile; empty for none."""
        display = self._target.display
        shown = None if display is None else display.alarms.standing.tiles.get(display.chosen)
        return "" if shown is None else shown.alarm
