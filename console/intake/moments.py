"""Dates and times as offices and spreadsheets write them, read into the contract's. No Qt here."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from backend_client.protocol.times import format_time
from widgets.intake.values import Zone

BEIJING: Final = timezone(timedelta(hours=8))

_DATE: Final = r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
_CLOCK: Final = (
    r"(?P<hour>\d{1,2})\s*[:：时点]\s*(?:(?P<minute>\d{1,2})\s*分?)?"
    r"(?:\s*[:：]?\s*(?P<second>\d{1,2})(?:[.,]\d{1,9})?\s*秒?)?"
)
_ZONE: Final = r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
_WRITTEN: Final = re.compile(rf"{_DATE}(?:[T\s]*{_CLOCK}\s*{_ZONE})?", re.IGNORECASE)
_DIGITS: Final = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?(?P<zone>)"
)


def read_moment(text: str, zone: Zone) -> str:
    """The moment that `text` says, as the contract writes it; without a zone of its own it is in `zone`.

    Whole seconds; a date alone is its first moment. Raises ValueError.
    """
    match = _WRITTEN.fullmatch(text.strip()) or _DIGITS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"no date or time: {text[:40]!r}")
    parts = [int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    year, month, day, hour, minute, second = parts
    moment = datetime(year, month, day, hour, minute, second)
    try:
        return format_time(_in_zone(moment, match["zone"] or "", zone).timestamp())
    except (OverflowError, OSError) as error:
        raise ValueError(f"no moment of this age: {text[:40]!r}") from error


def _in_zone(moment: datetime, written: str, zone: Zone) -> datetime:
    if written.upper() == "Z":
        return moment.replace(tzinfo=UTC)
    if written:
        hours, minutes = int(written[1:3]), int(written[-2:])
        offset = timedelta(hours=hours, minutes=minutes)
        return moment.replace(tzinfo=timezone(-offset if written[0] == "-" else offset))
    match zone:
        case Zone.BEIJING:
            return moment.replace(tzinfo=BEIJING)
        case Zone.UTC:
            return moment.replace(tzinfo=UTC)
        case Zone.LOCAL:
            return moment.astimezone()
