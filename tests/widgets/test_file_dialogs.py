"""Asking for files without blocking."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from widgets.file_dialogs import ask_file, ask_new_file


def test_a_new_file_gets_the_suffix_it_should_have(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    found: list[Path] = []
    dialog = ask_new_file(
        parent=window, title="Save", name="a.xml", filters=("XML (*.xml)",), then=found.append
    )
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("alert")
    dialog.accept()
    assert found == [tmp_path / "alert.xml"]


def test_who_goes_back_chooses_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    found: list[Path] = []
    dialog = ask_file(parent=window, title="Open", filters=("Tables (*.csv)",), then=found.append)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    dialog.reject()
    assert found == []
