"""Asking for a file, never modally in code: the answer comes through a callback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets.scaling import fit_dialog

translate = QCoreApplication.translate


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


def _documents() -> str:
    """Where people's files are; the folder that this program was started in says nothing to them."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())


def _dialog(
    parent: QWidget, title: str, filters: tuple[str, ...], then: Callable[[Path], None]
) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Qt's own looks as the rest does and is the same everywhere; a native one would be another window that
    # the lock of the desk cannot put away.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setNameFilters(filters)
    # Qt's own catalogue leaves some of these in English.
    for label, text in (
        (QFileDialog.DialogLabel.LookIn, translate("FileDialogs", "Folder:")),
        (QFileDialog.DialogLabel.FileName, translate("FileDialogs", "File name:")),
        (QFileDialog.DialogLabel.FileType, translate("FileDialogs", "Kind of file:")),
    ):
        dialog.setLabelText(label, text)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setDirectory(_documents())
    fit_dialog(dialog, 820, 540)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    return dialog
