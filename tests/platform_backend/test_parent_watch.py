from __future__ import annotations

import os
import subprocess
import sys
import threading

from platform_backend.parent_watch import watch_parent

STUCK = """
import os, sys, threading
from platform_backend.parent_watch import watch_parent
watch_parent(int(sys.argv[1]), stop=lambda: None, grace_s=0.1)
print("watching", flush=True)
threading.Event().wait()
"""


def test_the_end_of_the_pipe_stops() -> None:
    read, write = os.pipe()
    stopped = threading.Event()
    watch_parent(read, stop=stopped.set, grace_s=1e6)
    os.write(write, b"still here")
    assert not stopped.is_set()
    os.close(write)
    assert stopped.wait(5.0)
    os.close(read)


def test_a_process_that_does_not_stop_is_ended() -> None:
    read, write = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", STUCK, str(read)], pass_fds=(read,), stdout=subprocess.PIPE, text=True
    ) as process:
        os.close(read)
        assert process.stdout is not None
        assert process.stdout.readline() == "watching\n"
        os.close(write)
        assert process.wait(timeout=10) == 1
