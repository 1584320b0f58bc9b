"""Short films in the formats that cameras send and in some that they should not, made by ffmpeg once a
run.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

SECONDS = 4
_H264 = [
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-g",
    "10",
    "-bf",
    "0",
    "-pix_fmt",
    "yuv420p",
    "-b:v",
    "500k",
]
_H265 = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params"]
_TEST_PICTURE = f"testsrc2=size=320x180:rate=25:duration={SECONDS}"


@dataclass(frozen=True, slots=True)
class Clips:
    """The files. All are 320x180 but one, 25 pictures a second, SECONDS long, and move all the time."""

    h264: Path
    other: Path  # H.264 too, another picture
    larger: Path  # H.264 too, 480x270
    b_frames: Path
    hevc: Path
    hevc_b: Path  # H.265 with B-frames that others build upon
    flv: Path
    hls: Path  # the playlist; its segments lie beside it
    mpeg2: Path
    vp9: Path
    sound_only: Path
    garbage: Path


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Make all of them."""
    folder = tmp_path_factory.mktemp("clips")
    source = ["-f", "lavfi", "-i", _TEST_PICTURE]

    def make(name: str, *options: str, inputs: list[str] = source) -> Path:
        path = folder / name
        subprocess.run(
            ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *inputs, *options, str(path)], check=True
        )
        return path

    garbage = folder / "garbage.ts"
    garbage.write_bytes(bytes((7 * n * n + 3 * n) % 251 for n in range(300_000)))
    h264 = make("h264.ts", *_H264)
    return Clips(
        h264=h264,
        other=make("other.ts", "-vf", "hflip,negate", *_H264),
        larger=make("larger.ts", "-vf", "scale=480:270", *_H264),
        b_frames=make("b.ts", *_H264, "-preset", "veryfast", "-bf", "2"),
        hevc=make("hevc.ts", *_H265, "log-level=none:keyint=10"),
        hevc_b=make("hevc-b.ts", *_H265, "log-level=none:keyint=10:bframes=3:b-pyramid=1"),
        flv=make("h264.flv", "-c", "copy", inputs=["-i", str(h264)]),
        hls=make(
            "list.m3u8", "-c", "copy", "-hls_time", "1", "-hls_list_size", "0", inputs=["-i", str(h264)]
        ),
        mpeg2=make("mpeg2.ts", "-c:v", "mpeg2video", "-b:v", "500k"),
        vp9=make("vp9.webm", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-t", "1"),
        sound_only=make("sound.ts", "-c:a", "aac", inputs=["-f", "lavfi", "-i", "sine=duration=2"]),
        garbage=garbage,
    )
