"""Pictures that carry their own number: eight black or white blocks along the top, and the same inverted.

Whoever reads one row of the screen through the blocks knows which picture stands there, or that none does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.encoding import encode
from platform_backend.camera_site.quality import SUB

WIDTH: Final = SUB.width
HEIGHT: Final = SUB.height
#: Pictures of the loop: whole groups of pictures, no more than eight bits can number.
LOOP: Final = 250
_BITS: Final = 8
BLOCKS: Final = 2 * _BITS
_BLOCK: Final = WIDTH // BLOCKS
#: The blocks' height: whole macroblocks, so that the scene below does not bleed into them.
_BAND: Final = 48
#: The row that is read, from the top of the picture.
ROW: Final = _BAND // 2
_BLACK, _WHITE = 16, 235
_DARK, _LIGHT = 80, 175
_NEUTRAL: Final = 128

Plane = npt.NDArray[np.uint8]


def pattern_file(folder: Path) -> Path:
    """The encoded loop: a scene of the camera site with numbers, at its sub stream's size and bit rate.

    Kept in `folder` under a name that changes with this module.
    """
    edition = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    path = folder / f"numbered-{edition}.h264"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(b"".join(encode(numbered(SCENES[0].pictures(WIDTH, HEIGHT)), quality=SUB)))
        part.replace(path)
    return path


def numbered(pictures: Iterable[Plane]) -> Iterator[Plane]:
    """The first LOOP yuv420p pictures, each with its number in it."""
    for number, picture in zip(range(LOOP), pictures, strict=False):
        yield with_number(picture, number)


def with_number(picture: Plane, number: int) -> Plane:
    """A copy of a yuv420p picture (rows of brightness, then of colour) with a number in its upper band."""
    marked = picture.copy()
    for block, bit in enumerate(bits_of(number)):
        marked[:_BAND, block * _BLOCK : (block + 1) * _BLOCK] = _WHITE if bit else _BLACK
    # Both colour planes have a quarter of the pixels each and lie row after row below the brightness.
    quarter, colours = WIDTH * HEIGHT // 4, marked[HEIGHT:].reshape(-1)
    for start in (0, quarter):
        colours[start : start + _BAND // 2 * WIDTH // 2] = _NEUTRAL
    return marked


def bits_of(number: int) -> list[bool]:
    """The blocks from left to right; True is white."""
    plain = [bool(number >> bit & 1) for bit in range(_BITS)]
    return plain + [not bit for bit in plain]


def centres() -> list[int]:
    """Where in the row each block has its middle, in pixels from the picture's left edge."""
    return [block * _BLOCK + _BLOCK // 2 for block in range(BLOCKS)]


def read_number(brightness: Sequence[int]) -> int | None:
    """The number in blocks of this brightness (0 to 255); None when it is no numbered picture."""
    if any(_DARK < value < _LIGHT for value in brightness):
        return None
    bits = [value >= _LIGHT for value in brightness]
    if any(plain == inverted for plain, inverted in zip(bits[:_BITS], bits[_BITS:], strict=True)):
        return None
    number = sum(1 << place for place, bit in enumerate(bits[:_BITS]) if bit)
    return number if number < LOOP else None
