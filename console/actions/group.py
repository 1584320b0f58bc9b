"""What a theme of actions must answer, so that keys, buttons, the palette and the sheet of keys share it."""

from __future__ import annotations

from typing import Protocol


class ActionGroup(Protocol):
    """Actions of one theme. An action is named by its id, such as ``incident.accept``."""

    @property
    def theme(self) -> str:
        """What the actions have in common, in words."""
        ...

    def ids(self) -> tuple[str, ...]:
        """The actions, in the order in which they are listed."""
        ...

    def text(self, id_: str) -> str:
        """What an action does, in a word or two."""
        ...

    def why_not(self, id_: str) -> str:
        """Why an action is not possible now, in words; empty when it is."""
        ...

    def run(self, id_: str) -> None:
        """Carry an action out; asked only while it is possible."""
        ...
