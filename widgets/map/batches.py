"""Picture and changes in, compact batches out: what the page has to be told next, and no more.

Ids wait in the order in which they changed; what is told of them is read from the picture when their turn
comes, so the latest always wins and nothing is told twice. A batch has a bounded number of rows: that bounds
what it costs the UI thread, and the rest says itself in the next one.
"""

from __future__ import annotations

import itertools
from typing import Final

from backend_client.changes import Changes
from widgets.map.rows import PictureLike, Row, is_unplaced, row_reader

#: What the page draws, in the order in which it is told: incidents never wait behind cameras.
DRAWN: Final = ("incident", "alarm", "grid", "unit", "camera")
#: Entities whose news should be seen at once when the page has not heard of them yet.
URGENT: Final = ("incident", "alarm", "grid")
#: Entities that are not drawn but change how others look: a device its camera, an org by its name the grids.
SHOWS_ON: Final = {"device": "camera", "org": "grid"}
ROWS_PER_BATCH: Final = 400
#: Rows of each batch kept for every entity that waits, so that a storm of incidents does not stop the units.
ROWS_RESERVED: Final = 40


class Batches:
    """Knows what the page has been told and what it has not."""

    def __init__(self, *, picture: PictureLike, rows_per_batch: int = ROWS_PER_BATCH) -> None:
        self._rows_per_batch = rows_per_batch
        self._picture = picture
        self._readers = {entity: row_reader(picture, entity) for entity in DRAWN}
        self._waiting: dict[str, dict[str, None]] = {entity: {} for entity in DRAWN}
        self._told: dict[str, dict[str, Row]] = {entity: {} for entity in DRAWN}
        self._unplaced: set[str] = set()
        self._unplaced_told = 0

    @property
    def waiting(self) -> bool:
        """Whether there may be something to tell."""
        return any(self._waiting.values())

    @property
    def pressing(self) -> bool:
        """Whether something waits that people should see at once, or more than one batch can hold."""
        return sum(map(len, self._waiting.values())) > self._rows_per_batch or any(
            not self._waiting[entity].keys() <= self._told[entity].keys() for entity in URGENT
        )

    def note(self, changes: Changes) -> None:
        """Remember what has changed; cheap, as it is called once a frame."""
        for entity in changes.reset:
            self._note_all(entity)
        for entity, ids in changes.dirty.items():
            if entity == "org":
                self._note_all(entity)
            elif (waiting := self._waiting.get(SHOWS_ON.get(entity, entity))) is not None:
                waiting.update(dict.fromkeys(ids))

    def start_over(self) -> None:
        """The page is empty (it has just been loaded): everything in the picture has to be told."""
        for entity in DRAWN:
            self._told[entity].clear()
            self._waiting[entity] = dict.fromkeys(self._picture.entries(entity))
        self._unplaced.clear()
        self._unplaced_told = 0

    def take(self) -> dict[str, object]:
        """The next batch, ready to be encoded; empty when the page would learn nothing new from what waited.

        ``{"put": {entity: [row, ...]}, "drop": {entity: [id, ...]}, "unplaced": n}``, empty parts left out.
        """
        room = self._rows_per_batch
        put: dict[str, list[Row]] = {}
        drop: dict[str, list[str]] = {}
        busy = [entity for entity in DRAWN if self._waiting[entity]]
        for others, entity in zip(reversed(range(len(busy))), busy, strict=True):
            room -= self._take_of(entity, room - others * ROWS_RESERVED, put, drop)
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
        if entity in self._waiting:
            # What has gone has to be told as well, so the page's own list counts too.
            self._waiting[entity].update(dict.fromkeys(self._told[entity]))
            self._waiting[entity].update(dict.fromkeys(self._picture.entries(entity)))

    def _take_of(
        self,
        entity: str,
        most: int,
        put: dict[str, list[Row]],
        drop: dict[str, list[str]],
    ) -> int:
        """Move at most `most` waiting ids of one entity into `put` and `drop`; return how many."""
        waiting = self._waiting[entity]
        ids = list(itertools.islice(waiting, most))
        read, told = self._readers[entity], self._told[entity]
        rows: list[Row] = []
        gone: list[str] = []
        for id_ in ids:
            del waiting[id_]
            row = read(id_)
            if row is None:
                if told.pop(id_, None) is not None:
                    gone.append(id_)
            elif row != told.get(id_):
                told[id_] = row
                rows.append(row)
        if rows:
            put[entity] = rows
        if gone:
            drop[entity] = gone
        if entity == "incident":
            self._count_unplaced(ids)
        return len(ids)

    def _count_unplaced(self, ids: list[str]) -> None:
        entries = self._picture.entries("incident")
        for id_ in ids:
            entry = entries.get(id_)
            if entry is not None and is_unplaced(entry.data):
                self._unplaced.add(id_)
            else:
                self._unplaced.discard(id_)
