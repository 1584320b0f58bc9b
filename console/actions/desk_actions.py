"""The actions that move about on the desk itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class DeskActions:
    """Actions that are always possible; `hands` says what each does. One id of `_text` per action."""

    def __init__(self, *, hands: Mapping[str, Callable[[], None]]) -> None:
        self._hands = dict(hands)

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("DeskActions", "Desk")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return tuple(self._hands)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "desk.table":
                return translate("DeskActions", "To the incident table")
            case "desk.palette":
                return translate("DeskActions", "Find or do anything")
            case "desk.search":
                return translate("DeskActions", "Filter incidents by text")
            case "desk.cameras":
                return translate("DeskActions", "Cameras")
            case "desk.units":
                return translate("DeskActions", "Units")
            case "desk.alarms":
                return translate("DeskActions", "Alarms")
            case "desk.alarm_load":
                return translate("DeskActions", "Alarm load")
            case "map.all":
                return translate("DeskActions", "Whole map")
            case "desk.commands":
                return translate("DeskActions", "Commands on their way")
            case "desk.redo":
                return translate("DeskActions", "Give the refused command again")
            case "desk.person":
                return translate("DeskActions", "Change person")
            case "desk.lock":
                return translate("DeskActions", "Lock the desk")
            case "desk.mute":
                return translate("DeskActions", "Mute the alarm sound, or let it sound again")
        return id_

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`: never anything."""
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        self._hands[id_]()
