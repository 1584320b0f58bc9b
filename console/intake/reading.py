"""Tables out of files that people send: CSV in the encodings of Chinese offices, and XLSX. No Qt here.

The file is somebody else's: everything is bounded, and `reader` runs this in a process of its own, so that a
file that is made to exhaust memory or time harms nothing but its own import.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec
import openpyxl

from widgets.intake.values import Trouble

MAX_BYTES: Final = 20 * 2**20
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 64
#: A table may begin with a title and a remark; its headers stand in one of these first rows.
HEADER_WITHIN: Final = 10
#: A cell longer than any field may be is cut here, which the check then finds too long.
MAX_CELL: Final = 5000
#: What an XLSX may unpack to; 20,000 rows of 64 filled cells take a third of it.
_MAX_UNPACKED: Final = 200 * 2**20
_MAX_PARTS: Final = 1000
#: Empty rows in between count too: a sheet may have a million of them, and formats reach that far by mistake.
_LAST_ROW: Final = 1 << 20
_CHUNK: Final = 200
_SAMPLE_LINES: Final = 20
_DELIMITERS: Final = (",", ";", "\t")
#: How old Excel files, and encrypted new ones, begin (a compound file).
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
#: What a leading apostrophe keeps a spreadsheet from running or changing; it is not part of the text.
_GUARDED: Final = frozenset("=+-@＝＋－＠\t\r\n0123456789")


class Head(msgspec.Struct, frozen=True, tag="head"):
    """What the file is."""

    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """Some rows that are not empty, each with its number as spreadsheets count."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]


class End(msgspec.Struct, frozen=True, tag="end"):
    """That was all."""


class Unreadable(msgspec.Struct, frozen=True, tag="unreadable"):
    """It cannot be read."""

    trouble: Trouble
    detail: str = ""


Part: TypeAlias = Head | Rows | End | Unreadable


class TableUnreadable(Exception):
    """The file cannot be read as a table."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble.value} {detail}".strip())
        self.trouble = trouble
        self.detail = detail


def read_table(path: Path, *, sheet: str = "") -> Iterator[Part]:
    """The parts of the table in `path`: a head, its rows, an end. `sheet` names one of a workbook's sheets.

    Never raises for what a file can hold: the last part is then `Unreadable`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise TableUnreadable(Trouble.TOO_LARGE)
        if data.startswith(_COMPOUND):
            raise TableUnreadable(Trouble.OLD_EXCEL)
        if data.startswith(_ZIP):
            yield from _workbook(data, sheet)
        else:
            yield from _text_table(data)
        yield End()
    except OSError as error:
        yield Unreadable(Trouble.NO_FILE, error.strerror or "")
    except TableUnreadable as unreadable:
        yield Unreadable(unreadable.trouble, unreadable.detail)


def decode_text(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. Raises TableUnreadable.

    With a byte order mark it is what that says; else UTF-8 if it can be, else GB18030.
    """
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
    named = next((encoding for mark, encoding in marks if data.startswith(mark)), None)
    for encoding in (named,) if named else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" in text:
            break
        return text, encoding.upper().replace("-SIG", " BOM")
    raise TableUnreadable(Trouble.NOT_TEXT)


def find_delimiter(text: str) -> str:
    """What separates the cells: the sign that every one of the first lines has, the one with most cells."""
    lines = [line for line in text[:65536].splitlines()[:_SAMPLE_LINES] if line.strip()]

    def cells(delimiter: str) -> tuple[int, int]:
        try:
            counts = [len(row) - 1 for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return (0, 0)
        return (min(counts, default=0), sum(counts))

    return max(_DELIMITERS, key=cells)


def _text_table(data: bytes) -> Iterator[Part]:
    text, encoding = decode_text(data)
    first, _, rest = text.partition("\n")
    # Spreadsheets write, and read, a first line that only names the delimiter.
    told = first.strip().lower()
    skipped = 1 if told in {f"sep={each}" for each in _DELIMITERS} else 0
    delimiter = (told[-1:] or "\t") if skipped else find_delimiter(text)
    yield Head(encoding=encoding, delimiter=delimiter)
    reader = csv.reader(io.StringIO(rest if skipped else text, newline=""), delimiter=delimiter)
    try:
        yield from _chunks(enumerate(reader, start=1 + skipped))
    except csv.Error as error:
        # A quote that is never closed takes in everything after it, up to the reader's bound.
        raise TableUnreadable(Trouble.OPEN_QUOTE, str(reader.line_num)) from error


def _workbook(data: bytes, sheet: str) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
        # A part never unpacks to more than it declares: zipfile stops there.
        if len(sizes) > _MAX_PARTS or sum(sizes) > _MAX_UNPACKED:
            raise TableUnreadable(Trouble.TOO_HARD)
        # Values, not formulas; links to other files are not followed and macros not even read.
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        names = tuple(each.title for each in book.worksheets if each.sheet_state == "visible")
        if not names:
            raise TableUnreadable(Trouble.EMPTY)
        chosen = sheet if sheet in names else names[0]
        yield Head(sheets=names, sheet=chosen)
        table: Any = book[chosen]
        # What a sheet says of its own size may be wrong.
        table.reset_dimensions()
        yield from _chunks(enumerate(table.iter_rows(max_col=MAX_COLUMNS, values_only=True), start=1))
    except (TableUnreadable, MemoryError):
        raise
    except Exception as error:
        # Whatever openpyxl stumbles over in a file that is not as it should be.
        raise TableUnreadable(Trouble.NOT_EXCEL, type(error).__name__) from error


def _chunks(rows: Iterable[tuple[int, Iterable[Any]]]) -> Iterator[Rows]:
    found: list[tuple[int, tuple[str, ...]]] = []
    count = 0
    for number, values in rows:
        cells = [cell_text(value) for value, _ in zip(values, range(MAX_COLUMNS), strict=False)]
        while cells and not cells[-1]:
            cells.pop()
        if number > _LAST_ROW:
            raise TableUnreadable(Trouble.TOO_MANY_ROWS)
        if not cells:
            continue
        count += 1
        if count > MAX_ROWS + HEADER_WITHIN:
            raise TableUnreadable(Trouble.TOO_MANY_ROWS)
        found.append((number, tuple(cells)))
        if len(found) == _CHUNK:
            yield Rows(tuple(found))
            found = []
    if found:
        yield Rows(tuple(found))
    if not count:
        raise TableUnreadable(Trouble.EMPTY)


def cell_text(value: Any) -> str:
    """What stands in a cell, as text: whole numbers without a point, dates as ISO 8601 writes them."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case float() if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
    text = str(value)[: MAX_CELL + 1].strip()
    if text[:1] == "'" and text[1:2] in _GUARDED:
        return text[1:]
    return text
