"""The actions that help at the desk: the manual, the sheet of keys, the size of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpHands:
    """What each of the actions does."""

    show_help: Callable[[], None]
    show_keys: Callable[[], None]
    larger: Callable[[], None]
    smaller: Callable[[], None]
    usual_size: Callable[[], None]


class HelpActions:
    """Actions that are always possible."""

    def __init__(self, *, hands: HelpHands) -> None:
        self._hands = {
            "desk.help": hands.show_help,
            "desk.keys": hands.show_keys,
            "desk.larger": hands.larger,
            "desk.smaller": hands.smaller,
            "desk.usual_size": hands.usual_size,
        }

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("HelpActions", "Help and text size")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return tuple(self._hands)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "desk.help":
                return translate("HelpActions", "The manual, where it fits")
            case "desk.keys":
                return translate("HelpActions", "All keys on one sheet")
            case "desk.larger":
                return translate("HelpActions", "Larger text")
            case "desk.smaller":
                return translate("HelpActions", "Smaller text")
            case "desk.usual_size":
                return translate("HelpActions", "Usual text size")
        return id_

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`: never anything."""
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        self._hands[id_]()
