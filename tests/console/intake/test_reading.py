"""Tables out of files: encodings, delimiters, workbooks, and everything that is no table."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.intake import reading
from console.intake.reading import End, Head, Rows, Unreadable, cell_text, find_delimiter, read_table
from tests.console.intake.books import repacked, workbook
from widgets.intake.values import Trouble

LINES = "类型,地点\n积水,江边\n"
WHOLE = workbook(("s", [["类型", "地点"], ["积水", 1]]))
Cells = tuple[tuple[int, tuple[str, ...]], ...]


def read(folder: Path, data: bytes, *, sheet: str = "") -> tuple[Head, Cells]:
    path = folder / "file"
    path.write_bytes(data)
    head, *parts, end = read_table(path, sheet=sheet)
    assert isinstance(head, Head)
    assert isinstance(end, End)
    return head, tuple(row for part in parts if isinstance(part, Rows) for row in part.rows)


def trouble(folder: Path, data: bytes) -> Trouble:
    path = folder / "file"
    path.write_bytes(data)
    *_, last = read_table(path)
    assert isinstance(last, Unreadable)
    return last.trouble


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 BOM"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
def test_encodings_of_offices_are_recognised(tmp_path: Path, encoding: str, named: str) -> None:
    head, rows = read(tmp_path, LINES.encode(encoding))
    assert (head.encoding, head.delimiter) == (named, ",")
    assert rows == ((1, ("类型", "地点")), (2, ("积水", "江边")))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_recognised(delimiter: str) -> None:
    assert find_delimiter(LINES.replace(",", delimiter)) == delimiter


def test_commas_within_the_cells_do_not_mislead() -> None:
    assert find_delimiter("经度;纬度;标题\n120,1;30,2;a, b, c\n120,1;30,2;d, e\n") == ";"


def test_a_line_that_only_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    head, rows = read(tmp_path, b"sep=;\r\na;b,c\r\n")
    assert (head.delimiter, rows) == (";", ((2, ("a", "b,c")),))


def test_empty_rows_are_left_out_and_still_count(tmp_path: Path) -> None:
    _, rows = read(tmp_path, b"a,b\n\n,,\n1,2,,\n")
    assert rows == ((1, ("a", "b")), (4, ("1", "2")))


def test_a_workbook_gives_values_as_texts(tmp_path: Path) -> None:
    when = datetime.datetime(2026, 3, 2, 4, 20)
    book = workbook(("事件", [["a", "b", "c", "d"], [330104001001001.0, 1.5, when, True]]))
    head, rows = read(tmp_path, book)
    assert (head.sheets, head.sheet) == (("事件",), "事件")
    assert rows[1] == (2, ("330104001001001", "1.5", "2026-03-02 04:20:00", "1"))


def test_a_sheet_can_be_chosen(tmp_path: Path) -> None:
    book = workbook(("first", [["1"]]), ("second", [["2"]]))
    assert read(tmp_path, book, sheet="second")[1] == ((1, ("2",)),)
    assert read(tmp_path, book, sheet="no such")[1] == ((1, ("1",)),)


def test_of_a_formula_only_its_last_value_is_read(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><f>SUM(1,2)</f><v>3</v></c><c r="B1"><f>HYPERLINK("x")</f></c>'
        b'<c r="C1" t="str"><f>"x"</f><v>text</v></c></row></sheetData></worksheet>'
    )
    _, rows = read(tmp_path, repacked(workbook(("s", [["x"]])), sheet=sheet))
    assert rows == ((1, ("3", "", "text")),)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Trouble.EMPTY),
        (b"\n\n,,,\n", Trouble.EMPTY),
        (b"a\x00b,c\n", Trouble.NOT_TEXT),
        (b"\xff\xff\xff\x80\x80", Trouble.NOT_TEXT),
        (b"\xef\xbb\xbf\xff", Trouble.NOT_TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", Trouble.OLD_EXCEL),
        (b"PK\x03\x04 and no more", Trouble.NOT_EXCEL),
        (b'a,"' + b"x" * 200_000, Trouble.OPEN_QUOTE),
        (b"a\n" * 20_011, Trouble.TOO_MANY_ROWS),
    ],
)
def test_what_is_no_table_is_told_apart(tmp_path: Path, data: bytes, expected: Trouble) -> None:
    assert trouble(tmp_path, data) is expected


def test_a_missing_file_and_a_large_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (last,) = read_table(tmp_path / "none")
    assert isinstance(last, Unreadable)
    assert last.trouble is Trouble.NO_FILE
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    assert trouble(tmp_path, b"a,b,c,d,e,f") is Trouble.TOO_LARGE


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MAX_UNPACKED", 1 << 20)
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
        made.open("xl/workbook.xml", "w") as part,
    ):
        part.write(bytes(2 << 20))
    assert len(stream.getvalue()) < 1 << 14
    assert trouble(tmp_path, stream.getvalue()) is Trouble.TOO_HARD


def test_entities_in_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "1">]><worksheet><sheetData><row r="1">&a;</row></sheetData></worksheet>'
    book = repacked(workbook(("s", [["text"]])), sheet=bomb)
    assert trouble(tmp_path, book) is Trouble.NOT_EXCEL


def test_a_sheet_that_claims_a_million_rows_and_columns_ends_soon(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c>'
        b'<c r="XFD1"><v>2</v></c></row></sheetData></worksheet>'
    )
    _, rows = read(tmp_path, repacked(workbook(("s", [["x"]])), sheet=sheet))
    assert rows == ((1, ("1",)),)


def test_a_cell_is_cut_where_no_field_is_that_long() -> None:
    assert len(cell_text("x" * 10_000)) == reading.MAX_CELL + 1
    assert cell_text("'0101") == "0101"
    assert cell_text("'tis") == "'tis"


@settings(max_examples=60)
@given(data=st.binary(max_size=400) | st.text(alphabet="a积,;\t\"\n\r='", max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzzed"
    path.write_bytes(data)
    *_, last = read_table(path)
    assert isinstance(last, End | Unreadable)


@settings(max_examples=30)
@given(data=st.data())
def test_no_damage_to_a_workbook_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, 4000))
    damage = data.draw(st.binary(min_size=1, max_size=8))
    path = tmp_path_factory.getbasetemp() / "fuzzed.xlsx"
    path.write_bytes(WHOLE[:at] + damage + WHOLE[at + len(damage) :])
    *_, last = read_table(path)
    assert isinstance(last, End | Unreadable)
