from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from widgets.recordings.still_mark import marked

TEXT = "李 · 2026-01-31 08:00:00 · desk-1"


@pytest.mark.parametrize("size", [(160, 90), (640, 360), (1920, 1080)])
def test_no_quarter_of_a_picture_is_without_the_mark(qapp: object, size: tuple[int, int]) -> None:
    width, height = size
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    copy = marked(picture, TEXT)
    assert (copy.width(), copy.height()) == size
    for left in (0, width // 2):
        for top in (0, height // 2):
            part = copy.copy(left, top, width // 2, height // 2)
            places = ((x, y) for x in range(part.width()) for y in range(part.height()))
            assert any(part.pixelColor(x, y) != QColor("red") for x, y in places)
    # The picture itself is left alone.
    assert picture.pixelColor(width // 2, height // 2) == QColor("red")
