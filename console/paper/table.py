"""A table as values, for paper and for spreadsheets: typed cells, and which of them are people's data."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from backend_client.protocol.times import parse_time
from console.paper.masking import masked_name, masked_phone, masked_prose

#: Moments are naive and local, as spreadsheets have them; None leaves a cell empty.
Value: TypeAlias = str | int | float | datetime | None
Row: TypeAlias = tuple[Value, ...]


class Privacy(enum.Enum):
    """What of a person a column holds."""

    NOTHING = enum.auto()
    NAME = enum.auto()
    PHONE = enum.auto()
    PROSE = enum.auto()  # free text in which people may have written numbers


_MASKS: dict[Privacy, Callable[[str], str]] = {
    Privacy.NAME: masked_name,
    Privacy.PHONE: masked_phone,
    Privacy.PROSE: masked_prose,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `share` is its part of a page's width (in shares of all), 0 leaves it out on paper."""

    title: str
    share: float = 1.0
    privacy: Privacy = Privacy.NOTHING
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and `count` rows. `rows` makes them anew each time; it may be called in another thread.

    `exercise`: something in it is a drill.
    """

    title: str
    columns: tuple[Column, ...]
    count: int
    rows: Callable[[], Iterator[Row]]
    exercise: bool = False

    def masked(self) -> Table:
        """The same with people's data masked."""
        masks = {
            place: _MASKS[column.privacy]
            for place, column in enumerate(self.columns)
            if column.privacy is not Privacy.NOTHING
        }
        rows = self.rows

        def hidden() -> Iterator[Row]:
            for row in rows():
                yield tuple(
                    masks[place](value) if place in masks and isinstance(value, str) else value
                    for place, value in enumerate(row)
                )

        columns = tuple(replace(column, privacy=Privacy.NOTHING) for column in self.columns)
        return replace(self, columns=columns, rows=hidden)


def local(moment: str | None) -> datetime | None:
    """An RFC 3339 time in the room's time zone, to the second; None for none or for what is no time."""
    if not moment:
        return None
    try:
        return local_of(parse_time(moment))
    except (ValueError, OverflowError, OSError):
        return None


def local_of(seconds: float) -> datetime:
    """A moment in seconds since the epoch in the room's time zone, to the second."""
    return datetime.fromtimestamp(int(seconds))


def moment_told(moment: str | None) -> str:
    """An RFC 3339 time as paper shows it; empty for none."""
    return text_of(local(moment))


def text_of(value: Value) -> str:
    """A cell as paper shows it."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case float():
            return f"{value:g}"
    return str(value)
