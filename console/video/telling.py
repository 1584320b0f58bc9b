"""From what is known of a stream to what its tile says. Pure."""

from __future__ import annotations

from collections import deque
from typing import Final

from console.video.messages import Opened, Pace, TileReport, Trouble
from console.video.playback_policy import Phase, Playback, is_live, is_paused, picture_age
from widgets.wall import tile_state
from widgets.wall.tile_state import ReplayFigures, TileFigures, TileState

_STATE_OF: Final = {
    Trouble.UNREACHABLE: TileState.UNREACHABLE,
    Trouble.NO_PERMISSION: TileState.NO_PERMISSION,
    Trouble.OFFLINE: TileState.OFFLINE,
    Trouble.WRONG_CODEC: TileState.WRONG_CODEC,
    Trouble.GARBAGE: TileState.GARBAGE,
    Trouble.NO_PICTURE: TileState.NO_PICTURE,
    Trouble.STALLED: TileState.RECONNECTING,
    Trouble.ENDED: TileState.RECONNECTING,
    Trouble.CRASHES: TileState.CRASHES,
    Trouble.NO_ROOM: TileState.NO_ROOM,
}
_PACE_OF: Final = {
    Pace.FULL: tile_state.Pace.FULL,
    Pace.KEYFRAMES: tile_state.Pace.KEYFRAMES,
    Pace.STILL: tile_state.Pace.STILL,
    Pace.OFF: tile_state.Pace.OFF,
}
#: Rates are taken over this many reports, about two seconds.
_REPORTS: Final = 5


class Meter:
    """The recent reports of one run, for rates."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, TileReport]] = deque(maxlen=_REPORTS)

    def add(self, report: TileReport, now: float) -> None:
        """Take a report that arrived at `now`; one of another run starts afresh."""
        if self._recent and self._recent[-1][1].run != report.run:
            self._recent.clear()
        self._recent.append((now, report))

    @property
    def latest(self) -> TileReport | None:
        """The last report of this run."""
        return self._recent[-1][1] if self._recent else None

    def rates(self) -> tuple[float, float]:
        """Pictures a second and bit/s; zero before two reports.

        libVLC counts a picture again each time it draws it anew, every 80 ms while no other comes: there
        cannot be more pictures than packets, or than the pace lets through.
        """
        if len(self._recent) < 2:
            return 0.0, 0.0
        (began, first), (ended, last) = self._recent[0], self._recent[-1]
        seconds = max(ended - began, 1e-3)
        drawn = (last.displayed - first.displayed) / seconds
        came = (last.packets - first.packets) / seconds
        if last.pace is not Pace.FULL and last.expected_s > 0:
            came = min(came, 1 / last.expected_s)
        return min(drawn, came), (last.size - first.size) * 8 / seconds

    def lateness(self) -> float:
        """The share of recent pictures that came too late for the screen; zero before two reports."""
        if len(self._recent) < 2:
            return 0.0
        first, last = self._recent[0][1], self._recent[-1][1]
        late = last.late - first.late
        return late / max(1, late + last.displayed - first.displayed)


def state_of(playback: Playback, now: float) -> TileState:
    """The one word for the tile."""
    if playback.phase is Phase.PLAYING:
        if playback.replaying:
            return TileState.REPLAY
        if is_live(playback, now):
            return TileState.LIVE
        return TileState.PAUSED if is_paused(playback, now) else TileState.STALLED
    if playback.trouble is not None:
        return _STATE_OF[playback.trouble]
    return TileState.CONNECTING if playback.last_picture_at is None else TileState.RECONNECTING


def figures_of(
    playback: Playback, *, meter: Meter, opened: Opened | None, reconnects: int, now: float
) -> TileFigures:
    """State and figures of a tile at `now`."""
    report = meter.latest
    fps, bitrate = meter.rates()
    return TileFigures(
        state=state_of(playback, now),
        frames=playback.pictures,
        fps=fps,
        bitrate=bitrate,
        last_picture_age=picture_age(playback, now),
        codec=opened.codec if opened else "",
        size=(opened.width, opened.height) if opened else (0, 0),
        reconnects=reconnects,
        attempt=playback.failures,
        retry_in_s=max(0.0, playback.due_at - now) if playback.phase is Phase.WAITING else None,
        late=report.late if report else 0,
        dropped=report.dropped if report else 0,
        detail=playback.detail,
        pace=_PACE_OF[playback.pace],
        gaps=report.gaps if report else 0,
        largest_gap_s=report.largest_gap_s if report else 0.0,
        buffer_ms=report.buffer_ms if report else 0,
        latency_ms=report.latency_ms if report else 0,
        kept_s=report.kept_s if report else 0.0,
        source_s=report.source_s if report else 0.0,
        replay=_replay_of(report) if playback.replaying else None,
    )


def _replay_of(report: TileReport | None) -> ReplayFigures | None:
    if report is None or report.replay is None:
        return None
    told = report.replay
    return ReplayFigures(behind_s=told.behind_s, rate=told.rate, oldest_s=told.oldest_s)
