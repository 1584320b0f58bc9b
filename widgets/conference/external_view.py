"""A conference that is held elsewhere: its address, and a button that opens it in the browser."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from widgets.conference.call_view import CallView
from widgets.conference.said import Mark
from widgets.labels import plain_label


class ExternalView(CallView):
    """Signals: as `CallView`; it is ``joining`` at once, since it has no devices to ask for."""

    def __init__(
        self,
        *,
        open_address: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        """`open_address` shows an address in a browser, and says whether it could."""
        super().__init__(parent)
        self._open_address = open_address
        self._address = ""
        self._hand = False
        words = plain_label(wraps=True)
        words.setText(self.tr("This conference is held in another room, which opens in the browser."))
        self._shown = plain_label(part="quiet", wraps=True)
        self._shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._trouble = plain_label(wraps=True)
        self.button = QPushButton(self.tr("Open the room in the browser"))
        self.button.setEnabled(False)
        self.button.clicked.connect(self._open)
        rows = QVBoxLayout(self)
        for part in (words, self._shown, self.button, self._trouble):
            rows.addWidget(part)
        rows.addStretch(1)
        QTimer.singleShot(0, self, lambda: self.joining.emit(secrets.token_hex(8)))

    def set_roster(self, conference: dict[str, Any]) -> None:
        """As `CallView`."""
        self._address = str(conference.get("address", ""))
        # What the platform takes is checked there; a browser is asked for a web page alone, all the same.
        is_web = QUrl(self._address).scheme() == "https"
        self._shown.setText(self._address)
        self.button.setEnabled(is_web)

    def order(self, name: str, **more: bool) -> None:
        """As `CallView`: a hand is raised here, everything else is the other room's."""
        match name:
            case "hand":
                self._hand = more.get("on", not self._hand)
                self.marked.emit(Mark(hand=self._hand))
            case "leave":
                self.left.emit()

    def _open(self) -> None:
        if not self._open_address(QUrl(self._address)):
            self._trouble.setText(self.tr("No browser could be started: type the address in one."))
