"""The time that all of China keeps, without summer time: what a day, a year and an hour are here.

Working hours are on the calendar of `limits`; everything else that has a day or a year has these.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

CHINA: Final = ZoneInfo("Asia/Shanghai")


def local(moment: float) -> datetime:
    """The wall clock at a moment, in seconds since the epoch."""
    return datetime.fromtimestamp(moment, CHINA)


def midnight(moment: float) -> datetime:
    """When the day of a moment began."""
    return local(moment).replace(hour=0, minute=0, second=0, microsecond=0)
