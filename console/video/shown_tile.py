"""What the supervisor knows of one tile that has a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from console.video.allowance import LATE_SHARE, SETTLED_S, Load
from console.video.messages import Open, Opened, Pace, Source, TileReport
from console.video.playback_policy import Phase, Playback, Progress, is_live
from console.video.telling import Meter, figures_of
from console.video.worker_pool import Place
from widgets.wall.tile_state import TileFigures, TileState


@dataclass(slots=True)
class ShownTile:
    """`told` is the state that was told last; `run` is 0 before the first opening, and the worker has that
    run while it is `open`, since `begun_at`. `spread` as `playback_policy.failed` wants it.
    """

    window: int
    source: Source
    host: str
    place: Place
    playback: Playback
    spread: float
    run: int = 0
    open: bool = False
    begun_at: float = 0.0
    opens: int = 0
    opened: Opened | None = None
    told: TileState = TileState.EMPTY
    meter: Meter = field(default_factory=Meter)

    def begin_run(self, run: int, now: float) -> None:
        """The worker is about to be told to open it."""
        self.run = run
        self.begun_at = now
        self.open = True
        self.opens += 1
        self.opened = None

    def order(self, key: str, source: Source) -> Open:
        """To open its present run, from `source`: its own with what is to be added at every opening."""
        return Open(tile=key, run=self.run, window=self.window, source=source, pace=self.playback.pace)

    def figures(self, now: float) -> TileFigures:
        """State and figures at `now`."""
        reconnects = max(0, self.opens - 1)
        return figures_of(self.playback, meter=self.meter, opened=self.opened, reconnects=reconnects, now=now)


def load_of(tiles: Mapping[str, ShownTile], *, cores: float, now: float) -> Load:
    """What the tiles cost that the workers play with so many cores."""
    live = {key: tile for key, tile in tiles.items() if is_live(tile.playback, now)}
    begins = [
        tile
        for tile in tiles.values()
        if tile.playback.trouble is None
        and (tile.playback.phase is not Phase.PLAYING or now - tile.playback.since < SETTLED_S)
    ]
    whole = [
        tile.meter.lateness()
        for tile in live.values()
        if tile.playback.pace is Pace.FULL and now - tile.playback.since >= SETTLED_S
    ]
    late = sum(share > LATE_SHARE for share in whole) / max(1, len(whole))
    opening = len(begins) / max(1, len(tiles))
    return Load(cores=cores, late=late, playing=frozenset(live), opening=opening)


def begun_by(tiles: Iterable[ShownTile]) -> dict[str, float]:
    """The addresses that the tiles' workers have open, and when each was begun with last."""
    begun: dict[str, float] = {}
    for tile in tiles:
        if tile.open:
            begun[tile.source.url] = max(tile.begun_at, begun.get(tile.source.url, tile.begun_at))
    return begun


@dataclass(frozen=True, slots=True)
class _Left:
    window: int
    url: str
    since: float


class Leaving:
    """Windows that a worker has been told to leave and may still draw in."""

    def __init__(self) -> None:
        self._left: dict[tuple[Place, int], _Left] = {}

    def add(self, tile: ShownTile, now: float) -> None:
        """The tile's worker was told to close its run."""
        self._left[tile.place, tile.run] = _Left(tile.window, tile.source.url, now)

    def done(self, place: Place, run: int) -> bool:
        """The worker has closed the run; False when nobody had asked for it."""
        return self._left.pop((place, run), None) is not None

    def lost(self, place: Place, *, before: float) -> list[str]:
        """The place's worker has ended. Gives the addresses it could not close since that time."""
        lost = [left for (at, _), left in self._left.items() if at is place]
        self._left = {run: left for run, left in self._left.items() if run[0] is not place}
        return [left.url for left in lost if left.since < before]

    def is_drawn_in(self, window: int, *, by_other_than: Place) -> bool:
        """Whether another worker has yet to leave the window. The same one sees to that itself."""
        return window != 0 and any(
            left.window == window and place is not by_other_than for (place, _), left in self._left.items()
        )

    @property
    def windows(self) -> int:
        """How many there are."""
        return sum(left.window != 0 for left in self._left.values())


def progress_of(report: TileReport) -> Progress:
    """What a report means for the tile's playback."""
    return Progress(
        pictures=report.displayed,
        packets=report.packets,
        idle_s=report.idle_s,
        expected_s=report.expected_s,
        pace=report.pace,
        replaying=report.replay is not None,
    )
