"""Serves files as live MPEG-TS over HTTP: ``python -m benchmarks.http_ts_server FILE...``.

For players that cannot open RTSP, as Debian's VLC. ``/s/N`` plays file N modulo the number of files, at the
pace of its clock references, from its start. Prints ``{"port": N}`` when it serves; ends with its input.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_PACKET: Final = 188
_SYNC: Final = 0x47
_PCR_HZ: Final = 90_000
#: Films last seconds; more is never asked for.
_MOST_LOOPS: Final = 30
_HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nConnection: close\r\n\r\n"


def muxed(file: Path, *, seconds: float) -> bytes:
    """An H.264 film of 25 pictures a second, looped for so long, as MPEG-TS."""
    once = _ffmpeg(["-i", str(file), "-c", "copy", "-f", "h264", "-"], b"")
    looped = ["-f", "h264", "-framerate", "25", "-i", "-", "-t", str(seconds), "-c", "copy"]
    return _ffmpeg([*looped, "-muxdelay", "0", "-f", "mpegts", "-"], _MOST_LOOPS * once)


def _ffmpeg(arguments: Sequence[str], given: bytes) -> bytes:
    command = ["ffmpeg", "-loglevel", "error", *arguments]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout


def references(film: bytes) -> Iterator[tuple[float, int]]:
    """Where the clock references stand: seconds since the first, and the offset of their packet."""
    first = None
    for at in range(0, len(film) - _PACKET + 1, _PACKET):
        if film[at] == _SYNC and film[at + 3] & 0x20 and film[at + 4] and film[at + 5] & 0x10:
            ticks = int.from_bytes(film[at + 6 : at + 11], "big") >> 7
            first = ticks if first is None else first
            yield (ticks - first) / _PCR_HZ, at


class Site:
    """The films, each with the moments at which its parts are due."""

    def __init__(self, films: Sequence[bytes]) -> None:
        self._films = [(film, [*references(film)]) for film in films]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One viewer."""
        request = await reader.readuntil(b"\r\n\r\n")
        number = int(request.split()[1].rsplit(b"/", 1)[1])
        film, due = self._films[number % len(self._films)]
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            writer.write(_HEAD)
            for (moment, at), (_, end) in zip(due, [*due[1:], (0.0, len(film))], strict=True):
                await asyncio.sleep(began + moment - loop.time())
                writer.write(film[0 if moment == 0 else at : end])
                await writer.drain()
        except ConnectionError:
            return
        finally:
            writer.close()


async def _run(films: Sequence[bytes]) -> None:
    server = await asyncio.start_server(Site(films).serve, "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    """Parse the arguments, serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--film-seconds", type=float, default=90.0)
    arguments = parser.parse_args()
    asyncio.run(_run([muxed(file, seconds=arguments.film_seconds) for file in arguments.files]))


if __name__ == "__main__":
    main()
