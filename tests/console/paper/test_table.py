"""Tables as values: what is masked, and how a cell reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from backend_client.protocol.times import format_time
from console.paper.table import Column, Privacy, Row, Table, local, text_of


def people() -> Table:
    """One row with somebody's name, number and words."""

    def rows() -> Iterator[Row]:
        yield "张三", "13812345678", "打13812345678", 7

    columns = (
        Column("Name", privacy=Privacy.NAME),
        Column("Number", privacy=Privacy.PHONE),
        Column("Words", privacy=Privacy.PROSE),
        Column("Tasks"),
    )
    return Table("People", columns, 1, rows)


def test_masking_leaves_all_but_people() -> None:
    table = people()
    masked = table.masked()
    assert list(masked.rows()) == [("张*", "138****5678", "打138****5678", 7)]
    assert {column.privacy for column in masked.columns} == {Privacy.NOTHING}
    assert next(table.rows())[0] == "张三"


def test_cells_as_paper_reads_them() -> None:
    moment = datetime(2026, 3, 2, 12, 20, 1)
    assert [text_of(value) for value in (None, "a", 3, 2.5, moment)] == [
        "",
        "a",
        "3",
        "2.5",
        "2026-03-02 12:20",
    ]


def test_times_of_the_contract_become_local_ones() -> None:
    moment = datetime(2026, 3, 2, 12, 20, 1)
    assert local(format_time(moment.timestamp())) == moment
    assert local(None) is None
    assert local("soon") is None
