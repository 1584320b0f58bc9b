"""Which section of the manual is about which part of the windows."""

from __future__ import annotations

from collections.abc import Sequence

from console.wall.window import WallWindow
from console.windows import DeskWindow
from widgets.help.sections import Section, tell_of


def name_sections(desk: DeskWindow, walls: Sequence[WallWindow]) -> None:
    """Let F1 find what is about the part that has the keyboard; dialogs name their own section."""
    for part, section in (
        (desk, Section.DESK),
        (desk.banners, Section.MESSAGES),
        (desk.alarms, Section.ALARMS),
        (desk.centre, Section.ALARMS),
        (desk.alarm_load, Section.ALARMS),
        (desk.lanes, Section.INCIDENTS),
        (desk.table, Section.INCIDENTS),
        (desk.history, Section.INCIDENTS),
        (desk.detail, Section.INCIDENT),
        (desk.commands, Section.COMMANDS),
        (desk.units, Section.UNITS),
        (desk.cameras, Section.CAMERAS),
        (desk.rhythm, Section.RHYTHM),
        (desk.map, Section.MAP),
        (desk.status, Section.MESSAGES),
        (desk.lock_screen, Section.LOCK),
        *((wall, Section.TILES) for wall in walls),
    ):
        tell_of(part, section)
    for tile in (*desk.previews, *desk.alarm_tiles):
        tell_of(tile, Section.TILES)
