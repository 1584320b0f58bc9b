"""Brings resources/translations/zh_CN.ts up to date with the words in the sources (`make translations`).

New words arrive unfinished and are listed; words that left the sources leave the catalogue. The program
reads the catalogue itself, so nothing has to be compiled.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "translations" / "zh_CN.ts"
#: Where words for people stand: the rooms that have Qt.
SOURCES = ("console", "widgets")


def update(*, catalogue: Path, root: Path) -> None:
    """Merge the words of all sources under `root` into `catalogue`. Raises CalledProcessError."""
    program = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    if program is None:
        raise FileNotFoundError("pyside6-lupdate is missing; run 'make setup' first")
    files = [str(path.relative_to(root)) for room in SOURCES for path in sorted((root / room).rglob("*.py"))]
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    # Without line numbers an unrelated edit does not change the catalogue.
    how = ["-silent", "-no-obsolete", "-locations", "none"]
    languages = ["-source-language", "en", "-target-language", "zh_CN"]
    subprocess.run([program, *how, *languages, *files, "-ts", str(catalogue)], cwd=root, check=True)


def unfinished(catalogue: Path) -> list[str]:
    """Words of `catalogue` that still want a translation, as ``Context: words``."""
    missing = []
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            words = "" if translation is None else "".join(translation.itertext()).strip()
            if translation is None or translation.get("type") == "unfinished" or not words:
                missing.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return missing


if __name__ == "__main__":
    update(catalogue=CATALOGUE, root=ROOT)
    sys.stdout.writelines(f"to translate: {words}\n" for words in unfinished(CATALOGUE))
