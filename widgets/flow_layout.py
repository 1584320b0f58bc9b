"""A row that goes on in the next line where it finds no room."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets side by side, `gap` pixels apart, in as many lines as the width asks for.

    What is added after `add_stretch` stands at the right end while everything fits into one line. Widgets
    that are hidden take no room; one that is wider than the whole line is made as narrow as it may become.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 0, line_gap: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self._stretch_at: int | None = None

    def add_stretch(self) -> None:
        """From here on to the right end."""
        self._stretch_at = len(self._items)

    def _arrange(self, room: QRect, *, place: bool) -> int:
        """Lay everything into `room`; return the height that takes, with the margins."""
        margins: QMargins = self.contentsMargins()
        inner = room.marginsRemoved(margins)
        lines = self._lines(inner.width())
        top = inner.y()
        for line in lines:
            height = max(size.height() for _, size in line)
            if place:
                self._place(line, QRect(inner.x(), top, inner.width(), height), alone=len(lines) == 1)
            top += height + self._line_gap
        used = top - self._line_gap - inner.y() if lines else 0
        return used + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[int, QSize]]]:
        """Number and size of each widget that is shown, by lines."""
        lines: list[list[tuple[int, QSize]]] = []
        used = 0
        for number, item in enumerate(self._items):
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if size.width() > width:
                size.setWidth(max(item.minimumSize().width(), width))
                if item.hasHeightForWidth():
                    size.setHeight(item.heightForWidth(size.width()))
            if lines and used + self._gap + size.width() <= width:
                lines[-1].append((number, size))
                used += self._gap + size.width()
            else:
                lines.append([(number, size)])
                used = size.width()
        return lines

    def _place(self, line: list[tuple[int, QSize]], room: QRect, *, alone: bool) -> None:
        used = sum(size.width() for _, size in line) + self._gap * (len(line) - 1)
        left, spare = room.x(), max(0, room.width() - used)
        for number, size in line:
            if alone and self._stretch_at is not None and number >= self._stretch_at:
                left, spare = left + spare, 0
            middle = room.y() + (room.height() - size.height()) // 2
            self._items[number].setGeometry(QRect(QPoint(left, middle), size))
            left += size.width() + self._gap

    # Qt overrides.

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        self._arrange(room, place=True)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """As narrow as its widest widget may become."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((size.width() for size in sizes), default=0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())
