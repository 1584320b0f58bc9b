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
    dialog = file_dialog(parent=parent, title=title, filters=filters, then=then)
    dialog.open()
    return dialog


def ask_new_file(
    *, parent: QWidget, title: str, name: str, filters: tuple[str, ...], then: Callable[[Path], None]
) -> QFileDialog:
    """Ask where to write a file, by default called `name`; one that is there is asked about first."""
    dialog = new_file_dialog(parent=parent, title=title, name=name, filters=filters, then=then)
    dialog.open()
    return dialog


def file_dialog(
    *, parent: QWidget, title: str, filters: tuple[str, ...], then: Callable[[Path], None]
) -> QFileDialog:
    """The dialog of `ask_file`, not shown yet."""
    dialog = _dialog(parent, title, filters, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def new_file_dialog(
    *, parent: QWidget, title: str, name: str, filters: tuple[str, ...], then: Callable[[Path], None]
) -> QFileDialog:
    """The dialog of `ask_new_file`, not shown yet."""
    dialog = _dialog(parent, title, filters, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return dialog


def _dialog(
    parent: QWidget, title: str, filters: tuple[str, ...], then: Callable[[Path], None]
) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Qt's own looks as the rest does and is the same everywhere; a native one would be another window that
    # the lock of the desk cannot put away.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setNameFilters(filters)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    return dialog
