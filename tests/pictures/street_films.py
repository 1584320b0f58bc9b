"""Still films of drawn streets, sent as cameras send theirs, for tiles in the manuals' pictures."""

from __future__ import annotations

import subprocess
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Final

from backend_client.protocol.times import parse_time
from platform_backend.camera_site.drawing.scenes import SCENES
from tests.web import Web

_WIDTH, _HEIGHT = 640, 360
#: Longer than all pictures take.
_SECONDS: Final = 90
_PER_S: Final = 25


class StreetFilms(Web):
    """One film a scene, by the scene's name, at `address(name)`; made in `folder` when it is asked for.

    A film that was made is a recording too, where the platform has them: ``/recordings/SCENE/FROM/TO.ts``.
    """

    def address(self, scene: str) -> str:
        """Where a camera that looks at this scene is. Raises StopIteration when there is no such scene."""
        path = self.folder / f"{scene}.ts"
        if not path.exists():
            drawn = next(each for each in SCENES if each.name == scene)
            _film(next(iter(drawn.pictures(_WIDTH, _HEIGHT))).tobytes(), path)
        return f"{self.base}/{path.name}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Send a film as fast as it is looked at."""
        match request.path.strip("/").split("/"):
            case ["recordings", scene, since, _]:
                content = _recorded(self.folder / f"{scene}.ts", parse_time(since))
            case [*_, name]:
                content = (self.folder / name).read_bytes()
        request.send_response(HTTPStatus.OK)
        request.send_header("Content-Type", "video/mp2t")
        request.end_headers()
        size = -(-len(content) // (_SECONDS * _PER_S))
        for start in range(0, len(content), size):
            if not self._write(request, content[start : start + size]) or self.ended.wait(1 / _PER_S):
                return


def _film(picture: bytes, path: Path) -> None:
    """The same yuv420p picture for `_SECONDS`."""
    raw = path.with_suffix(".yuv")
    raw.write_bytes(picture)
    subprocess.run(
        [
            *("ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-stream_loop", "-1", "-t", str(_SECONDS)),
            *("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{_WIDTH}x{_HEIGHT}", "-r", str(_PER_S)),
            *("-i", str(raw), "-c:v", "libx264", "-preset", "veryfast", "-g", str(_PER_S), "-bf", "0"),
            *("-crf", "18", "-f", "mpegts", str(path)),
        ],
        check=True,
    )


def _recorded(film: Path, since: float) -> bytes:
    """The film with time stamps that begin at `since`, of which MPEG-TS keeps 33 bits at 90 kHz."""
    path = film.with_suffix(".recorded.ts")
    subprocess.run(
        [
            *(
                "ffmpeg",
                "-nostdin",
                "-loglevel",
                "error",
                "-y",
                "-i",
                str(film),
                "-c",
                "copy",
                "-muxdelay",
                "0",
            ),
            *("-output_ts_offset", f"{since % ((1 << 33) / 90_000):.3f}", "-f", "mpegts", str(path)),
        ],
        check=True,
    )
    return path.read_bytes()
