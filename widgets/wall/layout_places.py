"""Where the parts of a layout are drawn in the editor, and what lies under the pointer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect

from layouts.edges import Edge
from layouts.editing import free_places
from layouts.grid import Cell
from layouts.layout import Layout, LayoutTile, Place, cells

#: Between tiles, and around the whole, in pixels.
GAP: Final = 4
_MARGIN: Final = 10
#: How near to an edge the pointer takes hold of it, in pixels.
_GRASP: Final = 5


class LayoutPlaces:
    """A layout drawn as large as it fits into `room` at the proportions `aspect`, width to height.

    `area` is all of it, `rects` where each tile stands, by its number.
    """

    def __init__(self, *, layout: Layout, room: QRect, aspect: float) -> None:
        inner = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        width = max(1, min(inner.width(), round(inner.height() * aspect)))
        height = max(1, round(width / aspect))
        self.area = QRect(inner.center().x() - width // 2, inner.center().y() - height // 2, width, height)
        self.rects = self._placed(layout)
        self._layout = layout

    def tile_at(self, point: QPoint) -> int:
        """The tile there; 0 for none."""
        return next((number for number, rect in self.rects.items() if rect.contains(point)), 0)

    def free(self) -> list[tuple[Place, QRect]]:
        """The empty cells, and where they are."""
        layout, places = self._layout, free_places(self._layout)
        empty = tuple(LayoutTile(number, place) for number, place in enumerate(places))
        placed = self._placed(Layout(columns=layout.columns, rows=layout.rows, tiles=empty))
        return [(place, placed[number]) for number, place in enumerate(places)]

    def free_at(self, point: QPoint) -> Place | None:
        """The empty cells there."""
        return next((place for place, rect in self.free() if rect.contains(point)), None)

    def edge_at(self, point: QPoint) -> tuple[int, Edge] | None:
        """The tile and the edge of it there; the rim of the wall is none."""
        area, x, y = self.area, point.x(), point.y()
        for number, rect in self.rects.items():
            if rect.top() <= y <= rect.bottom():
                if 0 <= x - rect.right() <= GAP + _GRASP and rect.right() < area.right() - GAP:
                    return number, Edge.RIGHT
                if 0 <= rect.left() - x <= _GRASP and rect.left() > area.left() + GAP:
                    return number, Edge.LEFT
            if rect.left() <= x <= rect.right():
                if 0 <= y - rect.bottom() <= GAP + _GRASP and rect.bottom() < area.bottom() - GAP:
                    return number, Edge.BOTTOM
                if 0 <= rect.top() - y <= _GRASP and rect.top() > area.top() + GAP:
                    return number, Edge.TOP
        return None

    def _placed(self, layout: Layout) -> dict[int, QRect]:
        placed = cells(layout, width=self.area.width(), height=self.area.height(), gap=GAP)
        return {number: self._rect(cell) for number, cell in placed.items()}

    def _rect(self, cell: Cell) -> QRect:
        return QRect(self.area.x() + cell.x, self.area.y() + cell.y, cell.width, cell.height)
