"""Paints the rows of the desk's lists and keeps them as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap

from widgets import theme
from widgets.row_model import Cell
from widgets.signs import SignPainter

_SIGN: Final = 16
_PAD: Final = 8
#: Pictures of rows kept; past this the one that was painted first goes. A screen holds some twenty.
_KEPT_STRIPS: Final = 120
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

#: Everything a row's picture depends on: its cells, and whether it is selected, current and under the mouse.
StripKey: TypeAlias = tuple[tuple[Cell, ...], bool, bool, bool]
#: Left edge, width, text to the right.
Place: TypeAlias = tuple[int, int, bool]


class RowPainter:
    """Paints whole rows of a `RowModel` and keeps them as pictures: a cell costs its text once.

    While others change around it, a row is copied. A selected row has a bar at its left
    edge and a lighter ground; the current row of a focused table has lines above and below.
    """

    def __init__(self) -> None:
        self._signs = SignPainter()
        self._strips: dict[str, tuple[StripKey, QPixmap]] = {}
        self._places: Sequence[Place] = ()
        self._colours: dict[str, QColor] = {}
        self.measure()

    def measure(self) -> None:
        """Take the sizes of the text scale that holds now."""
        self._plain = theme.font()
        self._bold = theme.font(bold=True)
        self._cut = {False: QFontMetrics(self._plain), True: QFontMetrics(self._bold)}
        self._sign = theme.px(_SIGN)
        self.forget()

    def strip(self, id_: str, key: StripKey, columns: Sequence[Place], size: QSize, ratio: float) -> QPixmap:
        """The picture of one row; of a row that has one already, only the cells that changed are painted."""
        held = self._strips.get(id_)
        every = range(len(columns))
        if held is not None and held[0] == key:
            return held[1]
        if held is not None and held[0][1:] == key[1:]:
            pixmap = held[1]
            changed: Sequence[int] = [column for column in every if held[0][0][column] != key[0][column]]
        else:
            while len(self._strips) >= _KEPT_STRIPS:
                del self._strips[next(iter(self._strips))]
            pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(self._ground(key))
            changed = every
        painter = QPainter(pixmap)
        for column in changed:
            self._paint(painter, key, column, columns[column], size.height())
        painter.end()
        self._strips.pop(id_, None)
        self._strips[id_] = (key, pixmap)
        return pixmap

    def keep_for(self, places: Sequence[Place]) -> None:
        """Forget the pictures when the columns have other places than before.

        A header says so too, but says it as well of columns that were only looked at again.
        """
        if places != self._places:
            self._places = places
            self.forget()

    def forget(self) -> None:
        """Rows look different from now on."""
        self._strips.clear()

    def _colour(self, name: str) -> QColor:
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(name)
        return found

    def _ground(self, key: StripKey) -> QColor:
        _, selected, _, hovered = key
        return self._colour(theme.SELECTION if selected else theme.HOVER if hovered else theme.SURFACE)

    def _paint(self, painter: QPainter, key: StripKey, column: int, place: Place, height: int) -> None:
        cells, selected, current, _ = key
        cell = cells[column]
        left, width, right = place
        if width <= 0:
            return
        painter.fillRect(left, 0, width, height, self._ground(key))
        painter.fillRect(left, height - 1, width, 1, self._colour(theme.ACCENT if current else theme.RAISED))
        if current:
            painter.fillRect(left, 0, width, 1, self._colour(theme.ACCENT))
        if selected and left <= 0:
            painter.fillRect(0, 0, 3, height, self._colour(theme.ACCENT))
        left, room = left + _PAD, width - 2 * _PAD
        for look in cell.marks if cell.look is None else (cell.look, *cell.marks):
            sign = self._sign
            self._signs.draw(painter, look, left, (height - sign) // 2, sign)
            left, room = left + sign + 6, room - sign - 6
        if cell.text and room > 8:
            painter.setFont(self._bold if cell.bold else self._plain)
            painter.setPen(self._colour(theme.TEXT if selected else cell.colour))
            text = self._cut[cell.bold].elidedText(cell.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, 0, room, height), _RIGHT if right else _LEFT, text)
