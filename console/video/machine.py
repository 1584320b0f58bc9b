"""How busy this machine is, for pictures come out of their decoders late on a busy one; and its memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

#: Processor time spent and processor time there was, of all processors, in any unit.
Times: TypeAlias = tuple[float, float]

_STAT: Final = Path("/proc/stat")
_MEMINFO: Final = Path("/proc/meminfo")
#: What the last minute of all streams may take: this part of the memory, or so much where that is not told.
_KEPT_PART: Final = 8
_KEPT_BYTES: Final = 768_000_000
#: Of the columns of /proc/stat: idle, and idle while a disk is waited for.
_IDLE: Final = slice(3, 5)
#: Guests' time is part of the columns before it.
_COLUMNS: Final = 8
_APART_S: Final = 0.4


def processor_times(stat: Path = _STAT) -> Times:
    """Since the machine's start; zeros where the system does not tell."""
    try:
        first = stat.read_text(encoding="ascii").partition("\n")[0].split()
    except OSError:
        return 0.0, 0.0
    columns = [float(each) for each in first[1 : 1 + _COLUMNS]]
    return sum(columns) - sum(columns[_IDLE]), sum(columns)


def kept_bytes(meminfo: Path = _MEMINFO) -> int:
    """How much of the machine's memory the last minute of all streams together may take, in bytes."""
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
    except OSError:
        return _KEPT_BYTES
    for line in lines:
        name, _, amount = line.partition(":")
        if name == "MemTotal":
            return int(amount.removesuffix("kB")) * 1024 // _KEPT_PART
    return _KEPT_BYTES


class Machine:
    """Looks at the processors, at most a few times a second however often it is asked. Used by one thread."""

    def __init__(
        self,
        *,
        times: Callable[[], Times] = processor_times,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._times = times
        self._now = now
        self._looked_at = now()
        self._before = times()
        self._busy = 0.0

    def busy(self) -> float:
        """The part of all processors' time that was spent lately, 0 to 1; 0 while unknown."""
        now = self._now()
        if now - self._looked_at >= _APART_S:
            self._looked_at = now
            (spent_before, there_before), self._before = self._before, self._times()
            spent, there = self._before[0] - spent_before, self._before[1] - there_before
            self._busy = min(1.0, max(0.0, spent / there)) if there > 0 else 0.0
        return self._busy
