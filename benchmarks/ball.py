"""A picture that costs little to decode: a white ball on black, on its way along a closed curve.

What a wall of a given size needs is decided by what its cameras see. The ball costs much less than the
scenes: the same machine shows more tiles, and what the product itself adds stands out.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from platform_backend.camera_site.encoding import encode
from platform_backend.camera_site.quality import SUB

WIDTH: Final = SUB.width
HEIGHT: Final = SUB.height
#: Pictures of the loop: whole groups of pictures.
LOOP: Final = 250
RADIUS: Final = 20
_BLACK, _WHITE, _NEUTRAL = 16, 235, 128

Plane = npt.NDArray[np.uint8]


def ball_film(folder: Path) -> Path:
    """The encoded loop at the camera site's sub stream's size, kept in `folder` under a name that changes
    with this module.
    """
    edition = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    path = folder / f"ball-{edition}.h264"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(b"".join(encode(pictures(), quality=SUB)))
        part.replace(path)
    return path


def pictures() -> Iterator[Plane]:
    """The LOOP yuv420p pictures; the last one flows into the first."""
    rows, columns = np.ogrid[:HEIGHT, :WIDTH]
    for number in range(LOOP):
        across, down = centre(number)
        picture = np.full((HEIGHT * 3 // 2, WIDTH), _NEUTRAL, np.uint8)
        inside = (columns - across) ** 2 + (rows - down) ** 2 <= RADIUS**2
        picture[:HEIGHT] = np.where(inside, _WHITE, _BLACK)
        yield picture


def centre(number: int) -> tuple[float, float]:
    """Where the ball is in a picture, in pixels from the left and the top: three waves across, two down."""
    turn = 2 * math.pi * number / LOOP
    reach_across, reach_down = WIDTH / 2 - RADIUS, HEIGHT / 2 - RADIUS
    return WIDTH / 2 + reach_across * math.sin(3 * turn), HEIGHT / 2 + reach_down * math.sin(2 * turn)
