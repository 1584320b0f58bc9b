"""Plays one recording on a wall's tile, as the wall says; what stands in its place where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TilePlay, WallTile
from backend_client.protocol.wall_rules import span_of
from console.people.session import Session
from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from console.video.tile_services import TileServices
from console.wall.playhead import moment_of
from widgets.moments import clock_text, day_text
from widgets.recordings.ticks import Tick
from widgets.recordings.tile_bar import RecordingBar
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileFigures, TileState

translate = QCoreApplication.translate

#: How many times as fast it can go.
RATES: Final = (1.0, 2.0, 4.0, 8.0)
#: Where the picture is held when it is told to stand still.
_HELD_S: Final = 0.2
#: Nearer to its end than this it has come there, in seconds; one that stands still earlier: no more pictures
#: than these come behind the one that is held.
_END_S: Final = 1.5
_HELD_END_S: Final = 10.0
#: Who gets no further than this since the last break has come to the end of what is recorded, in seconds.
_NOTHING_S: Final = 3.0
_PAST: Final = frozenset({TileState.LIVE, TileState.REPLAY})
_BROKEN: Final = frozenset({TileState.RECONNECTING, TileState.CONNECTING})


class TilePlayback(QObject):
    """Plays `content` on `tile` under the supervisor's `key`, until `close`.

    Signals: `play_wanted(moment, rate)` when somebody wants it elsewhere or otherwise: the wall decides.
    """

    play_wanted = Signal(float, float)

    def __init__(
        self,
        *,
        key: str,
        tile: Tile,
        content: WallTile,
        name: str,
        hands: bool,
        session: Session,
        supervisor: VideoSupervisor,
        services: TileServices,
        parent: QObject | None = None,
    ) -> None:
        """`name` is the camera's. Without `hands` nobody sits here."""
        super().__init__(parent)
        self._key = key
        self._tile = tile
        self._content = content
        self._since, self._until = span_of(content)
        self._name = name
        self._session = session
        self._supervisor = supervisor
        self._services = services
        self._rate = 1.0
        self._url = ""
        self._sought = self._since
        self._at: float | None = None
        self._broken_at: float | None = None
        self._held = False
        self._state = TileState.EMPTY
        self._bar = RecordingBar(hands=hands, parent=tile)
        self._bar.show_range(self._since, self._until)
        self._bar.sought.connect(lambda moment: self.play_wanted.emit(moment, self._rate))
        self._bar.leap_wanted.connect(self.leap)
        self._bar.hold_wanted.connect(self.turn)
        self._bar.rate_wanted.connect(self._next_rate)
        self._bar.again_wanted.connect(self.start_over)
        tile.set_recording(True)
        tile.set_bar(self._bar)
        supervisor.figures_changed.connect(self._on_figures)

    @property
    def content(self) -> WallTile:
        """What is played."""
        return self._content

    @property
    def moment(self) -> float:
        """Where it stands, in seconds since 1970."""
        return self._sought if self._at is None else self._at

    @property
    def tile(self) -> Tile:
        """Where it is played."""
        return self._tile

    @property
    def plays(self) -> bool:
        """Whether it is played, or held at a picture: not when it is over, rests, or cannot be played."""
        return self._state not in (TileState.EMPTY, TileState.ENDED)

    @property
    def is_over(self) -> bool:
        """Whether it has come to its end."""
        return self._state is TileState.ENDED

    def play(self, play: TilePlay | None, *, moment: float) -> None:
        """Stand at `moment` and go on from there as `play` says; without it no reason was given."""
        if play is None:
            self._stop(translate("Recordings", "No reason was given for it: put it on the wall by hand"))
            return
        self._content = replace(self._content, play=play)
        stays = abs(moment - self.moment) < _END_S and self._state is TileState.RECORDING
        self._rate = play.rate
        if stays and not play.rate and not self._held:
            self._hold()
            return
        self._broken_at = None
        self._seek(moment)

    def rest(self, play: TilePlay, *, moment: float) -> None:
        """Stand at `moment` and play nothing while nobody sees it; `play` lets it go on."""
        self._content = replace(self._content, play=play)
        self._sought, self._at, self._held = moment, None, False
        self._rate, self._broken_at = play.rate, None
        self._state = TileState.EMPTY
        self._supervisor.clear(self._key)
        self._tell()

    def rename(self, name: str) -> None:
        """The camera is called otherwise now."""
        self._name = name
        self._tell()

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """The camera's bookmarks are these now."""
        self._bar.show_ticks(ticks)

    def close(self) -> float:
        """Leave the tile; where it stood."""
        self._supervisor.figures_changed.disconnect(self._on_figures)
        self._supervisor.clear(self._key)
        self._tile.set_bar(None)
        self._bar.deleteLater()
        self._tile.set_recording(False)
        self._tile.say_when_empty("")
        self._tile.set_camera("")
        return self.moment

    def leap(self, seconds: float) -> None:
        """Ask for what was so much later, or earlier; it stays within the recording."""
        self.play_wanted.emit(min(self._until, max(self._since, self.moment + seconds)), self._rate)

    def turn(self) -> None:
        """Ask that it stands still, or goes on."""
        self.play_wanted.emit(self.moment, 0.0 if self._rate else 1.0)

    def start_over(self) -> None:
        """Ask that it begins again."""
        self.play_wanted.emit(self._since, self._rate or 1.0)

    def change_rate(self, by: int) -> None:
        """Ask for the next speed, or for the one before it."""
        at = RATES.index(self._rate) if self._rate in RATES else 0
        self.play_wanted.emit(self.moment, RATES[min(max(0, at + by), len(RATES) - 1)])

    def _next_rate(self) -> None:
        at = RATES.index(self._rate) if self._rate in RATES else -1
        self.play_wanted.emit(self.moment, RATES[(at + 1) % len(RATES)])

    def _seek(self, moment: float) -> None:
        self._at, self._held = None, False
        self._sought = min(self._until, max(self._since, moment))
        if self._sought >= self._until - _END_S:
            self._end()
            return
        path = f"/recordings/{self._content.camera}/{format_time(self._sought)}/{self._content.until}.ts"
        self._url = self._session.camera_url(path)
        self._state = TileState.CONNECTING
        self._tile.say_when_empty("")
        source = Source(url=self._url, paced=True, rate=self._rate or 1.0)
        self._supervisor.show(self._key, self._tile.native_id(), source)
        self._tell()

    def _hold(self) -> None:
        self._held = True
        self._services.replay(self._key, back_s=_HELD_S, rate=0.0)
        self._tell()

    def _on_figures(self, figures: dict[str, TileFigures]) -> None:
        each = figures.get(self._key)
        if each is None or TileState.EMPTY in (each.state, self._state) or self.is_over:
            return
        if each.state in _PAST:
            # What moves here is not live.
            self._state = TileState.RECORDING
            if not self._held and (moment := moment_of(each.source_s, near=self._sought)) is not None:
                self._at = min(self._until, max(self._since, moment))
            if not self._rate and not self._held and each.state is TileState.LIVE and self._at is not None:
                self._hold()
            self._tile.set_figures(replace(each, state=TileState.RECORDING, replay=None))
            self._tell()
            return
        self._state = each.state
        self._tile.set_figures(each)
        if each.state is TileState.NO_PERMISSION and each.detail == "HTTP 403":
            self._stop(translate("Recordings", "Its reason does not hold any more: put it on the wall again"))
        elif each.detail == "HTTP 404":
            # Where it played to is the end of what is recorded.
            if self._broken_at is not None:
                self._end()
            else:
                self._stop(translate("Recordings", "Nothing of this time is kept in the recordings"))
        elif each.state in _BROKEN and self._at is not None:
            self._go_on(self._at)
        elif each.retry_in_s is not None and self._url != self._there(self._url):
            # Another platform serves now.
            self._seek(self.moment)

    def _there(self, url: str) -> str:
        """The same address at the platform that serves now."""
        return self._session.camera_url(url[url.index("/recordings/") :])

    def _go_on(self, at: float) -> None:
        """The stream broke off or came to its end, which look the same: open it again from there, or end."""
        nothing_new = self._broken_at is not None and abs(at - self._broken_at) < _NOTHING_S
        nearest = _HELD_END_S if self._held else _END_S
        self._broken_at = at
        if (nothing_new and not self._held) or at >= self._until - nearest:
            self._at = at
            self._end()
        else:
            self._seek(at)

    def _end(self) -> None:
        self._sought, self._at = self.moment, None
        self._state = TileState.ENDED
        self._supervisor.clear(self._key)
        self._tell()
        self._tile.set_figures(TileFigures(state=TileState.ENDED))

    def _stop(self, sentence: str) -> None:
        self._sought, self._at = self.moment, None
        self._state = TileState.EMPTY
        self._supervisor.clear(self._key)
        self._tell()
        self._tile.set_figures(TileFigures())
        self._tile.say_when_empty(sentence)

    def _tell(self) -> None:
        moment = self.moment
        told = translate("Recordings", "Recording {moment}").format(
            moment=f"{day_text(moment)[:5]} {clock_text(moment)}"
        )
        pace = "‖" if not self._rate else "" if self._rate == 1.0 else f"{self._rate:g}×"
        self._tile.set_camera("  ".join(part for part in (told, pace, self._name) if part))
        over = self._state in (TileState.ENDED, TileState.EMPTY)
        self._bar.show_moment(moment, rate=self._rate, over=over)
