"""The console's side of the video: which stream plays in which window, on which worker, and what to do when
one fails.

The rules are in `playback_policy` and the words in `telling`; here they are carried out. Nothing here blocks.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from backend_client.tls import TlsFiles
from console.video import playback_policy as policy
from console.video.messages import (
    Close,
    Ended,
    FromWorker,
    Open,
    Opened,
    Ready,
    Report,
    Source,
    TileReport,
    Unable,
)
from console.video.playback_policy import HerdCap, Phase, Playback
from console.video.telling import Meter, figures_of, state_of
from console.video.totals import PastRuns, Totals
from console.video.worker_link import WATCH_INTERVAL_S, WorkerLink
from widgets.wall.tile_state import TileFigures

_log = logging.getLogger(__name__)

TILES_PER_WORKER: Final = 16
#: How often figures are told while nothing changes.
FIGURES_INTERVAL_S: Final = 0.5
#: While streams wait for their turn with the herd cap, which gives one every 50 ms.
_TURN_INTERVAL_S: Final = 0.05
#: A worker that dies is replaced at once; one whose successors die young as well, after these pauses.
_SHORT_LIFE_S: Final = 5.0
_PAUSES_S: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0)


class VideoUnavailable(Exception):
    """No worker can play on this machine; the text says what to do."""


@dataclass(frozen=True, slots=True)
class WorkersStatus:
    """For the status strip. `rendering` is empty until a worker is ready.

    `narrow_pipes` counts streams that the system gave only a narrow pipe: they drop pictures sooner.
    """

    running: int
    restarts: int
    rendering: str
    versions: str
    narrow_pipes: int = 0


@dataclass(slots=True)
class _Tile:
    """One tile with a source."""

    window: int
    source: Source
    host: str
    worker: _Worker
    playback: Playback
    run: int = 0
    opens: int = 0
    opened: Opened | None = None
    meter: Meter = field(default_factory=Meter)


@dataclass(slots=True, eq=False)
class _Worker:
    """A place for up to 16 tiles; its process may be replaced."""

    link: WorkerLink | None = None
    started_at: float = 0.0
    short_lives: int = 0
    tiles: set[str] = field(default_factory=set)
    restart_at: float | None = None


class VideoSupervisor(QObject):
    """Keeps every tile playing that was given a source.

    Signals: `figures_changed(dict)` of tile key -> TileFigures, at once for a tile whose state changed and
    twice a second for all; `workers_changed(WorkersStatus)`; `unavailable(str)`, once, when video cannot
    work on this machine.
    """

    figures_changed = Signal(dict)
    workers_changed = Signal(object)
    unavailable = Signal(str)

    def __init__(
        self,
        *,
        rendering: str = "auto",
        tiles_per_worker: int = TILES_PER_WORKER,
        headers: Callable[[str], dict[str, str]] | None = None,
        tls: Callable[[str], TlsFiles | None] = lambda _url: None,
        now: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """`headers(url)` gives headers to add at every opening: a bearer token is renewed while a tile
        plays. `tls(url)` gives what the certificate at that address has to be checked with.
        """
        super().__init__(parent)
        self._headers = headers
        self._tls = tls
        self._wanted_rendering = rendering
        self._tiles_per_worker = tiles_per_worker
        self._now = now
        self._tiles: dict[str, _Tile] = {}
        self._workers: list[_Worker] = []
        self._herd = HerdCap()
        self._runs = 0
        self._restarts = 0
        self._narrow_pipes = 0
        self._past = PastRuns()
        self._rendering = ""
        self._versions = ""
        self._why_unavailable = ""
        self._closing = False
        self._told_at = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(WATCH_INTERVAL_S * 1000))
        self._turns = QTimer(self, singleShot=True)
        self._turns.timeout.connect(self._give_turns)

    @property
    def status(self) -> WorkersStatus:
        """How the workers are."""
        running = sum(worker.link is not None and worker.link.running for worker in self._workers)
        return WorkersStatus(running, self._restarts, self._rendering, self._versions, self._narrow_pipes)

    @property
    def workers_wanted(self) -> int:
        """How many workers there should be."""
        return len(self._workers)

    @property
    def worker_ids(self) -> tuple[int, ...]:
        """Process ids of the workers that run now."""
        links = [worker.link for worker in self._workers if worker.link is not None]
        return tuple(link.process_id for link in links if link.running)

    def prepare(self, tiles: int) -> None:
        """Start the workers for so many tiles ahead, so that the first pictures need not wait for them."""
        while len(self._workers) * self._tiles_per_worker < tiles:
            self._add_worker()

    def show(self, tile_key: str, window_id: int, source: Source) -> None:
        """Play `source` in the native window. A tile that plays something else changes over."""
        before = self._tiles.get(tile_key)
        self.clear(tile_key)
        if self._closing or self._why_unavailable:
            return
        # The same worker again: only it knows when the stream before has left the window.
        worker = self._worker_with_room() if before is None else before.worker
        worker.tiles.add(tile_key)
        self._tiles[tile_key] = _Tile(
            window=window_id,
            source=source,
            host=policy.host_of(source),
            worker=worker,
            playback=policy.started(self._now()),
        )
        self._tell([tile_key])
        self._give_turns()

    def clear(self, tile_key: str) -> None:
        """Leave the tile's window, at once as far as the tile is concerned. Harmless for an empty tile."""
        tile = self._tiles.pop(tile_key, None)
        if tile is None:
            return
        self._herd.landed(tile.host, tile_key)
        self._past.add(tile.meter.latest)
        tile.worker.tiles.discard(tile_key)
        if tile.worker.link is not None:
            tile.worker.link.send(Close(tile=tile_key, run=tile.run))
        self.figures_changed.emit({tile_key: TileFigures()})

    def figures(self) -> dict[str, TileFigures]:
        """Figures of every tile that has a source."""
        now = self._now()
        return {key: _figures(tile, now) for key, tile in self._tiles.items()}

    def totals(self) -> Totals:
        """What all tiles have shown and lost so far."""
        now = self._now()
        live = sum(policy.is_live(tile.playback, now) for tile in self._tiles.values())
        latest = [report for tile in self._tiles.values() if (report := tile.meter.latest) is not None]
        return self._past.with_running(latest, live=live)

    def check(self) -> None:
        """Raise VideoUnavailable when a worker found that it can never play here."""
        if self._why_unavailable:
            raise VideoUnavailable(self._why_unavailable)

    async def close(self, timeout_s: float = 2.0) -> None:
        """End all workers; those that do not end in time are killed."""
        self._closing = True
        self._timer.stop()
        self._turns.stop()
        self._tiles.clear()
        links = [w.link for w in self._workers if w.link is not None and w.link.running]
        gone = asyncio.Event()

        def count() -> None:
            if not any(link.running for link in links):
                gone.set()

        for link in links:
            link.lost.connect(count)
            link.end()
        count()
        try:
            async with asyncio.timeout(timeout_s):
                await gone.wait()
        except TimeoutError:
            for link in links:
                link.kill("it did not end by itself")
            for link in links:
                link.wait_ended()
        self._workers.clear()

    # -- workers

    def _worker_with_room(self) -> _Worker:
        free = [worker for worker in self._workers if len(worker.tiles) < self._tiles_per_worker]
        return min(free, key=lambda worker: len(worker.tiles)) if free else self._add_worker()

    def _add_worker(self) -> _Worker:
        worker = _Worker()
        self._workers.append(worker)
        self._start(worker)
        return worker

    def _start(self, worker: _Worker) -> None:
        worker.restart_at = None
        worker.started_at = self._now()
        worker.link = WorkerLink(rendering=self._wanted_rendering, parent=self)
        worker.link.said.connect(lambda message: self._heard(worker, message))
        worker.link.lost.connect(lambda why: self._lost(worker, why))

    def _lost(self, worker: _Worker, why: str) -> None:
        if self._closing or self._why_unavailable:
            return
        link, worker.link = worker.link, None
        if link is not None:
            link.deleteLater()
        now = self._now()
        self._restarts += 1
        _log.warning("a video worker ended (%s); its %d tiles move to a new one", why, len(worker.tiles))
        for key in list(worker.tiles):
            tile = self._tiles[key]
            self._herd.landed(tile.host, key)
            self._update(key, tile, policy.worker_lost(tile.playback, now))
        worker.short_lives = worker.short_lives + 1 if now - worker.started_at < _SHORT_LIFE_S else 0
        pause_s = _PAUSES_S[min(max(0, worker.short_lives - 1), len(_PAUSES_S) - 1)]
        if pause_s > 0:
            worker.restart_at = now + pause_s
        else:
            self._start(worker)
        self.workers_changed.emit(self.status)
        self._give_turns()

    def _heard(self, worker: _Worker, message: FromWorker) -> None:
        match message:
            case Report(tiles=reports):
                now = self._now()
                for report in reports:
                    self._counted(report, now)
            case Opened(tile=key, run=run, narrow=narrow):
                self._narrow_pipes += narrow
                if (tile := self._current(key, run)) is not None:
                    tile.opened = message
                    self._herd.landed(tile.host, key)
                    self._give_turns()
            case Ended(tile=key, run=run, trouble=trouble, detail=detail):
                if (tile := self._current(key, run)) is not None:
                    self._fail(key, tile, policy.failed(tile.playback, trouble, detail, self._now()))
            case Ready(versions=versions, rendering=rendering):
                self._versions, self._rendering = versions, rendering
                self.workers_changed.emit(self.status)
            case Unable(reason=reason) if not self._why_unavailable:
                self._why_unavailable = reason
                self.unavailable.emit(reason)

    # -- tiles

    def _current(self, key: str, run: int) -> _Tile | None:
        tile = self._tiles.get(key)
        return tile if tile is not None and tile.run == run else None

    def _counted(self, report: TileReport, now: float) -> None:
        tile = self._current(report.tile, report.run)
        if tile is None:
            return
        if (latest := tile.meter.latest) is not None and latest.run != report.run:
            self._past.add(latest)
        tile.meter.add(report, now)
        came_back = tile.playback.phase is Phase.OPENING and report.displayed > 0
        self._update(report.tile, tile, policy.counted(tile.playback, report.displayed, now))
        if came_back:
            self._herd.landed(tile.host, report.tile)
            self._host_recovered(tile.host, now)

    def _host_recovered(self, host: str, now: float) -> None:
        for key, tile in list(self._tiles.items()):
            if tile.host == host:
                self._update(key, tile, policy.host_recovered(tile.playback, now))
        self._give_turns()

    def _fail(self, key: str, tile: _Tile, playback: Playback) -> None:
        self._herd.landed(tile.host, key)
        if tile.worker.link is not None:
            tile.worker.link.send(Close(tile=key, run=tile.run))
        self._update(key, tile, playback)
        self._give_turns()

    def _update(self, key: str, tile: _Tile, playback: Playback) -> None:
        """Keep what is now known of a tile; tell it at once when its state or its waiting changed."""
        now = self._now()
        changed = playback.phase is not tile.playback.phase or state_of(playback, now) is not state_of(
            tile.playback, now
        )
        tile.playback = playback
        if changed:
            self._tell([key])

    def _tell(self, keys: list[str]) -> None:
        now = self._now()
        self.figures_changed.emit(
            {key: _figures(self._tiles[key], now) for key in keys if key in self._tiles}
        )

    def _tick(self) -> None:
        now = self._now()
        for worker in self._workers:
            if worker.link is not None:
                worker.link.watch()
            elif worker.restart_at is not None and now >= worker.restart_at:
                self._start(worker)
        for key, tile in list(self._tiles.items()):
            watched = policy.watch(tile.playback, now)
            if watched is not tile.playback:
                if watched.phase is Phase.WAITING:
                    self._fail(key, tile, watched)
                else:
                    self._update(key, tile, watched)
        self._give_turns()
        if now - self._told_at >= FIGURES_INTERVAL_S - WATCH_INTERVAL_S / 2 and self._tiles:
            self._told_at = now
            self.figures_changed.emit(self.figures())

    def _give_turns(self) -> None:
        """Open what is due, as far as the herd cap of each host allows."""
        now = self._now()
        waiting = False
        for key, tile in list(self._tiles.items()):
            if tile.playback.phase is not Phase.DUE or tile.worker.link is None:
                continue
            if not self._herd.try_open(tile.host, key, now):
                waiting = True
                continue
            self._runs += 1
            tile.run = self._runs
            tile.opens += 1
            tile.opened = None
            source = self._with_headers(tile.source)
            tile.worker.link.send(Open(tile=key, run=tile.run, window=tile.window, source=source))
            self._update(key, tile, policy.opening(tile.playback, now))
        if waiting and not self._turns.isActive():
            self._turns.start(round(_TURN_INTERVAL_S * 1000))

    def _with_headers(self, source: Source) -> Source:
        if self._headers is None:
            return source
        headers = source.headers | self._headers(source.url)
        return Source(url=source.url, headers=headers, tls=self._tls(source.url))


def _figures(tile: _Tile, now: float) -> TileFigures:
    return figures_of(
        tile.playback, meter=tile.meter, opened=tile.opened, reconnects=max(0, tile.opens - 1), now=now
    )
