"""Times of the contract: RFC 3339 in UTC, three fractional digits written, 0 to 9 read."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_FORM = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z")


def format_time(moment: float) -> str:
    """Write `moment` (seconds since the epoch) as ``2026-01-31T08:00:00.000Z``."""
    milliseconds = round(moment * 1000)
    # isoformat, because strftime costs several times as much and a first start writes some 300,000 times.
    whole = datetime.fromtimestamp(milliseconds // 1000, UTC).isoformat()
    return f"{whole[:19]}.{milliseconds % 1000:03d}Z"


def parse_time(text: str) -> float:
    """Read an RFC 3339 UTC time into seconds since the epoch. Raises ValueError for any other form."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"not an RFC 3339 UTC time: {text[:40]!r}")
    date, clock, fraction = match.groups()
    whole = datetime.fromisoformat(f"{date}T{clock}+00:00").timestamp()
    return whole + (int(fraction) / 10 ** len(fraction) if fraction else 0.0)
