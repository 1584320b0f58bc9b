"""Asks for words: a result, a reason, a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.labels import plain_label
from widgets.scaling import fit_dialog, follow_scale

_MOST_PRESETS = 9


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """What was written, and the id of what was chosen beside it (empty when nothing was to be chosen)."""

    text: str
    choice: str = ""


class TextDialog(QDialog):
    """A text that must not be empty; while it is, a number key takes the preset of that number.

    Enter sends, Shift+Enter starts a new line. `choices` are (id, name). Show it with `open()`.

    Signals: `answered(TextAnswer)`.
    """

    answered = Signal(TextAnswer)

    def __init__(
        self,
        *,
        title: str,
        about: str,
        send: str,
        presets: Sequence[str] = (),
        choices: Sequence[tuple[str, str]] = (),
        choice_caption: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        heading = plain_label(wraps=True, size="large", bold=True)
        heading.setText(title)
        subject = plain_label(part="quiet", wraps=True)
        subject.setText(about)
        self._choice = QComboBox()
        for id_, name in choices:
            self._choice.addItem(name, id_)
        self._presets = tuple(presets[:_MOST_PRESETS])
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._check)
        self._missing = plain_label(part="quiet")
        self._send = QPushButton(send)
        self._send.setDefault(True)
        self._send.clicked.connect(self._answer)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)

        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(theme.GAP)
        column.addWidget(heading)
        column.addWidget(subject)
        if choices:
            row = QHBoxLayout()
            caption = plain_label()
            caption.setText(choice_caption)
            row.addWidget(caption)
            row.addWidget(self._choice, 1)
            column.addLayout(row)
        for number, preset in enumerate(self._presets, start=1):
            column.addWidget(self._preset_button(number, preset))
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addWidget(self._missing, 1)
        row.addWidget(cancel)
        row.addWidget(self._send)
        column.addLayout(row)
        self._check()
        self.text.setFocus()
        follow_scale(self, lambda: self.text.setMinimumHeight(theme.px(84)))
        fit_dialog(self, 560, 320)

    def _preset_button(self, number: int, preset: str) -> QPushButton:
        button = QPushButton(f"{number}   {preset}".replace("&", "&&"))
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setStyleSheet("text-align: left")
        button.clicked.connect(lambda: self._take(preset))
        return button

    def _take(self, preset: str) -> None:
        self.text.setPlainText(preset)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()

    def _written(self) -> str:
        return self.text.toPlainText().strip()

    def _check(self) -> None:
        written = bool(self._written())
        self._send.setEnabled(written)
        if written:
            self._missing.setText(self.tr("Enter sends   Shift+Enter new line"))
        elif self._presets:
            self._missing.setText(self.tr("Write it, or press a number"))
        else:
            self._missing.setText(self.tr("Words are needed here"))

    def _answer(self) -> None:
        if text := self._written():
            self.answered.emit(TextAnswer(text=text, choice=self._choice.currentData() or ""))
            self.accept()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.text or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self._answer()
            return True
        number = event.key() - Qt.Key.Key_1
        if not self.text.toPlainText() and 0 <= number < len(self._presets):
            self._take(self._presets[number])
            return True
        return super().eventFilter(watched, event)
