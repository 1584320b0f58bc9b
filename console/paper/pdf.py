"""A PDF as something to print on: A4, its fonts within it, its text to be found and copied."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QRawFont

from console.paper.sheet import Paper
from console.paper.typesetting import typeface

#: In millimetres: beside the page, and above and below it.
_MARGINS: Final = (15.0, 12.0)
_DPI: Final = 300
_POINTS: Final = 10.0

#: Where a PDF says which characters its glyphs stand for, and those to be exchanged there.
_CHARACTERS: Final = re.compile(rb"beginbf(range|char)\n.*?endbf\1", re.DOTALL)
_RADICAL: Final = re.compile(rb"<2[EF][0-9A-F]{2}>")
_RADICALS: Final = range(0x2E80, 0x2FE0)
_IDEOGRAPHS: Final = range(0x4E00, 0xA000)


class PdfSheet:
    """A PDF in memory to draw a paper on. `content` is the whole file once the typesetting has ended."""

    def __init__(self, *, paper: Paper) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._buffer)
        # Whoever still draws on the writer writes into the buffer.
        self._buffer.setParent(self.writer)
        self.writer.setResolution(_DPI)
        self.writer.setTitle(" ".join(part for part in (paper.title, paper.number) if part))
        self.writer.setPageLayout(page_layout(landscape=paper.landscape))

    def content(self) -> bytes:
        """The bytes of the file."""
        return _with_plain_characters(bytes(self._buffer.data().data()))


def page_layout(*, landscape: bool) -> QPageLayout:
    """A4, upright or across, with the margins of everything printed here."""
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(*_MARGINS, *_MARGINS)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, margins, QPageLayout.Unit.Millimeter)


def _with_plain_characters(pdf: bytes) -> bytes:
    """The same PDF, in which 日 is found as 日.

    WORKAROUND https://github.com/wkhtmltopdf/wkhtmltopdf/issues/4414: Qt says of a glyph which character it
    stands for by the lowest one that has it, and in Chinese fonts the radicals at U+2E80 share theirs with
    the characters that everybody writes: whoever searched or copied got what nobody can type. These tables
    stand in the file as they are, and the other character is as long, so no offset moves.
    """
    plain = _plain_characters()

    def exchanged(found: re.Match[bytes]) -> bytes:
        return _RADICAL.sub(lambda code: plain.get(code[0], code[0]), found[0])

    return _CHARACTERS.sub(exchanged, pdf)


@functools.cache
def _plain_characters() -> dict[bytes, bytes]:
    """A radical -> the character that shares its glyph, both as a PDF writes them."""
    font = QRawFont.fromFont(typeface(_POINTS))

    def with_glyphs(codes: range) -> Iterator[tuple[int, int]]:
        return zip(font.glyphIndexesForString("".join(map(chr, codes))), codes, strict=True)

    characters = dict(with_glyphs(_IDEOGRAPHS))
    return {
        b"<%04X>" % code: b"<%04X>" % characters[glyph]
        for glyph, code in with_glyphs(_RADICALS)
        if glyph and glyph in characters
    }
