"""How parts become one text, with the marks of the reader's language between them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def listed(parts: Iterable[str]) -> str:
    """Several in one line, the empty ones left out."""
    return translate("Phrases", ", ").join(part for part in parts if part)


def captioned(caption: str, text: object) -> str:
    """What is told, after what it is about."""
    return translate("Phrases", "{caption}: {text}").format(caption=caption, text=text)


def remarked(text: str, remark: str) -> str:
    """A text and what is said beside it."""
    return translate("Phrases", "{text} ({remark})").format(text=text, remark=remark)
