"""Ends this process when its parent does, also after kill -9: a pipe from the parent comes to its end."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

#: Time for an orderly stop before the process is ended the hard way, in seconds.
GRACE_S = 1.5


def watch_parent(fd: int, *, stop: Callable[[], None], grace_s: float = GRACE_S) -> threading.Thread:
    """Call `stop` (from another thread) when `fd` ends; end the process if that takes longer than `grace_s`.

    A thread of its own, so that an event loop that hangs cannot keep an orphan alive.
    """

    def wait() -> None:
        while True:
            try:
                if not os.read(fd, 4096):
                    break
            except OSError:
                break
        stop()
        time.sleep(grace_s)
        os._exit(1)

    thread = threading.Thread(target=wait, name="parent watch", daemon=True)
    thread.start()
    return thread
