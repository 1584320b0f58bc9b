"""A row that finds no room goes on in the next line; nothing is cut off and nothing overlaps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.flow_layout import FlowLayout
from widgets.labels import plain_label


class Block(QWidget):
    """So wide and 20 high; it may become 30 narrower."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._width, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width - 30, 20)


class Row:
    """Blocks in a flow, over a part that takes what is left."""

    def __init__(self, qtbot: QtBot, *widths: int, stretch_at: int | None = None) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.row = QWidget()
        self.flow = FlowLayout(self.row, gap=10, line_gap=2)
        self.flow.setContentsMargins(5, 3, 5, 3)
        self.blocks = [Block(width) for width in widths]
        for number, block in enumerate(self.blocks):
            if number == stretch_at:
                self.flow.add_stretch()
            self.flow.addWidget(block)
        self.column = QVBoxLayout(self.window)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.row)
        self.column.addWidget(QWidget(), 1)
        self.window.show()

    def at(self, width: int) -> list[tuple[int, int, int]]:
        """Left, top and width of each block that is shown, in a window so wide."""
        self.window.resize(width, 300)
        self.column.activate()
        self.flow.activate()
        return [(b.x(), b.y(), b.width()) for b in self.blocks if not b.isHidden()]


def test_what_finds_no_room_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    row = Row(qtbot, 100, 100, 100)
    assert row.at(330) == [(5, 3, 100), (115, 3, 100), (225, 3, 100)]
    assert row.row.height() == 26
    assert row.at(329) == [(5, 3, 100), (115, 3, 100), (5, 25, 100)]
    assert row.row.height() == 48
    assert row.at(120) == [(5, 3, 100), (5, 25, 100), (5, 47, 100)]


def test_the_right_end_is_used_only_while_one_line_suffices(qtbot: QtBot) -> None:
    row = Row(qtbot, 100, 100, stretch_at=1)
    assert row.at(400) == [(5, 3, 100), (295, 3, 100)]
    assert row.at(200) == [(5, 3, 100), (5, 25, 100)]


def test_a_block_wider_than_the_line_is_made_narrower(qtbot: QtBot) -> None:
    row = Row(qtbot, 100, 50)
    assert row.at(90) == [(5, 3, 80), (5, 25, 50)]


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    row = Row(qtbot, 100, 100, 100)
    row.at(400)
    row.blocks[1].hide()
    assert row.at(400) == [(5, 3, 100), (115, 3, 100)]
    for block in row.blocks:
        block.hide()
    assert row.at(400) == []
    assert row.flow.sizeHint() == QSize(10, 6)


@pytest.mark.parametrize("number", [-1, 2])
def test_a_layout_answers_for_what_it_holds(qtbot: QtBot, number: int) -> None:
    row = Row(qtbot, 100, 100)
    assert row.flow.count() == 2
    assert row.flow.itemAt(number) is None
    assert row.flow.takeAt(number) is None
    taken = row.flow.takeAt(0)
    assert taken is not None
    assert taken.widget() is row.blocks[0]
    assert row.flow.count() == 1


def test_what_wraps_is_given_the_height_that_its_narrow_line_takes(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    row = FlowLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    label = plain_label(one_line=True)
    label.setText("words that are longer than the line " * 3)
    row.addWidget(label)
    assert row.heightForWidth(200) > row.heightForWidth(2000)
    room.resize(200, row.heightForWidth(200))
    row.setGeometry(room.rect())
    assert label.width() == 200
    assert label.height() >= label.heightForWidth(200)
