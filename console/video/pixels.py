"""What really is on the screen: the only proof that a picture moves.

A worker draws into the console's windows from another process, so Qt's own `grab()` shows nothing of it;
the screen's pixels do, with whatever covers them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QScreen
from PySide6.QtWidgets import QWidget

#: Share of a picture's pixels that must differ; two pictures of the camera site one second apart differ in
#: 1 %.
MOVED_SHARE: Final = 0.001
#: Smaller differences of a colour channel may come from scaling and are not counted.
_NOISE: Final = 12
_BYTES_PER_PIXEL: Final = 4

Pixels = npt.NDArray[np.uint8]


def screen_pixels(screen: QScreen) -> Pixels:
    """All pixels of a screen, rows x columns x (blue, green, red, unused)."""
    image = screen.grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = flat.reshape(image.height(), image.bytesPerLine())
    return (
        rows[:, : image.width() * _BYTES_PER_PIXEL]
        .reshape(image.height(), image.width(), _BYTES_PER_PIXEL)
        .copy()
    )


def share_moved(before: Pixels, after: Pixels) -> float:
    """Share of pixels that differ plainly; 1.0 when the sizes differ, 0.0 for empty pictures."""
    if before.shape != after.shape:
        return 1.0
    if before.size == 0:
        return 0.0
    difference = np.abs(before[..., :3].astype(np.int16) - after[..., :3].astype(np.int16)).max(axis=2)
    return float((difference > _NOISE).mean())


def cut_out(pixels: Pixels, widget: QWidget, screen: QScreen) -> Pixels:
    """The part of a screen's pixels where the widget stands; empty when it is hidden or elsewhere."""
    if not widget.isVisible():
        return pixels[:0, :0]
    ratio = screen.devicePixelRatio()
    place = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()) & screen.geometry()
    place.translate(-screen.geometry().topLeft())
    left, top = round(place.left() * ratio), round(place.top() * ratio)
    return pixels[top : top + round(place.height() * ratio), left : left + round(place.width() * ratio)]


async def count_moving(pictures: Mapping[str, QWidget], *, interval_s: float = 1.0) -> int:
    """How many of the cameras show a picture that changed on the screen within `interval_s`.

    `pictures` gives for each camera the place of its picture (`Tile.picture`). Each screen is read twice,
    whatever the number of tiles.
    """
    screens = {picture.screen() for picture in pictures.values()}
    before = {screen: screen_pixels(screen) for screen in screens}
    await asyncio.sleep(interval_s)
    after = {screen: screen_pixels(screen) for screen in screens}

    def moved(picture: QWidget) -> bool:
        screen = picture.screen()
        if screen not in before:
            return False
        was, is_now = (cut_out(pixels[screen], picture, screen) for pixels in (before, after))
        return share_moved(was, is_now) >= MOVED_SHARE

    return sum(moved(picture) for picture in pictures.values())
