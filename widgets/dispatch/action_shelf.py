"""Where the buttons of an incident stand: all of them, or scrolled where what is read needs the room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from widgets.dispatch.action_button import ActionGrid


class ActionShelf(QScrollArea):
    """As high as its `grid` wants to be, unless it is told how high it may be at most."""

    def __init__(self, *, grid: ActionGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setWidget(grid)
        self.viewport().setAutoFillBackground(False)
        grid.setAutoFillBackground(False)

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return self._grid.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._grid.minimumSizeHint().width(), 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # The grid has got more or fewer rows.
            self.updateGeometry()
        return super().event(event)
