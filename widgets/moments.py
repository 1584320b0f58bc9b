"""Moments as an operator reads them: in the room's own time zone, no longer than needed."""

from __future__ import annotations

from datetime import datetime

from backend_client.protocol.times import parse_time


def clock_text(moment: float) -> str:
    """``08:15:30``, for a moment in seconds since the epoch."""
    return f"{datetime.fromtimestamp(moment):%H:%M:%S}"


def minute_text(moment: float) -> str:
    """``08:15``, where the day goes without saying."""
    return f"{datetime.fromtimestamp(moment):%H:%M}"


def day_text(moment: float) -> str:
    """``11-21 08:15``, where the year goes without saying."""
    return f"{datetime.fromtimestamp(moment):%m-%d %H:%M}"


def until_text(text: str | None, *, now: float) -> str:
    """As `moment_text`, of a moment that people agreed on: ``08:15``, to the minute."""
    return _moment(text, now=now, seconds=False)


def moment_text(text: str | None, *, now: float) -> str:
    """An RFC 3339 time as ``08:15:30`` when it is today's, ``11-21 08:15`` when not; empty for None."""
    return _moment(text, now=now, seconds=True)


def _moment(text: str | None, *, now: float, seconds: bool) -> str:
    if not text:
        return ""
    try:
        moment = datetime.fromtimestamp(parse_time(text))
    except (ValueError, OverflowError, OSError):
        return text
    today = datetime.fromtimestamp(now).date()
    if moment.date() == today:
        return f"{moment:%H:%M:%S}" if seconds else f"{moment:%H:%M}"
    return f"{moment:%m-%d %H:%M}" if moment.year == today.year else f"{moment:%Y-%m-%d}"
