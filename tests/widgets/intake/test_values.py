"""The values of an import know nothing of Qt: the reading process has none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from widgets.intake.values import ImportChoices

ROOT = Path(__file__).resolve().parents[3]


def test_they_bring_no_qt_along() -> None:
    program = "import console.intake.reader, sys; print([n for n in sys.modules if 'PySide' in n])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_choices_are_of_their_own() -> None:
    assert ImportChoices().columns is not ImportChoices().columns
