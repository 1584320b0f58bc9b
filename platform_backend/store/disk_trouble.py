"""A disk that cannot be written to, told in few lines: when it begins, once a minute, and when it is over."""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

_EVERY_S = 60.0
#: What SQLite calls trouble with the file; everything else that fails in a transaction is a fault of ours.
_SQLITE_CODES = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        # Some tool holds the file longer than anybody should wait.
        sqlite3.SQLITE_BUSY,
    }
)
_ERRNO = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})

_log = logging.getLogger(__name__)


class DiskTrouble:
    """Counts what could not be written; used in the writer thread only. `clock` need not follow the time."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: float | None = None
        self._said = 0.0
        self._refused = 0

    def failed(self, error: Exception, jobs: int) -> None:
        """A transaction of so many jobs could not be written."""
        now = self._clock()
        self._refused += jobs
        if self._since is None:
            self._since = self._said = now
            _log.error("the platform cannot write to its disk (%s): nothing is accepted until it can", error)
        elif now - self._said >= _EVERY_S:
            self._said = now
            _log.error(
                "the platform still cannot write to its disk (%s): %d requests refused in %.0f s",
                *(error, self._refused, now - self._since),
            )

    def succeeded(self) -> None:
        """A transaction is on disk."""
        if self._since is not None:
            seconds = self._clock() - self._since
            _log.warning(
                "the platform writes to its disk again: %d requests refused in %.0f s", self._refused, seconds
            )
            self._since, self._refused = None, 0


def of_disk(error: Exception) -> Exception | None:
    """The driver's or the system's own error when the disk is the cause, else None."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        # The lowest byte; the others say where it happened.
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        return cause if code in _SQLITE_CODES else None
    return cause if isinstance(cause, OSError) and cause.errno in _ERRNO else None
