"""What 64 viewers cost the camera site: ``python -m benchmarks.camera_site [--viewers 64] [--seconds 10]``.

Starts the site as its own process, waits until every sub stream is encoded, lets each viewer watch another
camera, and prints one line of JSON. CPU is in % of one core, measured by the system for the site's process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import httpx
import psutil

from platform_backend.access.tokens import Claims, TokenSigner, ensure_key
from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.library import SceneLibrary
from platform_backend.camera_site.quality import MAIN, SUB


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.camera_site")
    parser.add_argument("--viewers", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--cache", type=Path, help="folder of encoded scenes to use; default: a fresh one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = arguments.cache or Path(folder) / "cache"
        figures = asyncio.run(_measure(Path(folder), cache, arguments.viewers, arguments.seconds))
    print(json.dumps(figures))


async def _measure(folder: Path, cache: Path, viewers: int, seconds: float) -> dict[str, float]:
    signer = TokenSigner(ensure_key(folder / "key"))
    token = signer.sign(Claims(session="benchmark", user="benchmark", exp=time.time() + 3600))
    parent_read, parent_write = os.pipe()
    ready_read, ready_write = os.pipe()
    started = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "platform_backend.camera_site", "--cache", str(cache)),
        *("--key-file", str(folder / "key"), "--parent-fd", str(parent_read), "--ready-fd", str(ready_write)),
        pass_fds=(parent_read, ready_write),
    )
    os.close(parent_read)
    os.close(ready_write)
    try:
        with os.fdopen(ready_read) as ready:
            line = await asyncio.to_thread(ready.readline)
        first_scene_s = time.monotonic() - started
        port = json.loads(line)["port"]
        subs_s, all_s = await _encoded(cache, started)
        return {
            "viewers": viewers,
            "first_scene_s": round(first_scene_s, 2),
            "sub_streams_s": round(subs_s, 2),
            "all_streams_s": round(all_s, 2),
            **await _watch(process.pid, port, token, viewers, seconds),
        }
    finally:
        os.close(parent_write)
        await process.wait()


async def _encoded(cache: Path, started: float) -> tuple[float, float]:
    """Seconds from the start until all sub streams, and all streams, are there."""
    library = SceneLibrary(cache)
    reached = []
    for quality in (SUB, MAIN):
        missing = set(range(len(SCENES)))
        while missing := {scene for scene in missing if library.find(scene, quality) is None}:
            await asyncio.to_thread(time.sleep, 0.25)
        reached.append(time.monotonic() - started)
    return reached[0], reached[1]


async def _watch(pid: int, port: int, token: str, viewers: int, seconds: float) -> dict[str, float]:
    site = psutil.Process(pid)
    opened = [await _open(port, token, f"bench-{number}") for number in range(viewers)]
    counts = [0] * viewers
    readers = [
        asyncio.get_running_loop().create_task(_read(reader, counts, number), name=f"viewer {number}")
        for number, (reader, _) in enumerate(opened)
    ]
    try:
        await asyncio.sleep(1.0)
        before, cpu, clock, counted = await _health(port), site.cpu_times(), time.monotonic(), sum(counts)
        await asyncio.sleep(seconds)
        after, spent, took = await _health(port), site.cpu_times(), time.monotonic() - clock
        busy = spent.user + spent.system - cpu.user - cpu.system
        return {
            "cpu_site": round(busy / took * 100, 1),
            "fps_per_viewer": round((after["pictures"] - before["pictures"]) / took / viewers, 2),
            "kbit_per_viewer": round((sum(counts) - counted) * 8 / took / viewers / 1000),
            "skipped": after["skipped"],
            "stalls": after["stalls"],
            "worst_late_ms": round(after["worst_late_ms"], 1),
            "rss_mb": round(site.memory_info().rss / 1e6),
        }
    finally:
        for task in readers:
            task.cancel()
        for _, writer in opened:
            writer.close()


async def _open(port: int, token: str, camera: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /cameras/{camera}/sub.ts HTTP/1.1\r\nHost: site\r\n"
        f"Authorization: Bearer {token}\r\n\r\n".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head:
        raise RuntimeError(head.decode())
    return reader, writer


async def _read(reader: asyncio.StreamReader, counts: list[int], number: int) -> None:
    while data := await reader.read(1 << 16):
        counts[number] += len(data)


async def _health(port: int) -> dict[str, float]:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer: dict[str, float] = (await client.get(f"http://127.0.0.1:{port}/health")).json()
        return answer


if __name__ == "__main__":
    main()
