"""Says how things stand: status strip, banners, the day's figures and the wall's heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from backend_client.feed import Feed
from backend_client.pending import CommandState
from backend_client.picture import Picture
from backend_client.protocol.entities import Counter
from backend_client.requests import Requests
from backend_client.status import FeedState, FeedStatus
from console.feed_banner import tell_feed
from console.video.supervisor import VideoSupervisor
from console.wall.camera_tiles import CameraTiles
from console.wall.window import WallWindow
from console.windows import DeskWindow
from widgets.boards.counters import Figure
from widgets.dispatch.banners import Banners
from widgets.dispatch.status_strip import FeedLight, SoundLight, StatusFigures, sound_words

_LIGHT = {
    FeedState.CONNECTING: FeedLight.CONNECTING,
    FeedState.SYNCING: FeedLight.SYNCING,
    FeedState.LIVE: FeedLight.LIVE,
    FeedState.RECONNECTING: FeedLight.BROKEN,
    FeedState.REFUSED: FeedLight.REFUSED,
    FeedState.STOPPED: FeedLight.BROKEN,
}


@dataclass(frozen=True, slots=True)
class Presence:
    """Who sits at the desk, at which seat since when, and whether alarms can be heard there.

    `muted` says in words why they are not, for a time.
    """

    name: Callable[[], str]
    seat: Callable[[], str]
    sound: Callable[[], SoundLight]
    muted: Callable[[], str] = lambda: ""


class StatusReport(QObject):
    """Looks once a second, and at once when the feed changes its state."""

    def __init__(
        self,
        *,
        desk: DeskWindow,
        walls: Sequence[WallWindow],
        feed: Feed,
        requests: Requests,
        cameras: CameraTiles,
        video: VideoSupervisor,
        picture: Picture,
        person: Presence,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._walls = tuple(walls)
        self._feed = feed
        self._requests = requests
        self._cameras = cameras
        self._video = video
        self._person = person
        self._counters = picture.of(Counter)
        self._frames_before = 0
        self._events_per_s: float | None = None
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def on_feed(self, status: FeedStatus) -> None:
        """The feed's state changed."""
        self._desk.lock_screen.show_feed(_LIGHT[status.state])
        for banners in self._banners():
            tell_feed(banners, status, now=self._feed.now())
        self._show_strip(status)

    def _unsent(self) -> int:
        return sum(command.state is CommandState.UNSENT for command in self._requests.pending())

    def _banners(self) -> tuple[Banners, ...]:
        walls = (wall.banners for wall in self._walls)
        return self._desk.banners, *walls, self._desk.lock_screen.banners

    def refresh(self) -> None:
        """Somebody else sits here, or the sound was switched."""
        self._show_strip(self._feed.status)

    def stop(self) -> None:
        """Look no more: the windows are about to go."""
        self._timer.stop()

    def _look(self) -> None:
        status = self._feed.status
        frames = status.counters.frames
        self._events_per_s = float(frames - self._frames_before)
        self._frames_before = frames
        self._show_strip(status)
        self._show_figures()
        self._desk.show_time(self._feed.now())

    def _show_strip(self, status: FeedStatus) -> None:
        workers = self._video.status
        sound, muted = self._person.sound(), self._person.muted()
        reduction = self._cameras.reduction
        self._desk.lock_screen.show_sound(muted or sound_words(sound))
        self._desk.status.show_figures(
            StatusFigures(
                feed=_LIGHT[status.state],
                user=self._person.name(),
                seat=self._person.seat(),
                sound=sound,
                muted=muted,
                data_age_s=status.last_frame_age,
                offset_s=status.offset_s,
                events_per_s=self._events_per_s,
                unsent=self._unsent(),
                workers=workers.running,
                workers_wanted=self._video.workers_wanted,
                tiles_live=self._cameras.live(),
                tiles=self._cameras.wanted(),
                frames_per_s=self._cameras.frames_per_second(),
                video_output=workers.rendering,
                on_sub=reduction.sub,
                on_keyframes=reduction.keyframes,
                on_stills=reduction.stills,
                without_room=workers.without_room,
            )
        )

    def _show_figures(self) -> None:
        names = (
            (self.tr("Reported today"), "incidents.today", False),
            (self.tr("Closed today"), "incidents.closed_today", False),
            (self.tr("Overdue"), "incidents.overdue", True),
            (self.tr("Units on duty"), "units.on_duty", False),
        )
        figures = []
        for name, id_, warm in names:
            entry = self._counters.get(id_)
            if entry is not None:
                figures.append(Figure(name, f"{entry.data.value:,.0f}", warm=warm and entry.data.value > 0))
        self._desk.counters.show_figures(figures)
