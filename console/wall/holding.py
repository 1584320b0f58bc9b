"""Whose a wall is: taking and releasing it, locking it, and whether alarms may come onto it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.wall_args import WallLock, WallTake
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.target import WallTarget

translate = QCoreApplication.translate

_IDS: Final = ("wall.take", "wall.lock", "wall.alarms")


class HoldActions:
    """An action group; each action is its own opposite. `seat` is this workstation's, or empty."""

    def __init__(
        self, *, situation: Situation, dispatching: Dispatching, target: WallTarget, seat: str
    ) -> None:
        self._situation = situation
        self._dispatching = dispatching
        self._target = target
        self._seat = seat

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
        match id_:
            case "wall.take":
                if self._is_mine:
                    return translate("WallActions", "Release the wall")
                return translate("WallActions", "Take the wall")
            case "wall.lock":
                if wall is not None and wall.locked:
                    return translate("WallActions", "Unlock the wall")
                return translate("WallActions", "Lock the wall")
        if wall is not None and not wall.alarms:
            return translate("WallActions", "Let alarms onto the wall")
        return translate("WallActions", "Keep alarms off the wall")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        command = "wall.take" if id_ == "wall.take" else "wall.lock"
        return self._target.why_not(command, self._situation.user)

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        wall = self._target.wall
        if wall is None:
            return
        match id_:
            case "wall.take":
                # While it is another's the platform decides, and says whose it is.
                seat = "" if self._is_mine else self._seat
                self._give("wall.take", WallTake(release=self._is_mine, seat=seat))
            case "wall.lock":
                self._give("wall.lock", WallLock(locked=not wall.locked))
            case "wall.alarms":
                self._give("wall.lock", WallLock(alarms=not wall.alarms))

    @property
    def _is_mine(self) -> bool:
        wall, user = self._target.wall, self._situation.user
        return wall is not None and user is not None and wall.holder == user.id

    def _give(self, name: str, args: WallTake | WallLock) -> None:
        self._dispatching.give(name, target=self._target.id, args=args)
