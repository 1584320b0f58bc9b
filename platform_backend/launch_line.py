"""The one line that a platform says to the console that started it: where it serves, or why it does not."""

from __future__ import annotations

import contextlib
import json
import os


class LaunchLine:
    """Writes one JSON line to a pipe and closes it; without a pipe, or after the first line, nothing."""

    def __init__(self, fd: int | None) -> None:
        self._fd = fd

    def serves(self, *, http: str, feed: str, token: str) -> None:
        """The platform serves; `token` is good for one launch."""
        self._say({"http": http, "feed": feed, "token": token})

    def cannot_start(self, sentence: str) -> None:
        """It will not serve. A log on a full disk could not say so."""
        self._say({"error": sentence})

    def _say(self, line: dict[str, str]) -> None:
        fd, self._fd = self._fd, None
        if fd is None:
            return
        # Whoever started us may not be reading any more.
        with contextlib.suppress(BrokenPipeError), os.fdopen(fd, "w") as file:
            file.write(json.dumps(line) + "\n")
