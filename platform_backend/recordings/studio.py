"""Makes pictures anew, in a process of low priority: ``python -m platform_backend.recordings.studio``.

``still`` takes one picture out of a clip, ``review`` makes a copy for looking at, in which stands for whom it
was made. Neither is the evidence itself: that is never made anew.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import av.error
import numpy as np
from av.container import OutputContainer
from av.video.frame import VideoFrame
from numpy.typing import NDArray
from PIL import Image

from platform_backend.recordings.transport import CLOCK_HZ, seconds
from platform_backend.recordings.watermark import Mark, NoFont, watermark

_NICE: Final = 15
_QUALITY: Final = 95
_MOST_RATE: Final = 30
#: How dark and how bright the mark is, in the range of video.
_BLACK: Final = 16
_WHITE: Final = 235


class CannotMake(Exception):
    """The message is one sentence."""


def main() -> int:
    """Make what was asked for; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m platform_backend.recordings.studio")
    parser.add_argument("what", choices=("still", "review"))
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--at", type=float, help="still: the moment, in seconds since the epoch")
    parser.add_argument("--text", default="", help="review: what stands in the picture")
    said = parser.parse_args()
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    try:
        if said.what == "still":
            still(said.source, said.target, at=said.at)
        elif said.source.suffix == ".ts":
            review(said.source, said.target, text=said.text)
        else:
            review_still(said.source, said.target, text=said.text)
    except (CannotMake, NoFont, OSError, av.error.FFmpegError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def still(source: Path, target: Path, *, at: float) -> float:
    """The last picture at or before `at`, or the first there is, as JPEG; its moment."""
    best: VideoFrame | None = None
    with av.open(str(source)) as container:
        for frame in container.decode(video=0):
            if best is not None and _moment(frame, near=at) > at:
                break
            best = frame
    if best is None:
        raise CannotMake(f"There is no picture in {source.name}.")
    picture = Image.fromarray(best.to_ndarray(format="rgb24"))
    picture.save(target, "JPEG", quality=_QUALITY)
    return _moment(best, near=at)


def review(source: Path, target: Path, *, text: str) -> None:
    """A copy with `text` burnt into every picture, as MP4."""
    with av.open(str(source)) as container, _written(target) as output:
        stream = container.streams.video[0]
        rate = stream.average_rate or Fraction(25)
        encoder = output.add_stream("libx264", rate=min(rate, Fraction(_MOST_RATE)))
        encoder.width, encoder.height, encoder.pix_fmt = stream.width, stream.height, "yuv420p"
        encoder.time_base = Fraction(1, CLOCK_HZ)
        encoder.options = {"preset": "veryfast", "crf": "25"}
        encoder.thread_count = 1
        mark = watermark(text, width=stream.width, height=stream.height)
        first: int | None = None
        last = -1
        for frame in container.decode(video=0):
            stamp = round((frame.time or 0.0) * CLOCK_HZ)
            first = stamp if first is None else first
            marked = VideoFrame.from_ndarray(_marked(frame, mark), format="yuv420p")
            last = max(last + 1, stamp - first)
            marked.pts, marked.time_base = last, Fraction(1, CLOCK_HZ)
            output.mux(encoder.encode(marked))
        output.mux(encoder.encode(None))


def _written(target: Path) -> OutputContainer:
    # With its index in front it is shown while it is fetched.
    return av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"})


def review_still(source: Path, target: Path, *, text: str) -> None:
    """The same of a single picture, as JPEG."""
    with Image.open(source) as opened:
        picture = opened.convert("RGB")
    mark = watermark(text, width=picture.width, height=picture.height)
    picture.paste((0, 0, 0), mask=Image.fromarray(mark.dark))
    picture.paste((_WHITE, _WHITE, _WHITE), mask=Image.fromarray(mark.light))
    picture.save(target, "JPEG", quality=_QUALITY)


def _marked(frame: VideoFrame, mark: Mark) -> NDArray[np.uint8]:
    picture = np.asarray(frame.reformat(format="yuv420p").to_ndarray(), dtype=np.uint8)
    light = picture[: frame.height].astype(np.uint16)
    for colour, mask in ((_BLACK, mark.dark), (_WHITE, mark.light)):
        weight = mask.astype(np.uint16)
        light = (light * (255 - weight) + colour * weight) // 255
    picture[: frame.height] = light.astype(np.uint8)
    return picture


def _moment(frame: VideoFrame, *, near: float) -> float:
    return seconds(round((frame.time or 0.0) * CLOCK_HZ), near=near)


if __name__ == "__main__":
    sys.exit(main())
