"""An RTSP server of films as they are: their own pictures at their own pace, B-frames and all.

Runs under the system's Python, where `gi` lives: `python3 tests/film_server.py FILE.mp4 ...`. Film number i
is at rtsp://127.0.0.1:PORT/i, from its beginning for its first viewer. Prints one JSON line `{"port": N}`
when it serves; ends when its standard input ends. It imports nothing of the project, because that Python
has none of the project's packages.
"""

from __future__ import annotations

import json
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402


def main(files: list[str]) -> None:
    """Serve until standard input ends."""
    Gst.init(None)
    server = GstRtspServer.RTSPServer(service="0", address="127.0.0.1")
    for number, path in enumerate(files):
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_shared(True)
        factory.set_launch(
            f'( filesrc location="{path}" ! qtdemux ! h264parse '
            "! rtph264pay name=pay0 pt=96 config-interval=-1 )"
        )
        server.get_mount_points().add_factory(f"/{number}", factory)
    loop = GLib.MainLoop()
    server.attach(None)
    sys.stdout.write(json.dumps({"port": server.get_bound_port()}) + "\n")
    sys.stdout.flush()
    threading.Thread(target=lambda: (sys.stdin.read(), GLib.idle_add(loop.quit)), daemon=True).start()
    loop.run()


if __name__ == "__main__":
    main(sys.argv[1:])
