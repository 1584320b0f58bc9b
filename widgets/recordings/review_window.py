"""The marked copy of what somebody wants to take out, in a window of its own: looked at, then decided on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets import theme
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.scaling import fit_dialog
from widgets.wall.tile import Tile


class ReviewWindow(QDialog):
    """Shows a clip on its `tile`, or a still, below what it is asked for.

    Signals: `approve_wanted()`, `refuse_wanted()`, `closed()`.
    """

    approve_wanted = Signal()
    refuse_wanted = Signal()
    closed = Signal()

    def __init__(self, *, camera: str, about: str, decides: bool, parent: QWidget | None = None) -> None:
        """`decides`: it can be approved and refused from here."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Evidence: {camera}").format(camera=camera))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        tell_of(self, Section.TILES)
        self._camera = camera
        told = plain_label(wraps=True)
        told.setText(about)
        self.tile = Tile(number=1, empty=self.tr("The marked copy is being made"), parent=self)
        self.tile.set_number(1, address=" ")
        self.still = _Still(self)
        self.still.hide()
        self.approve = self._button(self.tr("Approve…"), self.approve_wanted)
        self.refuse = self._button(self.tr("Refuse…"), self.refuse_wanted)
        for button in (self.approve, self.refuse):
            button.setVisible(decides)
            # Nobody decides on what he has not seen yet.
            button.setEnabled(False)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.approve)
        row.addWidget(self.refuse)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.tile, 1)
        column.addWidget(self.still, 1)
        column.addLayout(row)
        fit_dialog(self, 900, 700)

    def show_still(self, picture: QPixmap) -> None:
        """Show a single picture instead of a clip."""
        self.tile.hide()
        self.still.show_picture(picture)
        self.still.show()
        self._seen()

    def show_clip(self) -> None:
        """A clip is about to be played on the tile."""
        self.tile.set_camera(self._camera)
        self._seen()

    def say(self, text: str) -> None:
        """Say why there is nothing to be seen."""
        self.tile.say_when_empty(text)

    def _seen(self) -> None:
        self.approve.setEnabled(True)
        self.refuse.setEnabled(True)

    def _button(self, text: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setMinimumHeight(theme.target_height())
        button.clicked.connect(wanted)
        return button

    # Qt overrides.

    def done(self, result: int) -> None:
        self.closed.emit()
        super().done(result)


class _Still(QLabel):
    """A picture as large as there is room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self._fit(self.size())

    def _fit(self, size: QSize) -> None:
        if not self._picture.isNull():
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.setPixmap(self._picture.scaled(size, kept, smooth))

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size())
