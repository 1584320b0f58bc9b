"""Keeps the limits that are in force: read from the data folder, taken over anew when their file changes."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path

from platform_backend.limits.limits import packaged, read_limits

_LOOK_EVERY_S = 2.0
#: Reading a larger file would hold the platform up.
_MOST_BYTES = 1_000_000

_log = logging.getLogger(__name__)


class LimitsBook:
    """`current` are the limits in force; without a `path` those that come along.

    A file that is missing is made. One that cannot be used is told of once, and the former limits stay: at
    the start those that come along. `on_change` is called after others have come into force.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.current = read_limits(packaged())
        self.on_change: Callable[[], None] = lambda: None
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        if path is not None:
            _make(path)
            self.refresh()

    def refresh(self) -> bool:
        """Read the file when it is another than before; whether other limits came into force."""
        if self._path is None:
            return False
        try:
            found = self._path.stat()
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
            if seen == self._seen:
                return False
            # Also when it cannot be read: that is told of once.
            self._seen = seen
            if found.st_size > _MOST_BYTES:
                raise ValueError(f"the file is larger than {_MOST_BYTES // 1_000_000} MB")
            raw = self._path.read_bytes()
            self.current = read_limits(raw)
        except FileNotFoundError:
            # An editor may be about to put another in its place.
            return False
        except (OSError, ValueError) as error:
            _log.error("the limits in %s are not as they should be, the former stay: %s", self._path, error)
            return False
        return True

    async def watch(self) -> None:
        """Take over what is changed in the file, until cancelled."""
        while self._path is not None:
            await asyncio.sleep(_LOOK_EVERY_S)
            if await asyncio.to_thread(self.refresh):
                _log.info("the limits in %s have changed", self._path)
                self.on_change()


def install(path: Path, raw: bytes) -> None:
    """Put a limits file into its place, all of it or nothing. Raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    # Like all that lies in the data folder: for its owner alone.
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _make(path: Path) -> None:
    if not path.exists():
        try:
            install(path, packaged())
        except OSError as error:
            _log.warning("the limits could not be written to %s (%s)", path, error)
