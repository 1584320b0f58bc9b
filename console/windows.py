"""The desk's window, and which widgets stand in it; the walls' are in `console.wall.window`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.lanes import Lane, Viewer
from console.session_end import is_session_ending
from widgets.alarms.watch import AlarmWatch
from widgets.boards.alarm_load import AlarmLoadBoard
from widgets.boards.counters import Counters
from widgets.boards.rhythm_chart import RhythmChart
from widgets.boards.unit_board import UnitBoard
from widgets.dispatch.alarm_centre import AlarmCentre
from widgets.dispatch.alarm_strip import AlarmStrip
from widgets.dispatch.banners import Banners
from widgets.dispatch.big_clock import BigClock
from widgets.dispatch.camera_tree import CameraTree
from widgets.dispatch.command_list import CommandList
from widgets.dispatch.coverable import Coverable
from widgets.dispatch.desk import Desk
from widgets.dispatch.filter_button import FilterButton
from widgets.dispatch.history_list import HistoryList
from widgets.dispatch.incident_detail import IncidentDetail
from widgets.dispatch.incident_lanes import LaneBar
from widgets.dispatch.incident_table import IncidentTable
from widgets.dispatch.lock_screen import LockScreen
from widgets.dispatch.sheets import Tab
from widgets.dispatch.status_strip import StatusStrip
from widgets.filter_words import FilterWords
from widgets.incident_facts import IncidentFacts
from widgets.incident_history import Archive, IncidentHistory, NobodyToAsk
from widgets.initials import Initials
from widgets.item_models import IncidentTableModel, UnitTableModel
from widgets.map.base_map import NO_BASE_MAP, BaseMap
from widgets.map.view import MapView
from widgets.moments import clock_text
from widgets.wall.tile import Tile

PREVIEWS: Final = 4
ALARM_TILES: Final = 2


class DeskWindow(QMainWindow):
    """The desk and its parts, each reachable by name. Signals: `closed()`."""

    closed = Signal()
    #: Nobody may close it now: the wall goes on while the desk is covered.
    is_held = False

    def __init__(
        self,
        *,
        picture: Picture,
        base_map: BaseMap = NO_BASE_MAP,
        initials: Initials,
        now: Callable[[], float],
        acknowledge_key: str,
        group_key: str = "",
        alarms_key: str = "",
        shift_since: Callable[[], float] = lambda: 0.0,
        commands_key: str = "",
        redo_key: str = "",
        lane_keys: Mapping[Lane, str] = MappingProxyType({}),
        history_key: str = "",
        archive: Archive | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Command desk"))
        self.banners = Banners(now=now, commands_key=commands_key, alarms_key=alarms_key)
        self.alarm_watch = AlarmWatch(picture=picture, now=now, parent=self)
        self.alarms = AlarmStrip(
            picture=picture,
            watch=self.alarm_watch,
            now=now,
            acknowledge_key=acknowledge_key,
            group_key=group_key,
        )
        self.centre = AlarmCentre(picture=picture, now=now)
        self.alarm_load = AlarmLoadBoard(watch=self.alarm_watch, now=now, shift_since=shift_since)
        self.counters = Counters()
        self.facts = IncidentFacts(picture=picture, initials=initials)
        self.lanes = LaneBar(facts=self.facts, now=now, keys=lane_keys, history_key=history_key)
        self.filter_words = FilterWords(picture=picture)
        self.filter_button = FilterButton(words=self.filter_words)
        self.lanes.add_beside_search(self.filter_button)
        self._incidents = IncidentTableModel(picture=picture, now=now, facts=self.facts, parent=self)
        self._units = UnitTableModel(picture=picture, now=now, parent=self)
        self.table = IncidentTable(model=self._incidents)
        self.history = HistoryList(
            model=IncidentHistory(archive=archive or NobodyToAsk(), picture=picture, now=now, parent=self)
        )
        self.detail = IncidentDetail(picture=picture, now=now, redo_key=redo_key, around=self.facts.around)
        self.commands = CommandList(now=now, redo_key=redo_key)
        self.units = UnitBoard(model=self._units, picture=picture)
        self.cameras = CameraTree(picture=picture, initials=initials)
        self.rhythm = RhythmChart(picture=picture, now=now)
        self.map = MapView(picture=picture, base_map=base_map)
        self.previews = tuple(Tile(number=number) for number in range(1, PREVIEWS + 1))
        self.alarm_tiles = tuple(Tile(number=number) for number in range(1, ALARM_TILES + 1))
        self.status = StatusStrip(now=now)
        self.desk = Desk(
            banners=self.banners,
            alarms=self.alarms,
            counters=self.counters,
            clock=BigClock(now=now),
            lanes=self.lanes,
            table=self.table,
            history=self.history,
            detail=self.detail,
            tabs=(
                Tab("units", self.tr("Units"), self.units, self.units.table.setFocus),
                Tab("alarms", self.tr("Alarms"), self.centre, self.centre.focus),
                Tab("cameras", self.tr("Cameras"), self.cameras, self.cameras.search.setFocus),
                Tab("rhythm", self.tr("Rhythm of the day"), self.rhythm, self.rhythm.setFocus),
                Tab("commands", self.tr("Commands"), self.commands, self.commands.rows.setFocus),
                Tab("alarm_load", self.tr("Alarm load"), self.alarm_load, self.alarm_load.setFocus),
            ),
            map_view=self.map,
            alarm_tiles=self.alarm_tiles,
            previews=self.previews,
            status=self.status,
        )
        self.lock_screen = LockScreen(picture=picture, now=now)
        self.sheets = Coverable(desk=self.desk, lock_screen=self.lock_screen)
        self.setCentralWidget(self.sheets)

    def on_changes(self, changes: Changes) -> None:
        """Let every part take in what changed in the picture."""
        for part in (
            self._incidents,
            self._units,
            self.alarm_watch,
            self.centre,
            self.lanes,
            self.detail,
            self.units,
            self.cameras,
            self.rhythm,
            self.map,
            self.lock_screen,
        ):
            part.on_changes(changes)

    def look_as(self, viewer: Viewer) -> None:
        """Show the lanes as they are for somebody else."""
        self.lanes.look_as(viewer)
        self._incidents.refilter()

    def show_time(self, now: float) -> None:
        """Write the time, in seconds since the epoch, into the strips of the desk's tiles."""
        text = clock_text(now)
        for tile in (*self.previews, *self.alarm_tiles):
            tile.set_clock(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_held and not is_session_ending():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()
