"""Asking for a file, never modally in code: the answer comes through a callback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(
    *, parent: QWidget, title: str, filters: tuple[str, ...], then: Callable[[Path], None]
) -> QFileDialog:
    """Ask for a file that exists. `filters` are such as ``Tables (*.csv *.xlsx)``."""
    dialog = _dialog(parent, title, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def ask_new_file(
    *, parent: QWidget, title: str, name: str, filters: tuple[str, ...], then: Callable[[Path], None]
) -> QFileDialog:
    """Ask where to write a file, by default called `name`; one that is there is asked about first."""
    dialog = _dialog(parent, title, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return _open(dialog, then)


def _dialog(parent: QWidget, title: str, filters: tuple[str, ...]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Qt's own looks as the rest does and is the same everywhere; a native one would be another window that
    # the lock of the desk cannot put away.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setNameFilters(filters)
    return dialog


def _open(dialog: QFileDialog, then: Callable[[Path], None]) -> QFileDialog:
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog
