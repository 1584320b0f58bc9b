"""Sets a `Paper` on the pages of a PDF or of a printer, a few lines at a time so that the desk goes on."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from console.paper.sheet import Form, Heading, List, Paper
from widgets import theme

translate = QCoreApplication.translate

#: Of the page, in millimetres.
_HEAD: Final = 11.0
_FOOT: Final = 9.0
_PAD: Final = 1.3
_CAPTION: Final = 26.0
_GAP: Final = 4.0
_RULE: Final = 0.2
_MM_PER_INCH: Final = 25.4

_TITLE_POINTS: Final = 18.0
_HEADING_POINTS: Final = 11.0
_POINTS: Final = 10.0
_LIST_POINTS: Final = 8.5
_SMALL_POINTS: Final = 8.0

#: Bands set between two steps: some milliseconds of work.
_BANDS_A_STEP: Final = 24
#: What share of all the work setting is, drawing being the rest.
_SETTING: Final = 0.6
#: A band higher than this share of a page is cut rather than moved to the next one.
_MOST_MOVED: Final = 0.4

_INK: Final = "#000000"
_QUIET: Final = "#444444"
_TINT: Final = "#ececec"
_BREAK: Final = "\u2028"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to be set in a box of a band; `share` of the width that the captions leave, or a `caption`."""

    text: str
    share: float = 1.0
    points: float = _POINTS
    bold: bool = False
    caption: bool = False
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class _Band:
    """Boxes side by side over the whole width. `head` is repeated above it at the top of a page."""

    boxes: tuple[_Text, ...]
    boxed: bool = True
    lines: int = 1
    gap: float = 0.0
    keeps: bool = False
    head: _Band | None = None


@dataclass(frozen=True, slots=True)
class _Box:
    """A text in its lines, at its place."""

    text: _Text
    layout: QTextLayout
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class _Set:
    """A band that was set: its boxes, how many lines it has and how high one is."""

    band: _Band
    boxes: tuple[_Box, ...]
    lines: int
    line: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines `first` to `first + count` of a band, at their place on a page."""

    band: _Set
    first: int
    count: int
    top: float
    height: float


def typeface(points: float, *, bold: bool = False) -> QFont:
    """The font of everything printed. Not the theme's own: that one follows the text scale of the screen."""
    font = QFont(list(theme.FONT_FAMILIES))
    font.setPointSizeF(points)
    font.setBold(bold)
    # WORKAROUND https://github.com/wkhtmltopdf/wkhtmltopdf/issues/4414: a glyph that only a language has
    # (digits beside Latin letters, in the Noto fonts) is no character at all to whoever copies or searches.
    font.setFeature(QFont.Tag("locl"), 0)
    return font


class Typesetting:
    """One paper on one device, such as a `QPdfWriter` or a `QPrinter` whose page is already chosen."""

    def __init__(self, *, paper: Paper, device: QPagedPaintDevice) -> None:
        self._paper = paper
        self._device = device
        self._mm = device.logicalDpiX() / _MM_PER_INCH
        self._width = float(device.width())
        self._body = float(device.height()) - (_HEAD + _FOOT) * self._mm
        self._pages: list[list[_Piece]] = [[]]
        self._left = self._body
        self._heads: dict[int, _Set] = {}
        self._spacings: dict[tuple[float, bool], float] = {}

    @property
    def pages(self) -> int:
        """How many pages it has, once every step was made."""
        return len(self._pages)

    def steps(self) -> Generator[float]:
        """Set and draw it. Yields the share that is done; between two steps others may have their turn."""
        bands = _bands(self._paper)
        for number, band in enumerate(bands):
            self._place(self._set(band))
            if number % _BANDS_A_STEP == _BANDS_A_STEP - 1:
                yield _SETTING * number / len(bands)
        painter = QPainter()
        if not painter.begin(self._device):
            raise OSError("the device cannot be drawn on")
        try:
            for number, page in enumerate(self._pages):
                if number:
                    self._device.newPage()
                self._draw_page(painter, number, page)
                yield _SETTING + (1.0 - _SETTING) * (number + 1) / len(self._pages)
        finally:
            painter.end()

    # Setting

    def _set(self, band: _Band) -> _Set:
        mm, pad = self._mm, _PAD * self._mm
        captions = sum(box.caption for box in band.boxes) * _CAPTION * mm
        shares = sum(box.share for box in band.boxes if not box.caption)
        left = 0.0
        boxes = []
        for box in band.boxes:
            width = _CAPTION * mm if box.caption else (self._width - captions) * box.share / shares
            boxes.append(_Box(box, self._lines(box, width - 2 * pad), left, width))
            left += width
        line = max(
            QFontMetricsF(typeface(box.points, bold=box.bold), self._device).lineSpacing()
            for box in band.boxes
        )
        lines = max(band.lines, *(box.layout.lineCount() for box in boxes))
        return _Set(band, tuple(boxes), lines, line)

    def _lines(self, box: _Text, width: float) -> QTextLayout:
        font = typeface(box.points, bold=box.bold)
        layout = QTextLayout(_clean(box.text), font, self._device)
        option = QTextOption(box.align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = self._spacing(box)
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0.0, top))
            top += height
        layout.endLayout()
        return layout

    def _spacing(self, text: _Text) -> float:
        """From line to line."""
        font = text.points, text.bold
        if font not in self._spacings:
            metrics = QFontMetricsF(typeface(text.points, bold=text.bold), self._device)
            self._spacings[font] = metrics.lineSpacing()
        return self._spacings[font]

    def _place(self, band: _Set) -> None:
        mm = self._mm
        frame = 2 * _PAD * mm if band.band.boxed else 0.0
        self._left -= band.band.gap * mm if self._pages[-1] else 0.0
        needed = frame + band.lines * band.line
        # A heading never stands alone at the foot of a page.
        below = needed + (3 * band.line + frame if band.band.keeps else 0.0)
        if below > self._left and needed <= self._body * _MOST_MOVED:
            self._turn(band)
        first = 0
        while first < band.lines:
            fitting = int((self._left - frame) / band.line)
            if fitting < 1:
                self._turn(band)
                fitting = max(1, int((self._left - frame) / band.line))
            count = min(fitting, band.lines - first)
            self._add(band, first, count, frame + count * band.line)
            first += count

    def _turn(self, band: _Set) -> None:
        if not self._pages[-1]:
            return
        self._pages.append([])
        self._left = self._body
        if band.band.head is not None:
            key = id(band.band.head)
            head = self._heads.get(key)
            if head is None:
                head = self._heads[key] = self._set(band.band.head)
            self._add(head, 0, head.lines, 2 * _PAD * self._mm + head.lines * head.line)

    def _add(self, band: _Set, first: int, count: int, height: float) -> None:
        top = _HEAD * self._mm + self._body - self._left
        self._pages[-1].append(_Piece(band, first, count, top, height))
        self._left -= height

    # Drawing

    def _draw_page(self, painter: QPainter, number: int, pieces: Sequence[_Piece]) -> None:
        for piece in pieces:
            self._draw_piece(painter, piece)
        self._draw_head(painter, number)
        self._draw_foot(painter, number)

    def _draw_piece(self, painter: QPainter, piece: _Piece) -> None:
        boxed = piece.band.band.boxed
        pad = _PAD * self._mm if boxed else 0.0
        rule = QPen(QColor(_QUIET), _RULE * self._mm)
        for box in piece.band.boxes:
            room = QRectF(box.left, piece.top, box.width, piece.height)
            if boxed:
                painter.setPen(rule)
                painter.setBrush(
                    QColor(_TINT) if box.text.caption or box.text.bold else Qt.BrushStyle.NoBrush
                )
                painter.drawRect(room)
            painter.setPen(QColor(_INK))
            last = min(piece.first + piece.count, box.layout.lineCount())
            # A caption stands in the middle of its box, beside however many lines.
            down = (piece.count - last + piece.first) * piece.band.line / 2 if box.text.caption else 0.0
            origin = QPointF(
                box.left + _PAD * self._mm, piece.top + pad + down - piece.first * self._spacing(box.text)
            )
            for index in range(piece.first, last):
                box.layout.lineAt(index).draw(painter, origin)

    def _draw_head(self, painter: QPainter, number: int) -> None:
        paper = self._paper
        right = self._width
        room = QRectF(0.0, 0.0, self._width, (_HEAD - 4.0) * self._mm)
        for mark in _marks(paper):
            right = self._draw_mark(painter, mark, right, room.height())
        painter.setPen(QColor(_QUIET))
        painter.setFont(typeface(_SMALL_POINTS))
        about = [paper.stamp.org]
        if number:
            about += [paper.title, paper.number]
        said = "   ".join(part for part in about if part)
        cut = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(right - 3 * self._mm))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.setPen(QPen(QColor(_QUIET), _RULE * self._mm))
        painter.drawLine(
            QPointF(0.0, room.bottom() + self._mm), QPointF(self._width, room.bottom() + self._mm)
        )

    def _draw_mark(self, painter: QPainter, mark: str, right: float, height: float) -> float:
        """A framed word at the right; returns where the next one may end."""
        painter.setFont(typeface(_HEADING_POINTS, bold=True))
        width = painter.fontMetrics().horizontalAdvance(mark) + 5 * self._mm
        frame = QRectF(right - width, 0.0, width, height)
        painter.setPen(QPen(QColor(_INK), 2 * _RULE * self._mm))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, mark)
        return right - width - 3 * self._mm

    def _draw_foot(self, painter: QPainter, number: int) -> None:
        stamp = self._paper.stamp
        painter.setPen(QColor(_QUIET))
        painter.setFont(typeface(_SMALL_POINTS))
        top = _HEAD * self._mm + self._body
        room = QRectF(0.0, top, self._width, _FOOT * self._mm)
        at = f"{datetime.fromtimestamp(stamp.printed_at):%Y-%m-%d %H:%M:%S}"
        said = translate("Paper", "Printed by {who}, {at}").format(who=stamp.printed_by, at=at)
        if stamp.masked:
            said += "   " + translate("Paper", "Personal data masked")
        foot = Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, foot | Qt.AlignmentFlag.AlignLeft, said)
        page = translate("Paper", "Page {n} of {m}").format(n=number + 1, m=len(self._pages))
        painter.drawText(room, foot | Qt.AlignmentFlag.AlignRight, page)


def _bands(paper: Paper) -> list[_Band]:
    middle = Qt.AlignmentFlag.AlignHCenter
    bands = [_Band((_Text(paper.title, points=_TITLE_POINTS, bold=True, align=middle),), boxed=False)]
    if paper.number:
        number = _Text(paper.number, align=Qt.AlignmentFlag.AlignRight)
        bands.append(_Band((number,), boxed=False, gap=1.0))
    for part in paper.parts:
        match part:
            case Heading(text=text):
                words = _Text(text, points=_HEADING_POINTS, bold=True)
                bands.append(_Band((words,), boxed=False, gap=_GAP, keeps=True))
            case Form(rows=rows):
                for place, row in enumerate(rows):
                    boxes = tuple(
                        box
                        for field in row
                        for box in (_Text(field.caption, caption=True), _Text(field.value))
                    )
                    lines = max(field.lines for field in row)
                    bands.append(_Band(boxes, lines=lines, gap=0.0 if place else 1.5))
            case List():
                bands += _list_bands(part)
    return bands


def _list_bands(part: List) -> Iterator[_Band]:
    right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
    aligns = [right if column.right else left for column in part.columns]
    head = _Band(
        tuple(
            _Text(column.title, column.share, points=_LIST_POINTS, bold=True, align=align)
            for column, align in zip(part.columns, aligns, strict=True)
        ),
        gap=1.5,
        keeps=True,
    )
    yield head
    for row in part.rows:
        boxes = tuple(
            _Text(text, column.share, points=_LIST_POINTS, align=align)
            for text, column, align in zip(row, part.columns, aligns, strict=True)
        )
        yield _Band(boxes, head=head)
    if not part.rows:
        yield _Band((_Text(part.empty, points=_LIST_POINTS),))


def _marks(paper: Paper) -> list[str]:
    """What nobody may overlook, from the right."""
    marks = []
    if paper.stamp.simulated:
        marks.append(translate("Paper", "Demonstration data"))
    if paper.stamp.exercise:
        marks.append(translate("Paper", "Drill"))
    return marks


def _clean(text: str) -> str:
    """Line ends as Qt sets them, and nothing that cannot be printed."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").replace("\n", _BREAK)
    return "".join(character for character in whole if character >= " " or character == "\t")
