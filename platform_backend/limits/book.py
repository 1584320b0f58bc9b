"""Keeps the limits that are in force: read from the data folder, taken over anew when their file changes."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from platform_backend.limits.limits import Limits, packaged, read_limits

#: Reading a larger file would hold the platform up.
_MOST_BYTES = 1_000_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in the file now: its bytes, where they could be read, and its limits, or why there are none.

    `seen` tells it from what lay there before.
    """

    seen: tuple[int, int, int]
    raw: bytes | None
    limits: Limits | None
    why: str = ""


class LimitsBook:
    """`current` are the limits in force, `raw` their text; without a `path` those that come along.

    A file that is missing is made. One that cannot be used is told of once and is `refused`, and the former
    limits stay: at the start those that come along. `on_change` is called after others have come into force.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.raw = packaged()
        self.current = read_limits(self.raw)
        self.refused: Found | None = None
        self.on_change: Callable[[], None] = lambda: None
        self._seen: tuple[int, int, int] | None = None
        if path is not None:
            _make(path)
            found = self.look()
            if found is not None:
                self.adopt(found)

    def look(self) -> Found | None:
        """What lies in the file, when it is another than was adopted last; nothing comes into force yet."""
        if self.path is None:
            return None
        raw: bytes | None = None
        try:
            found = self.path.stat()
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
        except OSError:
            # An editor may be about to put another in its place.
            return None
        if seen == self._seen:
            return None
        try:
            if found.st_size > _MOST_BYTES:
                raise ValueError(f"the file is larger than {_MOST_BYTES // 1_000_000} MB")
            raw = self.path.read_bytes()
            return Found(seen, raw, read_limits(raw))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            return Found(seen, raw, None, str(error))

    def adopt(self, found: Found) -> bool:
        """Put what was found into force, or say that it cannot be; whether other limits are in force now."""
        # Also when it cannot be read: that is told of once.
        self._seen = found.seen
        if found.limits is None or found.raw is None:
            self.refused = found
            _log.error(
                "the limits in %s are not as they should be, the former stay: %s", self.path, found.why
            )
            return False
        self.refused = None
        self.raw, self.current = found.raw, found.limits
        return True


def install(path: Path, raw: bytes) -> None:
    """Put a limits file into its place, all of it or nothing. Raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        # Like all that lies in the data folder: for its owner alone.
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        # Half a file would only fill the disk that is full.
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def _make(path: Path) -> None:
    if not path.exists():
        try:
            install(path, packaged())
        except OSError as error:
            _log.warning("the limits could not be written to %s (%s)", path, error)
