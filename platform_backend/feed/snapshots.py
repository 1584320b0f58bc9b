"""A whole topic as pages, encoded once for all consoles that see the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.messages import SnapshotBegin, SnapshotEnd
from platform_backend.frames import Layout
from platform_backend.log_types import Held

#: Bounds of one page: a console applies a page at a time and must not stall on it.
PAGE_ITEMS = 500
PAGE_BYTES = 200_000
#: About what stands around an item's body.
_ITEM_BYTES = 80


class Snapshot:
    """What was in view at one moment.

    Pages are encoded when the first console takes them, since a district at once would hold up everybody,
    and kept for the others.
    """

    def __init__(self, entities: Sequence[Held]) -> None:
        self.count = len(entities)
        self.digest = snapshot_digest((held.id, held.ver) for held in entities)
        self._cuts = list(_cuts(entities))
        self._pages: dict[tuple[Layout, int], bytes] = {}

    def frames(self, layout: Layout, *, sub: str, topic: str, epoch: str, as_of: int) -> Iterator[bytes]:
        """The frames of this snapshot for one subscription."""
        yield layout.message(SnapshotBegin(sub=sub, topic=topic, epoch=epoch, as_of=as_of))
        for number in range(len(self._cuts)):
            yield layout.page(sub=sub, topic=topic, items=self._page(layout, number))
        yield layout.message(SnapshotEnd(sub=sub, topic=topic, count=self.count, digest=self.digest))

    def entities(self) -> Iterator[Held]:
        """Everything in it."""
        return (held for page in self._cuts for held in page)

    def _page(self, layout: Layout, number: int) -> bytes:
        key = (layout, number)
        if (page := self._pages.get(key)) is None:
            page = layout.array([held.item(layout) for held in self._cuts[number]])
            self._pages[key] = page
        return page


def _cuts(entities: Sequence[Held]) -> Iterator[Sequence[Held]]:
    begin, size = 0, 0
    for index, held in enumerate(entities):
        item = len(held.body) + _ITEM_BYTES
        if index > begin and (index - begin >= PAGE_ITEMS or size + item > PAGE_BYTES):
            yield entities[begin:index]
            begin, size = index, 0
        size += item
    if begin < len(entities):
        yield entities[begin:]
