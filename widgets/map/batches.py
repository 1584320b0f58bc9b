"""Picture and changes in, compact batches out: what the page has to be told next, and no more.

What is told of an id is read from the picture when its turn comes, so the latest always wins and nothing is
told twice. A batch has a bounded number of rows: that bounds what it costs the UI thread; the rest is told in
the next one. Incidents and alarms that are new to the page go before all others.
"""

from __future__ import annotations

from typing import Final

from backend_client.changes import Changes
from backend_client.protocol.coordinates import Datum
from widgets.map.rows import PictureLike, Row, is_unplaced, row_reader

#: What the page draws, in the order in which it is told: incidents never wait behind cameras.
DRAWN: Final = ("incident", "alarm", "grid", "unit", "camera")
#: Entities that do not queue when the page has not heard of them yet: people should see them at once.
URGENT: Final = ("incident", "alarm", "grid")
#: Entities that are not drawn but change how others look: a device its camera, an org by its name the grids.
SHOWS_ON: Final = {"device": "camera", "org": "grid"}
#: Seconds between batches: when something new waits or more than one batch can hold, when known incidents
#: changed, and when things only moved. Each batch repaints the map, which takes 4 ms of the UI process where
#: there is no graphics card.
PROMPT_S: Final = 0.1
SOON_S: Final = 0.5
ROUTINE_S: Final = 1.0
#: A row costs the UI thread 2 to 4 microseconds; with all else, ten batches a second take about 1 % of it.
ROWS_PER_BATCH: Final = 120
#: Rows of a batch while a page that has just been loaded is told everything for the first time.
ROWS_AT_FIRST: Final = 400
#: Rows of each batch kept for every entity that waits, so that a storm of incidents does not stop the units.
ROWS_RESERVED: Final = 15


class _Queue:
    """Ids of one entity that wait, in two generations: all that waited before go before any that came after.

    Sets, because merging them is the cheapest thing that can be done with thousands of ids a second.
    """

    def __init__(self) -> None:
        self._now: set[str] = set()
        self._next: set[str] = set()

    def __len__(self) -> int:
        return len(self._now) + len(self._next)

    def add(self, ids: frozenset[str] | set[str]) -> None:
        """Let `ids` wait."""
        self._next |= ids

    def clear(self) -> None:
        """Let nothing wait."""
        self._now.clear()
        self._next.clear()

    def take(self, most: int) -> list[str]:
        """Remove and return at most `most` ids."""
        if not self._now:
            self._now, self._next = self._next, self._now
        waiting = self._now
        if len(waiting) > most:
            return [waiting.pop() for _ in range(most)]
        taken = list(waiting)
        waiting.clear()
        return taken


class Batches:
    """Knows what the page has been told and what it has not."""

    def __init__(
        self,
        *,
        picture: PictureLike,
        rows_per_batch: int = ROWS_PER_BATCH,
        datum: Datum = Datum.WGS_84,
    ) -> None:
        self._rows_per_batch = rows_per_batch
        self._picture = picture
        self._readers = {entity: row_reader(picture, entity, datum=datum) for entity in DRAWN}
        self._first = {entity: _Queue() for entity in URGENT}
        self._waiting = {entity: _Queue() for entity in DRAWN}
        self._told: dict[str, dict[str, Row]] = {entity: {} for entity in DRAWN}
        self._unplaced: set[str] = set()
        self._unplaced_told = 0
        self._first_rows_left = 0

    @property
    def waiting(self) -> bool:
        """Whether there may be something to tell."""
        return any(self._waiting.values()) or any(self._first.values())

    @property
    def pause(self) -> float:
        """Seconds from the last batch to the next, by what waits; after a pause nothing waits at all."""
        waiting = self._waiting
        if any(self._first.values()) or sum(map(len, waiting.values())) > self._rows_per_batch:
            return PROMPT_S
        return SOON_S if any(waiting[entity] for entity in URGENT) else ROUTINE_S

    def note(self, changes: Changes) -> None:
        """Remember what has changed; cheap, as it is called once a frame."""
        for entity in changes.reset:
            self._note_all(entity)
        for entity, ids in changes.dirty.items():
            if entity == "org":
                self._note_all(entity)
            elif entity in self._first and not ids <= self._told[entity].keys():
                fresh = ids.difference(self._told[entity])
                self._first[entity].add(fresh)
                self._waiting[entity].add(ids - fresh)
            elif (waiting := self._waiting.get(SHOWS_ON.get(entity, entity))) is not None:
                waiting.add(ids)

    def start_over(self) -> None:
        """The page is empty (it has just been loaded): everything in the picture has to be told."""
        for first in self._first.values():
            first.clear()
        for entity, waiting in self._waiting.items():
            self._told[entity].clear()
            waiting.clear()
            waiting.add(set(self._picture.entries(entity)))
        self._unplaced.clear()
        self._unplaced_told = 0
        self._first_rows_left = sum(map(len, self._waiting.values()))

    def take(self) -> dict[str, object]:
        """The next batch, ready to be encoded; empty when the page would learn nothing new from what waited.

        ``{"put": {entity: [row, ...]}, "drop": {entity: [id, ...]}, "unplaced": n}``, empty parts left out.
        """
        rows = room = ROWS_AT_FIRST if self._first_rows_left > 0 else self._rows_per_batch
        put: dict[str, list[Row]] = {}
        drop: dict[str, list[str]] = {}
        for entity, first in self._first.items():
            room -= self._tell(entity, first.take(room), put, drop)
        busy = [entity for entity in DRAWN if self._waiting[entity]]
        for others, entity in zip(reversed(range(len(busy))), busy, strict=True):
            most = max(0, room - others * ROWS_RESERVED)
            room -= self._tell(entity, self._waiting[entity].take(most), put, drop)
        self._first_rows_left -= rows
        batch: dict[str, object] = {}
        if put:
            batch["put"] = put
        if drop:
            batch["drop"] = drop
        if len(self._unplaced) != self._unplaced_told:
            batch["unplaced"] = self._unplaced_told = len(self._unplaced)
        return batch

    def _note_all(self, entity: str) -> None:
        entity = SHOWS_ON.get(entity, entity)
        waiting = self._waiting.get(entity)
        if waiting is not None:
            # What has gone has to be told as well, so what the page holds counts too.
            waiting.add(self._picture.entries(entity).keys() | self._told[entity].keys())
            if entity == "incident":
                waiting.add(self._unplaced)

    def _tell(
        self, entity: str, ids: list[str], put: dict[str, list[Row]], drop: dict[str, list[str]]
    ) -> int:
        """Bring what is news of `ids` into `put` and `drop`; return how many ids that were."""
        read, told = self._readers[entity], self._told[entity]
        rows: list[Row] = []
        rowless: list[str] = []
        for id_ in ids:
            row = read(id_)
            if row is None:
                rowless.append(id_)
            elif row != told.get(id_):
                told[id_] = row
                rows.append(row)
        if rows:
            put.setdefault(entity, []).extend(rows)
        if gone := [id_ for id_ in rowless if told.pop(id_, None) is not None]:
            drop.setdefault(entity, []).extend(gone)
        if entity == "incident":
            self._unplaced.difference_update(ids)
            self._unplaced.update(id_ for id_ in rowless if self._lacks_position(id_))
        return len(ids)

    def _lacks_position(self, id_: str) -> bool:
        entry = self._picture.entries("incident").get(id_)
        return entry is not None and is_unplaced(entry.data)
