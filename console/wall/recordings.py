"""The recordings on this machine's walls: each plays on its tile, and comes back to where it was left."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Camera
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TilePlay, WallTile
from backend_client.protocol.wall_args import WallPlay
from backend_client.protocol.wall_rules import is_same_recording, moment_due, span_of
from console.people.session import Session
from console.video.supervisor import VideoSupervisor
from console.video.tile_services import TileServices
from console.wall.recording_tile import TilePlayback
from console.wall.sight import Sight, is_seen
from widgets.recordings.ticks import ticks_of
from widgets.wall.tile import Tile

#: So many are remembered that gave way to an alarm, or to something else.
_MOST_LEFT: Final = 64
#: What covers a tile need not tell it: so often is looked, in milliseconds.
_LOOK_MS: Final = 1000


@dataclass(frozen=True, slots=True)
class Player:
    """As whom and by what recordings are played; without `hands` nobody sits at this machine."""

    session: Session
    supervisor: VideoSupervisor
    hands: bool = True


class RecordingsOnWalls(QObject):
    """Where a recording stands says the wall, so that all its displays show the same; one that an alarm took
    the tile from goes on where it was left. While nobody sees a tile nothing is decoded for it: seen again it
    is where it would have come to.

    Signals: `play_wanted(Tile, WallPlay)` when somebody wants it elsewhere or otherwise.
    """

    play_wanted = Signal(object, object)

    def __init__(
        self,
        *,
        picture: Picture,
        player: Player,
        now: Callable[[], float],
        rate: Callable[[], float] = lambda: 1.0,
        name: str = "recording",
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time, which passes `rate` times as fast as people's. The supervisor's keys
        begin with `name`.
        """
        super().__init__(parent)
        self._cameras: Mapping[str, Entry[Camera]] = picture.of(Camera)
        self._bookmarks: Mapping[str, Entry[RecordingBookmark]] = picture.of(RecordingBookmark)
        self._player = player
        self._services = TileServices(supervisor=player.supervisor, parent=self)
        self._now = now
        self._rate = rate
        self._keys = (f"{name}-{number}" for number in itertools.count(1))
        self._playing: dict[Tile, TilePlayback] = {}
        self._left: dict[WallTile, float] = {}
        #: Those that nobody sees: where they stood, and when that was.
        self._resting: dict[Tile, tuple[float, float]] = {}
        self._sight = Sight(parent=self)
        self._sight.changed.connect(self._look)
        self._watching = QTimer(self, interval=_LOOK_MS)
        self._watching.timeout.connect(self._look)

    def playback(self, tile: Tile) -> TilePlayback | None:
        """What plays on a tile."""
        return self._playing.get(tile)

    def put(self, tile: Tile, content: WallTile | None) -> None:
        """Let the tile play this recording; None leaves it to others."""
        content = None if content is None else replace(content, tile=0)
        former = self._playing.get(tile)
        if former is not None and (content is None or not is_same_recording(former.content, content)):
            self._leave(tile)
            former = None
        if content is None:
            return
        if former is None:
            self._playing[tile] = self._made(tile, content)
            self._sight.watch(tile)
            self._watching.start()
            self._go(tile, content.play, self._begin(tile, content))
        elif former.content != content:
            self._go(tile, content.play, self._due(content))

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("camera"):
            for playback in self._playing.values():
                playback.rename(self._name(playback.content.camera))
        if changes.touches("recording_bookmark"):
            for playback in self._playing.values():
                playback.show_ticks(ticks_of(self._bookmarks, playback.content.camera))

    def close(self) -> None:
        """Play nothing any more."""
        self._sight.stop()
        self._watching.stop()
        for tile in tuple(self._playing):
            self._leave(tile)

    def _made(self, tile: Tile, content: WallTile) -> TilePlayback:
        made = TilePlayback(
            key=next(self._keys),
            tile=tile,
            content=content,
            name=self._name(content.camera),
            hands=self._player.hands,
            session=self._player.session,
            supervisor=self._player.supervisor,
            services=self._services,
            parent=self,
        )
        made.show_ticks(ticks_of(self._bookmarks, content.camera))
        made.play_wanted.connect(lambda moment, rate: self._want(tile, moment, rate))
        return made

    def _leave(self, tile: Tile) -> None:
        moment, playback = self._moment(tile), self._playing.pop(tile)
        self._resting.pop(tile, None)
        content = playback.content
        if isValid(tile):
            playback.close()
        playback.deleteLater()
        if not self._playing:
            self._watching.stop()
        self._left.pop(content, None)
        self._left[content] = moment
        if len(self._left) > _MOST_LEFT:
            del self._left[next(iter(self._left))]

    def _begin(self, tile: Tile, content: WallTile) -> float:
        """Where it was left, where it plays on another tile just now, or where the wall says."""
        elsewhere = (
            self._moment(at)
            for at, each in self._playing.items()
            if at is not tile and each.content == content
        )
        left = self._left.pop(content, None)
        return next(elsewhere, self._due(content) if left is None else left)

    def _go(self, tile: Tile, play: TilePlay | None, moment: float) -> None:
        """Go on from there; unseen, only stand there."""
        playback = self._playing[tile]
        self._resting.pop(tile, None)
        if play is None or is_seen(tile.picture):
            playback.play(play, moment=moment)
        else:
            self._resting[tile] = moment, self._now()
            playback.rest(play, moment=moment)

    def _look(self) -> None:
        """Let rest what nobody sees any more, and go on what is seen again."""
        for tile, playback in self._playing.items():
            rests = tile in self._resting
            if isValid(tile) and (playback.plays or rests) and is_seen(tile.picture) is rests:
                self._go(tile, playback.content.play, self._moment(tile))

    def _moment(self, tile: Tile) -> float:
        """Where the recording on a tile stands, or would if it were seen."""
        content = self._playing[tile].content
        if tile not in self._resting or content.play is None:
            return self._playing[tile].moment
        moment, since = self._resting[tile]
        _, until = span_of(content)
        return min(until, moment + (self._now() - since) / self._rate() * content.play.rate)

    def _due(self, content: WallTile) -> float:
        return moment_due(content, now=self._now(), rate=self._rate())

    def _name(self, camera: str) -> str:
        entry = self._cameras.get(camera)
        return camera if entry is None else entry.data.name

    def _want(self, tile: Tile, moment: float, rate: float) -> None:
        self.play_wanted.emit(tile, WallPlay(tile=tile.number, moment=format_time(moment), rate=rate))
