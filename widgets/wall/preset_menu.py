"""The presets of a camera, to be called by mouse or by digit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget


class PresetMenu(QMenu):
    """Lists presets as pairs of number and name; closes when one was chosen.

    Signals: `called(number)`; `store_requested()` and `drop_requested()` for what follows the list.
    """

    called = Signal(int)
    store_requested = Signal()
    drop_requested = Signal()

    def __init__(self, *, presets: Sequence[tuple[int, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, name in presets:
            # A digit is pressed for it, as while turning; what people wrote presses nothing.
            shown = f"&{number}" if number < 10 else str(number)
            action = self.addAction(f"{shown}  {name.replace('&', '&&')}")
            action.triggered.connect(lambda _checked, number=number: self.called.emit(number))
        if not presets:
            self.addAction(self.tr("No presets yet")).setEnabled(False)
        self.addSeparator()
        self.addAction(self.tr("Store this view…")).triggered.connect(self.store_requested)
        forget = self.addAction(self.tr("Forget a preset…"))
        forget.triggered.connect(self.drop_requested)
        forget.setEnabled(bool(presets))

    def open_over(self, widget: QWidget) -> None:
        """Open at the top left of a widget."""
        self.popup(widget.mapToGlobal(QPoint(0, 0)))
