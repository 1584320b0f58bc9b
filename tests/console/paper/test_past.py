"""Everything that was found in the past, asked for page by page."""

from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.messages import Item
from backend_client.protocol.queries import DutyLogSearch, Found, IncidentsSearch, Searches
from backend_client.questions import RequestRefused, refusal
from console.paper.past import Past
from console.paper.workbook import ExportCancelled
from tests.console.paper.matters import call
from tests.widgets.district import NOW, ago, incident
from widgets.incident_filter import IncidentFilter


class Archive:
    """So many incidents, told in pages that are cut short; one of each ten cannot be read."""

    def __init__(self, total: int, *, page: int = 300) -> None:
        self.asked: list[IncidentsSearch] = []
        self._page = page
        self._items = tuple(
            Item(
                entity="incident",
                id=f"i{number}",
                ver=1,
                data=msgspec.Raw(b"{}" if number % 10 == 9 else msgspec.json.encode(incident(number))),
            )
            for number in range(total)
        )

    async def ask(self, name: str, args: Searches) -> Found:
        assert name == "incidents.search"
        assert isinstance(args, IncidentsSearch)
        self.asked.append(args)
        return Found(
            total=len(self._items), items=self._items[args.offset : args.offset + min(args.limit, self._page)]
        )


class Watcher:
    """Hears how far it is, and may lose interest."""

    def __init__(self, *, until: float = 2.0) -> None:
        self.shares: list[float] = []
        self._until = until

    @property
    def is_given_up(self) -> bool:
        return bool(self.shares) and self.shares[-1] >= self._until

    def show(self, share: float) -> None:
        self.shares.append(share)


def past(archive: Archive) -> Past:
    return Past(ask=archive.ask, now=lambda: NOW)


async def test_every_page_is_asked_for_as_of_one_moment() -> None:
    archive, watcher = Archive(1000), Watcher()
    found = await past(archive).gather(IncidentFilter(past=True, text="路"), watcher)
    assert len(found) == 900, "what breaks the contract is left out"
    assert [args.offset for args in archive.asked] == [0, 300, 600, 900]
    assert {(args.until, args.text) for args in archive.asked} == {(archive.asked[0].until, "路")}
    assert watcher.shares == [0.3, 0.6, 0.9, 1.0]


async def test_nothing_found_is_no_row() -> None:
    assert await past(Archive(0)).gather(IncidentFilter(past=True), Watcher()) == []


async def test_it_can_be_given_up_between_pages() -> None:
    archive = Archive(1000)
    with pytest.raises(ExportCancelled):
        await past(archive).gather(IncidentFilter(past=True), Watcher(until=0.5))
    assert len(archive.asked) == 2


async def test_a_platform_that_does_not_answer_is_told_on() -> None:
    async def ask(_name: str, _args: Searches) -> Found:
        raise refusal(ErrorCode.UNAVAILABLE, "gone")

    with pytest.raises(RequestRefused, match="gone"):
        await Past(ask=ask, now=lambda: NOW).gather(IncidentFilter(past=True), Watcher())


async def test_the_duty_log_comes_in_the_order_in_which_it_was_written() -> None:
    lines = [call(at=ago(age), text=f"{age}") for age in (10, 20, 30)]
    asked: list[Searches] = []

    async def ask(name: str, args: Searches) -> Found:
        asked.append(args)
        items = (
            Item(entity="duty_log_entry", id=f"l{number}", ver=1, data=msgspec.Raw(msgspec.json.encode(line)))
            for number, line in enumerate(lines)
        )
        return Found(total=3, items=tuple(items))

    found = await Past(ask=ask, now=lambda: NOW).duty_log(NOW - 60, NOW, Watcher())
    assert [line.text for line in found] == ["30", "20", "10"]
    assert asked == [DutyLogSearch(since=ago(60), until=ago(0), limit=500)]
