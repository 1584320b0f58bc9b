"""Reads PDFs back as a person's program does: their text and their looks."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from console.paper.pdf import PdfSheet
from console.paper.sheet import Paper
from console.paper.typesetting import Typesetting


def pdf_of(paper: Paper) -> bytes:
    """The PDF of a paper."""
    sheet = PdfSheet(paper=paper)
    for _ in Typesetting(paper=paper, device=sheet.writer).steps():
        pass
    return sheet.content()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, without any space."""
    with_pages = _Opened(pdf)
    document = with_pages.document
    return [re.sub(r"\s", "", document.getAllText(page).text()) for page in range(document.pageCount())]


def page_picture(pdf: bytes, page: int, *, scale: float = 1.0) -> QImage:
    """A page on white paper, `scale` pixels a point."""
    opened = _Opened(pdf)
    size = opened.document.pagePointSize(page) * scale
    drawn = opened.document.render(page, QSize(round(size.width()), round(size.height())))
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


class _Opened:
    def __init__(self, pdf: bytes) -> None:
        self.buffer = QBuffer()
        self.buffer.setData(QByteArray(pdf))
        self.buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self.buffer)
        assert self.document.status() is QPdfDocument.Status.Ready
