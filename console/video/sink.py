"""Where the reader writes: a pipe that libVLC reads, never allowed to block the reader for long.

Another sink (Windows, where `fd://` is not dependable) needs the same four names.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final

PIPE_BYTES: Final = 256 * 1024
_DEFAULT_PIPE_BYTES: Final = 64 * 1024


class PipeSink:
    """A pipe, widened when the system allows it.

    An ordinary user has 64 MiB for all his pipes; when they are used up the pipe keeps its default size,
    `narrow` says so, and the stream works on with less patience.
    """

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()
        self.capacity = _widen(self._write_end)

    @property
    def narrow(self) -> bool:
        """Whether the system refused the width that was asked for."""
        return self.capacity < PIPE_BYTES

    def write(self, data: bytes) -> None:
        """Hand `data` to the player; waits while the pipe is full. Raises OSError when nobody reads."""
        while data:
            data = data[os.write(self._write_end, data) :]

    @property
    def player_url(self) -> str:
        """What libVLC opens; it keeps a duplicate of its own."""
        return f"fd://{self._read_end}"

    def has_room(self, size: int) -> bool:
        """Whether `size` bytes can be written without waiting for the player.

        The kernel counts whole pages, and writes that do not fill theirs waste some: half of the pipe is
        kept for it. An empty pipe takes anything: a key frame larger than the pipe is written while the
        player drains it.
        """
        waiting = _unread(self._write_end)
        return waiting == 0 or waiting + size <= self.capacity // 2

    def finish(self) -> None:
        """Close the writing end: the player reads to the end and stops. Harmless when repeated."""
        self._write_end = _close(self._write_end)

    def abandon(self) -> None:
        """Close the reading end too: a writer that still waits for the player gets an error instead."""
        self._read_end = _close(self._read_end)


def _close(descriptor: int) -> int:
    if descriptor >= 0:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    return -1


if sys.platform == "linux":
    import array
    import fcntl
    import termios

    def _widen(descriptor: int) -> int:
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        except PermissionError:
            return fcntl.fcntl(descriptor, fcntl.F_GETPIPE_SZ)
        return PIPE_BYTES

    def _unread(descriptor: int) -> int:
        count = array.array("i", [0])
        fcntl.ioctl(descriptor, termios.FIONREAD, count, True)
        return count[0]
else:

    def _widen(descriptor: int) -> int:
        return _DEFAULT_PIPE_BYTES

    def _unread(descriptor: int) -> int:
        return 0
