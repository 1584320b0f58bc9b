"""Photographs as they come from telephones: turned the way they were taken, no larger than is looked at."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

#: Longest side that is kept, in pixels; a telephone's fifty million would be 200 MB each.
_LONGEST: Final = 1280


def photo(raw: bytes) -> QImage:
    """The picture in a file's bytes; a null image when they hold none that can be shown."""
    buffer = QBuffer()
    buffer.setData(raw)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    # How the telephone was held stands beside the pixels (EXIF), not in them.
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _LONGEST:
        reader.setScaledSize(size.scaled(QSize(_LONGEST, _LONGEST), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
