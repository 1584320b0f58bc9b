"""When what a person did is seen: from the X server's own stamp of a key to the end of the paint."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject
from PySide6.QtGui import QInputEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

#: The X server stamps in milliseconds of the monotonic clock, in 32 bits.
_WRAP_MS: Final = 2**32
_INPUTS: Final = frozenset((QEvent.Type.KeyPress, QEvent.Type.Wheel))


def stamped(milliseconds: int, now: float) -> float:
    """The X server's stamp as a moment of the monotonic clock, given one shortly after it (both seconds)."""
    return now - ((now * 1000 - milliseconds) % _WRAP_MS) / 1000


class Watch(QObject):
    """Notes what comes in at a window's field and table, and when it has been painted.

    `answered` is set when all that came in has been seen. The times are milliseconds: `filters` from a key in
    the field to the table painted with its new rows; `scrolls` from a key or the wheel to the table painted;
    `frames` the part of those in which the thread of the user interface worked: from taking the input up.
    """

    def __init__(
        self, *, window: QWidget, field: QLineEdit, table: QAbstractItemView, is_filtered: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self.answered = threading.Event()
        self.filters: list[float] = []
        self.scrolls: list[float] = []
        self.frames: list[float] = []
        self._window = window
        self._field = field
        self._table = table
        self._viewport = table.viewport()
        self._is_filtered = is_filtered
        self._typed: list[float] = []
        self._turned: float | None = None
        self._taken = 0.0
        self._moved = False
        self._seen = False
        self._is_stale = False
        for watched in (window, field, table, self._viewport):
            watched.installEventFilter(self)
        # Not every turn of the wheel moves something: at an end nothing is painted.
        table.verticalScrollBar().valueChanged.connect(self._rows_moved)
        table.selectionModel().currentChanged.connect(self._rows_moved)
        model = table.model()
        assert isinstance(model, QAbstractItemModel)
        for signal in (model.modelReset, model.layoutChanged, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._rows_changed)

    def typed(self, moment: float) -> None:
        """An input method committed text at `moment` (monotonic clock, seconds)."""
        self._typed.append(moment)

    def clear(self) -> None:
        """Forget what was measured."""
        for times in (self.filters, self.scrolls, self.frames):
            times.clear()

    def _rows_changed(self) -> None:
        self._is_stale = True

    def _rows_moved(self) -> None:
        self._moved = True

    def _painted(self) -> None:
        now = time.monotonic()
        if self._typed and self._is_filtered() and not self._is_stale:
            self.filters += [(now - moment) * 1000 for moment in self._typed]
            self._typed.clear()
            self.answered.set()
        if self._turned is not None and self._moved and self._seen:
            self.scrolls.append((now - self._turned) * 1000)
            self.frames.append((now - self._taken) * 1000)
            self._turned = None
            self.answered.set()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind != QEvent.Type.UpdateRequest:
                return False
            self._seen = False
            # Qt paints everything that is out of date, and hands it to the screen, within this one event.
            self._window.event(event)
            self._painted()
            return True
        if kind == QEvent.Type.Paint and watched is self._viewport:
            self._seen = True
            self._is_stale = False
        elif kind in _INPUTS and isinstance(event, QInputEvent) and event.spontaneous():
            now = time.monotonic()
            moment = stamped(event.timestamp(), now)
            if watched is self._field:
                self._typed.append(moment)
            elif not (self._turned and self._moved) and watched in (self._table, self._viewport):
                self._turned, self._taken, self._moved = moment, now, False
        return False
