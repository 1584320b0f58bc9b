"""Paints rows before they are scrolled to, between two frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

#: Rows are painted so many at once, so often: a millisecond of a frame.
_ROWS: Final = 3
_EVERY_MS: Final = 4


class RowsAhead(QObject):
    """Has the rows of the screens before and after the one that is seen painted by `paint(row)`."""

    def __init__(self, *, paint: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._paint = paint
        self._seen = (-1, -1)
        self._rows: list[int] = []
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._go_on)

    def look(self, first: int, last: int) -> None:
        """The rows from `first` to `last` are seen now."""
        if (first, last) != self._seen:
            self._seen = (first, last)
            page = last - first + 1
            after, before = range(last + 1, last + 1 + page), range(first - page, first)
            # Taken from the end: what lies nearest first, what lies below before what lies above.
            self._rows = [*before, *reversed(after)]
            self._timer.start()

    def stop(self) -> None:
        """Nothing is seen for now."""
        self._timer.stop()
        self._seen = (-1, -1)

    def _go_on(self) -> None:
        for _ in range(_ROWS):
            if not self._rows:
                self._timer.stop()
                return
            self._paint(self._rows.pop())
