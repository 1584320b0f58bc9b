"""What can be had on paper or as a file, and what somebody wishes of it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path


class Output(enum.Enum):
    """What a sheet becomes. The value is the ending of its file; a printer has none."""

    XLSX = "xlsx"
    PDF = "pdf"
    PRINTER = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Something that can be printed or exported.

    `about` says what is in it, such as a filter and a number of rows. `people`: people's data can stand in
    it unmasked, for a reason. `stem` is the proposed name of its file, without an ending.
    """

    id: str
    name: str
    about: str
    outputs: tuple[Output, ...]
    people: bool
    stem: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A sheet as it is wanted: `people` unmasked, for `reason`. `path` is None for a printer."""

    sheet: str
    output: Output
    path: Path | None
    people: bool = False
    reason: str = ""
