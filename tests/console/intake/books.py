"""Files for the tests of the import: workbooks as bytes, honest ones and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl


def workbook(*sheets: tuple[str, Iterable[Sequence[Any]]]) -> bytes:
    """An XLSX file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(book: bytes, *, sheet: bytes) -> bytes:
    """The same file with its first sheet replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in old.infolist():
            is_sheet = info.filename == "xl/worksheets/sheet1.xml"
            made.writestr(info.filename, sheet if is_sheet else old.read(info))
    return stream.getvalue()
