"""The worker processes: how many, which tile goes to which, and a new one for one that has ended."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, Signal

from console.video.machine import kept_bytes
from console.video.messages import FromWorker, Keep, Ready, Report, ToWorker, Unable
from console.video.worker_link import WorkerLink

_log = logging.getLogger(__name__)

TILES_PER_WORKER: Final = 16
#: So many workers more than usual, at most, to part streams that may crash their decoder from others.
MOST_GUARDED: Final = 16
#: While tiles change over, a worker has their former streams too.
_MORE_FOR_A_MOMENT: Final = 4
#: A worker that dies is replaced at once; one whose successors die young as well, after these pauses.
_SHORT_LIFE_S: Final = 5.0
_PAUSES_S: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0)
#: Processor time is told over this many reports, about two seconds.
_REPORTS: Final = 5


@dataclass(frozen=True, slots=True)
class WorkersStatus:
    """For the status strip. `rendering` is empty until a worker is ready.

    `narrow_pipes` counts streams that the system gave only a narrow pipe: they drop pictures sooner.
    `streams` is how many sources are read, `ring_bytes` what is kept of them to look back at. For so many
    tiles as `without_room` the X server has no connections left.
    """

    running: int
    restarts: int
    rendering: str
    versions: str
    narrow_pipes: int = 0
    streams: int = 0
    ring_bytes: int = 0
    without_room: int = 0


@dataclass(slots=True, eq=False)
class Place:
    """A place for some tiles, kept with their addresses; its process may be replaced. `sources` counts the
    tiles of each address.

    A `guarded` one is for streams that are parted from others; it takes no more, and goes with its last tile.
    """

    guarded: bool = False
    link: WorkerLink | None = None
    tiles: dict[str, str] = field(default_factory=dict)
    sources: Counter[str] = field(default_factory=Counter)
    started_at: float = 0.0
    short_lives: int = 0
    restart_at: float | None = None
    retired: bool = False
    streams: int = 0
    ring_bytes: int = 0
    keeps: int = 0
    _spent: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=_REPORTS))

    def spent(self, processor_s: float, now: float) -> None:
        """The worker has used so many seconds of processor time since its start."""
        self._spent.append((now, processor_s))

    def holds(self, *, streams: int, ring_bytes: int) -> None:
        """The worker reads so many sources and keeps so much of them."""
        self.streams, self.ring_bytes = streams, ring_bytes

    def keep_at_most(self, most_bytes: int) -> None:
        """Let its worker keep so much of all its streams; said once."""
        if most_bytes != self.keeps and self.link is not None:
            self.keeps = most_bytes
            self.send(Keep(most_bytes=most_bytes))

    def forget_spent(self) -> None:
        """Its process has ended; the next one counts from nothing."""
        self._spent.clear()
        self.keeps = 0
        self.holds(streams=0, ring_bytes=0)

    def cores(self) -> float:
        """How many cores it keeps busy at present."""
        if len(self._spent) < 2:
            return 0.0
        (began, first), (ended, last) = self._spent[0], self._spent[-1]
        return (last - first) / max(ended - began, 1e-3)

    def send(self, message: ToWorker) -> None:
        """Queue a message; nobody gets it while there is no process."""
        if self.link is not None:
            self.link.send(message)

    def take(self, tile: str, url: str) -> None:
        """The tile shows the address from here."""
        self.tiles[tile] = url
        self.sources[url] += 1

    def leave(self, tile: str, url: str) -> None:
        """The tile shows the address no more."""
        self.tiles.pop(tile, None)
        self.sources[url] -= 1
        if self.sources[url] <= 0:
            del self.sources[url]


class WorkerPool(QObject):
    """Starts, watches, replaces and ends the workers.

    Signals: `said(Place, message)`; `lost(Place, of_itself)` before a worker that has ended is replaced (see
    `WorkerLink`; whoever hears of it may move its tiles to other places, or `put_off` the replacement);
    `changed()` after that, after its replacement was put off, and when one is ready; `unavailable(str)`,
    once, when video cannot work on this machine.
    """

    said = Signal(object, object)
    lost = Signal(object, bool)
    changed = Signal()
    unavailable = Signal(str)

    def __init__(
        self,
        *,
        rendering: str,
        tiles_per_worker: int,
        now: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._rendering = rendering
        self._tiles_per_worker = tiles_per_worker
        self._now = now
        self._kept_bytes = kept_bytes()
        self._places: list[Place] = []
        self._restarts = 0
        self._versions = ""
        self._actual_rendering = ""
        self._why_unavailable = ""
        self._closing = False

    @property
    def wanted(self) -> int:
        """How many workers there should be by now."""
        asleep = (place.guarded and place.link is None for place in self._places)
        return sum(not (sleeps or place.retired) for sleeps, place in zip(asleep, self._places, strict=True))

    @property
    def has_room_apart(self) -> bool:
        """Whether there may be two more guarded places."""
        return sum(place.guarded for place in self._places) + 2 <= MOST_GUARDED

    @property
    def why_unavailable(self) -> str:
        """Why no worker can ever play on this machine; empty while it may."""
        return self._why_unavailable

    @property
    def process_ids(self) -> tuple[int, ...]:
        """Process ids of the workers that run now."""
        return tuple(link.process_id for link in self._links())

    def status(self, *, narrow_pipes: int, without_room: int = 0) -> WorkersStatus:
        """How the workers are."""
        return WorkersStatus(
            running=len(self._links()),
            restarts=self._restarts,
            rendering=self._actual_rendering,
            versions=self._versions,
            narrow_pipes=narrow_pipes,
            streams=sum(place.streams for place in self._places),
            ring_bytes=sum(place.ring_bytes for place in self._places),
            without_room=without_room,
        )

    def cores(self) -> float:
        """How many cores all workers together keep busy at present."""
        return sum(place.cores() for place in self._places)

    def prepare(self, tiles: int) -> None:
        """Start the workers for so many tiles ahead."""
        while sum(not place.guarded for place in self._places) * self._tiles_per_worker < tiles:
            self._add(Place())

    def place_for(
        self, url: str, *, former: Place | None = None, near: Place | None = None, apart: bool = False
    ) -> Place:
        """Where a tile with this address goes: to the worker that reads it already, however full, because
        only a worker can share a connection; else to the one that is `near`, because it reads the same
        camera's other stream and can look back at both, with some more than its share if need be; else it
        stays with its `former` one, else where there is room.
        One that is to be kept `apart` gets a worker of its own, as long as there may be more of these.
        """
        for place in self._places:
            if place.sources[url]:
                return place
        if apart and self.has_room_apart:
            return self._add(Place(guarded=True))
        free = [
            place for place in self._places if not place.guarded and len(place.tiles) < self._tiles_per_worker
        ]
        most = self._tiles_per_worker + _MORE_FOR_A_MOMENT
        if near is not None and not near.guarded and len(near.tiles) < most:
            return near
        if former is not None and former in free:
            return former
        return min(free, key=lambda place: len(place.tiles)) if free else self._add(Place())

    def part(self, place: Place, urls: Collection[str], *, start_at: float = 0.0) -> Place:
        """Move the tiles of these addresses to a guarded place, whose worker starts now or at `start_at`."""
        to = self._add(Place(guarded=True), start_at=start_at)
        for tile, url in list(place.tiles.items()):
            if url in urls:
                self.leave(place, tile, url)
                to.take(tile, url)
        return to

    def put_off(self, place: Place, until: float) -> None:
        """Start the place's next worker only then: nothing is to be played before."""
        place.restart_at = until

    def leave(self, place: Place, tile: str, url: str) -> None:
        """The tile shows the address no more; a guarded place ends with its last tile."""
        place.leave(tile, url)
        if place.guarded and not place.tiles:
            place.retired = True
            if place.link is None:
                self._places.remove(place)
            else:
                # It may be hanging, or still loading its libraries: it is not asked.
                place.link.kill("nothing is left to play")

    def watch(self) -> None:
        """Call every WATCH_INTERVAL_S: ends what no longer answers, starts what was put off, divides what may
        be kept among the workers by how many streams they have.
        """
        now = self._now()
        for place in self._places:
            if place.link is not None:
                place.link.watch()
            elif place.restart_at is not None and now >= place.restart_at:
                self._start(place)
                self.changed.emit()
        streams = sum(len(place.sources) for place in self._places)
        for place in self._places:
            if place.sources:
                place.keep_at_most(self._kept_bytes * len(place.sources) // streams)

    async def close(self, timeout_s: float) -> None:
        """End all workers; those that do not end in time are killed."""
        self._closing = True
        links = self._links()
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
        self._places.clear()

    def _links(self) -> list[WorkerLink]:
        return [place.link for place in self._places if place.link is not None and place.link.running]

    def _add(self, place: Place, *, start_at: float = 0.0) -> Place:
        self._places.append(place)
        if start_at > self._now():
            place.restart_at = start_at
        else:
            self._start(place)
        return place

    def _start(self, place: Place) -> None:
        place.restart_at = None
        place.started_at = self._now()
        place.link = WorkerLink(rendering=self._rendering, parent=self)
        place.link.said.connect(lambda message: self._heard(place, message))
        place.link.lost.connect(lambda why, of_itself: self._lost(place, why, of_itself))

    def _heard(self, place: Place, message: FromWorker) -> None:
        match message:
            case Ready(versions=versions, rendering=rendering):
                self._versions, self._actual_rendering = versions, rendering
                self.changed.emit()
            case Unable(reason=reason):
                if not self._why_unavailable:
                    self._why_unavailable = reason
                    self.unavailable.emit(reason)
            case _:
                if isinstance(message, Report):
                    place.spent(message.cpu_s, self._now())
                    place.holds(streams=message.streams, ring_bytes=message.ring_bytes)
                self.said.emit(place, message)

    def _lost(self, place: Place, why: str, of_itself: bool) -> None:
        if self._closing or self._why_unavailable:
            return
        link, place.link = place.link, None
        place.forget_spent()
        if link is not None:
            link.deleteLater()
        if place.retired:
            self._places.remove(place)
            self.lost.emit(place, False)
            self.changed.emit()
            return
        now = self._now()
        self._restarts += 1
        _log.warning("a video worker ended (%s); its %d tiles move to a new one", why, len(place.tiles))
        self.lost.emit(place, of_itself)
        place.short_lives = place.short_lives + 1 if now - place.started_at < _SHORT_LIFE_S else 0
        pause_s = _PAUSES_S[min(max(0, place.short_lives - 1), len(_PAUSES_S) - 1)]
        if place.restart_at is not None or pause_s > 0:
            place.restart_at = max(place.restart_at or 0.0, now + pause_s)
        elif not place.retired:
            self._start(place)
        self.changed.emit()
