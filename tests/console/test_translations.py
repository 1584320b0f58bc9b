"""Chinese words come from the catalogue, and nothing is left untranslated."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject
from pytestqt.qtbot import QtBot

from console.translations import CATALOGUE, CatalogueTranslator, read_catalogue

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context><name>Words</name>
<message><source>To accept</source><translation>待受理</translation></message>
<message><source>To come</source><translation type="unfinished"></translation></message>
<message><source>Gone</source><translation type="vanished">走了</translation></message>
</context></TS>
"""
#: Qt calls that show their first text argument to people; words in them must come through tr().
SHOWING = frozenset(
    {
        "QAction",
        "QCheckBox",
        "QGroupBox",
        "QLabel",
        "QPushButton",
        "addItem",
        "addRow",
        "addTab",
        "heading",
        "setAccessibleDescription",
        "setAccessibleName",
        "setPlaceholderText",
        "setStatusTip",
        "setText",
        "setTitle",
        "setToolTip",
        "setWindowTitle",
        "showText",
    }
)


def sources() -> list[Path]:
    """The sources whose words people see."""
    return [path for room in ("console", "widgets") for path in sorted((ROOT / room).rglob("*.py"))]


def name_of(call: ast.Call) -> str:
    """The last part of what is called: ``tr`` of ``self.tr(...)``."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def looked_up(tree: ast.AST) -> Iterator[tuple[int, tuple[str, str]]]:
    """The line and the (context, words) of each text that is looked up; empty words for no plain literal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and name_of(call) == "tr":
                    yield call.lineno, (node.name, literal(call.args[0]))
        # With a text first it is Qt's `translate`, not a painter's.
        if isinstance(node, ast.Call) and name_of(node) == "translate" and literal(node.args[0]):
            yield node.lineno, (literal(node.args[0]), literal(node.args[1]))


def literal(node: ast.expr) -> str:
    """The text of a literal; empty for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def literals(node: ast.expr) -> Iterator[str]:
    """The literal texts that an expression may have as its value or in it, those for tr() left out."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from literals(one)
            yield from literals(other)


def fields(text: str) -> set[str]:
    """The names of the placeholders in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """`scripts/translations.py`: `scripts` is a folder of programs, not a package."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_finished_entries_are_read(tmp_path: Path) -> None:
    path = tmp_path / "zh_CN.ts"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert read_catalogue(path) == {("Words", "To accept"): "待受理"}


def test_an_installed_catalogue_speaks_and_falls_back_to_english(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "zh_CN.ts"
    path.write_text(EXAMPLE, encoding="utf-8")
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


def test_every_word_of_the_sources_is_translated(script: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / "zh_CN.ts"
    shutil.copy(CATALOGUE, copy)
    script.update(catalogue=copy, root=ROOT)
    assert script.unfinished(copy) == [], "run 'make translations' and translate what it lists"
    assert read_catalogue(copy) == read_catalogue(CATALOGUE), "run 'make translations'"


def test_no_entry_is_unfinished_or_left_over() -> None:
    kinds = {each.get("type") for each in ElementTree.parse(CATALOGUE).getroot().iter("translation")}
    assert kinds == {None}


def test_placeholders_agree() -> None:
    wrong = [
        f"{context}: {source} / {words}"
        for (context, source), words in read_catalogue(CATALOGUE).items()
        if fields(source) != fields(words)
    ]
    assert wrong == []


def test_chinese_words_are_chinese() -> None:
    """What has no Chinese sign is punctuation."""
    latin = [
        words
        for words in read_catalogue(CATALOGUE).values()
        if words.isascii() and any(sign.isalpha() for sign in words)
    ]
    assert latin == []


def test_lupdate_finds_whatever_the_sources_look_up() -> None:
    """It misses a text that is put together and one that stands inside of an f-string."""
    known = read_catalogue(CATALOGUE)
    lost = [
        f"{path.relative_to(ROOT)}:{line} {words}"
        for path in sources()
        for line, words in looked_up(ast.parse(path.read_text(encoding="utf-8")))
        if words not in known
    ]
    assert lost == []


def test_no_words_for_people_pass_by_the_catalogue() -> None:
    strays = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or name_of(node) not in SHOWING:
                continue
            shown = [text for argument in node.args for text in literals(argument)]
            if any(sign.isalpha() for text in shown for sign in text):
                strays.append(f"{path.relative_to(ROOT)}:{node.lineno} {shown}")
    assert strays == []


def test_the_demonstration_banner_says_so_in_the_words_of_such_rooms() -> None:
    words = read_catalogue(CATALOGUE)
    assert "演示数据" in words["Banners", "Demonstration data: simulated, not the real district"]
    assert words["Words", "Accept"] == "受理"


def test_qts_own_words_are_there_in_chinese() -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert (folder / "qtbase_zh_CN.qm").is_file()
