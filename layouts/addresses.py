"""Addresses of tiles as people say and type them: wall, tile: `2-13`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from layouts.layout import MOST_NUMBER

#: Largest number of a wall.
MOST_WALLS: Final = 99
_ADDRESS: Final = re.compile(r"\s*(?:(\d{1,2})\s*[-\u2010-\u2015\u2212.]\s*)?(\d{1,3})\s*", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class TileAddress:
    """Tile `tile` of the wall with the number `wall`, both from 1."""

    wall: int
    tile: int

    def __str__(self) -> str:
        return f"{self.wall}-{self.tile}"


def parse(text: str, *, wall: int = 1) -> TileAddress | None:
    """The address that was typed: `2-13`, `2.13`, or `13` alone for a tile of `wall`. None for anything else.

    What an input method makes of it, full-width digits and dashes, reads the same.
    """
    match = _ADDRESS.fullmatch(unicodedata.normalize("NFKC", text).replace("ー", "-"))
    if match is None:
        return None
    address = TileAddress(int(match[1]) if match[1] else wall, int(match[2]))
    within = 1 <= address.wall <= MOST_WALLS and 1 <= address.tile <= MOST_NUMBER
    return address if within else None
