"""The numbers of walls in addresses such as `2-13`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from layouts.addresses import MOST_WALLS

_AT_THE_END: Final = re.compile(r"(\d{1,2})$")


def wall_numbers(ids: Iterable[str]) -> dict[str, int]:
    """The number of each wall, the same at every desk that knows the same walls.

    An id that ends in a number has that one; the others, in the order of their ids, the lowest that are left.
    """
    numbers: dict[str, int] = {}
    ordered = sorted(ids)
    for id_ in ordered:
        found = _AT_THE_END.search(id_)
        number = 0 if found is None else int(found[1])
        if number and number not in numbers.values():
            numbers[id_] = number
    free = (number for number in range(1, MOST_WALLS + 1) if number not in set(numbers.values()))
    for id_, number in zip([id_ for id_ in ordered if id_ not in numbers], list(free), strict=False):
        numbers[id_] = number
    return numbers
