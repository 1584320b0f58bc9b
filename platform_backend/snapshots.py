"""A whole topic as pages, encoded once for all consoles that see the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend_client.protocol.digest import snapshot_digest
from platform_backend.log_types import Held, json_text

#: Bounds of one page: a console applies a page at a time and must not stall on it.
PAGE_ITEMS = 500
PAGE_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`pages` are JSON arrays without their brackets; `digest` as in the protocol."""

    count: int
    digest: str
    pages: tuple[str, ...]

    def frames(self, *, sub: str, topic: str, epoch: str, as_of: int) -> Iterator[str]:
        """The frames of this snapshot for one subscription."""
        head = f'"sub":{json_text(sub)},"topic":"{topic}"'
        yield f'{{"type":"snapshot.begin",{head},"epoch":{json_text(epoch)},"as_of":{as_of}}}'
        for page in self.pages:
            yield f'{{"type":"snapshot.page",{head},"items":[{page}]}}'
        yield f'{{"type":"snapshot.end",{head},"count":{self.count},"digest":"{self.digest}"}}'


def build_snapshot(entities: Sequence[Held]) -> Snapshot:
    """Cut `entities` into pages."""
    pages: list[str] = []
    items: list[str] = []
    size = 0
    for held in entities:
        item = held.item
        if items and (len(items) >= PAGE_ITEMS or size + len(item) > PAGE_CHARACTERS):
            pages.append(",".join(items))
            items, size = [], 0
        items.append(item)
        size += len(item)
    if items:
        pages.append(",".join(items))
    digest = snapshot_digest((held.id, held.ver) for held in entities)
    return Snapshot(count=len(entities), digest=digest, pages=tuple(pages))
