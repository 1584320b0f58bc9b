"""Tables written for people to fill in or to mend: UTF-8 with a mark, so that spreadsheets read it. No Qt."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from widgets.intake.values import Field

#: What a spreadsheet would take for a formula, and run; Chinese ones take the wide signs for it as well.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
#: Longer numbers lose digits in a spreadsheet.
_SAFE_DIGITS: Final = 11
#: The column of errors, by language; one that is there already is not written twice.
ERROR_HEADERS: Final = MappingProxyType({"zh_CN": "错误", "en": "Error"})

#: The headers of the empty template; what stands in brackets explains, and is ignored on import.
TEMPLATES: Final[Mapping[str, Mapping[Field, str]]] = MappingProxyType(
    {
        "zh_CN": {
            Field.TYPE: "事件类型（必填，名称或编码）",
            Field.SEVERITY: "等级（1-4 或 红橙黄蓝）",
            Field.TITLE: "标题",
            Field.PLACE: "地点",
            Field.DESCRIPTION: "描述",
            Field.LONGITUDE: "经度",
            Field.LATITUDE: "纬度",
            Field.GRID: "网格编码（文本格式）",
            Field.OCCURRED: "发生时间（如 2026-03-02 04:20）",
            Field.URGENT: "是否紧急（是/否）",
            Field.EXERCISE: "是否演练（是/否）",
            Field.REPORTER: "反映人",
            Field.PHONE: "联系电话",
        },
        "en": {
            Field.TYPE: "Type (needed: name or code)",
            Field.SEVERITY: "Severity (1-4 or red orange yellow blue)",
            Field.TITLE: "Title",
            Field.PLACE: "Place",
            Field.DESCRIPTION: "Description",
            Field.LONGITUDE: "Longitude",
            Field.LATITUDE: "Latitude",
            Field.GRID: "Grid code (as text)",
            Field.OCCURRED: "Occurred at (such as 2026-03-02 04:20)",
            Field.URGENT: "Urgent (yes/no)",
            Field.EXERCISE: "Drill (yes/no)",
            Field.REPORTER: "Reporter",
            Field.PHONE: "Telephone",
        },
    }
)


def write_template(path: Path, *, language: str) -> None:
    """Write a table with nothing but headers. Raises OSError."""
    _write(path, [list(TEMPLATES[language].values())])


def write_rest(
    path: Path, *, headers: Sequence[str], rows: Iterable[tuple[Sequence[str], str]], language: str
) -> None:
    """Write rows as they stood in their file, each with what was wrong with it. Raises OSError."""
    kept = [column for column, header in enumerate(headers) if header not in ERROR_HEADERS.values()]
    lines = [[headers[column] for column in kept] + [ERROR_HEADERS[language]]]
    for cells, error in rows:
        lines.append([cells[column] if column < len(cells) else "" for column in kept] + [error])
    _write(path, lines)


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run or change it; reading drops it."""
    digits = text.isascii() and text.isdigit()
    changed = digits and (len(text) > _SAFE_DIGITS or (text.startswith("0") and len(text) > 1))
    if changed or (text.startswith(_FORMULA_SIGNS) and not _is_negative(text)):
        return f"'{text}"
    return text


def _is_negative(text: str) -> bool:
    try:
        return float(text) < 0.0
    except ValueError:
        return False


def _write(path: Path, lines: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([guarded(cell) for cell in line] for line in lines)
