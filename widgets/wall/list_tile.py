"""A lane of incidents in a tile, in letters that are read from 3 m."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.signs import Look, SignPainter
from widgets.wall.tile_letters import pixel_font

#: Rows are no lower than this, in pixels: on a panel of 0.6 mm a pixel the letters are some 15 mm high.
_ROW: Final = 48
#: A tile that is narrower than so many heights of a row has lower rows, down to the least: a few large
#: letters of each title would tell nobody anything.
_NARROW: Final = 10
_LEAST_ROW: Final = 32
_ROWS: Final = 12
_LETTERS: Final = 0.52
#: From this width on, in heights of a row, the place stands beside the title.
_BESIDE: Final = 12


@dataclass(frozen=True, slots=True)
class ListRow:
    """One incident: its sign, what it is and where, what its clock says, and whether that presses."""

    look: Look
    text: str
    place: str
    clock: str = ""
    presses: bool = False


class ListTile(QWidget):
    """As many rows as there is room for; what does not fit is counted in the last line."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ListRow, ...] = ()
        self._signs = SignPainter()

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """What is shown, or would be if there were room."""
        return self._rows

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these incidents, the most pressing first."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self.update()

    def row_height(self) -> int:
        """Of a row, in pixels."""
        usual = max(_ROW, self.height() // _ROWS)
        return max(_LEAST_ROW, min(usual, self.width() // _NARROW))

    # Qt overrides.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.GROUND))
        row = self.row_height()
        painter.setFont(pixel_font(int(row * _LETTERS)))
        centre = int(Qt.AlignmentFlag.AlignCenter)
        if not self._rows:
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.drawText(self.rect(), centre, self.tr("Nothing in this lane"))
            return
        room = max(1, self.height() // row)
        shown = self._rows if len(self._rows) <= room else self._rows[: max(1, room - 1)]
        for index, each in enumerate(shown):
            self._paint_row(painter, QRect(0, index * row, self.width(), row), each, striped=index % 2 == 1)
        if len(shown) < len(self._rows):
            more = self.tr("and {n} more").format(n=len(self._rows) - len(shown))
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.drawText(QRect(0, len(shown) * row, self.width(), row), centre, more)

    def _paint_row(self, painter: QPainter, place: QRect, row: ListRow, *, striped: bool) -> None:
        if striped:
            painter.fillRect(place, QColor(theme.SURFACE))
        gap, size = place.height() // 4, place.height() // 2
        sign = self._signs.pixmap(row.look, size)
        painter.drawPixmap(place.left() + gap, place.top() + (place.height() - size) // 2, size, size, sign)
        metrics, middle = painter.fontMetrics(), int(Qt.AlignmentFlag.AlignVCenter)
        left = place.left() + 2 * gap + size
        clock = metrics.horizontalAdvance(row.clock) + gap if row.clock else 0
        room = place.right() - left - clock - gap
        painter.setPen(QColor(theme.WARNING if row.presses else theme.TEXT_QUIET))
        painter.drawText(place.adjusted(0, 0, -gap, 0), middle | int(Qt.AlignmentFlag.AlignRight), row.clock)
        elide = Qt.TextElideMode.ElideRight
        # In a narrow tile what it is comes before where: titles mostly name their place.
        beside = row.place if room >= _BESIDE * place.height() else ""
        text = metrics.elidedText(row.text, elide, max(room * 3 // 5, 1) if beside else room)
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(QRect(left, place.top(), room, place.height()), middle, text)
        used = metrics.horizontalAdvance(text) + 2 * gap
        painter.setPen(QColor(theme.TEXT_QUIET))
        where = metrics.elidedText(beside, elide, max(0, room - used))
        painter.drawText(QRect(left + used, place.top(), room - used, place.height()), middle, where)
