"""How a sent command fares, said in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from widgets import theme
from widgets.action import CommandPhase, CommandView
from widgets.labels import plain_label
from widgets.signs import Look, Sign, SignPainter

_COMMAND_LOOK = {
    CommandPhase.UNSENT: Look(Sign.PAUSE, theme.WARNING),
    CommandPhase.PENDING: Look(Sign.HALF, theme.ACCENT),
    CommandPhase.DONE: Look(Sign.CHECK, theme.OK),
    CommandPhase.REFUSED: Look(Sign.CROSS, theme.DANGER),
    CommandPhase.EXPIRED: Look(Sign.CROSS, theme.DANGER),
}


class CommandLine(QFrame):
    """One line: sign, the command's words and how it fares."""

    def __init__(self) -> None:
        super().__init__()
        self._signs = SignPainter()
        self._sign = QLabel()
        self._text = plain_label(wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        self.hide()

    def show_command(self, command: CommandView | None) -> None:
        """Show `command`, or nothing."""
        self.setVisible(command is not None)
        if command is None:
            return
        look = _COMMAND_LOOK[command.phase]
        self._sign.setPixmap(self._signs.pixmap(look, 18, self.devicePixelRatioF()))
        match command.phase:
            case CommandPhase.UNSENT:
                text = self.tr("{name}: not sent yet, no connection").format(name=command.text)
            case CommandPhase.PENDING:
                text = self.tr("{name}: sent, waiting for the platform").format(name=command.text)
            case CommandPhase.DONE:
                text = self.tr("{name}: done").format(name=command.text)
            case CommandPhase.REFUSED:
                text = self.tr("{name}: refused. {reason}").format(name=command.text, reason=command.reason)
            case CommandPhase.EXPIRED:
                text = self.tr("{name}: not sent in time. Telephone now").format(name=command.text)
        self._text.setText(text)
        self._text.setStyleSheet(f"color: {look.colour}")
