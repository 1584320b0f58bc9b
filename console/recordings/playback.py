"""Plays one recorded range in a window: seeking, holding, stepping, faster; evidence of what was marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from backend_client.protocol.recording_args import RecordingLook
from backend_client.protocol.times import format_time, parse_time
from console.people.session import Session
from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from console.video.tile_services import TileServices
from console.wall.playhead import is_at_end, moment_of, start_at
from widgets.recordings.playback_window import PlaybackWindow
from widgets.recordings.track import RecordedSpan
from widgets.wall.tile_state import TileFigures, TileState

#: The supervisor's key of the picture.
ENGINE_KEY: Final = "playback"
#: Where the picture is held when it is told to stand still.
_HELD_S: Final = 0.2
#: Without marks a clip is of so much around the moment, in seconds.
_AROUND_S: Final = 30.0
_BROKEN: Final = frozenset({TileState.RECONNECTING, TileState.CONNECTING})
#: Who gets no further than this since the last break has come to the end, in seconds.
_NOTHING_S: Final = 3.0


class Playback(QObject):
    """`look` has been granted; `spans` are what is recorded of it. It ends with its window.

    Signals: `ended()` when the window has been closed.
    """

    ended = Signal()

    def __init__(
        self,
        *,
        look: RecordingLook,
        spans: Sequence[RecordedSpan],
        window: PlaybackWindow,
        session: Session,
        supervisor: VideoSupervisor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._since, self._until = parse_time(look.since), parse_time(look.until)
        self._spans = tuple(spans)
        self._window = window
        self._session = session
        self._supervisor = supervisor
        self._services = TileServices(supervisor=supervisor, parent=self)
        self._sought = self._since
        self._at: float | None = None
        self._broken_at: float | None = None
        self._held = False
        self._over = False
        self._closed = False
        window.track.show_spans(self._spans)
        window.track.sought.connect(self.seek)
        window.leap_wanted.connect(self._leap)
        window.hold_wanted.connect(self.hold)
        window.step_wanted.connect(self._step)
        window.rate_wanted.connect(lambda _times: self.seek(self.moment))
        window.live_wanted.connect(window.reject)
        window.closed.connect(self._close)
        supervisor.figures_changed.connect(self._on_figures)

    @property
    def camera(self) -> str:
        """Whose recording it is."""
        return self._look.camera

    @property
    def moment(self) -> float:
        """Where it stands."""
        return self._sought if self._at is None else self._at

    @property
    def window(self) -> PlaybackWindow:
        """Its window."""
        return self._window

    @property
    def range(self) -> tuple[float, float]:
        """What was marked, or a minute around the moment, within what may be looked at."""
        marked = self._window.track.marked
        if marked is not None:
            return marked
        return max(self._since, self.moment - _AROUND_S), min(self._until, self.moment + _AROUND_S)

    @property
    def shown_range(self) -> tuple[float, float]:
        """What was marked, or all that was asked for."""
        return self._window.track.marked or (self._since, self._until)

    def has(self, camera: str, moment: float) -> bool:
        """Whether a moment of a camera's pictures is within what may be looked at here."""
        return camera == self._look.camera and self._since <= moment < self._until

    def seek(self, moment: float) -> None:
        """Go on from a moment, or from where the next part begins."""
        begin = start_at(max(self._since, moment), self._spans)
        self._at, self._held = None, False
        self._over = begin is None
        if begin is None:
            self._stop(moment)
            return
        self._sought = begin
        address = f"/recordings/{self._look.camera}/{format_time(begin)}/{format_time(self._until)}.ts"
        source = Source(url=self._session.camera_url(address), paced=True, rate=float(self._window.rate))
        self._supervisor.show(ENGINE_KEY, self._window.tile.native_id(), source)
        self._window.show_moment(begin, held=False)

    def hold(self) -> None:
        """Stand still, or go on from there."""
        if self._held or self._over:
            self.seek(self._since if self._over else self.moment)
            return
        self._held = True
        self._services.replay(ENGINE_KEY, back_s=_HELD_S, rate=0.0)
        self._window.show_moment(self.moment, held=True)

    def _leap(self, seconds: float) -> None:
        self.seek(self.moment + seconds)

    def _step(self, pictures: int) -> None:
        if not self._held:
            self.hold()
        self._services.replay_step(ENGINE_KEY, pictures)

    def _on_figures(self, figures: dict[str, TileFigures]) -> None:
        each = figures.get(ENGINE_KEY)
        if each is None or self._over:
            return
        # A recording that moves is no live picture.
        past = each.state in (TileState.LIVE, TileState.REPLAY)
        self._window.tile.set_figures(replace(each, state=TileState.REPLAY, replay=None) if past else each)
        if each.state in _BROKEN and self._at is not None and not self._held:
            self._broken(self._at)
            return
        if not self._held and (moment := moment_of(each.source_s, near=self._sought)) is not None:
            self._at = moment
            self._window.show_moment(moment, held=False)

    def _broken(self, at: float) -> None:
        """A stream that has come to its end is opened again, as live ones are: it is over, or goes on."""
        nothing_new = self._broken_at is not None and abs(at - self._broken_at) < _NOTHING_S
        self._broken_at = at
        if nothing_new or is_at_end(at, self._spans):
            self._over = True
            self._stop(at)
        else:
            self.seek(at)

    def _stop(self, moment: float) -> None:
        self._supervisor.clear(ENGINE_KEY)
        self._sought = moment
        self._window.show_moment(moment, held=True)

    def _close(self) -> None:
        if self._closed:
            return
        self._closed = self._over = True
        self._supervisor.figures_changed.disconnect(self._on_figures)
        self._supervisor.clear(ENGINE_KEY)
        self.ended.emit()
