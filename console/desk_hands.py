"""What the desk's own actions do: going to its parts, and what is always possible."""

from __future__ import annotations

from collections.abc import Callable

from console.actions.desk_actions import DeskActions
from console.commands.report import CommandReport
from console.people.people import People
from console.rooms import Rooms
from console.windows import DeskWindow
from widgets.palette.frame import Palette


def desk_actions(
    *,
    window: DeskWindow,
    rooms: Rooms,
    report: CommandReport,
    palette: Callable[[], Palette],
    people: Callable[[], People],
) -> DeskActions:
    """The group of them; `palette` and `people` are made after it."""
    desk = window.desk
    return DeskActions(
        hands={
            "desk.table": desk.focus_table,
            "desk.search": desk.focus_search,
            "desk.palette": lambda: palette().toggle(),
            "desk.cameras": lambda: desk.show_tab("cameras"),
            "desk.units": lambda: desk.show_tab("units"),
            "desk.alarms": rooms.alarms.desk.show_list,
            "desk.alarm_load": lambda: desk.show_tab("alarm_load"),
            "map.all": window.map.show_all,
            "desk.commands": lambda: desk.show_tab("commands"),
            "desk.redo": report.redo,
            "desk.person": lambda: people().change(),
            "desk.lock": lambda: people().lock(),
            "desk.mute": rooms.alarms.mute.toggle,
        }
    )
