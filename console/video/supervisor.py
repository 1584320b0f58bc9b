"""The console's side of the video: which stream plays in which window, on which worker, and what to do when
one fails.

The rules are in `playback_policy` and the words in `telling`; here they are carried out. Nothing here blocks.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from backend_client.tls import TlsFiles
from console.video import playback_policy as policy
from console.video.allowance import Load
from console.video.messages import (
    ClipCut,
    Close,
    Closed,
    Ended,
    FromWorker,
    NotDone,
    Opened,
    Pace,
    Report,
    SetPace,
    Source,
    StillTaken,
    TileReport,
    ToWorker,
    Trouble,
)
from console.video.playback_policy import HerdCap, Phase, Playback
from console.video.quarantine import Quarantine
from console.video.shown_tile import Leaving, ShownTile, begun_by, load_of, progress_of
from console.video.telling import state_of
from console.video.totals import PastRuns, Totals
from console.video.worker_link import WATCH_INTERVAL_S
from console.video.worker_pool import TILES_PER_WORKER, Place, WorkerPool, WorkersStatus
from console.video.x_windows import most_clients, most_drawn
from widgets.wall.tile_state import TileFigures

#: How often figures are told while nothing changes.
FIGURES_INTERVAL_S: Final = 0.5
#: While streams wait for their turn with the herd cap, which gives one every 50 ms.
_TURN_INTERVAL_S: Final = 0.05
#: A stream that is not closed after so long may be what its worker dies of.
_LINGERS_S: Final = 1.0
#: Multiples of the golden ratio fall evenly between 0 and 1, however many there are.
_GOLDEN: Final = 0.6180339887498949


class VideoUnavailable(Exception):
    """No worker can play on this machine; the text says what to do."""


class VideoSupervisor(QObject):
    """Keeps every tile playing that was given a source.

    Signals: `figures_changed(dict)` of tile key -> TileFigures, at once for a tile whose state changed and
    twice a second for all; `workers_changed(WorkersStatus)`; `unavailable(str)`, once, when video cannot
    work on this machine; `answered(object)` for every StillTaken, ClipCut and NotDone.
    """

    figures_changed = Signal(dict)
    answered = Signal(object)
    workers_changed = Signal(object)
    unavailable = Signal(str)

    def __init__(
        self,
        *,
        rendering: str = "auto",
        tiles_per_worker: int = TILES_PER_WORKER,
        headers: Callable[[str], dict[str, str]] | None = None,
        tls: Callable[[str], TlsFiles | None] = lambda _url: None,
        x_clients: Callable[[], int] = most_clients,
        now: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """`headers(url)` gives headers to add at every opening: a bearer token is renewed while a tile
        plays. `tls(url)` gives what the certificate at that address has to be checked with. `x_clients()` is
        how many programs the X server talks with at most, 0 for no matter how many.
        """
        super().__init__(parent)
        self._headers = headers
        self._tls = tls
        self._now = now
        self._tiles: dict[str, ShownTile] = {}
        self._leaving, self._herd = Leaving(), HerdCap()
        self._most_drawn = most_drawn(x_clients())
        self._quarantine = Quarantine()
        self._streams: dict[str, Opened] = {}
        self._unplayable: set[str] = set()
        self._shown = 0
        self._runs = 0
        self._narrow_pipes = 0
        self._past = PastRuns()
        self._closing = False
        self._told_at = 0.0
        self._pool = WorkerPool(rendering=rendering, tiles_per_worker=tiles_per_worker, now=now, parent=self)
        self._pool.said.connect(self._heard)
        self._pool.lost.connect(self._lost)
        self._pool.changed.connect(self._workers_changed)
        self._pool.unavailable.connect(self.unavailable)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(WATCH_INTERVAL_S * 1000))
        self._turns = QTimer(self, singleShot=True)
        self._turns.timeout.connect(self._give_turns)

    @property
    def status(self) -> WorkersStatus:
        """How the workers are."""
        full = sum(tile.playback.trouble is Trouble.NO_ROOM for tile in self._tiles.values())
        return self._pool.status(narrow_pipes=self._narrow_pipes, without_room=full)

    @property
    def workers_wanted(self) -> int:
        """How many workers there should be."""
        return self._pool.wanted

    @property
    def worker_ids(self) -> tuple[int, ...]:
        """Process ids of the workers that run now."""
        return self._pool.process_ids

    def prepare(self, tiles: int) -> None:
        """Start the workers for so many tiles ahead, so that the first pictures need not wait for them."""
        self._pool.prepare(tiles)

    def show(self, tile_key: str, window_id: int, source: Source, *, pace: Pace = Pace.FULL) -> None:
        """Play `source` in the native window, 0 for none: read only. A tile that plays something else changes
        over.
        """
        before = self._tiles.get(tile_key)
        self.clear(tile_key)
        if self._closing or self._pool.why_unavailable:
            return
        pace = pace if window_id else Pace.OFF
        self._shown += 1
        playback = policy.started(now := self._now(), pace=pace)
        place = self._pool.place_for(
            source.url,
            former=None if before is None else before.place,
            near=self._place_of(source.subject),
            apart=(until := self._quarantine.waits_until(source.url, now)) is not None,
        )
        if until is not None and until > now:
            playback = policy.crashes(playback, until, now)
        place.take(tile_key, source.url)
        self._tiles[tile_key] = ShownTile(
            window=window_id,
            source=source,
            host=policy.host_of(source),
            place=place,
            playback=playback,
            spread=self._shown * _GOLDEN % 1.0,
        )
        self._tell([tile_key])
        self._give_turns()

    def set_pace(self, tile_key: str, pace: Pace) -> None:
        """Show all pictures of the tile, some or none; its stream stays open. Harmless for an empty tile."""
        tile = self._tiles.get(tile_key)
        if tile is None or not tile.window or tile.playback.pace is pace:
            return
        if tile.open:
            tile.place.send(SetPace(tile=tile_key, run=tile.run, pace=pace))
        self._update(tile_key, tile, policy.paced(tile.playback, pace, self._now()))
        self._tell([tile_key])

    def tell(self, tile_key: str, order: Callable[[int], ToWorker]) -> bool:
        """Send the tile's worker what `order` makes for its present run; False while it has none."""
        tile = self._tiles.get(tile_key)
        if tile is not None and tile.open:
            tile.place.send(order(tile.run))
        return tile is not None and tile.open

    def clear(self, tile_key: str) -> None:
        """Leave the tile's window, at once as far as the tile is concerned. Harmless for an empty tile."""
        tile = self._tiles.pop(tile_key, None)
        if tile is None:
            return
        self._herd.landed(tile.host, tile_key)
        self._past.add(tile.meter.latest)
        self._end_run(tile_key, tile)
        self._pool.leave(tile.place, tile_key, tile.source.url)
        self.figures_changed.emit({tile_key: TileFigures()})

    def figures(self) -> dict[str, TileFigures]:
        """Figures of every tile that has a source."""
        now = self._now()
        return {key: tile.figures(now) for key, tile in self._tiles.items()}

    def stream_at(self, url: str) -> Opened | None:
        """What was found at the address when it was last opened; None when it never was."""
        return self._streams.get(url)

    def is_unplayable(self, url: str) -> bool:
        """Whether the address answered with something that waiting does not mend."""
        return url in self._unplayable

    @property
    def uses_hardware(self) -> bool:
        """Whether a graphics card decodes and draws."""
        return self.status.rendering == "hardware"

    def load(self) -> Load:
        """What playing costs at present."""
        return load_of(self._tiles, cores=self._pool.cores(), now=self._now())

    def totals(self) -> Totals:
        """What all tiles have shown and lost so far."""
        now, tiles = self._now(), self._tiles.values()
        live = sum(policy.is_live(tile.playback, now) for tile in tiles)
        latest = [report for tile in tiles if (report := tile.meter.latest) is not None]
        return self._past.with_running(latest, live=live)

    def check(self) -> None:
        """Raise VideoUnavailable when a worker found that it can never play here."""
        if self._pool.why_unavailable:
            raise VideoUnavailable(self._pool.why_unavailable)

    async def close(self, timeout_s: float = 2.0) -> None:
        """End all workers; those that do not end in time are killed."""
        self._closing = True
        self._timer.stop()
        self._turns.stop()
        self._tiles.clear()
        await self._pool.close(timeout_s)

    # -- workers

    def _lost(self, place: Place, of_itself: bool) -> None:
        now = self._now()
        begun = begun_by(self._tiles[key] for key in place.tiles)
        begun |= dict.fromkeys(self._leaving.lost(place, before=now - _LINGERS_S), now)
        for key in list(place.tiles):
            tile = self._tiles[key]
            tile.open = False
            self._herd.landed(tile.host, key)
            self._update(key, tile, policy.worker_lost(tile.playback, now))
        if of_itself:
            self._part(place, begun, now)

    def _part(self, place: Place, begun: dict[str, float], now: float) -> None:
        """Keep whatever may have made the place's worker crash or hang from the other tiles."""
        verdict = self._quarantine.died(begun, now=now, may_part=self._pool.has_room_apart)
        moved = [self._pool.part(place, group) for group in verdict.apart if group & place.sources.keys()]
        for url, until in verdict.guilty.items():
            for key in [key for key, at in place.tiles.items() if at == url]:
                self._update(key, self._tiles[key], policy.crashes(self._tiles[key].playback, until, now))
            if place.sources.keys() == {url}:
                self._pool.put_off(place, until)
            elif place.sources[url] and self._pool.has_room_apart:
                moved.append(self._pool.part(place, {url}, start_at=until))
        for to in moved:
            for key in to.tiles:
                self._tiles[key].place = to

    def _workers_changed(self) -> None:
        self.workers_changed.emit(self.status)
        self._give_turns()

    def _heard(self, place: Place, message: FromWorker) -> None:
        match message:
            case Report(tiles=reports):
                now = self._now()
                for report in reports:
                    self._counted(report, now)
            case Opened(tile=key, run=run, narrow=narrow):
                self._narrow_pipes += narrow
                if (tile := self._current(key, run)) is not None:
                    tile.opened = self._streams[tile.source.url] = message
                    self._unplayable.discard(tile.source.url)
                    self._herd.landed(tile.host, key)
                    self._give_turns()
            case Ended(tile=key, run=run, trouble=trouble, detail=detail):
                if (tile := self._current(key, run)) is not None:
                    if trouble in policy.UNPLAYABLE:
                        self._unplayable.add(tile.source.url)
                    self._fail(
                        key,
                        tile,
                        policy.failed(tile.playback, trouble, detail, self._now(), spread=tile.spread),
                    )
            case StillTaken() | ClipCut() | NotDone():
                self.answered.emit(message)
            case Closed(run=run):
                if self._leaving.done(place, run):
                    self._give_turns()

    # -- tiles

    def _current(self, key: str, run: int) -> ShownTile | None:
        tile = self._tiles.get(key)
        return tile if tile is not None and tile.run == run else None

    def _counted(self, report: TileReport, now: float) -> None:
        tile = self._current(report.tile, report.run)
        if tile is None:
            return
        if (latest := tile.meter.latest) is not None and latest.run != report.run:
            self._past.add(latest)
        tile.meter.add(report, now)
        was_opening = tile.playback.phase is Phase.OPENING
        self._update(report.tile, tile, policy.counted(tile.playback, progress_of(report), now))
        if was_opening and tile.playback.phase is Phase.PLAYING:
            self._herd.landed(tile.host, report.tile)
            self._host_recovered(tile.host, now)

    def _host_recovered(self, host: str, now: float) -> None:
        for key, tile in list(self._tiles.items()):
            if tile.host == host:
                self._update(key, tile, policy.host_recovered(tile.playback, now))
        self._give_turns()

    def _fail(self, key: str, tile: ShownTile, playback: Playback) -> None:
        self._herd.landed(tile.host, key)
        self._end_run(key, tile)
        self._update(key, tile, playback)
        self._give_turns()

    def _end_run(self, key: str, tile: ShownTile) -> None:
        if tile.open:
            tile.open = False
            self._leaving.add(tile, self._now())
            tile.place.send(Close(tile=key, run=tile.run))

    def _update(self, key: str, tile: ShownTile, playback: Playback) -> None:
        """Keep what is now known of a tile; tell it at once when its state or its waiting changed."""
        changed = playback.phase is not tile.playback.phase
        tile.playback = playback
        if changed or state_of(playback, self._now()) is not tile.told:
            self._tell([key])

    def _tell(self, keys: list[str]) -> None:
        figures = {key: self._tiles[key].figures(self._now()) for key in keys if key in self._tiles}
        for key, told in figures.items():
            self._tiles[key].told = told.state
        self.figures_changed.emit(figures)

    def _tick(self) -> None:
        now = self._now()
        self._pool.watch()
        for key, tile in list(self._tiles.items()):
            watched = policy.watch(tile.playback, now, spread=tile.spread)
            if watched.phase is Phase.WAITING and tile.playback.phase is not Phase.WAITING:
                self._fail(key, tile, watched)
            else:
                self._update(key, tile, watched)
        self._give_turns()
        if now - self._told_at >= FIGURES_INTERVAL_S - WATCH_INTERVAL_S / 2 and self._tiles:
            self._told_at = now
            self._tell(list(self._tiles))

    def _give_turns(self) -> None:
        """Open what is due, as far as the herd cap of each host allows."""
        now = self._now()
        waiting = False
        drawn = sum(tile.open and tile.window != 0 for tile in self._tiles.values())
        for key, tile in list(self._tiles.items()):
            if tile.playback.phase is not Phase.DUE or tile.place.link is None:
                continue
            if tile.window and drawn + self._leaving.windows >= self._most_drawn:
                if drawn >= self._most_drawn:
                    self._update(key, tile, policy.without_room(tile.playback))
                continue
            if self._leaving.is_drawn_in(tile.window, by_other_than=tile.place):
                continue
            # A stream that its worker reads already costs the host nothing more.
            if not self._is_read(tile) and not self._herd.try_open(tile.host, key, now):
                waiting = True
                continue
            self._runs += 1
            drawn += tile.window != 0
            tile.begin_run(self._runs, now)
            tile.place.send(tile.order(key, self._with_headers(tile.source)))
            self._update(key, tile, policy.opening(tile.playback, now))
        if waiting and not self._turns.isActive():
            self._turns.start(round(_TURN_INTERVAL_S * 1000))

    def _place_of(self, subject: str) -> Place | None:
        same = (tile.place for tile in self._tiles.values() if subject and tile.source.subject == subject)
        return next(same, None)

    def _is_read(self, tile: ShownTile) -> bool:
        """Whether another tile of the same worker has the stream open."""
        sharing = (key for key, url in tile.place.tiles.items() if url == tile.source.url)
        return any(self._tiles[key].open for key in sharing)

    def _with_headers(self, source: Source) -> Source:
        if self._headers is None:
            return source
        headers = source.headers | self._headers(source.url)
        return replace(source, headers=headers, tls=self._tls(source.url))
