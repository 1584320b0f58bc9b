"""The console's two languages: English stands in the sources, Chinese in one Qt Linguist file."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

import resources

CATALOGUE = Path(resources.__path__[0]) / "translations" / "zh_CN.ts"


class CatalogueTranslator(QTranslator):
    """Serves the words of a Qt Linguist ``.ts`` file as it stands, so that no compiled copy is kept."""

    def __init__(self, catalogue: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._words = read_catalogue(catalogue)

    def isEmpty(self) -> bool:
        return not self._words

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return self._words.get((_text(context), _text(source_text)))


def _text(value: str | bytes | None) -> str:
    """PySide hands over C strings as str or bytes, depending on its version."""
    return value.decode() if isinstance(value, bytes) else value or ""


def read_catalogue(path: Path) -> dict[tuple[str, str], str]:
    """Return ``{(context, source): translation}`` of the finished entries of a ``.ts`` file."""
    words: dict[tuple[str, str], str] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None and translation.text:
                words[name, message.findtext("source", "")] = translation.text
    return words


def install(application: QCoreApplication, language: str) -> None:
    """Make the application speak `language`; call it before the first widget is made."""
    if language != "zh_CN":
        return
    qt_words = QTranslator(application)
    if qt_words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qt_words)
    application.installTranslator(CatalogueTranslator(CATALOGUE, application))
