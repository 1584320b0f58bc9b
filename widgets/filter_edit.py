"""A field that filters while one types, with a Chinese input method too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.initials import needle


class FilterEdit(QLineEdit):
    """Reports what stands in the field, together with the letters an input method is still composing.

    So pinyin initials find a name whether the input method is on or off. Signals: `typed(str)`.
    """

    typed = Signal(str)

    def __init__(self, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = ""
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._report)

    @property
    def needle(self) -> str:
        """What to look for."""
        return needle(self.text() + self._composing)

    @property
    def written(self) -> str:
        """What stands in the field, the letters that are being composed at their place in it."""
        text, at = self.text(), self.cursorPosition()
        return text[:at] + self._composing + text[at:]

    @property
    def written_cursor(self) -> int:
        """How many characters of `written` stand before the cursor."""
        return self.cursorPosition() + len(self._composing)

    def _report(self) -> None:
        self.typed.emit(self.needle)

    # Qt overrides.

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        composing = event.preeditString()
        changed = composing != self._composing
        self._composing = composing
        super().inputMethodEvent(event)
        if changed:
            self._report()
