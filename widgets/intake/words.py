"""What an import says: its fields, what is wrong with a file or a row, how a row stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.coordinates import Datum
from widgets import theme
from widgets.intake.values import Fate, Field, ImportRow, Problem, Trouble, Zone
from widgets.signs import Look, Sign

translate = QCoreApplication.translate

#: How a row stands, as a sign.
FATE_LOOK = {
    Fate.READY: Look(Sign.RING, theme.ACCENT),
    Fate.BAD: Look(Sign.CROSS, theme.DANGER),
    Fate.TWICE: Look(Sign.MERGE, theme.TEXT_QUIET),
    Fate.BEFORE: Look(Sign.RING_CHECK, theme.TEXT_QUIET),
    Fate.DOUBTFUL: Look(Sign.SLASHED, theme.WARNING),
    Fate.SENT: Look(Sign.HALF, theme.ACCENT),
    Fate.DONE: Look(Sign.CHECK, theme.OK),
    Fate.REFUSED: Look(Sign.CROSS, theme.DANGER),
    Fate.LEFT: Look(Sign.PAUSE, theme.WARNING),
}


def field(name: Field) -> str:
    """What a column holds."""
    match name:
        case Field.TYPE:
            return translate("Import", "Type")
        case Field.SEVERITY:
            return translate("Import", "Severity")
        case Field.TITLE:
            return translate("Import", "Title")
        case Field.PLACE:
            return translate("Import", "Place")
        case Field.DESCRIPTION:
            return translate("Import", "Description")
        case Field.LONGITUDE:
            return translate("Import", "Longitude")
        case Field.LATITUDE:
            return translate("Import", "Latitude")
        case Field.POSITION:
            return translate("Import", "Position in one column")
        case Field.GRID:
            return translate("Import", "Grid code")
        case Field.OCCURRED:
            return translate("Import", "Time of occurrence")
        case Field.URGENT:
            return translate("Import", "Urgent")
        case Field.EXERCISE:
            return translate("Import", "Drill")
        case Field.REPORTER:
            return translate("Import", "Reporter")
        case Field.PHONE:
            return translate("Import", "Telephone")


def zone(name: Zone) -> str:
    """What times without a zone mean."""
    match name:
        case Zone.LOCAL:
            return translate("Import", "This workstation's time")
        case Zone.BEIJING:
            return translate("Import", "Beijing time (UTC+8)")
        case Zone.UTC:
            return translate("Import", "UTC")


def datum(name: Datum) -> str:
    """What coordinates mean, as people know it."""
    match name:
        case Datum.GCJ_02:
            return translate("Import", "GCJ-02 (Amap, Tencent)")
        case Datum.BD_09:
            return translate("Import", "BD-09 (Baidu)")
    return translate("Import", "WGS-84 or CGCS2000 (GPS)")


def fate(name: Fate) -> str:
    """How a row stands, in a word or two."""
    match name:
        case Fate.READY:
            return translate("Import", "Good")
        case Fate.BAD:
            return translate("Import", "With errors")
        case Fate.TWICE:
            return translate("Import", "Twice in the file")
        case Fate.BEFORE:
            return translate("Import", "Imported before")
        case Fate.DOUBTFUL:
            return translate("Import", "In doubt")
        case Fate.SENT:
            return translate("Import", "On its way")
        case Fate.DONE:
            return translate("Import", "Imported")
        case Fate.REFUSED:
            return translate("Import", "Refused")
        case Fate.LEFT:
            return translate("Import", "Not sent")


def remark(row: ImportRow) -> str:
    """What there is to say of a row: every error, the serial number it got, why it was refused."""
    if row.problems:
        return "  ".join(problem(each) for each in row.problems)
    if row.answer:
        return row.answer
    match row.fate:
        case Fate.DOUBTFUL:
            return translate("Import", "Sent once, but nobody knows whether it arrived. Search for it first.")
        case Fate.TWICE:
            return translate("Import", "The same content stands in a row above.")
    return ""


def problem(wrong: Problem) -> str:
    """What is wrong with a file or a cell, in one sentence."""
    text = _file_problem(wrong.trouble) or _cell_problem(wrong.trouble)
    return text.format(column=wrong.column, value=wrong.value)


def _file_problem(trouble: Trouble) -> str:
    match trouble:
        case Trouble.NO_FILE:
            return translate("Import", "The file cannot be opened: {value}.")
        case Trouble.TOO_LARGE:
            return translate("Import", "The file is larger than 20 MB: split it.")
        case Trouble.TOO_MANY_ROWS:
            return translate("Import", "The file has more than 20,000 rows: split it.")
        case Trouble.OLD_EXCEL:
            return translate("Import", "This is an old Excel file, or an encrypted one: save it as .xlsx.")
        case Trouble.NOT_EXCEL:
            return translate("Import", "This is no Excel workbook, or a damaged one.")
        case Trouble.NOT_TEXT:
            return translate("Import", "This is no table: neither CSV in UTF-8 or GB18030 nor XLSX.")
        case Trouble.OPEN_QUOTE:
            return translate("Import", "A quotation mark is not closed before line {value}.")
        case Trouble.EMPTY:
            return translate("Import", "There is nothing in this file.")
        case Trouble.TOO_HARD:
            return translate("Import", "Reading the file takes more time or memory than any honest table.")
    return ""


def _cell_problem(trouble: Trouble) -> str:
    match trouble:
        case Trouble.MISSING:
            return translate("Import", "{column} is missing.")
        case Trouble.UNKNOWN_TYPE:
            return translate("Import", "{column}: no type of incident is called “{value}”.")
        case Trouble.BAD_SEVERITY:
            return translate("Import", "{column}: “{value}” is none of 1 to 4 or red, orange, yellow, blue.")
        case Trouble.TOO_LONG:
            return translate("Import", "{column} is too long: “{value}…”.")
        case Trouble.BAD_NUMBER:
            return translate("Import", "{column}: “{value}” is no number of degrees.")
        case Trouble.NOT_ON_EARTH:
            return translate("Import", "{column}: {value} is no place.")
        case Trouble.SWAPPED:
            return translate("Import", "{column}: {value}: longitude and latitude seem to be swapped.")
        case Trouble.HALF_POSITION:
            return translate("Import", "{column} is missing beside the other coordinate.")
        case Trouble.BAD_POSITION:
            return translate("Import", "{column}: “{value}” is not longitude and latitude.")
        case Trouble.UNKNOWN_GRID:
            return translate("Import", "{column}: there is no grid {value}.")
        case Trouble.DAMAGED_CODE:
            return translate("Import", "{column}: a spreadsheet damaged this code ({value}): make it text.")
        case Trouble.BAD_TIME:
            return translate("Import", "{column}: “{value}” is no date and time.")
        case Trouble.FUTURE:
            return translate("Import", "{column}: {value} lies in the future.")
        case Trouble.BAD_CHOICE:
            return translate("Import", "{column}: “{value}” is neither yes nor no.")
        case Trouble.SHEET_ERROR:
            return translate("Import", "{column}: the spreadsheet itself has an error here ({value}).")
    return trouble.value
