"""What lies behind the feed's view, asked of the platform page by page: past incidents, the duty log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, Protocol

import msgspec

from backend_client.protocol.duty import DutyLogEntry
from backend_client.protocol.entities import Incident
from backend_client.protocol.messages import Item
from backend_client.protocol.queries import DutyLogSearch, Found, Searches
from backend_client.protocol.times import format_time
from console.paper.workbook import ExportCancelled
from widgets.incident_filter import IncidentFilter
from widgets.incident_history import decoded, latest, search_for

#: As many as the contract allows.
_PAGE: Final = 500
#: A spreadsheet of more would be no help to anybody; source: 79,500 matters a year in an average county.
MOST_ROWS: Final = 200_000


class Progress(Protocol):
    """Hears how far something is, and knows whether it is still wanted."""

    @property
    def is_given_up(self) -> bool:
        """Whether nobody wants it any more."""
        ...

    def show(self, share: float) -> None:
        """So much of it is done (0 to 1)."""
        ...


class Past:
    """Asks. `ask` takes a query's name and arguments and raises RequestRefused; `now` is the platform's time.

    What it is asked for comes whole, or it raises RequestRefused, or ExportCancelled when it is given up.
    """

    def __init__(self, *, ask: Callable[[str, Searches], Awaitable[Found]], now: Callable[[], float]) -> None:
        self._ask = ask
        self._now = now

    async def gather(self, filter_: IncidentFilter, progress: Progress) -> list[Incident]:
        """Every incident that `filter_` describes, the newest first."""
        now = self._now()
        until = latest(filter_, now=now)
        items = await self._pages(
            "incidents.search",
            lambda offset: search_for(filter_, now=now, until=until, offset=offset, limit=_PAGE),
            progress,
        )
        return [each for item in items if (each := decoded(item.data)) is not None]

    async def duty_log(self, since: float, until: float, progress: Progress) -> list[DutyLogEntry]:
        """Every line of the duty log from `since` to `until` (seconds since the epoch), the oldest first."""
        first, last = format_time(since), format_time(until)
        items = await self._pages(
            "duty_log.search",
            lambda offset: DutyLogSearch(since=first, until=last, offset=offset, limit=_PAGE),
            progress,
        )
        return [msgspec.json.decode(item.data, type=DutyLogEntry) for item in reversed(items)]

    async def _pages(self, name: str, page_from: Callable[[int], Searches], progress: Progress) -> list[Item]:
        found: dict[str, Item] = {}
        offset, total = 0, 1
        while offset < min(total, MOST_ROWS):
            if progress.is_given_up:
                raise ExportCancelled
            page = await self._ask(name, page_from(offset))
            # Held still at one moment, yet what was written meanwhile may push something into the next page.
            found |= {item.id: item for item in page.items}
            offset, total = offset + len(page.items), page.total
            progress.show(offset / max(total, 1))
            if not page.items:
                break
        return list(found.values())
