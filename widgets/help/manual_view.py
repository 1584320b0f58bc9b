"""The pages of the manual, as large as the text scale says."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from widgets import theme
from widgets.help.manual import Manual
from widgets.scaling import follow_scale

_PAD: Final = 6
_PAGE: Final = 16
_WHOLE: Final = QTextLength(QTextLength.Type.PercentageLength, 100)


class ManualView(QTextBrowser):
    """Shows a `Manual`; pictures come from `folder` and are made as narrow as the page.

    Signals: `link_followed(str)` with the target of a link; nothing is opened here.
    """

    link_followed = Signal(str)

    def __init__(self, *, manual: Manual, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manual = manual
        self._folder = folder
        self._needle = ""
        self._page: QTextDocument | None = None
        self._at = 0
        self._high = 0.0
        self.verticalScrollBar().valueChanged.connect(self._note_place)
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: self.link_followed.emit(url.toString()))
        follow_scale(self, self._write)

    @property
    def manual(self) -> Manual:
        """What is shown."""
        return self._manual

    def show_manual(self, manual: Manual) -> None:
        """Show another one, from its beginning."""
        self._manual, self._at = manual, 0
        self._write()

    def go_to(self, number: int) -> None:
        """Bring the heading with this number, from 0, to the top."""
        headings = self._headings()
        if 0 <= number < len(headings):
            self._at, self._high = number, self.document().size().height()
            self.setTextCursor(QTextCursor(headings[number]))
            top = self.document().documentLayout().blockBoundingRect(headings[number]).top()
            self.verticalScrollBar().setValue(round(top) - theme.GAP)

    def heading_at_top(self) -> int:
        """The number of the heading that what stands at the top belongs to; 0 before the first."""
        layout = self.document().documentLayout()
        top = self.verticalScrollBar().value() + 2 * theme.GAP
        above = [
            number
            for number, block in enumerate(self._headings())
            if layout.blockBoundingRect(block).top() <= top
        ]
        return above[-1] if above else 0

    def search(self, needle: str) -> int:
        """Mark every place where `needle` stands and return how many there are; "" marks nothing."""
        self._needle = needle
        places = []
        found = self.document().find(needle) if needle else QTextCursor()
        while not found.isNull():
            place = QTextEdit.ExtraSelection()
            place.cursor = QTextCursor(found)
            marked = place.format
            marked.setBackground(QColor(theme.WARNING))
            marked.setForeground(QColor(theme.GROUND))
            place.format = marked
            places.append(place)
            found = self.document().find(needle, found)
        self.setExtraSelections(places)
        return len(places)

    def find_next(self, *, backward: bool = False) -> bool:
        """Go to the next place, round the end; False when there is none."""
        if not self._needle:
            return False
        flag = QTextDocument.FindFlag.FindBackward if backward else QTextDocument.FindFlag(0)
        if self.find(self._needle, flag):
            return True
        end = QTextCursor.MoveOperation.End if backward else QTextCursor.MoveOperation.Start
        self.moveCursor(end)
        return self.find(self._needle, flag)

    def _headings(self) -> list[QTextBlock]:
        found = []
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 0:
                found.append(block)
            block = block.next()
        return found

    def _note_place(self) -> None:
        """Where somebody has scrolled to; not where pages of another height have come to stand."""
        if self.document().size().height() == self._high:
            self._at = self.heading_at_top()

    def _write(self) -> None:
        # A fresh one each time: Python may still hold frames of the old one, which clearing would delete.
        document = QTextDocument(self)
        document.setDefaultFont(theme.font())
        document.setDocumentMargin(_PAGE)
        document.setMarkdown(self._manual.markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress(frame)
        _narrow_pictures(document)
        before, self._page = self._page, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self.search(self._needle)
        self.go_to(self._at)

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.go_to(self._at)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        return QImage(str(self._folder / (name.toString() if isinstance(name, QUrl) else name)))


def _narrow_pictures(document: QTextDocument) -> None:
    """No picture is wider than the page, whatever its width."""
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isImageFormat():
                how = piece.charFormat().toImageFormat()
                how.setMaximumWidth(_WHOLE)
                cursor = QTextCursor(document)
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(how)
            pieces += 1
        block = block.next()


def _dress(table: QTextTable) -> None:
    """Lines between the cells and room in them; the table takes the page's width."""
    how = table.format()
    how.setCellPadding(_PAD)
    how.setCellSpacing(0)
    how.setBorder(1)
    how.setBorderCollapse(True)
    how.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    how.setBorderBrush(QColor(theme.LINE))
    how.setWidth(_WHOLE)
    table.setFormat(how)
