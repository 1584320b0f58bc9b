"""A whole table checked, in slices between which the desk lives on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from backend_client.picture import Picture
from backend_client.protocol.entities import Grid
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.incident_type import IncidentType
from console.intake.columns import find_header, match_columns
from console.intake.journal import Entry, ImportJournal
from console.intake.reading import MAX_ROWS, Head, Rows, TableUnreadable
from console.intake.rows import Knowledge, KnownType, RowCheck
from console.intake.sending import Giver, judge
from widgets.intake.values import Fate, Field, FileFacts, ImportChoices, ImportRow, Trouble

#: The desk is let breathe after so long: a quarter of a frame.
_SLICE_S: Final = 0.004
#: So much of a cell is shown.
_SHOWN: Final = 120


class Slices:
    """Cuts long work on the event loop into slices."""

    def __init__(self) -> None:
        self._until = time.perf_counter() + _SLICE_S

    async def breathe(self) -> None:
        """Let everything else have its turn when this slice is over."""
        if time.perf_counter() >= self._until:
            await asyncio.sleep(0)
            self._until = time.perf_counter() + _SLICE_S


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: its facts and the rows below the header, each with its number."""

    facts: FileFacts
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def matched(self) -> dict[Field, int]:
        """Which columns are known by their headers."""
        return match_columns(self.facts.columns)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row as it is shown, what is to be sent of it, and under which id it was given before, if it was."""

    shown: ImportRow
    incident: IncidentCreate | None = None
    mark: str = ""
    cmd_id: str = ""


def table_of(name: str, head: Head, parts: Sequence[Rows]) -> Table:
    """The table that the parts of a file make. Raises TableUnreadable when it has no rows or too many."""
    rows = [row for part in parts for row in part.rows]
    at = find_header(rows)
    below = tuple(rows[at + 1 :])
    if not below:
        raise TableUnreadable(Trouble.EMPTY)
    if len(below) > MAX_ROWS:
        raise TableUnreadable(Trouble.TOO_MANY_ROWS)
    facts = FileFacts(
        name=name,
        encoding=head.encoding,
        delimiter=head.delimiter,
        sheets=head.sheets,
        sheet=head.sheet,
        columns=rows[at][1],
        rows=len(below),
    )
    return Table(facts, below)


def knowledge_of(picture: Picture, now: Callable[[], float]) -> Knowledge:
    """What the platform's dictionary tells of kinds of incident, and its directory of grids.

    A code is also known without its leading zeros, which spreadsheets drop.
    """
    kinds = [entry.data for entry in picture.of(IncidentType).values()]
    types: dict[str, KnownType] = {}
    for kind in kinds:
        types[kind.code] = types[kind.name] = KnownType(kind.code, kind.severity)
    for kind in kinds:
        types.setdefault(kind.code.lstrip("0"), types[kind.code])
    return Knowledge(
        types=types,
        type_names={kind.code: kind.name for kind in kinds},
        grids=frozenset(entry.data.code for entry in picture.of(Grid).values()),
        now=now,
    )


async def check_table(
    table: Table,
    choices: ImportChoices,
    *,
    knowledge: Knowledge,
    journal: ImportJournal,
    giver: Giver,
    on_progress: Callable[[int], None],
) -> list[CheckedRow]:
    """Every row checked; `on_progress` hears how many are. Raises JournalUnusable."""
    slices = Slices()
    check = RowCheck(headers=table.facts.columns, choices=choices, knowledge=knowledge)
    checked = []
    for number, (_, cells) in enumerate(table.rows):
        checked.append(check.check(cells))
        if number % 500 == 0:
            on_progress(number)
        await slices.breathe()
    known = await journal.known({each.mark for each in checked if each.mark})
    seen: set[str] = set()
    rows: list[CheckedRow] = []
    for (number, cells), each in zip(table.rows, checked, strict=True):
        fate, cmd_id = _fate(each.incident, each.mark, seen, known, giver, choices)
        texts = tuple(_shown(cells, column) for column in _shown_columns(choices).values())
        shown = ImportRow(number, fate, texts, problems=each.problems)
        rows.append(CheckedRow(shown, each.incident, each.mark, cmd_id))
        await slices.breathe()
    return rows


def shown_fields(choices: ImportChoices) -> tuple[Field, ...]:
    """The fields whose texts a row shows, in their order."""
    return tuple(_shown_columns(choices))


def _shown_columns(choices: ImportChoices) -> dict[Field, int]:
    return {field: choices.columns[field] for field in Field if field in choices.columns}


def _fate(
    incident: IncidentCreate | None,
    mark: str,
    seen: set[str],
    known: Mapping[str, Entry],
    giver: Giver,
    choices: ImportChoices,
) -> tuple[Fate, str]:
    if incident is None:
        return Fate.BAD, ""
    if mark in seen:
        return Fate.TWICE, ""
    seen.add(mark)
    return judge(known.get(mark), giver, again=choices.again)


def _shown(cells: Sequence[str], column: int) -> str:
    return " ".join(cells[column][:_SHOWN].split()) if column < len(cells) else ""
