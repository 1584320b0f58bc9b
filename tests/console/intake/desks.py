"""Desks that import rows, without windows, against a platform on a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from backend_client.outbox import Outbox
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.requests import Requests
from backend_client.status import FeedState
from console.intake.journal import ImportJournal
from console.intake.sending import Giver, Outcome, Sendable, Sending, judge
from tests.backend_client.consoles import following
from tests.waiting import until
from widgets.intake.values import Fate

GIVER = Giver(user="zhang", epoch="epoch", now=lambda: 1000.0)


class Desk:
    """What an import has around it, and what it was told."""

    def __init__(self, requests: Requests, journal: ImportJournal) -> None:
        self.requests = requests
        self.journal = journal
        self.fates: dict[int, Outcome] = {}
        self.most = 0

    def sending(self) -> Sending:
        return Sending(commands=self.requests, journal=self.journal, giver=GIVER, tell=self._tell)

    async def plan(self, count: int) -> list[Sendable]:
        """The rows of a file with `count` good ones that are to be sent by what is known."""
        marks = [f"mark {number}" for number in range(count)]
        known = await self.journal.known(marks)
        judged = [judge(known.get(mark), GIVER, again=False) for mark in marks]
        return [
            Sendable(index, create(index), marks[index], cmd_id)
            for index, (fate, cmd_id) in enumerate(judged)
            if fate is Fate.READY
        ]

    def _tell(self, index: int, outcome: Outcome) -> None:
        self.fates[index] = outcome
        self.most = max(self.most, sum(each.fate is Fate.SENT for each in self.fates.values()))

    def told(self) -> list[Fate]:
        return [self.fates[index].fate for index in sorted(self.fates)]


def create(number: int) -> IncidentCreate:
    return IncidentCreate(type_code="0101", severity=3, title=f"row {number}", source="import")


@asynccontextmanager
async def connected_desk(address: str, folder: Path) -> AsyncIterator[Desk]:
    """A console; leaving the context is its end, whatever was under way."""
    outbox = Outbox(path=folder / "outbox.sqlite")
    journal = ImportJournal(path=folder / "imports.sqlite")
    await outbox.open()
    async with following(address) as console:
        requests = Requests(feed=console.feed, outbox=outbox, on_change=lambda: None)
        await until(lambda: console.state is FeedState.LIVE)
        try:
            yield Desk(requests, journal)
        finally:
            await requests.close()
            await journal.close()
            await outbox.close()
