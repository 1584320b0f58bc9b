"""Chooses a camera by typing: for tiles that are filled by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QWidget

from widgets.camera_model import CameraSearch
from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.filter_edit import FilterEdit
from widgets.held_keys import ignore_held_enter
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.scaling import fit_dialog

#: Matches listed; the rest is counted.
_LISTED: Final = 100
#: Texts made in one turn of the loop: about 2 ms.
_SLICE: Final = 200


class CameraPickDialog(QDialog):
    """Typing finds, Up and Down choose, Enter takes; show it with `open()`. Signals: `picked(camera id)`."""

    picked = Signal(str)

    def __init__(
        self,
        *,
        title: str,
        search: CameraSearch,
        line_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """`line_of` says in a line what the camera with this id is called, and where it is."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        tell_of(self, Section.LAYOUTS)
        self._search = search
        self._line_of = line_of
        self.filter = FilterEdit(placeholder=self.tr("Camera: name, device id, pinyin initials"))
        self.filter.typed.connect(self._find)
        self.filter.installEventFilter(self)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        self._told = plain_label(part="quiet")
        self._send = QPushButton(self.tr("Onto the tile"))
        self._send.setAutoDefault(False)
        self._send.clicked.connect(self._take)
        column = dialog_column(self)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addLayout(foot(self._told, leave_button(self, self.tr("Cancel")), self._send))
        ignore_held_enter(self.filter, self._send)
        fit_dialog(self, 560, 460)
        self._preparing = QTimer(self, interval=0)
        self._preparing.timeout.connect(self._prepare)
        self._preparing.start()
        self._find("")
        self.filter.setFocus()

    def _prepare(self) -> None:
        if not self._search.prepare(_SLICE):
            self._preparing.stop()

    def _find(self, typed: str) -> None:
        found = self._search.find(typed) if typed else []
        self.list.clear()
        for camera in found[:_LISTED]:
            item = QListWidgetItem(self._line_of(camera))
            item.setData(Qt.ItemDataRole.UserRole, camera)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self._send.setEnabled(bool(found))
        if not typed:
            self._told.setText("")
        elif len(found) > _LISTED:
            text = self.tr("{n} found, the first {m} listed")
            self._told.setText(text.format(n=len(found), m=_LISTED))
        else:
            self._told.setText(self.tr("{n} found").format(n=len(found)))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)
