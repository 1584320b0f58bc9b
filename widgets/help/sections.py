"""The sections of the manual that parts of the desk point at, and which of them a part has named."""

from __future__ import annotations

import enum
from typing import Final

from PySide6.QtWidgets import QWidget

_PROPERTY: Final = "manual_section"


class Section(enum.StrEnum):
    """Sections by the anchor that stands before their heading in each manual, ``<a id="keys"></a>``."""

    DESK = "desk"
    KEYS = "keys"
    INCIDENTS = "incidents"
    INCIDENT = "incident"
    PALETTE = "palette"
    ASSIGN = "assign"
    MERGE = "merge"
    RESULTS = "results"
    REPORT = "report"
    INTAKE = "intake"
    ALARMS = "alarms"
    UNITS = "units"
    CAMERAS = "cameras"
    DUTY = "duty"
    PAPER = "paper"
    RHYTHM = "rhythm"
    FIGURES = "figures"
    MAP = "map"
    TILES = "tiles"
    COMMANDS = "commands"
    LOCK = "lock"
    PERSON = "person"
    MESSAGES = "messages"
    LAYOUTS = "layouts"
    HELP = "help"


def tell_of(widget: QWidget, section: Section) -> None:
    """Say that `section` of the manual is about `widget` and everything in it that names no other."""
    widget.setProperty(_PROPERTY, section)


def section_at(widget: QWidget | None) -> Section:
    """The section about `widget`, or about the nearest part around it; the whole desk for anything else."""
    at = widget
    while at is not None:
        named = at.property(_PROPERTY)
        if isinstance(named, str):
            return Section(named)
        at = at.parentWidget()
    return Section.DESK
