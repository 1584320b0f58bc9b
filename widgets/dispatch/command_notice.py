"""How the last command on an incident fares; where somebody was first, what changed and a way to redo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.action import CommandPhase, CommandView
from widgets.dispatch.command_line import CommandLine
from widgets.labels import plain_label

#: What reads differently is told in so many lines; the incident itself stands above.
_MOST_CHANGES = 4
_OVER = (CommandPhase.REFUSED, CommandPhase.EXPIRED)


class CommandNotice(QWidget):
    """The command's line, what changed under it, and its two buttons.

    Signals: `redo_requested(str)` and `dismiss_requested(str)` with the command's key.
    """

    redo_requested = Signal(str)
    dismiss_requested = Signal(str)

    def __init__(
        self, *, now: Callable[[], float], redo_key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key = ""
        self._line = CommandLine(now=now)
        self._changes = plain_label(wraps=True)
        self._why_not = plain_label(part="quiet", wraps=True)
        self.redo = QPushButton(redo_words(redo_key))
        self.redo.clicked.connect(lambda: self.redo_requested.emit(self._key))
        self.dismiss = QPushButton(self.tr("Seen"))
        self.dismiss.clicked.connect(lambda: self.dismiss_requested.emit(self._key))
        for button in (self.redo, self.dismiss):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addWidget(self._changes)
        column.addWidget(self._why_not)
        row = QHBoxLayout()
        row.addWidget(self.redo)
        row.addWidget(self.dismiss)
        row.addStretch(1)
        column.addLayout(row)
        self.show_command(None)

    @property
    def text(self) -> str:
        """Everything it says now."""
        labels = (self._line.text, *(each.text() for each in (self._changes, self._why_not)))
        return "\n".join(text for text in labels if text) if not self.isHidden() else ""

    def show_command(self, command: CommandView | None) -> None:
        """Show `command`, or nothing."""
        self._line.show_command(command)
        self.setVisible(command is not None)
        if command is None:
            return
        self._key = command.key
        conflict = command.conflict
        self._changes.setText("\n".join(conflict.changes[:_MOST_CHANGES]) if conflict else "")
        self._changes.setVisible(bool(self._changes.text()))
        self._why_not.setText(conflict.why_not if conflict else "")
        self._why_not.setVisible(bool(self._why_not.text()))
        self.redo.setVisible(conflict is not None)
        self.redo.setEnabled(conflict is not None and not conflict.why_not)
        self.dismiss.setVisible(command.phase in _OVER)

    def refresh(self) -> None:
        """Write the ages again."""
        self._line.refresh()


def redo_words(key: str) -> str:
    """What the button for redoing says, with its key."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    text = QCoreApplication.translate("CommandNotice", "Redo on the new version")
    return f"{text}   {native}" if native else text
