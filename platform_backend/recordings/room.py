"""Whether the disk has room: recording stops before others on the same disk are hurt, and goes on later."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

#: Recording goes on when so much more than the reserve is free, so that it does not stop again at once.
_MORE: Final = 1.05
#: After a failure to write the disk is not tried again for so long, in seconds.
_AFTER_FAILURE_S: Final = 5.0


def free_bytes(folder: Path) -> int:
    """What is free for ordinary users on the folder's disk. Raises OSError."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


class Room:
    """`is_there` says whether something may be written; `why` is one sentence while it may not.

    Written by one thread in `look`, read by those of the cameras, any of which may call `failed`.
    """

    def __init__(
        self,
        root: Path,
        *,
        free: Callable[[Path], int] = free_bytes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.is_there = True
        self.why = ""
        self.reserve_bytes = 0
        self._root = root
        self._free = free
        self._clock = clock
        self._failed_at: float | None = None

    def failed(self, cause: str) -> None:
        """A piece could not be written, for this cause."""
        self._failed_at = self._clock()
        self.why = f"Recording has stopped: its disk cannot be written ({cause})."
        self.is_there = False

    def look(self) -> None:
        """Look at the disk anew."""
        if self._failed_at is not None:
            if self._clock() - self._failed_at < _AFTER_FAILURE_S:
                return
            self._failed_at = None
        try:
            free = self._free(self._root)
        except OSError as error:
            self.failed(error.strerror or str(error))
            return
        least = self.reserve_bytes * (1.0 if self.is_there else _MORE)
        if free < least:
            said = f"Recording has stopped: {free / 1e9:.1f} GB are free on its disk"
            self.why = f"{said}, and {self.reserve_bytes / 1e9:.1f} GB are kept for the rest of the platform."
            self.is_there = False
        else:
            self.is_there, self.why = True, ""
