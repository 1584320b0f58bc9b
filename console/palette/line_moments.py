"""Moments as they are written into the dispatcher line, in the room's own time. No Qt here.

``+2h``  ``+1d12h``  ``17:30``  ``11-25 09:00``  ``2027-01-04 9:00``  ``tomorrow 9:00``, and in Chinese
``+2小时``  ``明天9点``  ``11月25日 9:00``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import ceil
from typing import Final

_AHEAD: Final = re.compile(
    r"\+(?=\d)(?:(?P<d>\d{1,3})[d天日])?(?:(?P<h>\d{1,3})(?:h|小时|时))?(?:(?P<m>\d{1,4})(?:min|m|分钟|分))?"
)
_NAMED: Final = {"today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "明天": 1, "明日": 1, "后天": 2}
_DATE: Final = r"(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
_DAY: Final = rf"(?:(?P<name>{'|'.join(_NAMED)})|{_DATE})"
_TIME: Final = r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|[点时](?:(?P<minutes>\d{1,2})分?)?)"
_ONLY_DAY: Final = re.compile(_DAY)
_ONLY_TIME: Final = re.compile(_TIME)
_WHOLE: Final = re.compile(rf"(?:{_DAY}\s*)?{_TIME}")
_BEGUN_AHEAD: Final = re.compile(r"\+\d{1,3}")
_BEGUN_TIME: Final = re.compile(r"(?P<hour>\d{1,2})(?::(?P<ten>\d)?)?")
_HOPEFUL: Final = re.compile(r"[\d+:/.\-年月日点时天小分钟dhmin\s]*")
#: A day without a year that lies further back than this is one of next year.
_BACK: Final = timedelta(days=180)
_MINUTE: Final = 60.0
_UNITS: Final = {"d": 86_400.0, "h": 3_600.0, "m": _MINUTE}
_OFTEN: Final = ("+30m", "+2h", "+1d", "+7d")


def is_day(word: str) -> bool:
    """Whether a word is a day, behind which a time is expected."""
    return _ONLY_DAY.fullmatch(word) is not None


def is_time(word: str) -> bool:
    """Whether a word is a time of the day."""
    return _ONLY_TIME.fullmatch(word) is not None


def read(text: str, *, now: float, since: float) -> float | None:
    """The moment that `text` means, in seconds since the epoch, a whole minute; None for no moment.

    ``+2h`` counts from `since`, everything else is seen from `now`. What is meant may lie in the past.
    """
    ahead = _AHEAD.fullmatch(text)
    if ahead is not None:
        found = (float(ahead[unit] or 0) * seconds for unit, seconds in _UNITS.items())
        return ceil((since + sum(found)) / _MINUTE) * _MINUTE
    whole = _WHOLE.fullmatch(text)
    if whole is None:
        return None
    here = datetime.fromtimestamp(now)
    try:
        time = here.replace(
            hour=int(whole["hour"]),
            minute=int(whole["minute"] or whole["minutes"] or 0),
            second=0,
            microsecond=0,
        )
        return _on_day(time, whole, here=here).timestamp()
    except (ValueError, OverflowError, OSError):
        # A 25th hour, a 30th of February, a year that no clock knows.
        return None


def _on_day(time: datetime, whole: re.Match[str], *, here: datetime) -> datetime:
    if whole["name"] is not None:
        return time + timedelta(days=_NAMED[whole["name"]])
    if whole["month"] is None:
        return time
    month, day = int(whole["month"]), int(whole["day"])
    if whole["year"] is not None:
        return time.replace(year=int(whole["year"]), month=month, day=day)
    found = time.replace(month=month, day=day)
    return found.replace(year=found.year + 1) if here - found > _BACK else found


def completions(begun: str, *, now: float, since: float) -> Iterator[tuple[str, float]]:
    """What `begun` may become, as it is written, and the moment that is; all lie behind `since`."""
    for text in _texts(begun, here=datetime.fromtimestamp(now)):
        moment = read(text, now=now, since=since)
        if moment is not None and moment > since:
            yield text, moment


def is_hopeless(text: str) -> bool:
    """Whether `text`, which is no moment, will be none however it goes on."""
    begins = any(name.startswith(text.partition(" ")[0]) for name in _NAMED)
    return _WHOLE.fullmatch(text) is not None or not (begins or _HOPEFUL.fullmatch(text))


def _texts(begun: str, *, here: datetime) -> Iterator[str]:
    tomorrow = f"{here + timedelta(days=1):%m-%d}"
    day, blank, time = begun.partition(" ")
    if blank:
        yield from (f"{day} {each}" for each in _times(time.strip()))
    elif _BEGUN_AHEAD.fullmatch(begun):
        yield from (f"{begun}{unit}" for unit in "mhd")
    elif is_time(begun):
        # It has passed today, or nobody would ask for more.
        yield f"{tomorrow} {begun}"
    elif is_day(begun):
        yield from (f"{begun} {each}" for each in ("09:00", "18:00"))
    elif begun.isascii() and begun[:1].isdigit():
        times = _times(begun)
        yield from (*times, *(f"{tomorrow} {each}" for each in times))
    else:
        yield from (text for text in (*_OFTEN[:3], f"{tomorrow} 18:00", _OFTEN[3]) if text.startswith(begun))


def _times(begun: str) -> tuple[str, ...]:
    found = _BEGUN_TIME.fullmatch(begun)
    if found is None:
        return ()
    return tuple(f"{found['hour']}:{ten}0" for ten in (found["ten"] or "03"))
