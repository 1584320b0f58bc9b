"""Reading apart: a real process, its parts, its end."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import psutil
import pytest

from backend_client.tasks import TaskSet
from console.intake.reader_link import read_apart
from console.intake.reading import End, Head, Part, Rows, Unreadable
from tests.console.intake.books import workbook
from tests.waiting import until
from widgets.intake.values import Trouble


async def test_a_table_arrives_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(workbook(("事件", [["类型"], *([f"{n}"] for n in range(450))])))
    parts: list[Part] = []
    await read_apart(str(path), take=parts.append)
    head, *rows, end = parts
    assert head == Head(sheets=("事件",), sheet="事件")
    assert [len(part.rows) for part in rows if isinstance(part, Rows)] == [200, 200, 51]
    assert end == End()


async def test_what_takes_too_long_is_given_up_and_ended(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\n")
    parts: list[Part] = []
    await read_apart(str(tmp_path / "t.csv"), take=parts.append, within_s=0.0)
    assert parts == [Unreadable(Trouble.TOO_HARD)]
    assert children() == []


async def test_a_reader_that_dies_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    parts: list[Part] = []
    await read_apart(str(tmp_path), take=parts.append)
    assert parts == [Unreadable(Trouble.TOO_HARD)]


async def test_who_stops_waiting_ends_the_reader(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\n")
    tasks = TaskSet()
    reading = tasks.spawn(read_apart(str(tmp_path / "t.csv"), take=lambda _part: None), name="read")
    await until(children)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    await until(lambda: children() == [])


def children() -> list[psutil.Process]:
    every = psutil.Process().children()
    return [each for each in every if "console.intake.reader" in each.cmdline()]
