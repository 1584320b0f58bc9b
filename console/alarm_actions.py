"""The acts on alarms, as actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from backend_client.protocol import lifecycle
from console.situation import Situation
from widgets import words

translate = QCoreApplication.translate


class AlarmActions:
    """Acknowledges the alarm that is first in the strip."""

    def __init__(self, *, situation: Situation, acknowledge_first: Callable[[], None]) -> None:
        self._situation = situation
        self._acknowledge_first = acknowledge_first

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("AlarmActions", "Alarms")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ("alarm.acknowledge",)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        return words.command(id_)

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if lifecycle.may_send(id_, self._situation.roles):
            return ""
        return translate("OperatorActions", "Not your role")

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        self._acknowledge_first()
