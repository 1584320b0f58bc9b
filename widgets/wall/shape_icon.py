"""Small pictures of layouts, for buttons and menus."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from layouts.layout import Layout, cells
from widgets import theme

#: At 100 %, in pixels: 16 to 9.
WIDTH, HEIGHT = 40, 23
#: For text scales from 100 to 200 %.
_SCALES = (1.0, 1.5, 2.0)


def shape_icon(layout: Layout) -> QIcon:
    """A layout in small, its large tiles brighter than its small ones."""
    icon = QIcon()
    for scale in _SCALES:
        pixmap = _pixmap(layout, round(WIDTH * scale), round(HEIGHT * scale))
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
            icon.addPixmap(pixmap, mode)
    return icon


def _pixmap(layout: Layout, width: int, height: int) -> QPixmap:
    pixmap = QPixmap(width, height)
    pixmap.fill(QColor(theme.GROUND))
    painter = QPainter(pixmap)
    areas = {tile.number: tile.place.columns * tile.place.rows for tile in layout.tiles}
    large = max(areas.values(), default=0)
    unequal = len(set(areas.values())) > 1
    for number, cell in cells(layout, width=width - 2, height=height - 2, gap=1).items():
        bright = unequal and areas[number] == large
        place = QRect(cell.x + 1, cell.y + 1, cell.width, cell.height)
        painter.fillRect(place, QColor(theme.ACCENT if bright else theme.TEXT_QUIET))
    painter.end()
    return pixmap
