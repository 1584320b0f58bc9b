"""Alarms on a wall's reserved tiles: keeping one there, and how several share the tiles."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm
from backend_client.protocol.wall import AlarmMode, Wall
from backend_client.protocol.wall_args import WallLock, WallPin
from backend_client.protocol.wall_rules import takes_walls
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.target import WallTarget
from widgets.drills import titled
from widgets.initials import Initials
from widgets.wall.pick_dialog import Choice, PickDialog

translate = QCoreApplication.translate

_IDS: Final = ("wall.pin", "wall.alarm_mode")
#: One after the other, by one action.
_NEXT: Final = {
    AlarmMode.HOLD: AlarmMode.SEQUENCE,
    AlarmMode.SEQUENCE: AlarmMode.BLOCK,
    AlarmMode.BLOCK: AlarmMode.HOLD,
}


class AlarmTileActions:
    """An action group on the wall that commands are for.

    Which alarm stands where is seen on a wall of this machine; for one elsewhere it is chosen from a list.
    """

    def __init__(
        self,
        *,
        picture: Picture,
        situation: Situation,
        dispatching: Dispatching,
        dialogs: Dialogs,
        target: WallTarget,
        initials: Initials,
    ) -> None:
        self._alarms = picture.of(Alarm)
        self._situation = situation
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._target = target
        self._initials = initials

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
            if wall is not None and self._target.display is None:
                return translate("WallActions", "Pin or unpin an alarm")
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
        if self._target.display is None:
            return "" if self._listed() else translate("WallActions", "No alarm takes walls now")
        return "" if self._alarm else translate("WallActions", "No alarm stands on the chosen tile")

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        wall = self._target.wall
        if wall is None:
            return
        if id_ == "wall.pin" and self._target.display is None:
            self._pick(wall, self._target.id)
        elif id_ == "wall.pin":
            self._pin(wall, self._target.id, self._alarm)
        else:
            mode = WallLock(alarm_mode=_NEXT[wall.alarm_mode])
            self._dispatching.give("wall.lock", target=self._target.id, args=mode)

    def _pin(self, wall: Wall, id_: str, alarm: str) -> None:
        args = WallPin(alarm=alarm, pinned=alarm not in wall.pinned)
        self._dispatching.give("wall.pin", target=id_, args=args)

    def _pick(self, wall: Wall, id_: str) -> None:
        pinned = translate("WallActions", "pinned")
        choices = [
            Choice(alarm, titled(data), note="   ".join((data.place, *((pinned,) * (alarm in wall.pinned)))))
            for alarm, data in self._listed()
        ]

        def made(parent: QWidget) -> PickDialog:
            dialog = PickDialog(
                title=translate("WallActions", "Pin or unpin on wall {wall}").format(wall=self._target.title),
                send=translate("WallActions", "Pin or unpin"),
                choices=choices,
                initials=self._initials,
                parent=parent,
            )
            dialog.picked.connect(lambda alarm: self._pin(wall, id_, alarm))
            return dialog

        self._dialogs.show_dialog(made)

    def _listed(self) -> list[tuple[str, Alarm]]:
        """What may stand on a wall elsewhere or is pinned there: the most urgent first, then the newest."""
        wall = self._target.wall
        pinned = () if wall is None else wall.pinned
        found = [
            (id_, entry.data)
            for id_, entry in self._alarms.items()
            if takes_walls(entry.data) or id_ in pinned
        ]
        found.sort(key=lambda pair: pair[1].raised_at, reverse=True)
        return sorted(found, key=lambda pair: pair[1].priority)

    @property
    def _alarm(self) -> str:
        """Id of the alarm on the chosen tile; empty for none."""
        display = self._target.display
        shown = None if display is None else display.alarms.standing.tiles.get(display.chosen)
        return "" if shown is None else shown.alarm
