"""Writes a table as a spreadsheet (XLSX): typed cells, a frozen heading that filters, no formula ever.

Nothing here touches Qt's widgets: it is made to run in a thread of its own.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import re
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from console.paper.table import Column, Table, Value

#: Spreadsheets keep no more than this in a cell.
_MOST_CHARACTERS: Final = 32_767
#: Not allowed in XML, and in a sheet's name.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
#: A sheet of this name is taken for damage: it is kept for shared books.
_RESERVED: Final = "history"
#: A text that begins like this is taken for a formula by one program or another, or for an error.
_ACTIVE: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "#")
_MOMENT: Final = "yyyy-mm-dd hh:mm:ss"
_MOMENT_WIDTH: Final = 20.0
#: Rows looked at for the widths of columns, and the bounds of these, in characters.
_SAMPLE: Final = 200
_NARROWEST: Final = 6.0
_WIDEST: Final = 50.0
#: After so many rows it rests and looks at `go_on`. Without the rests the user interface, which shares the
#: interpreter, is held up for 170 ms at a time; with them for 8 ms, and 44,000 rows take 9 s instead of 5.
_STRIDE: Final = 20
_REST_S: Final = 0.001


class ExportCancelled(Exception):
    """Somebody no longer wants it."""


def write_workbook(
    path: Path,
    table: Table,
    *,
    about: Iterable[tuple[str, str]],
    about_title: str,
    go_on: Callable[[int], bool] = lambda _rows: True,
) -> None:
    """Write `table` to `path`, and what is to be known of it (`about`) on a second sheet.

    `go_on` hears how many rows are written and says whether to go on. Raises ExportCancelled when it does
    not, OSError when the file cannot be written.
    """
    book = Workbook(write_only=True)
    try:
        _write_rows(_sheet(book, table.title), table, go_on)
        _write_about(_sheet(book, about_title), about)
    except BaseException:
        with contextlib.suppress(OSError):
            # Only saving removes the rows that lie in a temporary file by now.
            book.save(io.BytesIO())
        raise
    # By way of memory: an archive that a full disk cuts short complains once more when it is thrown away.
    whole = io.BytesIO()
    book.save(whole)
    path.write_bytes(whole.getbuffer())


def _sheet(book: Workbook, title: str) -> Worksheet:
    # A sheet that is only written lacks what reads; it has all that is used here.
    name = _NO_NAME.sub(" ", _clean(title)).strip("' ")[:_LONGEST_NAME].strip("' ")
    return cast("Worksheet", book.create_sheet(f"{name}_" if name.lower() == _RESERVED else name))


def _write_rows(sheet: Worksheet, table: Table, go_on: Callable[[int], bool]) -> None:
    rows = iter(table.rows())
    first = list(itertools.islice(rows, _SAMPLE))
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns):
        letter = get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = _width(column, [row[place] for row in first])
    last = get_column_letter(max(len(table.columns), 1))
    sheet.append([_heading(sheet, column.title) for column in table.columns])
    written = 0
    for part in (first, rows):
        for row in part:
            if written % _STRIDE == 0:
                time.sleep(_REST_S)
                if not go_on(written):
                    raise ExportCancelled
            sheet.append([_cell(sheet, value) for value in row])
            written += 1
    sheet.auto_filter.ref = f"A1:{last}{written + 1}"


def _write_about(sheet: Worksheet, about: Iterable[tuple[str, str]]) -> None:
    sheet.column_dimensions["A"].width = 20.0
    sheet.column_dimensions["B"].width = 60.0
    for caption, text in about:
        sheet.append([_heading(sheet, caption), _cell(sheet, text)])


def _heading(sheet: Worksheet, text: str) -> Cell:
    cell = _text_cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="ECECEC")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(sheet: Worksheet, value: Value) -> Value | Cell:
    match value:
        case str():
            # Plain text is handed over as it is: a cell of its own costs as much as all the rest.
            text = _clean(value)
            return _text_cell(sheet, text) if text.startswith(_ACTIVE) else text
        case datetime():
            cell = WriteOnlyCell(sheet, value)
            cell.number_format = _MOMENT
            return cell
    return value


def _text_cell(sheet: Worksheet, text: str) -> Cell:
    """A cell that stays text, whatever its text begins with, even when somebody edits it or saves it anew."""
    cell = WriteOnlyCell(sheet, "")
    cell.value = _clean(text)
    cell.data_type = "s"
    if text.startswith(_ACTIVE):
        cell.quotePrefix = True
    return cell


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)[:_MOST_CHARACTERS]


def _width(column: Column, sample: Iterable[Value]) -> float:
    widest = _columns(column.title) + 4  # beside the button of the filter
    for value in sample:
        widest = max(widest, _MOMENT_WIDTH if isinstance(value, datetime) else _columns(str(value or "")))
    return min(max(widest + 1, _NARROWEST), _WIDEST)


def _columns(text: str) -> float:
    """How wide a text is, in widths of a digit: a Chinese character takes two."""
    return float(sum(2 if ord(character) > 0x2E7F else 1 for character in text))
