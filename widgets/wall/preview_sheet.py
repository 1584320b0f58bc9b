"""The director's preview (预监): what is to come onto a wall, small and live, before anybody else sees it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from widgets import theme
from widgets.flow_layout import FlowLayout
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.wall.wall_grid import WallGrid


class PreviewSheet(QWidget):
    """The tiles of what is prepared, and the button that puts it on air.

    Signals: `scene_wanted()`, `step_wanted()` for the next step of the wall's tour, `reason_wanted()` for its
    recordings, by a button that is shown only while they need one, `air_wanted()`;
    `seen_changed(bool)` when it comes into sight or goes.
    """

    scene_wanted = Signal()
    step_wanted = Signal()
    reason_wanted = Signal()
    air_wanted = Signal()
    seen_changed = Signal(bool)

    def __init__(self, *, now: Callable[[], float] = time.time, parent: QWidget | None = None) -> None:
        """`now` is the platform's time, for the tiles' clocks."""
        super().__init__(parent)
        tell_of(self, Section.LAYOUTS)
        self.grid = WallGrid(tiles=1, now=now)
        self.told = plain_label(wraps=True)
        self.scene_button, self.step_button, self.reason_button, self.air_button = (
            QPushButton() for _ in range(4)
        )
        self.reason_button.hide()
        buttons = FlowLayout(gap=theme.GAP, line_gap=theme.GAP // 2)
        for button, wanted in (
            (self.scene_button, self.scene_wanted),
            (self.step_button, self.step_wanted),
            (self.reason_button, self.reason_wanted),
            (self.air_button, self.air_wanted),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self.told)
        column.addWidget(self.grid, 1)
        column.addLayout(buttons)
        self._translate()

    def tell(self, text: str, *, why_no_step: str, why_no_air: str) -> None:
        """Say what is prepared for which wall; why there is no next step, and why it cannot be put on air."""
        self.told.setText(text)
        for button, why_not in ((self.step_button, why_no_step), (self.air_button, why_no_air)):
            button.setEnabled(not why_not)
            button.setToolTip(why_not)

    def focus(self) -> None:
        """Move the keyboard to what can be done first."""
        button = self.air_button if self.air_button.isEnabled() else self.scene_button
        button.setFocus()

    def _translate(self) -> None:
        self.scene_button.setText(self.tr("Scene…"))
        self.step_button.setText(self.tr("Tour's next"))
        self.reason_button.setText(self.tr("Recordings: give a reason…"))
        self.air_button.setText(self.tr("On air   Ctrl+Shift+W"))

    # Qt overrides.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen_changed.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)
