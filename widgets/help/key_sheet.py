"""All keys on one sheet, by theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.help.sections import Section, tell_of
from widgets.labels import heading, plain_label
from widgets.scaling import follow_scale

#: A column's width and a row's height at 100 %, in pixels.
_COLUMN: Final = 360
_GROUP_GAP: Final = 8
_MARGIN: Final = 20
#: Qt spells these out, in Chinese so long that their caps leave no room for the words.
_ARROWS: Final = MappingProxyType({"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"})


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What is done by which keys; each in Qt's portable text or, where it is none, as it is to be read."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together."""

    theme: str
    rows: tuple[KeyRow, ...]


def in_columns(sizes: Sequence[int], columns: int) -> list[list[int]]:
    """The places of parts of these sizes in columns that are about as high as each other.

    The largest part is placed first, each in the column that is lowest by then; what begins earlier stands
    further left and further up.
    """
    found: list[list[int]] = [[] for _ in range(columns)]
    heights = [0] * columns
    for place in sorted(range(len(sizes)), key=lambda place: -sizes[place]):
        lowest = heights.index(min(heights))
        found[lowest].append(place)
        heights[lowest] += sizes[place]
    return sorted(sorted(column) for column in found if column)


class KeySheet(QDialog):
    """The keys of `groups` in as many columns as the window is wide; Escape or the key itself closes it.

    Signals: those of a dialog.
    """

    def __init__(self, *, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("All keys"))
        tell_of(self, Section.KEYS)
        self._groups = tuple(groups)
        title = plain_label(size="title", bold=True)
        title.setText(self.tr("All keys"))
        leave = plain_label(part="quiet")
        leave.setText(self.tr("Single letters act while no text is being written   Esc closes"))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(leave)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN - 6, _MARGIN, _MARGIN)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        follow_scale(self, self._fit)

    @property
    def is_whole(self) -> bool:
        """Whether everything is seen without scrolling."""
        return self._scroll.verticalScrollBar().maximum() == 0

    @property
    def groups(self) -> tuple[KeyGroup, ...]:
        """What stands on it."""
        return self._groups

    def _fit(self) -> None:
        over = self.parentWidget()
        room = (over if over is not None else self).screen().availableGeometry()
        width = room.width() - 2 * _MARGIN
        count = max(1, min(5, (width - 2 * _MARGIN) // theme.px(_COLUMN)))
        page = self._page(count)
        self._scroll.setWidget(page)
        wanted = page.sizeHint().height() + theme.px(40) + 3 * _MARGIN
        height = min(wanted, room.height() - 2 * _MARGIN)
        self.setGeometry(room.x() + _MARGIN, room.y() + (room.height() - height) // 2, width, height)

    def _page(self, count: int) -> QWidget:
        page = QWidget()
        page.setAutoFillBackground(False)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.GAP)
        for places in in_columns([len(group.rows) + 2 for group in self._groups], count):
            column = QVBoxLayout()
            column.setSpacing(_GROUP_GAP)
            for place in places:
                column.addWidget(_block(self._groups[place]))
            column.addStretch(1)
            row.addLayout(column, 1)
        return page


def _block(group: KeyGroup) -> QFrame:
    block = QFrame()
    block.setProperty("part", "panel")
    grid = QGridLayout(block)
    grid.setContentsMargins(12, 5, 12, 6)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(1)
    grid.setColumnStretch(1, 1)
    grid.addWidget(heading(group.theme), 0, 0, 1, 2)
    for number, each in enumerate(group.rows, start=1):
        caps = QHBoxLayout()
        caps.setSpacing(4)
        for key in each.keys:
            cap = plain_label(part="key")
            cap.setText(shown_key(key))
            caps.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
        caps.addStretch(1)
        grid.addLayout(caps, number, 0)
        text = plain_label(wraps=True)
        text.setText(each.text)
        grid.addWidget(text, number, 1, Qt.AlignmentFlag.AlignTop)
    return block


def shown_key(key: str) -> str:
    """A key as keyboards have it; words that are no key sequence stay as they are."""
    named = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
    return _ARROWS.get(key) or named or key
