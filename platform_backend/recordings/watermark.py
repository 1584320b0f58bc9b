"""The writing in copies for review: readable at the foot, and faint all over, so that none cuts it off."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

#: What has the glyphs of Chinese names.
FONT: Final = "Noto Sans CJK SC"
_SIZE: Final = 28
_LEAST: Final = 9
_FAINT: Final = 46
_CLEAR: Final = 245
_GROUND: Final = 150
_ANGLE: Final = 24


class NoFont(Exception):
    """The message is one sentence that says what to install."""


def find_font(family: str = FONT) -> tuple[str, int]:
    """The file of a font and its number in there, by fontconfig. Raises NoFont."""
    try:
        found = subprocess.run(
            ("fc-match", family, "-f", "%{file}\n%{index}\n%{family}"),
            capture_output=True,
            text=True,
            timeout=20.0,
            check=True,
        ).stdout.split("\n")
    except (OSError, subprocess.SubprocessError) as error:
        raise NoFont(
            f"The copy cannot be marked: fontconfig does not answer ({error}); install fontconfig."
        ) from error
    # fontconfig always answers with some font: one that lacks these glyphs would show boxes.
    if len(found) != 3 or family not in found[2]:
        raise NoFont(f"The copy cannot be marked: the font {family} is missing; install fonts-noto-cjk.")
    return found[0], int(found[1])


@dataclass(frozen=True, slots=True)
class Mark:
    """How strongly each pixel first turns black and then white, 0 to 255."""

    dark: NDArray[np.uint8]
    light: NDArray[np.uint8]


def watermark(text: str, *, width: int, height: int) -> Mark:
    """A text for pictures of a size. Raises NoFont."""
    path, index = find_font()
    size = max(10, round(_SIZE * height / 720))
    font = ImageFont.truetype(path, size, index=index)
    faint = _all_over(text, font, width=width, height=height, size=size)
    foot = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(foot)
    room = width - size
    if draw.textlength(text, font=font) > room:
        # Rather small than cut off; what is still too long loses its end, where the least stands.
        smaller = max(_LEAST, int(size * room / draw.textlength(text, font=font)))
        font = ImageFont.truetype(path, smaller, index=index)
    while draw.textlength(text, font=font) > room:
        text = f"{text[:-2]}…"
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    place = ((width - (right - left)) // 2 - left, height - (bottom - top) - size // 2 - top)
    draw.text(place, text, font=font, fill=_CLEAR)
    dark = Image.new("L", (width, height), 0)
    ImageDraw.Draw(dark).rectangle((0, height - (bottom - top) - size, width, height), fill=_GROUND)
    light = np.maximum(np.asarray(faint, dtype=np.uint8), np.asarray(foot, dtype=np.uint8))
    return Mark(dark=np.asarray(dark, dtype=np.uint8), light=light)


def _all_over(text: str, font: ImageFont.FreeTypeFont, *, width: int, height: int, size: int) -> Image.Image:
    side = width + height
    sheet = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(sheet)
    step = round(draw.textlength(text, font=font)) + 3 * size
    for row, y in enumerate(range(0, side, 5 * size)):
        for x in range(-(row % 2) * step // 2, side, step):
            draw.text((x, y), text, font=font, fill=_FAINT)
    turned = sheet.rotate(_ANGLE)
    left, top = (side - width) // 2, (side - height) // 2
    return turned.crop((left, top, left + width, top + height))
