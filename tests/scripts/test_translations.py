from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "scripts" / "translations.py"


@pytest.fixture
def translations() -> ModuleType:
    """The script as a module: `scripts` is a folder of programs, not a package."""
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_new_words_are_listed_and_old_translations_kept(translations: ModuleType, tmp_path: Path) -> None:
    for room in translations.SOURCES:
        (tmp_path / room).mkdir()
    source = tmp_path / "widgets" / "desk.py"
    source.write_text('class Desk(QObject):\n    def f(self):\n        return self.tr("Accept")\n')
    catalogue = tmp_path / "resources" / "zh_CN.ts"

    translations.update(catalogue=catalogue, root=tmp_path)
    assert translations.unfinished(catalogue) == ["Desk: Accept"]

    text = catalogue.read_text(encoding="utf-8")
    text = text.replace('<translation type="unfinished"></translation>', "<translation>受理</translation>")
    catalogue.write_text(text, encoding="utf-8")
    source.write_text(source.read_text() + '    def g(self):\n        return self.tr("Finish")\n')
    translations.update(catalogue=catalogue, root=tmp_path)
    assert translations.unfinished(catalogue) == ["Desk: Finish"]
    assert "受理" in catalogue.read_text(encoding="utf-8")
