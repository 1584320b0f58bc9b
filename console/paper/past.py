"""All past incidents that a filter describes, asked of the platform page by page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from backend_client.protocol.entities import Incident
from backend_client.protocol.queries import Found, IncidentsSearch
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
    """Asks. `ask` raises RequestRefused; `now` is the platform's time."""

    def __init__(
        self, *, ask: Callable[[IncidentsSearch], Awaitable[Found]], now: Callable[[], float]
    ) -> None:
        self._ask = ask
        self._now = now

    async def gather(self, filter_: IncidentFilter, progress: Progress) -> list[Incident]:
        """Every incident found, the newest first. Raises RequestRefused, ExportCancelled when given up."""
        now = self._now()
        until = latest(filter_, now=now)
        found: dict[str, Incident] = {}
        offset, total = 0, 1
        while offset < min(total, MOST_ROWS):
            if progress.is_given_up:
                raise ExportCancelled
            page = await self._ask(search_for(filter_, now=now, until=until, offset=offset, limit=_PAGE))
            # Held still at one moment, yet one that was filed meanwhile may be told twice.
            found |= {item.id: each for item in page.items if (each := decoded(item.data)) is not None}
            offset, total = offset + len(page.items), page.total
            progress.show(offset / max(total, 1))
            if not page.items:
                break
        return list(found.values())
