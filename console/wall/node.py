"""A machine that is nothing but a wall: it shows what the platform says that wall shows, and no desk.

Desks push cameras, scenes and tours to it through the platform. Several nodes that each show a part make one
large wall. All that a node sends are calls of the presets that its wall asks for, and its part in conferences
that stand there.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from backend_client.changes import Changes
from backend_client.feed import Feed
from backend_client.momentary import MomentaryOnly
from backend_client.picture import Picture
from backend_client.protocol.wall import Wall
from backend_client.site_files import fetch_signed_in
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console.faults import StartRefused
from console.feed_banner import tell_feed
from console.people.session import Session, client_info
from console.people.signing_in import sign_in_at
from console.screens import Placement
from console.settings import WallSettings
from console.video.supervisor import VideoSupervisor
from console.video.worker_pool import WorkersStatus
from console.wakefulness import wakefulness
from console.wall.camera_tiles import CameraTiles
from console.wall.conferences import WatchLine, watching_pages
from console.wall.maps import TileMaps
from console.wall.nearby import Vicinity
from console.wall.preset_calls import PresetCalls
from console.wall.recordings import Player
from console.wall.walls import Walls
from layouts.spans import WHOLE, Part
from widgets.map.engine import prepare_web_engine
from widgets.pulse import Pulse
from widgets.video_words import output_words
from widgets.wall.heading import WallFacts

_log = logging.getLogger(__name__)

#: What a wall can show of; the duty room's papers are no business of it.
_TOPICS: Final = ("directory", "incidents", "alarms", "walls", "units", "devices", "counters", "conferences")


class WallNode(QObject):
    """One wall, or a part of it, in a window over its monitors. `closed` is set when that was closed."""

    def __init__(
        self, *, wall: WallSettings, part: Part = WHOLE, session: Session, rendering: str = "auto"
    ) -> None:
        """`rendering` is how video is to be decoded and drawn, as in the settings."""
        super().__init__()
        self.closed = asyncio.Event()
        self._session = session
        self._tasks = TaskSet()
        self._asking = False
        self._has_browser = False
        self._wall = wall.id
        self._output = ""
        self.picture = Picture()
        self._maps = TileMaps(picture=self.picture, prepare=self._prepare_for_map)
        self._pulse = Pulse(parent=self)
        self.feed = Feed(
            access=session.access,
            client=client_info(),
            picture=self.picture,
            on_changes=self._pulse.add,
            on_status=self._on_status,
            on_signal=lambda signal: self.walls.on_signal(signal),
            topics=_TOPICS,
        )
        at_once = MomentaryOnly(feed=self.feed)
        self.video = VideoSupervisor(
            headers=session.camera_headers, tls=session.camera_tls, rendering=rendering, parent=self
        )
        self.cameras = CameraTiles(picture=self.picture, session=session, supervisor=self.video, parent=self)
        self.walls = Walls(
            settings=(wall,),
            cameras=self.cameras,
            picture=self.picture,
            vicinity=Vicinity(picture=self.picture),
            now=self.feed.now,
            rate=lambda: self.feed.rate,
            part=part,
            make_map=self._maps.make,
            player=Player(session, self.video, hands=False),
            conferences=WatchLine(
                requests=at_once,
                tasks=self._tasks,
                make=watching_pages(heard=(wall.id,) if wall.sound else (), prepare=self._prepare_browser),
            ),
            parent=self,
        )
        PresetCalls(
            displays=self.walls.displays,
            requests=at_once,
            tasks=self._tasks,
            roles=self._roles,
            parent=self,
        )
        self._awake = wakefulness(sys.platform, os.environ)
        self._placement = Placement(desk=None, walls=self.walls.bound, parent=self)
        self.cameras.stand_in(*self.walls.windows)
        self._pulse.changed.connect(self._on_changes)
        self.walls.closed.connect(self.closed.set)
        self.video.unavailable.connect(lambda why: _log.error("video: %s", why))
        self.video.workers_changed.connect(self._tell_output)

    @property
    def desk_window(self) -> QWidget | None:
        """As `Station`: none."""
        return None

    @property
    def has_map(self) -> bool:
        """As `Station`."""
        return self._maps.is_used

    async def start(self) -> None:
        """Show the wall and let everything begin."""
        self._awake.hold()
        self._placement.start()
        for window in self.walls.windows:
            # Nobody sits here: no tile is to look chosen.
            window.setFocus()
        self.video.prepare(self.walls.tile_count)
        self._tasks.spawn(self.feed.run(), name="feed")

    async def close(self) -> None:
        """Stop what `start` began, in the reverse order."""
        self._placement.stop()
        await self._tasks.close()
        await self.video.close()
        self.cameras.close()
        # The feed has ended with the tasks; a last beat would find the window gone.
        self._pulse.stop()
        self._awake.release()
        self.walls.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _roles(self) -> tuple[str, ...]:
        user = self.feed.status.user
        return () if user is None else user.roles

    def _on_changes(self, changes: Changes) -> None:
        self.cameras.on_changes(changes)
        self.walls.on_changes(changes)

    def _on_status(self, status: FeedStatus) -> None:
        self.cameras.set_platform(self._session.http_base)
        for window in self.walls.windows:
            tell_feed(window.banners, status, now=self.feed.now())
        if status.state is FeedState.LIVE:
            self._look_for_wall()
        if status.needs_sign_in and not self._asking:
            self._asking = True
            self._tasks.spawn(self._ask(), name="sign in")

    def _tell_output(self, status: WorkersStatus) -> None:
        """Say what was chosen, in the log too: a part of a wall has no heading, and nobody sits here."""
        if status.rendering in ("", self._output):
            return
        self._output = status.rendering
        level = logging.WARNING if self._output == "fallback" else logging.INFO
        _log.log(level, "video: %s (%s)", self._output, status.versions)
        for window in self.walls.windows:
            window.heading.show_output(output_words(self._output))

    def _prepare_for_map(self) -> None:
        """Only now the browser that draws maps is loaded, and the ground asked for."""
        self._prepare_browser()
        self._tasks.spawn(self._fetch_base_map(), name="base map")

    def _prepare_browser(self) -> None:
        if not self._has_browser:
            self._has_browser = True
            prepare_web_engine()

    async def _fetch_base_map(self) -> None:
        found = await fetch_signed_in(self._session.access, "/basemap.geojson")
        if found is not None:
            self._maps.set_base_map(found)

    def _look_for_wall(self) -> None:
        """Say so in large letters when the platform has no wall of this name, and which ones it has."""
        known = self.picture.of(Wall)
        if self._wall in known:
            return
        names = "  ".join(f"{id_} {entry.data.name}" for id_, entry in sorted(known.items()))
        told = self.tr("No wall is called {wall} here. Known are: {names}")
        for window in self.walls.windows:
            window.heading.show()
            window.heading.show_facts(WallFacts(name=told.format(wall=self._wall, names=names)))

    async def _ask(self) -> None:
        try:
            await sign_in_at(self._session)
        except StartRefused:
            self.closed.set()
        finally:
            self._asking = False
