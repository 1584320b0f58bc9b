"""Asking for files without blocking."""

from __future__ import annotations

from pathlib import Path

import pytest
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


def test_it_begins_where_peoples_files_are(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setenv("HOME", str(tmp_path))
    for folder in (tmp_path, tmp_path / "Documents"):
        folder.mkdir(exist_ok=True)
        dialog = ask_file(parent=window, title="Open", filters=("Tables (*.csv)",), then=lambda _path: None)
        assert Path(dialog.directory().path()) == folder
        assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == "Folder:"
        dialog.reject()
