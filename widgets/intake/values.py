"""Values of an import that widgets draw: its fields, what is wrong with a row, how it stands. No Qt here."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from backend_client.protocol.coordinates import Datum


class Field(enum.StrEnum):
    """What a column of the file may hold; the order is that of the dialog and of the empty template."""

    TYPE = "type"
    SEVERITY = "severity"
    TITLE = "title"
    PLACE = "place"
    DESCRIPTION = "description"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    POSITION = "position"
    GRID = "grid"
    OCCURRED = "occurred"
    URGENT = "urgent"
    EXERCISE = "exercise"
    REPORTER = "reporter"
    PHONE = "phone"


class Trouble(enum.StrEnum):
    """Why a file cannot be read, or what is wrong with one of its cells."""

    # The file
    NO_FILE = "no_file"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    OLD_EXCEL = "old_excel"
    NOT_EXCEL = "not_excel"
    NOT_TEXT = "not_text"
    OPEN_QUOTE = "open_quote"
    EMPTY = "empty"
    TOO_HARD = "too_hard"
    # A cell
    MISSING = "missing"
    UNKNOWN_TYPE = "unknown_type"
    BAD_SEVERITY = "bad_severity"
    TOO_LONG = "too_long"
    BAD_NUMBER = "bad_number"
    NOT_ON_EARTH = "not_on_earth"
    SWAPPED = "swapped"
    HALF_POSITION = "half_position"
    BAD_POSITION = "bad_position"
    UNKNOWN_GRID = "unknown_grid"
    DAMAGED_CODE = "damaged_code"
    BAD_TIME = "bad_time"
    FUTURE = "future"
    BAD_CHOICE = "bad_choice"
    SHEET_ERROR = "sheet_error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `column` is the header of the file's column, `value` what stands there."""

    trouble: Trouble
    column: str = ""
    value: str = ""


class Zone(enum.StrEnum):
    """What times without a zone of their own mean."""

    LOCAL = "local"
    BEIJING = "beijing"
    UTC = "utc"


class Fate(enum.Enum):
    """How a row of the file stands.

    READY will be sent; BAD is wrong; TWICE stands in the file before with the same content; BEFORE was
    imported earlier; DOUBTFUL was sent earlier and nobody knows any more what became of it; SENT is on its
    way; DONE and REFUSED are the platform's answers; LEFT was not sent, because the import was stopped.
    """

    READY = enum.auto()
    BAD = enum.auto()
    TWICE = enum.auto()
    BEFORE = enum.auto()
    DOUBTFUL = enum.auto()
    SENT = enum.auto()
    DONE = enum.auto()
    REFUSED = enum.auto()
    LEFT = enum.auto()


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of the file: `number` as spreadsheets count, `texts` what is shown of it, field by field.

    `answer` is the incident's serial number or why it was refused, `problems` what is wrong with the row.
    """

    number: int
    fate: Fate
    texts: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What was found out about a file; `sheets` is empty for text files, `columns` are its headers."""

    name: str
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    columns: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """How the file is to be read: which column (counted from 0) holds a field, and what its numbers mean.

    With `again`, rows that were imported before are imported once more.
    """

    columns: dict[Field, int] = field(default_factory=dict)
    datum: Datum = Datum.WGS_84
    zone: Zone = Zone.LOCAL
    again: bool = False
