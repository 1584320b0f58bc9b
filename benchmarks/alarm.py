"""From an alarm to the screen: ``python -m benchmarks.alarm [--alarms 10]`` prints one JSON line.

An alarm is sent to the platform over HTTP, as a sensor's gateway does. The clock runs from that moment until
its card is painted in the desk's alarm strip (``row``) and until the desk's first alarm tile shows a picture
of the alarm's camera (``frame``). Both are read back from the screen's pixels by another process, which says
what counts as painted (`alarm_eye`). The whole console runs, its wall of 16 cameras too; the platform is a
process of its own. Every camera is one that was not shown before, and every alarm is acknowledged by its key
before the next one comes, so that it finds an empty strip and an empty tile.

Measured three times: with the camera site, which starts each viewer at its last key frame, and with cameras
of a real RTSP server (``..._rtsp``). There every stream runs already and has a key frame every 2 s; alarms
come at random moments, so that streams are joined anywhere between two key frames and the wait for the next
one is part of the figure: a second on average, two at worst. And with alarms at cameras of that server that
were opened ahead and that no tile shows (``..._ahead``): each is what the next step of a tour on the wall's
last tile will show. The desk's tile begins with what the video worker has kept of the stream.

More than ten alarms in ten minutes are a flood, which the desk shows in another way; each measurement has a
platform of its own, and ten at most, of which the p95 is the slowest one.

``moved`` counts the alarms whose picture went on moving, ``wall_least`` is the smallest number of wall tiles
that moved meanwhile, ``committed`` the time until the platform had the alarm on disk and answered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec

from backend_client.protocol.entities import Camera
from benchmarks.alarm_room import ROOT, Measured, NotMeasured, Platform, platform, room
from benchmarks.alarm_store import cameras, wall_cameras
from benchmarks.alarm_tours import ALARM_AFTER_S, tour_to
from benchmarks.desk_places import Places
from benchmarks.feed_frames import percentile
from benchmarks.scenes import CACHE, scene_files
from benchmarks.wall import rtsp_server
from console.settings import WallSettings
from console.virtual_screen import VirtualScreen, virtual_screen
from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.library import SceneLibrary
from platform_backend.camera_site.quality import QUALITIES
from platform_backend.camera_site.workshop import encode_all
from widgets.alarms.flood import BEGINS_ABOVE

_WALL: Final = WallSettings()
_WALL_LIVE_S: Final = 60.0
#: Alarms come at any moment of a group of pictures, which lasts two seconds.
_GROUP_S: Final = 2.0
_DATABASE: Final = "platform.sqlite3"
_CAMERA_CACHE: Final = "camera-site"


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--alarms", type=int, choices=range(1, BEGINS_ABOVE + 1), default=BEGINS_ABOVE)
    parser.add_argument("--scenes", type=Path, default=CACHE, help="folder that keeps the encoded scenes")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of cameras and moments")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, virtual_screen(monitors=2) as screen:
        try:
            bench = Bench(folder=Path(folder), screen=screen, scenes=arguments.scenes, seed=arguments.seed)
            figures = bench.run(arguments.alarms)
        except NotMeasured as why:
            raise SystemExit(str(why)) from why
    print(json.dumps(figures))


class Bench:
    """All measurements, one after the other, each on a platform of its own."""

    def __init__(self, *, folder: Path, screen: VirtualScreen, scenes: Path, seed: int) -> None:
        self._folder = folder
        self._scenes = scenes
        self._screen = screen
        self._random = random.Random(seed)
        scenes.mkdir(parents=True, exist_ok=True)

    def run(self, alarms: int) -> dict[str, Any]:
        """All figures."""
        # Encoded ahead: the site would do it beside the measurement.
        wanted = [(scene, quality) for quality in QUALITIES for scene in range(len(SCENES))]
        asyncio.run(
            encode_all(library=SceneLibrary(self._scenes), jobs=wanted, on_ready=lambda _job, _path: None)
        )
        places = self._places()
        data = self._data_of("site")
        with platform(data) as served:
            # All platforms have the same district with the same cameras.
            wall = wall_cameras(data / _DATABASE, _WALL.id)
            known = cameras(data / _DATABASE)
            fresh = [(id_, each) for id_, each in known.items() if id_ not in wall]
            chosen = self._random.sample(fresh, 3 * alarms)
            first, second, third = chosen[:alarms], chosen[alarms : 2 * alarms], chosen[2 * alarms :]
            site = self._measure(served, places, first, name="site")
        with rtsp_server(scene_files(self._scenes), len(known)) as (_process, template):
            of_camera = {id_: template.format(number=number) for number, id_ in enumerate(known, start=1)}
            with (
                _watched([of_camera[id_] for id_, _ in second]),
                platform(self._data_of("rtsp"), more=("--stream-address", template)) as again,
            ):
                rtsp = self._measure(again, places, second, name="rtsp")
            with platform(self._data_of("ahead"), more=("--stream-address", template)) as once_more:
                ahead = self._measure(once_more, places, third, name="ahead", shown=wall[-1])
        return (
            figures_of(site)
            | {f"{name}_rtsp": value for name, value in figures_of(rtsp).items()}
            | {f"{name}_ahead": value for name, value in figures_of(ahead).items()}
        )

    def _data_of(self, name: str) -> Path:
        """A new platform's folder, with the scenes in it."""
        data = self._folder / f"platform-{name}"
        data.mkdir()
        (data / _CAMERA_CACHE).symlink_to(self._scenes.resolve(), target_is_directory=True)
        return data

    def _measure(
        self,
        served: Platform,
        places: Places,
        chosen: Sequence[tuple[str, Camera]],
        *,
        name: str,
        shown: str = "",
    ) -> list[Measured]:
        """With `shown`, the camera on the wall's last tile, each of the others is opened ahead there."""
        data = self._folder / name
        with room(served, data=data, screen=self._screen, places=places) as here:
            here.wait_for_wall(_WALL.tiles, within_s=_WALL_LIVE_S)

            def begin_tour(then: str) -> None:
                if shown:
                    tour_to(served, wall=_WALL.id, tile=_WALL.tiles, first=shown, then=then, data=data)

            return [
                here.measure(
                    number,
                    id_,
                    camera,
                    pause_s=self._random.uniform(*(ALARM_AFTER_S if shown else (0.0, _GROUP_S))),
                    before=partial(begin_tour, id_),
                )
                for number, (id_, camera) in enumerate(chosen, start=1)
            ]

    def _places(self) -> Places:
        said = subprocess.run(
            [sys.executable, "-m", "benchmarks.desk_places", str(_WALL.tiles)],
            cwd=ROOT,
            env=os.environ | self._screen.environment,
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return msgspec.json.decode(said.stdout, type=Places)


def figures_of(measured: Sequence[Measured]) -> dict[str, float | int]:
    """The figures of one measurement. Raises ValueError when there was no alarm."""
    figures: dict[str, float | int] = {}
    for name, values in (
        ("row", [each.row_ms for each in measured]),
        ("frame", [each.frame_ms for each in measured]),
        ("committed", [each.committed_ms for each in measured]),
    ):
        figures[f"{name}_p50_ms"] = round(percentile(values, 0.5), 1)
        figures[f"{name}_p95_ms"] = round(percentile(values, 0.95), 1)
    return figures | {
        "alarms": len(measured),
        "moved": sum(each.alarm_moves for each in measured),
        "wall_least": min(each.wall_moving for each in measured),
        "looks_per_s": round(min(each.looks_per_s for each in measured)),
    }


@contextmanager
def _watched(addresses: Sequence[str]) -> Iterator[None]:
    """Let somebody else watch the streams: the server starts one at a key frame for its first viewer."""
    inputs = [part for address in addresses for part in ("-rtsp_transport", "tcp", "-i", address)]
    maps = [part for number in range(len(addresses)) for part in ("-map", f"{number}:v")]
    viewer = subprocess.Popen(
        [
            *("ffmpeg", "-loglevel", "error", "-nostdin", "-nostats", "-progress", "pipe:1"),
            *inputs,
            *maps,
            *("-c", "copy", "-f", "null", "-"),
        ],
        stdout=subprocess.PIPE,
    )
    try:
        assert viewer.stdout is not None
        # It tells of its progress when all streams are open.
        if not viewer.stdout.readline():
            raise NotMeasured(f"ffmpeg could not watch the streams (exit code {viewer.wait()})")
        yield
    finally:
        viewer.kill()
        viewer.communicate()


if __name__ == "__main__":
    main()
