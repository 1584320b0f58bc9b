"""The mark of a drill, in words: whatever names an incident or an alarm in one line says that it is one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.entities import Incident

translate = QCoreApplication.translate


class Matter(Protocol):
    """An incident or an alarm."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def exercise(self) -> bool:
        """Whether it is a drill."""


def marked(text: str, *, exercise: bool) -> str:
    """`text` with the mark before it where it is about a drill."""
    return translate("Words", "[Drill] {title}").format(title=text) if exercise else text


def titled(matter: Matter) -> str:
    """What it is called, marked when it is a drill."""
    return marked(matter.title, exercise=matter.exercise)


def headed(incident: Incident, *, gap: str = "   ") -> str:
    """Number and title of an incident, as dialogs and messages name it."""
    return f"{incident.serial_no}{gap}{titled(incident)}"
