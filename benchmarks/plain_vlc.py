"""Many players of libVLC in one process, as one would write it: ``python -m benchmarks.plain_vlc URL...``.

The peer of `benchmarks.wall`. It draws into windows side by side on the second monitor, with the options that
make libVLC cheapest without a graphics card, and prints a JSON line a second: ``{"shown": n, "lost": n}``,
totals of all players. Ends with its input.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import Any

import vlc

from benchmarks.latency_eye import Screen
from benchmarks.wall_peers import places

OPTIONS = (
    *("--quiet", "--no-audio", "--no-spu", "--no-osd", "--no-video-title-show", "--stats"),
    *("--no-xlib", "--vout=xcb_x11", "--avcodec-hw=none", "--avcodec-threads=1", "--swscale-mode=0"),
)
_APART_S = 0.05


def main() -> None:
    """Play, count, print."""
    addresses = sys.argv[1:]
    threading.Thread(target=_end_with_input, name="input", daemon=True).start()
    instance: Any = vlc.Instance(list(OPTIONS))
    screen = Screen(os.environ["DISPLAY"])
    media, players = [], []
    for address, place in zip(addresses, places(len(addresses)), strict=True):
        medium, player = instance.media_new(address), instance.media_player_new()
        player.set_media(medium)
        player.set_xwindow(screen.window(*place))
        player.play()
        media.append(medium)
        players.append(player)
        time.sleep(_APART_S)
    statistics = vlc.MediaStats()
    while True:
        shown = lost = 0
        for medium in media:
            if medium.get_stats(statistics):
                shown, lost = shown + statistics.displayed_pictures, lost + statistics.lost_pictures
        print(json.dumps({"shown": shown, "lost": lost}), flush=True)
        time.sleep(1)


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
