"""An archive that answers when the test wants it to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from backend_client.protocol.entities import Incident
from backend_client.protocol.messages import Item
from backend_client.protocol.queries import Found, IncidentsSearch


class TestArchive:
    """Keeps what it was asked; `answer` and `fail` answer the oldest question that is open."""

    __test__ = False

    def __init__(self, past: Mapping[str, Incident] | None = None) -> None:
        self.past = dict(past or {})
        self.asked: list[IncidentsSearch] = []
        self._open: list[tuple[IncidentsSearch, Callable[[Found], None], Callable[[str], None]]] = []

    def ask(
        self, args: IncidentsSearch, *, then: Callable[[Found], None], failed: Callable[[str], None]
    ) -> None:
        self.asked.append(args)
        self._open.append((args, then, failed))

    @property
    def waiting(self) -> int:
        """How many questions are open."""
        return len(self._open)

    def answer(self) -> None:
        """Give the page that was asked for."""
        args, then, _ = self._open.pop(0)
        page = list(self.past.items())[args.offset : args.offset + args.limit]
        items = tuple(
            Item(entity="incident", id=id_, ver=1, data=msgspec.Raw(msgspec.json.encode(data)))
            for id_, data in page
        )
        then(Found(total=len(self.past), items=items))

    def answer_with(self, found: Found) -> None:
        """Give another answer."""
        _, then, _ = self._open.pop(0)
        then(found)

    def fail(self, why: str) -> None:
        """Give none."""
        _, _, failed = self._open.pop(0)
        failed(why)
