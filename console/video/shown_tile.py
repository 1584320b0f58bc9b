"""What the supervisor knows of one tile that has a source."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.video.messages import Opened, Source, TileReport
from console.video.playback_policy import Playback, Progress
from console.video.telling import Meter, figures_of
from console.video.worker_pool import Place
from widgets.wall.tile_state import TileFigures, TileState


@dataclass(slots=True)
class ShownTile:
    """`told` is the state that was told last; `run` is 0 before the first opening, and the worker has that
    run while it is `open`. `spread` as `playback_policy.failed` wants it.
    """

    window: int
    source: Source
    host: str
    place: Place
    playback: Playback
    spread: float
    run: int = 0
    open: bool = False
    opens: int = 0
    opened: Opened | None = None
    told: TileState = TileState.EMPTY
    meter: Meter = field(default_factory=Meter)

    def begin_run(self, run: int) -> None:
        """The worker is about to be told to open it."""
        self.run = run
        self.open = True
        self.opens += 1
        self.opened = None

    def figures(self, now: float) -> TileFigures:
        """State and figures at `now`."""
        reconnects = max(0, self.opens - 1)
        return figures_of(self.playback, meter=self.meter, opened=self.opened, reconnects=reconnects, now=now)


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
