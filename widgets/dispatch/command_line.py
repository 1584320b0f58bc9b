"""How a sent command fares, said in place."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from widgets.action import CommandView
from widgets.command_words import COMMAND_LOOK, named_fate
from widgets.labels import plain_label
from widgets.sign_label import SignLabel


class CommandLine(QFrame):
    """One line: sign, the command's words and how it fares at `now()`."""

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._now = now
        self._command: CommandView | None = None
        self._sign = SignLabel()
        self._text = plain_label(one_line=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text() if self._command is not None else ""

    def show_command(self, command: CommandView | None) -> None:
        """Show `command`, or nothing."""
        self._command = command
        self.setVisible(command is not None)
        if command is None:
            return
        look = COMMAND_LOOK[command.phase]
        self._sign.show_look(look)
        self._text.setStyleSheet(f"color: {look.colour}")
        self.refresh()

    def refresh(self) -> None:
        """Write the words again: some of them tell an age."""
        if self._command is not None:
            text = named_fate(self._command, now=self._now())
            if text != self._text.text():
                self._text.setText(text)
