"""A child of the camera site that encodes scenes.

``python -m platform_backend.camera_site.encoder CACHE [urgent]``: an urgent one takes its first job at normal
priority, since nothing can be shown before it is done.

Each line on its standard input is a job, ``SCENE QUALITY``; each is answered by a line of JSON. The end of
its standard input (its parent has died or wants no more) ends it at once, in the middle of a job.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from pathlib import Path

from platform_backend.camera_site.library import SceneLibrary
from platform_backend.camera_site.quality import QUALITIES

_NICENESS = 10


def main() -> None:
    """Encode what is asked for until the standard input ends."""
    jobs: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs,), name="jobs", daemon=True).start()
    library = SceneLibrary(Path(sys.argv[1]))
    urgent = "urgent" in sys.argv[2:]
    while True:
        if not urgent:
            # The stream of a scene that is watched already matters more than the next scene.
            os.nice(_NICENESS - os.nice(0))
        urgent = False
        scene, name = jobs.get().split()
        try:
            answer = {"path": str(library.ensure(int(scene), QUALITIES[name]))}
        except OSError as error:
            answer = {"error": f"{error.strerror or error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _listen(jobs: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        jobs.put(line)
    os._exit(0)


if __name__ == "__main__":
    main()
