"""Which moment a recording shows, from its time stamps: pure arithmetic.

Stamps of the platform's recordings are its clock, of which MPEG-TS keeps 33 bits at 90 kHz: a moment is known
but for whole rounds of 26.5 h, and the range that is looked at says in which.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from widgets.recordings.track import RecordedSpan

_ROUND_S: Final = (1 << 33) / 90_000
#: Nearer to the end of all that is recorded than this a recording has come to its end, in seconds.
_END_S: Final = 1.5


def moment_of(source_s: float, *, near: float) -> float | None:
    """The moment of a time stamp, the one nearest to `near`; None while no stamp is known (0)."""
    if source_s <= 0.0:
        return None
    away = (source_s - near + _ROUND_S / 2) % _ROUND_S - _ROUND_S / 2
    return near + away


def start_at(moment: float, spans: Sequence[RecordedSpan]) -> float | None:
    """Where to begin when `moment` is wanted: there, or where the next part begins; None after the last."""
    for span in spans:
        if moment < span.until - _END_S / 3:
            return max(moment, span.since)
    return None


def is_at_end(moment: float, spans: Sequence[RecordedSpan]) -> bool:
    """Whether nothing more comes after `moment`."""
    return not spans or moment >= spans[-1].until - _END_S
