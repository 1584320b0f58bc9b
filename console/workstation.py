"""One workstation at work: services, windows and actions, put together."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from backend_client.changes import Changes
from backend_client.collector import calm_collector
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.pending import CommandState
from backend_client.picture import Picture
from backend_client.protocol.lanes import Lane
from backend_client.requests import Requests
from backend_client.site_files import fetch_signed_in
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console import windows
from console.actions.keys import KEYS
from console.actions.operator_actions import OperatorActions
from console.browsing import Browsing
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.commands.report import CommandReport
from console.desk_hands import desk_actions
from console.help.sections import name_sections
from console.incidents.lists import PlatformArchive
from console.palette.palette import desk_palette
from console.palette.sources import Directory
from console.people.idleness import Idleness
from console.people.lock import idle_limit_s
from console.people.people import DeskCover, People
from console.people.seat_keeping import SeatKeeping
from console.people.session import Session, client_info
from console.rooms import Elsewhere, Rooms, Services
from console.screens import Placement
from console.settings import Settings
from console.situation import Situation
from console.status_report import Presence, StatusReport
from console.video.supervisor import VideoSupervisor
from console.wakefulness import wakefulness
from console.wall.camera_tiles import CameraTiles
from console.wall.conferences import WatchLine, watching_pages
from console.wall.maps import TileMaps
from console.wall.nearby import Vicinity
from console.wall.previews import Previews
from console.wall.recordings import Player
from console.wall.room import WallParts
from console.wall.walls import Walls
from console.windows import DeskWindow
from widgets.action import Action
from widgets.initials import Initials
from widgets.map.base_map import BaseMap
from widgets.pulse import Pulse

_log = logging.getLogger(__name__)

#: A shift of which nobody knows when it began.
_SHIFT_S: Final = 8 * 3600.0


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
            access=session.access,
            client=client_info(),
            picture=self.picture,
            on_changes=self._pulse.add,
            on_status=self._on_status,
            on_signal=lambda signal: self.rooms.on_signal(signal),
        )
        self.requests = Requests(feed=self.feed, outbox=outbox, on_change=self._on_pending)
        initials = Initials()
        now = self.feed.now
        archive = PlatformArchive(requests=self.requests, tasks=self._tasks)
        self.desk = DeskWindow(
            picture=self.picture,
            base_map=base_map,
            initials=initials,
            now=now,
            acknowledge_key=KEYS["alarm.acknowledge"],
            group_key=KEYS["alarm.acknowledge_group"],
            alarms_key=KEYS["desk.alarms"],
            shift_since=self._shift_since,
            commands_key=KEYS["desk.commands"],
            redo_key=KEYS["desk.redo"],
            lane_keys={lane: KEYS[f"lane.{lane}"] for lane in Lane},
            history_key=KEYS["lane.history"],
            archive=archive,
        )
        self.video = VideoSupervisor(
            headers=session.camera_headers,
            tls=session.camera_tls,
            rendering=settings.video.rendering.value,
            parent=self,
        )
        self.cameras = CameraTiles(picture=self.picture, session=session, supervisor=self.video, parent=self)
        self.vicinity = Vicinity(picture=self.picture)
        self._maps = TileMaps(picture=self.picture, base_map=base_map)
        player = Player(session, self.video)
        self.walls = Walls(
            settings=settings.shown_walls,
            cameras=self.cameras,
            picture=self.picture,
            vicinity=self.vicinity,
            now=now,
            rate=lambda: self.feed.rate,
            kept_away=lambda: self.rooms.alarms.digest.kept_from_tiles,
            make_map=self._maps.make,
            player=player,
            conferences=WatchLine(
                requests=self.requests,
                tasks=self._tasks,
                make=watching_pages(heard=(each.id for each in settings.shown_walls if each.sound)),
            ),
            parent=self,
        )
        self.previews = Previews(
            tiles=self.desk.previews,
            camera_tiles=self.cameras,
            picture=self.picture,
            vicinity=self.vicinity,
            parent=self,
        )
        self.dispatching = Dispatching(
            requests=self.requests, tasks=self._tasks, picture=self.picture, now=now, parent=self
        )
        self.command_report = CommandReport(
            desk=self.desk, dispatching=self.dispatching, picture=self.picture, parent=self
        )
        dialogs = Dialogs(
            window=self.desk,
            picture=self.picture,
            initials=initials,
            now=now,
            new_place=lambda: self.browsing.new_place,
            on_open=lambda dialog: self.actions.bind_dialog(dialog),
        )
        self.situation = Situation(picture=self.picture, parent=self)
        parts = WallParts(walls=self.walls, cameras=self.cameras, previews=self.previews, player=player)
        self.rooms = Rooms(
            services=Services(
                desk=self.desk,
                picture=self.picture,
                situation=self.situation,
                dialogs=dialogs,
                dispatching=self.dispatching,
                requests=self.requests,
                feed=self.feed,
                tasks=self._tasks,
                session=session,
                outbox=outbox,
                settings=settings,
                initials=initials,
                cameras=self.cameras,
                vicinity=self.vicinity,
                video=self.video,
                walls=parts,
                shift_since=self._shift_since,
            ),
            elsewhere=Elsewhere(
                all_actions=lambda: self.actions.all(),
                bind_dialog=lambda window: self.actions.bind_dialog(window),
                refresh_actions=lambda: self.actions.refresh(),
                show_incident=lambda id_: self.browsing.show_incident(id_),
            ),
            parent=self,
        )
        self.actions = OperatorActions(
            situation=self.situation,
            groups=(
                *self.rooms.groups,
                desk_actions(
                    window=self.desk,
                    rooms=self.rooms,
                    report=self.command_report,
                    palette=lambda: self.palette.widget,
                    people=lambda: self.people,
                ),
            ),
            parent=self,
        )
        self.browsing = Browsing(
            desk=self.desk,
            picture=self.picture,
            previews=self.previews,
            on_incident=self.situation.set_incident,
            parent=self,
        )
        self.palette = desk_palette(
            desk=self.desk,
            picture=self.picture,
            initials=initials,
            now=now,
            situation=self.situation,
            actions=self.actions,
            incident_actions=self.rooms.incidents.acts,
            browsing=self.browsing,
            put_on_wall=self.rooms.walls.put_camera,
            walls=self.rooms.walls,
            recordings=self.rooms.recordings,
            archive=archive,
            directory=Directory(
                contacts=self.rooms.duty.book, call=self.rooms.duty.call, why_not=self.rooms.duty.why_no_call
            ),
        )
        self.seat = SeatKeeping(seat=settings.seat.id, requests=self.requests, picture=self.picture, now=now)
        self.people = People(
            session=session,
            desk=self.desk.sheets,
            cover=DeskCover(
                set_locked=self._set_locked,
                has_draft=lambda: dialogs.is_open,
                has_unsent=self._has_unsent,
                hide_dialogs=dialogs.hide,
                show_dialogs=dialogs.show,
                discard_dialogs=dialogs.discard,
                forget_commands=self._forget_person,
                take_leave=self.rooms.conferences.take_leave,
            ),
            seat=self.seat,
            idle_limit_s=idle_limit_s(settings.lock.after_min, remote=not session.embedded),
            parent=self,
        )
        self._idleness = Idleness(parent=self)
        self._awake = wakefulness(sys.platform, os.environ)
        self.status = StatusReport(
            desk=self.desk,
            walls=self.walls.windows,
            feed=self.feed,
            requests=self.requests,
            cameras=self.cameras,
            video=self.video,
            picture=self.picture,
            person=Presence(
                name=lambda: self.people.name,
                seat=self._seat_told,
                sound=lambda: self.rooms.alarms.light,
                muted=lambda: self.rooms.alarms.desk.muted,
            ),
            parent=self,
        )
        name_sections(self.desk, self.walls.windows)
        self._placement = Placement(desk=self.desk, walls=self.walls.bound, parent=self)
        self.cameras.stand_in(self.desk, *self.walls.windows)
        self._connect()

    @property
    def desk_window(self) -> QWidget:
        """The desk as a window."""
        return self.desk

    @property
    def has_map(self) -> bool:
        """Whether the desk's map is ready to be looked at."""
        return self.desk.map.is_ready

    async def start(self) -> None:
        """Show the windows and let everything begin."""
        await self.rooms.intake.start()
        self._awake.hold()
        self._placement.start()
        self.desk.desk.focus_table()
        self.people.start()
        self._idleness.start()
        self.video.prepare(self.walls.tile_count + windows.PREVIEWS + windows.ALARM_TILES)
        self._tasks.spawn(self.feed.run(), name="feed")

    async def close(self) -> None:
        """Stop what `start` began, in the reverse order."""
        self._placement.stop()
        self._idleness.stop()
        self.status.stop()
        await self.rooms.close()
        await self.people.close()
        await self.requests.close()
        await self._tasks.close()
        await self.video.close()
        self.cameras.close()
        # The feed has ended with the tasks; a last beat would find the windows gone.
        self._pulse.stop()
        self.rooms.alarms.close()
        self._awake.release()
        self.walls.close()
        self.desk.hide()
        self.desk.deleteLater()
        # Deleted now, while Qt still runs: the map's browser must be gone before the application object is.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _connect(self) -> None:
        self._pulse.changed.connect(self._on_changes)
        desk = self.desk
        desk.cameras.camera_activated.connect(self.rooms.walls.put_camera)
        self.actions.changed.connect(lambda: desk.detail.set_actions(self._on_incident()))
        self.actions.denied.connect(lambda told: desk.status.show_notice(told, seconds=8.0))
        for window in (desk, *self.walls.windows):
            self.actions.bind(window)
        self._idleness.looked.connect(self.people.look)
        self.people.changed.connect(self._on_people)
        self.people.told.connect(desk.status.show_notice)
        self.people.warned.connect(desk.banners.show_notice)
        self.rooms.alarms.changed.connect(self._on_alarms)
        self.actions.changed.connect(self._on_alarms)
        self.video.unavailable.connect(lambda why: _log.error("video: %s", why))
        for part in (desk, self.walls):
            part.closed.connect(self.closed.set)

    # What the feed says.

    def _on_changes(self, changes: Changes) -> None:
        self.situation.on_changes(changes)
        self.desk.on_changes(changes)
        for part in (self.cameras, self.previews, self.rooms, self.walls, self.command_report, self.palette):
            part.on_changes(changes)
        current = self.desk.table.current_id
        if changes.touches("wall") or "incident" in changes.reset or current in changes.ids("incident"):
            self.actions.refresh()

    def _on_status(self, status: FeedStatus) -> None:
        self.dispatching.set_connected(status.acting)
        self.people.on_feed(status)
        self.cameras.set_platform(self._session.http_base)
        self.rooms.on_feed(status)
        self.status.on_feed(status)
        if status.state is FeedState.LIVE and not self._settled:
            self._settled = True
            calm_collector()
            if not self._base_map.given:
                self._tasks.spawn(self._fetch_base_map(), name="base map")

    def _on_people(self) -> None:
        self.situation.set_user(self.people.user)
        self.dispatching.set_roles(self.situation.roles)
        self.rooms.lists.set_user(self.people.user)
        self.rooms.cameras.set_user(self.people.user)
        self.status.refresh()

    def _on_incident(self) -> tuple[Action, ...]:
        actions = tuple(self.actions.action(id_) for id_ in self.rooms.incidents.acts.buttons())
        # A wall that is not lent needs no giving back.
        return tuple(each for each in actions if each.enabled or each.id != "wall.restore")

    def _forget_person(self) -> None:
        self.dispatching.forget()
        self.palette.forget()
        self.rooms.turning.leave()

    def _set_locked(self, locked: bool) -> None:
        self.palette.widget.leave()
        self.actions.set_locked(locked)
        if locked:
            self.rooms.help.close()
            self.rooms.turning.leave()
        self.rooms.conferences.set_locked(locked)
        self.desk.is_held = locked
        self.walls.hold(locked)

    def _has_unsent(self) -> bool:
        return any(command.state is CommandState.UNSENT for command in self.requests.pending())

    def _seat_told(self) -> str:
        user = self.people.user
        return self.seat.told(user.id if user is not None else "")

    def _shift_since(self) -> float:
        since = self.seat.shift_since()
        return self.feed.now() - _SHIFT_S if since is None else since

    def _on_alarms(self) -> None:
        alarm = self.desk.centre.current
        confer = self.rooms.conferring.on_alarm(alarm)
        self.desk.centre.set_actions((*self.rooms.alarms.actions.buttons(alarm), confer))
        self.status.refresh()

    def _on_pending(self) -> None:
        self.command_report.refresh()

    async def _fetch_base_map(self) -> None:
        found = await fetch_signed_in(self._session.access, "/basemap.geojson")
        if found is not None:
            self.desk.map.set_base_map(found)
            self._maps.set_base_map(found)
