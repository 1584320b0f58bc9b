"""A tiny moving picture for tests: encoded in milliseconds, with the real encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.encoding import encode
from platform_backend.camera_site.quality import Quality
from platform_backend.camera_site.transport_stream import Loop, Picture, packetise, stamps

TINY = Quality(name="sub", width=64, height=48, bits_per_second=60_000)
PICTURES = 100


@dataclass(frozen=True, slots=True)
class TinyScene:
    """A bright block that wanders over noise."""

    name: str = "tiny"

    def pictures(self, width: int, height: int) -> Iterator[NDArray[np.uint8]]:
        """One loop of 100 pictures."""
        random = np.random.default_rng(1)
        for number in range(PICTURES):
            picture = random.integers(90, 110, (height * 3 // 2, width), dtype=np.uint8)
            picture[height:] = 128
            column = number * (width - 8) // PICTURES
            picture[8:24, column : column + 8] = 230
            yield picture


def access_units() -> list[bytes]:
    """The tiny scene, encoded."""
    return list(encode(TinyScene().pictures(TINY.width, TINY.height), quality=TINY))


def tiny_loop() -> Loop:
    """The tiny scene, ready to be sent."""
    return packetise(access_units())


def sent(picture: Picture, number: int) -> bytes:
    """One picture as it goes out at a place of the time-line."""
    reference, stamp = stamps(number)
    return picture.head + reference + picture.middle + stamp + picture.tail
