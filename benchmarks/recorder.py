"""What it costs to record: ``python -m benchmarks.recorder [--cameras 64] [--seconds 20]``.

A camera site in this process sends the drawn scenes, 800 kbit/s each; the recorder is the product's own
process. Prints one line of JSON. CPU is in % of one core, measured by the system for the recorder; `gaps`
counts where pieces of a camera do not follow one another, `pictures_lost` what is missing in between.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import psutil

from benchmarks.scenes import CACHE, scene_files
from platform_backend.access.tokens import Claims, TokenSigner
from platform_backend.camera_site.encoding import access_units
from platform_backend.camera_site.quality import FRAME_RATE
from platform_backend.camera_site.server import CameraSite
from platform_backend.camera_site.transport_stream import Loop, packetise
from platform_backend.recordings.orders import Order, Wanted, encode
from platform_backend.recordings.segments import CONTINUOUS, Segment, find
from platform_backend.recordings.transport import pictures

#: All cameras are connected and their clocks known by then, in seconds.
_SETTLED_S = 4.0
_SEAM_S = 0.05


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recorder")
    parser.add_argument("--cameras", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=20.0)
    arguments = parser.parse_args()
    loops = [packetise(access_units(path.read_bytes())) for path in scene_files(CACHE)]
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(Path(folder), loops, arguments.cameras, arguments.seconds))
    print(json.dumps(figures))


async def measure(root: Path, loops: Sequence[Loop], cameras: int, seconds: float) -> dict[str, float]:
    """Record `cameras` for so long under `root`."""
    signer = TokenSigner(b"benchmark benchmark benchmark 32")
    site = CameraSite(
        signer=signer,
        find_loop=lambda camera, _quality: (loops[int(camera[4:]) % len(loops)], int(camera[4:]) * 7),
        find_own=lambda _camera, _quality: None,
    )
    port = await site.start(port=0)
    token = signer.sign(Claims(session="benchmark", user="benchmark", exp=time.time() + 3600))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "platform_backend.recordings", "--folder", str(root)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert process.stdin is not None
    names = [f"cam-{number}" for number in range(cameras)]
    wanted = tuple(
        Wanted(
            camera=name,
            url=f"http://127.0.0.1:{port}/cameras/{name}/sub.ts",
            why=CONTINUOUS,
            headers={"Authorization": f"Bearer {token}"},
        )
        for name in names
    )
    try:
        order = Order(cameras=wanted, keep_s=86_400.0, keep_bytes=10**12, reserve_bytes=1)
        process.stdin.write(encode(order))
        await asyncio.sleep(_SETTLED_S)
        recorder = psutil.Process(process.pid)
        cpu, clock = recorder.cpu_times(), time.monotonic()
        await asyncio.sleep(seconds)
        spent, took = recorder.cpu_times(), time.monotonic() - clock
        rss = recorder.memory_info().rss
    finally:
        process.stdin.close()
        await process.wait()
        await site.stop()
    found = {name: find(root, name, since=0.0, until=time.time() + 60.0) for name in names}
    lasted = sum(each.until - each.since for pieces in found.values() for each in pieces)
    size = sum(each.bytes for pieces in found.values() for each in pieces)
    return {
        "cameras": cameras,
        "cpu_recorder": round((spent.user + spent.system - cpu.user - cpu.system) / took * 100, 1),
        "recorded": sum(bool(pieces) for pieces in found.values()),
        "gaps": sum(_gaps(pieces) for pieces in found.values()),
        "pictures_lost": await asyncio.to_thread(lambda: sum(map(_lost, found.values()))),
        "kbit_per_camera": round(size * 8 / max(lasted, 0.001) / 1000),
        "rss_mb": round(rss / 1e6),
    }


def _gaps(pieces: Sequence[Segment]) -> int:
    return sum(b.since - a.until > _SEAM_S for a, b in pairwise(pieces))


def _lost(pieces: Sequence[Segment]) -> int:
    shown = [picture.at for each in pieces for picture in pictures(each.path.read_bytes(), near=each.since)]
    return round((shown[-1] - shown[0]) * FRAME_RATE) + 1 - len(shown) if shown else 0


if __name__ == "__main__":
    main()
