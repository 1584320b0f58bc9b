"""A document for paper as values: what stands on it, not how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from console.paper.table import Table, text_of


@dataclass(frozen=True, slots=True)
class Field:
    """A caption and its value; `lines` is the least height of the value, in lines, for writing by hand."""

    caption: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """Rows of fields in boxes; the fields of one row share its width."""

    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: `share` is its part of the width in shares of all."""

    title: str
    share: float = 1.0
    right: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """Rows under headings, which every page repeats. Without rows `empty` is said."""

    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""


Part: TypeAlias = Form | Heading | List


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every page of everything printed says of its origin.

    `printed_at` is the platform's time in seconds since the epoch. `simulated`: the district is not real.
    `exercise`: it is about a drill. `masked`: people's data in it are.
    """

    org: str
    printed_by: str
    printed_at: float
    simulated: bool = False
    exercise: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. `number` is its own number or that of what it is about, on every page."""

    title: str
    parts: tuple[Part, ...]
    stamp: Stamp
    number: str = ""
    landscape: bool = False


def signatures(captions: Sequence[str], *, date: str) -> Form:
    """Boxes to be signed by hand, each with one for the date beside it."""
    return Form(tuple((Field(caption, lines=2), Field(date, lines=2)) for caption in captions))


def table_paper(table: Table, *, about: str, stamp: Stamp, empty: str) -> Paper:
    """A whole table on paper, across: its columns that have a share, and `about` (the filter) above it."""
    shown = [place for place, column in enumerate(table.columns) if column.share > 0]
    columns = tuple(
        ListColumn(table.columns[place].title, table.columns[place].share, table.columns[place].right)
        for place in shown
    )
    rows = tuple(tuple(text_of(row[place]) for place in shown) for row in table.rows())
    parts: tuple[Part, ...] = (List(columns, rows, empty=empty),)
    if about:
        parts = (Heading(about), *parts)
    return Paper(title=table.title, parts=parts, stamp=stamp, landscape=True)
