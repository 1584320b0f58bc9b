"""What came in during a break, told once: in groups, above the list of alarms."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets import signs, theme
from widgets.labels import plain_label
from widgets.sign_label import SignLabel

#: Groups that are told one by one; the others are counted.
_MOST = 4


class MissedPanel(QFrame):
    """One sentence of the whole, a line for each of the first groups, and two ways to be done with it.

    Signals: `seen()` when somebody has looked, `acknowledge_requested()` for all that is in it.
    """

    seen = Signal()
    acknowledge_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "panel")
        self._text = plain_label(wraps=True, bold=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._more = plain_label(part="quiet")
        self._seen = QPushButton(self.tr("Seen   Enter"))
        self._seen.clicked.connect(self.seen)
        acknowledge = QPushButton(self.tr("Acknowledge all"))
        acknowledge.clicked.connect(self.acknowledge_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(self._seen)
        buttons.addWidget(acknowledge)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(4)
        column.addWidget(self._text)
        column.addLayout(self._lines)
        column.addWidget(self._more)
        column.addLayout(buttons)
        self._shown: tuple[tuple[int, str], ...] = ()
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, from the top."""
        return (self._text.text(), *(text for _, text in self._shown[:_MOST]))

    def show_missed(self, text: str, groups: Sequence[tuple[int, str]]) -> None:
        """Say this; `groups` are priority and words of each. An empty text hides it."""
        self._text.setText(text)
        if tuple(groups) != self._shown:
            self._shown = tuple(groups)
            self._write()
        self.setVisible(bool(text))

    def take_focus(self) -> None:
        """Move to its first button, which Enter presses."""
        self._seen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _write(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.deleteLater()
        for priority, text in self._shown[:_MOST]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(SignLabel(signs.SEVERITY.get(priority, signs.UNKNOWN), 16))
            label = plain_label()
            label.setText(text)
            line.addWidget(label, 1)
            self._lines.addWidget(row)
        more = len(self._shown) - _MOST
        self._more.setText(self.tr("+{n} more").format(n=more))
        self._more.setVisible(more > 0)

    # Qt overrides.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.seen.emit()
            return
        super().keyPressEvent(event)
