"""Photographs: upright, not too large, and nothing for what is no picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage

from widgets.detail.photos import photo

#: Turned by a quarter: as TIFF says it, in an EXIF part.
_TURNED = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"


def jpeg(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "JPEG")  # type: ignore[call-overload]  # text is taken, whatever the stubs say
    return bytes(buffer.data().data())


def turned(raw: bytes) -> bytes:
    part = b"Exif\0\0" + _TURNED
    return raw[:2] + b"\xff\xe1" + (len(part) + 2).to_bytes(2, "big") + part + raw[2:]


@pytest.mark.parametrize(
    ("raw", "size"),
    [
        (jpeg(640, 480), QSize(640, 480)),
        (turned(jpeg(640, 480)), QSize(480, 640)),
        (jpeg(5120, 2560), QSize(1280, 640)),
        (turned(jpeg(2560, 1280)), QSize(640, 1280)),
    ],
)
def test_photos_stand_upright_and_are_no_larger_than_is_looked_at(raw: bytes, size: QSize) -> None:
    assert photo(raw).size() == size


@pytest.mark.parametrize("raw", [b"", b"GIF", b"<html>"])
def test_what_is_no_picture_is_none(raw: bytes) -> None:
    assert photo(raw).isNull()
