"""Lengths of time as an administrator writes them: ``30 min``, ``4 working hours``, ``20 working days``."""

from __future__ import annotations

import re

import msgspec

from backend_client.protocol.calendar import WorkingCalendar

_FORM = re.compile(r"(\d+(?:\.\d+)?) (working )?(s|min|h|hours?|days?)")
_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "hour": 3600.0, "hours": 3600.0}
_DAY_S = 24 * 3600.0
_LONGEST_DAYS = 3660


class Span(msgspec.Struct, frozen=True):
    """So many seconds of natural time, or of working time."""

    seconds: float
    working: bool = False


def parse_span(text: str, calendar: WorkingCalendar) -> Span:
    """Read a length of time; a working day counts the hours of the calendar's longest one.

    Raises ValueError.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{text[:40]!r} is no length of time as 30 min, 8 h, 4 working hours or 20 working days"
        )
    amount, working, unit = float(match[1]), match[2] is not None, match[3]
    day = calendar.day_s if working else _DAY_S
    seconds = amount * _SECONDS.get(unit, day)
    if seconds > _LONGEST_DAYS * day:
        # Beyond what a calendar reckons with no clock could be started, and no incident be taken in.
        raise ValueError(f"{text[:40]!r} is longer than ten years")
    return Span(seconds, working)
