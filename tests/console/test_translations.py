"""Chinese words come from the catalogue, and nothing is left untranslated."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from console.translations import CatalogueTranslator, read_catalogue

CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context><name>Words</name>
<message><source>To accept</source><translation>待受理</translation></message>
<message><source>To come</source><translation type="unfinished"></translation></message>
<message><source>Gone</source><translation type="vanished">走了</translation></message>
</context></TS>
"""


def test_only_finished_entries_are_read(tmp_path: Path) -> None:
    path = tmp_path / "zh_CN.ts"
    path.write_text(CATALOGUE, encoding="utf-8")
    assert read_catalogue(path) == {("Words", "To accept"): "待受理"}


def test_an_installed_catalogue_speaks_and_falls_back_to_english(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "zh_CN.ts"
    path.write_text(CATALOGUE, encoding="utf-8")
    application = QCoreApplication.instance()
    assert application is not None
    owner = QObject()
    translator = CatalogueTranslator(path, owner)
    application.installTranslator(translator)
    try:
        assert QCoreApplication.translate("Words", "To accept") == "待受理"
        assert QCoreApplication.translate("Words", "To come") == "To come"
    finally:
        application.removeTranslator(translator)
