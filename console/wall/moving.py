"""Which tile goes where when a wall changes: a picture that stays on the wall keeps its window. Pure."""

from __future__ import annotations

from collections.abc import Mapping


def moves(before: Mapping[int, str], after: Mapping[int, str]) -> dict[int, int]:
    """For addresses whose camera stood elsewhere: at which one. `before` and `after` are cameras by address.

    What stays at its address is not named, and no tile is taken from there. A camera that stands on several
    tiles moves with as many of them.
    """
    staying = {number for number, camera in after.items() if camera and before.get(number) == camera}
    free = {number: camera for number, camera in before.items() if camera and number not in staying}
    found = {}
    for number, camera in after.items():
        if camera and number not in staying:
            former = next((at for at, each in free.items() if each == camera), None)
            if former is not None:
                found[number] = former
                del free[former]
    return found
