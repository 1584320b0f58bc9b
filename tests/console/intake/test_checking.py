"""Whole tables: made of parts, checked in slices."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from backend_client.protocol.incident_type import IncidentType
from backend_client.tasks import TaskSet
from console.intake.checking import Slices, Table, check_table, knowledge_of, table_of
from console.intake.journal import Entry, ImportJournal
from console.intake.reading import Head, Rows, TableUnreadable
from console.intake.rows import Knowledge, KnownType
from console.intake.sending import Giver
from tests.widgets.district import district
from widgets.intake.values import Fate, Field, ImportChoices, Trouble

HEADER = (1, ("类型", "地点"))
GIVER = Giver(user="zhang", epoch="epoch", now=lambda: 1000.0)
KNOWLEDGE = Knowledge(types={}, type_names={}, grids=frozenset(), now=lambda: 0.0)


def table(*rows: tuple[str, ...]) -> Table:
    numbered = tuple((number, cells) for number, cells in enumerate(rows, start=2))
    return table_of("t.csv", Head(), [Rows((HEADER, *numbered))])


def test_a_table_has_rows_below_its_header() -> None:
    made = table(("0101", "a"), ("0102", "b"))
    assert (made.facts.columns, made.facts.rows, made.rows[0]) == (("类型", "地点"), 2, (2, ("0101", "a")))
    assert made.matched == {Field.TYPE: 0, Field.PLACE: 1}
    with pytest.raises(TableUnreadable) as empty:
        table()
    assert empty.value.trouble is Trouble.EMPTY
    with pytest.raises(TableUnreadable) as many:
        table(*[("0101",)] * 20_001)
    assert many.value.trouble is Trouble.TOO_MANY_ROWS


def test_kinds_and_grids_are_known_from_the_directory() -> None:
    made = district()
    for code, name in (("0101", "积水"), ("101", "别的"), ("0202", "垃圾")):
        kind = IncidentType(code=code, name=name, category="", version="1", severity=2)
        made.put("incident_type", f"type-{code}", kind)
    known = knowledge_of(made.picture, made.now)
    assert known.types["积水"] == known.types["0101"] == KnownType("0101", 2)
    # Where a shorter code is one of its own, it means that.
    assert (known.types["101"].code, known.types["202"].code) == ("101", "0202")
    assert known.type_names["0101"] == "积水"


async def test_each_row_stands_as_it_should(tmp_path: Path) -> None:
    journal = ImportJournal(path=tmp_path / "imports.sqlite")
    choices = ImportChoices(columns={Field.PLACE: 1, Field.TYPE: 0})
    progress: list[int] = []

    async def check() -> list[Fate]:
        rows = await check_table(
            table(("0101", "a  b"), ("", "b"), ("0101", "a b"), ("0101",)),
            choices,
            knowledge=KNOWLEDGE,
            journal=journal,
            giver=GIVER,
            on_progress=progress.append,
        )
        assert rows[0].shown.texts == ("0101", "a b")
        marks.append(rows[0].mark)
        return [row.shown.fate for row in rows]

    marks: list[str] = []
    assert await check() == [Fate.READY, Fate.BAD, Fate.TWICE, Fate.READY]
    await journal.give([Entry(marks[0], "id", "zhang", "epoch", 900.0, "i1")])
    assert (await check())[0] is Fate.BEFORE
    assert progress[0] == 0
    await journal.close()


async def test_long_work_lets_the_desk_breathe() -> None:
    turns = 0

    async def desk() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    tasks = TaskSet()
    tasks.spawn(desk(), name="desk")
    slices = Slices()
    while turns < 3:
        await slices.breathe()
    await tasks.close()
