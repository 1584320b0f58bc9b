"""Rows of a table checked and made into incidents, each with every error it has. No Qt here."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from backend_client.protocol.coordinates import to_wgs84
from backend_client.protocol.entities import Position
from backend_client.protocol.incident_args import IncidentCreate, ReporterWhole
from backend_client.protocol.times import parse_time
from console.intake.moments import read_moment
from widgets.intake.values import Field, ImportChoices, Problem, Trouble

#: What an imported incident names as its source.
SOURCE: Final = "import"
#: An incident of which nothing says how severe it is.
_USUAL_SEVERITY: Final = 3
#: Clocks differ a little.
_AHEAD_S: Final = 600.0
_LONGEST: Final = {Field.DESCRIPTION: 4000, Field.PHONE: 40}
_LONGEST_LINE: Final = 200
#: Decimals that still mean something, about a centimetre.
_DECIMALS: Final = 7

_LEVELS: Final = (
    ("1", "一", "i", "红", "red", "特别重大"),
    ("2", "二", "ii", "橙", "orange", "重大"),
    ("3", "三", "iii", "黄", "yellow", "较大"),
    ("4", "四", "iv", "蓝", "blue", "一般"),
)
#: The longest first: one may stand in another.
_SEVERITIES: Final = sorted(
    ((word, level) for level, words in enumerate(_LEVELS, start=1) for word in words),
    key=lambda pair: -len(pair[0]),
)
#: What may stand around a severity without changing it.
_SEVERITY_NOISE: Final = re.compile(r"[\s()（）]+|色|级|預警|预警|事件|响应")
_YES: Final = frozenset(
    {"1", "是", "y", "yes", "true", "√", "演练", "drill", "exercise", "紧急", "加急", "urgent"}
)
_NO: Final = frozenset({"", "0", "否", "n", "no", "false", "×", "实战", "真实"})
_CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
_DAMAGED: Final = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_SHEET_ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
_BETWEEN: Final = re.compile(r"[\s,，;；/]+")


@dataclass(frozen=True, slots=True)
class KnownType:
    """A kind of incident: its code, and the severity it usually has."""

    code: str
    severity: int = _USUAL_SEVERITY


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What rows are checked against: kinds by name and by code, and codes of grids; empty: not known.

    `now` is the platform's time.
    """

    types: Mapping[str, KnownType]
    type_names: Mapping[str, str]
    grids: frozenset[str]
    now: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Checked:
    """A row after its check: what is to be sent (None when something is wrong) and its content's mark."""

    incident: IncidentCreate | None
    problems: tuple[Problem, ...] = ()
    mark: str = ""


class RowCheck:
    """Checks rows of one table by one set of choices."""

    def __init__(self, *, headers: Sequence[str], choices: ImportChoices, knowledge: Knowledge) -> None:
        self._headers = headers
        self._choices = choices
        self._known = knowledge
        self._problems: list[Problem] = []
        self._cells: Sequence[str] = ()

    def check(self, cells: Sequence[str]) -> Checked:
        """The row as an incident, or everything that is wrong with it."""
        self._problems, self._cells = [], cells
        for field in self._choices.columns:
            text = self._text(field)
            if text in _SHEET_ERRORS:
                self._wrong(Trouble.SHEET_ERROR, field)
            elif len(text) > _LONGEST.get(field, _LONGEST_LINE):
                self._wrong(Trouble.TOO_LONG, field)
        if self._problems:
            return Checked(None, tuple(self._problems))
        kind = self._type()
        severity = self._severity(kind)
        position = self._position()
        grid_code = self._grid()
        occurred_at = self._occurred()
        urgent, exercise = self._yes(Field.URGENT), self._yes(Field.EXERCISE)
        if self._problems or kind is None or severity is None:
            return Checked(None, tuple(self._problems))
        place, title = self._line(Field.PLACE), self._line(Field.TITLE)
        name = self._known.type_names.get(kind.code, kind.code)
        incident = IncidentCreate(
            type_code=kind.code,
            severity=severity,
            title=title or f"{place}{name}"[:_LONGEST_LINE],
            source=SOURCE,
            position=position,
            grid_code=grid_code,
            place=place,
            description=clean(self._text(Field.DESCRIPTION)),
            occurred_at=occurred_at,
            urgent=urgent,
            exercise=exercise,
            reporter=self._reporter(),
        )
        return Checked(incident, mark=mark_of(incident))

    def _text(self, field: Field) -> str:
        column = self._choices.columns.get(field, -1)
        return self._cells[column].strip() if 0 <= column < len(self._cells) else ""

    def _line(self, field: Field) -> str:
        return " ".join(clean(self._text(field)).split())

    def _wrong(self, trouble: Trouble, field: Field, value: str | None = None) -> None:
        column = self._choices.columns.get(field, -1)
        header = self._headers[column] if 0 <= column < len(self._headers) else ""
        shown = self._text(field) if value is None else value
        self._problems.append(Problem(trouble, header or field.value, shown[:60]))

    def _type(self) -> KnownType | None:
        text = self._line(Field.TYPE)
        if not text:
            self._wrong(Trouble.MISSING, Field.TYPE)
            return None
        found = self._known.types.get(text) or self._known.types.get(text.lstrip("0"))
        if found is None and not self._known.types and _CODE.fullmatch(text):
            # A platform that publishes no dictionary may still know the code.
            return KnownType(text)
        if found is None:
            self._wrong(Trouble.UNKNOWN_TYPE, Field.TYPE)
        return found

    def _severity(self, kind: KnownType | None) -> int | None:
        text = self._text(Field.SEVERITY)
        if not text:
            return _USUAL_SEVERITY if kind is None else kind.severity
        found = severity_of(text)
        if found is None:
            self._wrong(Trouble.BAD_SEVERITY, Field.SEVERITY)
        return found

    def _position(self) -> Position | None:
        if Field.POSITION in self._choices.columns:
            return self._position_in_one()
        texts = self._text(Field.LONGITUDE), self._text(Field.LATITUDE)
        if not any(texts):
            return None
        if not all(texts):
            self._wrong(Trouble.HALF_POSITION, Field.LATITUDE if texts[0] else Field.LONGITUDE, "")
            return None
        numbers = [_number(text) for text in texts]
        for field, number in zip((Field.LONGITUDE, Field.LATITUDE), numbers, strict=True):
            if number is None:
                self._wrong(Trouble.BAD_NUMBER, field)
        longitude, latitude = numbers
        if longitude is None or latitude is None:
            return None
        return self._on_earth(longitude, latitude, Field.LONGITUDE)

    def _position_in_one(self) -> Position | None:
        text = self._text(Field.POSITION)
        if not text:
            return None
        numbers = [_number(part) for part in _BETWEEN.split(text.strip(" ()[]（）【】")) if part]
        if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
            self._wrong(Trouble.BAD_POSITION, Field.POSITION)
            return None
        return self._on_earth(numbers[0], numbers[1], Field.POSITION)

    def _on_earth(self, longitude: float, latitude: float, field: Field) -> Position | None:
        shown = f"{longitude:g}, {latitude:g}"
        if abs(latitude) > 90.0 >= abs(longitude) and abs(latitude) <= 180.0:
            self._wrong(Trouble.SWAPPED, field, shown)
        elif abs(longitude) > 180.0 or abs(latitude) > 90.0 or (longitude, latitude) == (0.0, 0.0):
            # Zero, zero is what a device writes that does not know where it is.
            self._wrong(Trouble.NOT_ON_EARTH, field, shown)
        else:
            x, y = to_wgs84((longitude, latitude), self._choices.datum)
            return round(x, _DECIMALS), round(y, _DECIMALS)
        return None

    def _grid(self) -> str | None:
        text = self._text(Field.GRID)
        if not text:
            return None
        if _DAMAGED.fullmatch(text):
            self._wrong(Trouble.DAMAGED_CODE, Field.GRID)
        elif self._known.grids and text not in self._known.grids:
            self._wrong(Trouble.UNKNOWN_GRID, Field.GRID)
        return text

    def _occurred(self) -> str | None:
        text = self._text(Field.OCCURRED)
        if not text:
            return None
        try:
            moment = read_moment(text, self._choices.zone)
        except ValueError:
            self._wrong(Trouble.BAD_TIME, Field.OCCURRED)
            return None
        if parse_time(moment) > self._known.now() + _AHEAD_S:
            self._wrong(Trouble.FUTURE, Field.OCCURRED)
        return moment

    def _yes(self, field: Field) -> bool:
        text = self._text(field).lower()
        if text not in _YES | _NO:
            self._wrong(Trouble.BAD_CHOICE, field)
        return text in _YES

    def _reporter(self) -> ReporterWhole | None:
        name, phone = self._line(Field.REPORTER), self._line(Field.PHONE)
        return ReporterWhole(name=name, phone=phone) if name or phone else None


def severity_of(text: str) -> int | None:
    """1 (red) to 4 (blue) from words such as ``2``, ``橙色``, ``Ⅱ级（橙）`` or ``重大``; None for any others.

    What says it twice must say the same.
    """
    rest = _SEVERITY_NOISE.sub("", unicodedata.normalize("NFKC", text).lower())
    found = set()
    for word, level in _SEVERITIES:
        if word in rest:
            found.add(level)
            rest = rest.replace(word, "")
    return found.pop() if len(found) == 1 and not rest else None


def clean(text: str) -> str:
    """The text without control characters but line ends, and without what a UTF-8 text cannot hold."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in plain if each == "\n" or unicodedata.category(each) not in ("Cc", "Cs"))


def mark_of(incident: IncidentCreate) -> str:
    """What tells this content from any other: the same row has it in whichever file it comes."""
    return hashlib.sha256(msgspec.json.encode(incident)).hexdigest()


def _number(text: str) -> float | None:
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("°EeNn ").strip()
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in plain else None
