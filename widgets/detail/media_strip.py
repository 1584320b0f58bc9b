"""The pictures of an incident as a row of small ones; whoever owns the strip fetches them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backend_client.protocol.incident_parts import Media
from widgets import theme
from widgets.labels import plain_label
from widgets.moments import moment_text
from widgets.scaling import fit_dialog, follow_scale

_WIDTH: Final = 96
_HEIGHT: Final = 72


class MediaStrip(QScrollArea):
    """Small pictures in a row, each a button that opens it.

    Signals: `wanted(str)`, the id of a picture to be fetched; `opened(str)`, one to be shown large.
    """

    wanted = Signal(str)
    opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._media: tuple[Media, ...] = ()
        self._buttons: dict[str, QPushButton] = {}
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP)
        self._row.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        follow_scale(self, self._fit)
        self.hide()

    def set_media(self, media: Sequence[Media], *, now: float) -> None:
        """Show these pictures; those that are there already stay."""
        self.setVisible(bool(media))
        if tuple(media) == self._media:
            return
        self._media = tuple(media)
        for id_ in self._buttons.keys() - {each.id for each in media}:
            self._buttons.pop(id_).deleteLater()
        for place, each in enumerate(media):
            if each.id in self._buttons:
                continue
            button = QPushButton()
            button.setAutoDefault(False)
            button.setToolTip(f"{each.name}  {moment_text(each.at, now=now)}")
            button.setAccessibleName(each.name)
            button.setText("…")
            button.clicked.connect(lambda _checked=False, id_=each.id: self.opened.emit(id_))
            self._buttons[each.id] = button
            self._row.insertWidget(place, button)
            self.wanted.emit(each.id)
        self._fit()

    def ask_again(self) -> None:
        """Show no picture any more, and want each anew: another person looks now."""
        for id_, button in self._buttons.items():
            button.setIcon(QIcon())
            button.setText("…")
            self.wanted.emit(id_)

    def show_picture(self, id_: str, image: QImage) -> None:
        """Show what was fetched; a picture that is not wanted any more is dropped."""
        button = self._buttons.get(id_)
        if button is not None:
            button.setText("")
            button.setIcon(QIcon(QPixmap.fromImage(image)))

    def show_failure(self, id_: str) -> None:
        """Say that a picture could not be fetched."""
        button = self._buttons.get(id_)
        if button is not None:
            button.setText(self.tr("Not there"))

    def _fit(self) -> None:
        size = QSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        for button in self._buttons.values():
            button.setFixedSize(size)
            button.setIconSize(size - QSize(8, 8))
        self.setFixedHeight(size.height() + self.horizontalScrollBar().sizeHint().height())


class PictureDialog(QDialog):
    """One picture as large as fits; show it with `open()`."""

    def __init__(self, *, title: str, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._pixmap = QPixmap.fromImage(image)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        caption = plain_label(part="quiet")
        caption.setText(title)
        column = QVBoxLayout(self)
        column.addWidget(self._picture, 1)
        column.addWidget(caption)
        fit_dialog(self, 1100, 820)
        room = self.size() - QSize(40, 80)
        ratio = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(self._pixmap.scaled(room, ratio, smooth))
