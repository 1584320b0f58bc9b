"""One workstation at work: services, windows and actions, put together."""

from __future__ import annotations

import asyncio
import logging

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from backend_client.changes import Changes
from backend_client.collector import calm_collector
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, Camera, Grid, Incident, Position, Unit
from backend_client.requests import Requests
from backend_client.site_files import fetch
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console import windows
from console.actions import KEYS, DeskHands, OperatorActions
from console.alarms import AlarmTiles
from console.camera_tiles import CameraTiles
from console.dialogs import Dialogs
from console.dispatching import Dispatching
from console.previews import Previews
from console.screens import Placement
from console.session import Session, client_info
from console.settings import Settings
from console.status_report import StatusReport
from console.video.supervisor import VideoSupervisor
from console.wall_display import WallDisplay
from console.windows import DeskWindow, WallWindow
from widgets.initials import Initials
from widgets.map.base_map import BaseMap
from widgets.pulse import Pulse

_log = logging.getLogger(__name__)

#: A street's worth of map around a chosen thing.
_CLOSE_ZOOM = 16.0


class Workstation(QObject):
    """Everything between a signed-in session and the windows. `closed` is set when a window was closed."""

    def __init__(self, *, settings: Settings, base_map: BaseMap, session: Session, outbox: Outbox) -> None:
        super().__init__()
        self.closed = asyncio.Event()
        self._settings = settings
        self._base_map = base_map
        self._session = session
        self._tasks = TaskSet()
        self._settled = False
        self.picture = Picture()
        self._pulse = Pulse(parent=self)
        self.feed = Feed(
            address=session.feed,
            token=session.keeper.fresh,
            client=client_info(),
            picture=self.picture,
            on_changes=self._pulse.add,
            on_status=self._on_status,
        )
        self.requests = Requests(feed=self.feed, outbox=outbox, on_change=self._on_pending)
        initials = Initials()
        now = self.feed.now
        self.desk = DeskWindow(
            picture=self.picture,
            base_map=base_map,
            initials=initials,
            now=now,
            acknowledge_key=KEYS["alarm.acknowledge"],
        )
        self.wall = WallWindow(tiles=settings.wall.tiles, now=now)
        self.video = VideoSupervisor(headers=session.camera_headers, parent=self)
        self.cameras = CameraTiles(picture=self.picture, session=session, supervisor=self.video, parent=self)
        self.wall_display = WallDisplay(
            wall=settings.wall.id, window=self.wall, tiles=self.cameras, picture=self.picture, parent=self
        )
        self.previews = Previews(
            tiles=self.desk.previews, camera_tiles=self.cameras, picture=self.picture, parent=self
        )
        self.alarm_tiles = AlarmTiles(
            tiles=self.desk.alarm_tiles, camera_tiles=self.cameras, picture=self.picture, parent=self
        )
        self.dispatching = Dispatching(requests=self.requests, tasks=self._tasks, parent=self)
        self._new_place: tuple[str, Position | None] = ("", None)
        dialogs = Dialogs(
            window=self.desk,
            picture=self.picture,
            initials=initials,
            now=now,
            new_place=lambda: self._new_place,
        )
        self.actions = OperatorActions(
            picture=self.picture,
            dispatching=self.dispatching,
            dialogs=dialogs,
            previews=self.previews,
            wall=self.wall_display,
            wall_id=settings.wall.id,
            hands=DeskHands(
                focus_table=self.desk.desk.focus_table,
                focus_search=self.desk.desk.focus_search,
                show_cameras=self.desk.desk.show_cameras,
                show_units=self.desk.desk.show_units,
                show_whole_map=self.desk.map.show_all,
                acknowledge_first=self.desk.alarms.acknowledge_first,
            ),
            parent=self,
        )
        self.status = StatusReport(
            desk=self.desk,
            wall=self.wall,
            feed=self.feed,
            requests=self.requests,
            cameras=self.cameras,
            video=self.video,
            picture=self.picture,
            parent=self,
        )
        self._placement = Placement(
            desk=self.desk, wall=self.wall, monitor=settings.wall.monitor, parent=self
        )
        self._connect()

    async def start(self) -> None:
        """Show the windows and let everything begin."""
        self._placement.start()
        self.desk.desk.focus_table()
        self.video.prepare(self._settings.wall.tiles + windows.PREVIEWS + windows.ALARM_TILES)
        self._tasks.spawn(self.feed.run(), name="feed")
        if not self._base_map.given:
            self._tasks.spawn(self._fetch_base_map(), name="base map")

    async def close(self) -> None:
        """Stop what `start` began, in the reverse order."""
        self._placement.stop()
        self.status.stop()
        await self.requests.close()
        await self._tasks.close()
        await self.video.close()
        for window in (self.wall, self.desk):
            window.hide()
            window.deleteLater()
        # Deleted now, while Qt still runs: the map's browser must be gone before the application object is.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _connect(self) -> None:
        self._pulse.changed.connect(self._on_changes)
        desk = self.desk
        desk.table.current_incident_changed.connect(self._choose_incident)
        desk.table.incident_activated.connect(lambda _id: desk.detail.focus_first_action())
        desk.map.incident_clicked.connect(self._select_incident)
        desk.map.alarm_clicked.connect(self._choose_alarm)
        desk.map.unit_clicked.connect(self._choose_unit)
        desk.map.camera_clicked.connect(self._choose_camera)
        desk.map.grid_clicked.connect(self._choose_grid)
        desk.alarms.alarm_activated.connect(self._choose_alarm)
        desk.alarms.acknowledge_requested.connect(
            lambda id_: self.dispatching.give("alarm.acknowledge", target=id_)
        )
        desk.cameras.current_camera_changed.connect(self._choose_camera)
        desk.cameras.camera_activated.connect(self.wall_display.put_on_chosen_tile)
        desk.units.unit_activated.connect(self._choose_unit)
        self.wall_display.show_requested.connect(
            lambda args: self.dispatching.give("wall.show", target=self._settings.wall.id, args=args)
        )
        self.actions.changed.connect(lambda: desk.detail.set_actions(self.actions.on_incident()))
        self.actions.bind(desk)
        self.actions.bind(self.wall)
        self.dispatching.command_changed.connect(self._on_command)
        self.video.unavailable.connect(lambda why: _log.error("video: %s", why))
        for window in (desk, self.wall):
            window.closed.connect(self.closed.set)

    # What the feed says.

    def _on_changes(self, changes: Changes) -> None:
        self.desk.on_changes(changes)
        for part in (self.cameras, self.previews, self.alarm_tiles, self.wall_display):
            part.on_changes(changes)
        current = self.desk.table.current_id
        if changes.touches("wall") or "incident" in changes.reset or current in changes.ids("incident"):
            self.actions.refresh()

    def _on_status(self, status: FeedStatus) -> None:
        self.dispatching.set_connected(status.user is not None and status.state.connected)
        if status.user is not None:
            self.actions.set_roles(status.user.roles)
        self.status.on_feed(status)
        if status.state is FeedState.LIVE and not self._settled:
            self._settled = True
            calm_collector()

    def _on_pending(self) -> None:
        self.status.show_unsent()

    def _on_command(self, target: str) -> None:
        if target and target == self.desk.detail.incident_id:
            self.desk.detail.set_command(self.dispatching.last_on(target))
        elif not target or target == self._settings.wall.id or target in self.picture.of(Alarm):
            self.status.show_command(self.dispatching.last_on(target))

    async def _fetch_base_map(self) -> None:
        token = await self._session.keeper.fresh()
        found = await fetch(http_base=self._session.http_base, path="/basemap.geojson", token=token.value)
        if found is not None:
            self.desk.map.set_base_map(found)

    # What the person chooses.

    def _choose_incident(self, id_: str) -> None:
        self.desk.detail.show_incident(id_)
        self.desk.detail.set_command(self.dispatching.last_on(id_))
        entry = self.picture.of(Incident).get(id_)
        position = None if entry is None else entry.data.position
        self.desk.map.select("incident", id_)
        if position is not None:
            self.desk.map.centre_on(position)
        self.desk.units.set_centre(position)
        self.previews.show_place(position)
        self.actions.set_current(id_)

    def _select_incident(self, id_: str) -> None:
        if not self.desk.table.select_id(id_):
            self._choose_incident(id_)

    def _choose_alarm(self, id_: str) -> None:
        entry = self.picture.of(Alarm).get(id_)
        if entry is None:
            return
        self.desk.map.select("alarm", id_)
        if entry.data.position is not None:
            self.desk.map.centre_on(entry.data.position)
        first = entry.data.cameras[0] if entry.data.cameras else ""
        self.previews.show_place(entry.data.position, first=first)

    def _choose_unit(self, id_: str) -> None:
        entry = self.picture.of(Unit).get(id_)
        if entry is None:
            return
        self.desk.map.select("unit", id_)
        if entry.data.position is not None:
            self.desk.map.centre_on(entry.data.position)

    def _choose_camera(self, id_: str) -> None:
        entry = self.picture.of(Camera).get(id_)
        if entry is None:
            return
        self.desk.map.select("camera", id_)
        self.desk.map.centre_on(entry.data.position, _CLOSE_ZOOM)
        self.previews.show_place(entry.data.position, first=id_)

    def _choose_grid(self, id_: str) -> None:
        entry = self.picture.of(Grid).get(id_)
        if entry is None:
            return
        self.desk.map.select("grid", id_)
        corners = entry.data.polygon
        middle = (
            sum(corner[0] for corner in corners) / len(corners),
            sum(corner[1] for corner in corners) / len(corners),
        )
        self._new_place = (entry.data.name, middle)
