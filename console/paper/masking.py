"""Masks people's data: enough is left to tell two of them apart, too little to reach anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A mobile number, a number with its area code, or a citizen's number, standing alone in a text.
_IN_PROSE = re.compile(
    r"(?<![\d-])(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|\d{17}[\dXx])(?![\d-])", re.ASCII
)
#: Numbers of so few digits are services (110, 12345), not people.
_SERVICE_DIGITS = 5
_LONG_DIGITS = 11


def masked_name(name: str) -> str:
    """The first character, and no more than two marks: even the length of a name tells something."""
    name = name.strip()
    return name[:1] + "*" * min(max(len(name) - 1, 1), 2) if name else ""


def masked_phone(number: str) -> str:
    """``138****5678``; a service's short number stays as it is."""
    places = [place for place, character in enumerate(number) if character.isdigit()]
    if len(places) <= _SERVICE_DIGITS:
        return number
    head, tail = (3, 4) if len(places) >= _LONG_DIGITS else (2, 2)
    hidden = set(places[head:-tail])
    return "".join("*" if place in hidden else character for place, character in enumerate(number))


def masked_prose(text: str) -> str:
    """A text with the telephone and citizen's numbers in it masked; names in it cannot be found."""
    return _IN_PROSE.sub(lambda found: masked_phone(found[0]), text)


@dataclass(frozen=True, slots=True)
class Veil:
    """Shows people's data as they are, or masked while it is `down`."""

    down: bool

    def name(self, name: str) -> str:
        """Somebody's name."""
        return masked_name(name) if self.down else name

    def phone(self, number: str) -> str:
        """A telephone number."""
        return masked_phone(number) if self.down else number

    def prose(self, text: str) -> str:
        """What somebody wrote."""
        return masked_prose(text) if self.down else text
