"""Spreadsheets: read back by the library that others read them with."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from console.paper.table import Column, Row, Table
from console.paper.workbook import ExportCancelled, write_workbook

MOMENT = datetime(2026, 3, 2, 12, 20, 1)
ACTIVE = (
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "#N/A",
    "=1+1",
    "＝1+1",
    "＠SUM(A1)",
)


def table(*rows: Row, title: str = "事件") -> Table:
    columns = (Column("编号"), Column("等级"), Column("登记时间"))
    return Table(title, columns, len(rows), lambda: iter(rows))


def written(tmp_path: Path, content: Table) -> Path:
    path = tmp_path / "表.xlsx"
    write_workbook(path, content, about=(("筛选", "=全部"),), about_title="说明")
    return path


def test_cells_keep_their_types(tmp_path: Path) -> None:
    rows: tuple[Row, ...] = (("000123", 3, MOMENT), ("330104002001001", 2.5, None))
    book = load_workbook(written(tmp_path, table(*rows)))
    sheet = book["事件"]
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)] == [*rows]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "d"]
    assert sheet["C2"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert [cell.value for cell in sheet[1]] == ["编号", "等级", "登记时间"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet.column_dimensions["A"].width > 15
    assert [cell.value for cell in book["说明"][1]] == ["筛选", "=全部"]
    assert book["说明"]["B1"].data_type == "s"


@pytest.mark.parametrize("text", ACTIVE)
def test_no_text_is_ever_a_formula(tmp_path: Path, text: str) -> None:
    cell = load_workbook(written(tmp_path, table((text, 1, None))))["事件"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix, "it stays text when somebody edits it"


def test_what_xml_and_spreadsheets_cannot_hold_is_left_out(tmp_path: Path) -> None:
    book = load_workbook(
        written(tmp_path, table(("a\x00b\x0b\ud800", 1, None), ("长" * 40_000, 1, None), title="a/b:[c]"))
    )
    sheet = book.worksheets[0]
    assert sheet["A2"].value == "ab"
    assert len(sheet["A3"].value) == 32_767
    assert sheet.title == "a b  c"


@pytest.mark.parametrize(
    ("title", "name"), [("History", "History_"), ("a" * 30 + "'b", "a" * 30), ("'\x00'", "Sheet")]
)
def test_a_sheet_is_called_what_spreadsheets_take(tmp_path: Path, title: str, name: str) -> None:
    book = load_workbook(written(tmp_path, table(("1", 1, None), title=title)))
    assert book.sheetnames == [name, "说明"]


def test_it_can_be_given_up_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    heard: list[int] = []

    def go_on(rows: int) -> bool:
        heard.append(rows)
        return rows < 400

    def rows() -> Iterator[Row]:
        for number in range(100_000):
            yield str(number), number, None

    path = tmp_path / "a.xlsx"
    with pytest.raises(ExportCancelled):
        write_workbook(
            path, Table("T", table().columns, 100_000, rows), about=(), about_title="?", go_on=go_on
        )
    assert heard[-1] == 400
    assert not path.exists()
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("count", [199, 200, 201, 450])
def test_every_row_is_there_once_and_in_order(tmp_path: Path, count: int) -> None:
    rows: tuple[Row, ...] = tuple((str(number), number, None) for number in range(count))
    sheet = load_workbook(written(tmp_path, table(*rows)))["事件"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == list(range(count))
    assert sheet.auto_filter.ref == f"A1:C{count + 1}"


def test_a_full_disk_is_told_once(tmp_path: Path) -> None:
    # A real device that is always full; nothing else may complain of it afterwards.
    with pytest.raises(OSError, match="No space left"):
        write_workbook(Path("/dev/full"), table(("a", 1, None)), about=(), about_title="?")
    gc.collect()


def test_a_table_without_rows_has_its_heading(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, table()))["事件"]
    assert sheet.max_row == 1
    assert sheet.auto_filter.ref == "A1:C1"
