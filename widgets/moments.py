"""Moments as an operator reads them: in the room's own time zone, no longer than needed."""

from __future__ import annotations

from datetime import datetime

from backend_client.protocol.times import parse_time


def moment_text(text: str | None, *, now: float) -> str:
    """An RFC 3339 time as ``08:15:30`` when it is today's, ``11-21 08:15`` when not; empty for None."""
    if not text:
        return ""
    try:
        moment = datetime.fromtimestamp(parse_time(text))
    except (ValueError, OverflowError, OSError):
        return text
    today = datetime.fromtimestamp(now).date()
    if moment.date() == today:
        return f"{moment:%H:%M:%S}"
    return f"{moment:%m-%d %H:%M}" if moment.year == today.year else f"{moment:%Y-%m-%d}"
