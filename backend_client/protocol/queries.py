"""Names, arguments and answers of the queries."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from backend_client.protocol.messages import Item


class IncidentsSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find incidents, open and past, newest first. `text` matches serial number, title and place."""

    text: str = ""
    states: tuple[str, ...] = ()
    severities: tuple[int, ...] = ()
    org: str | None = None
    since: str | None = None
    until: str | None = None
    offset: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=500)] = 100


class CamerasSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Find cameras by name, device id, pinyin initials or org."""

    text: str = ""
    org: str | None = None
    offset: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=500)] = 100


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of matches and how many there are in all."""

    total: int
    items: tuple[Item, ...]


#: query name -> type of its arguments; both answer `Found`.
ARGS: dict[str, type[IncidentsSearch] | type[CamerasSearch]] = {
    "incidents.search": IncidentsSearch,
    "cameras.search": CamerasSearch,
}
