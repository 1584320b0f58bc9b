"""The place of a call on the desk: what it is about, the call itself, and a camera beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from widgets.labels import plain_label

#: Shares of call and camera, in pixels of the place that they have on the desk.
_SHARES: Final = (400, 228)
#: A camera's picture, and what its tile needs above it, in pixels.
_RATIO: Final = 9 / 16
_STRIP: Final = 24


class _Beside(QWidget):
    """A camera's tile as high as its picture, and words in the room that is left."""

    def __init__(self, *, tile: QWidget) -> None:
        super().__init__()
        self._tile = tile
        self.words = plain_label(size="small", wraps=True)
        self.words.setContentsMargins(6, 6, 6, 6)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tile)
        column.addWidget(self.words, 1)

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tile.setFixedHeight(round(self.width() * _RATIO) + _STRIP)


class ConferenceDock(QFrame):
    """Shows one call at a time; `beside` is the tile that a camera can stand on, hidden while none does.

    Signals: `hide_requested()`.
    """

    hide_requested = Signal()

    def __init__(self, *, beside: QWidget, hide_key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "panel")
        self._title = plain_label(bold=True, one_line=True)
        self._about = plain_label(part="quiet", size="small", one_line=True)
        self._others = plain_label(part="quiet", size="small", one_line=True)
        self._others.hide()
        self._hide = QToolButton()
        self._hide.setText("▾")
        self._hide.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hide = self.tr("Show the cameras again; the call goes on")
        self._hide.setToolTip(f"{hide}   {hide_key}" if hide_key else hide)
        self._hide.setAccessibleName(hide)
        self._hide.clicked.connect(self.hide_requested)
        self._call: QWidget | None = None
        self._place = QWidget()
        place = QVBoxLayout(self._place)
        place.setContentsMargins(0, 0, 0, 0)
        self._beside = _Beside(tile=beside)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.addWidget(self._place)
        self._across.addWidget(self._beside)
        self._across.setSizes(list(_SHARES))
        for number, share in enumerate(_SHARES):
            self._across.setStretchFactor(number, share)
        self._beside.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._title, self._about, self._others):
            words.addWidget(label)
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 4, 4)
        head.addLayout(words, 1)
        head.addWidget(self._hide, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self._across, 1)

    @property
    def text(self) -> str:
        """What its heading says."""
        labels = (self._title, self._about, self._others)
        return "\n".join(label.text() for label in labels if label.text())

    def put(self, call: QWidget) -> None:
        """Let this call stand here; the one before is deleted."""
        self.clear()
        self._call = call
        layout = self._place.layout()
        assert layout is not None
        layout.addWidget(call)

    def clear(self) -> None:
        """Delete the call that stands here."""
        call, self._call = self._call, None
        if call is not None:
            call.hide()
            call.setParent(None)
            call.deleteLater()

    def show_head(self, *, title: str, about: str, others: str) -> None:
        """Write what the call is about, how it stands, and which others there are; an empty one goes."""
        for label, text in ((self._title, title), (self._about, about), (self._others, others)):
            if label.text() != text:
                label.setText(text)
        self._others.setVisible(bool(others))

    def show_people(self, text: str) -> None:
        """Write who is in, below the camera beside the call; the call itself shows them too."""
        if text != self._beside.words.text():
            self._beside.words.setText(text)

    def show_beside(self, on: bool) -> None:
        """Whether a camera stands beside the call."""
        self._beside.setVisible(on)
