"""What is truly on the screen, read back from it: video workers draw where the console itself cannot look."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

#: Height x width, brightness 0 to 255.
Grey: TypeAlias = npt.NDArray[np.uint8]

_APART_S: Final = 1.0
#: A camera of which only key frames are shown, as on a busy machine, changes every two seconds or so.
_LOOKS: Final = 4
#: A pixel that changes by less is noise of the codec.
_STEP: Final = 10
#: A picture in which fewer pixels change stands still.
_SHARE: Final = 0.002


def grab(widget: QWidget) -> QPixmap:
    """The screen where `widget` stands, with whatever other processes drew there, at its own size."""
    screen = widget.screen()
    corner = widget.mapToGlobal(widget.rect().topLeft()) - screen.geometry().topLeft()
    return screen.grabWindow(0, corner.x(), corner.y(), widget.width(), widget.height())


def moved(before: Grey, after: Grey) -> bool:
    """Whether two pictures of one place differ as moving pictures do."""
    if before.shape != after.shape or before.size == 0:
        return False
    difference = np.abs(before.astype(np.int16) - after.astype(np.int16))
    return float((difference > _STEP).mean()) > _SHARE


async def moving_cameras(tiles: Mapping[str, tuple[QWidget, str]]) -> int:
    """How many different cameras move on the screen: `tiles` gives a picture's widget and its camera's id.

    It looks until all do, for some seconds at most.
    """
    wanted = {camera for _, camera in tiles.values()}
    moving: set[str] = set()
    before = {key: _grey(widget) for key, (widget, _) in tiles.items()}
    for _ in range(_LOOKS):
        if moving == wanted:
            break
        await asyncio.sleep(_APART_S)
        moving |= {camera for key, (widget, camera) in tiles.items() if moved(before[key], _grey(widget))}
    return len(moving)


def _grey(widget: QWidget) -> Grey:
    image = grab(widget).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()
