"""A table of the text scale's sizes that Qt lays out no more often than its shape changes."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, QStringListModel
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.scaled_table import NO_WIDTHS, ScaledTable


@pytest.fixture
def table(qtbot: QtBot) -> ScaledTable:
    table = ScaledTable(widths=NO_WIDTHS, gives_way=(), least=0, parent=None)
    qtbot.addWidget(table)
    table.setModel(QStringListModel([str(number) for number in range(100)], table))
    table.measure()
    table.resize(400, 300)
    with qtbot.waitExposed(table):
        table.show()
    table.doItemsLayout()
    table.doItemsLayout()
    return table


def test_the_same_shape_is_not_laid_out_again(table: ScaledTable) -> None:
    with patch.object(QTableView, "doItemsLayout") as laid_out:
        table.model().layoutAboutToBeChanged.emit()
        table.model().layoutChanged.emit()
        table.doItemsLayout()
    laid_out.assert_not_called()


def test_a_window_that_is_activated_is_not_laid_out_again(table: ScaledTable) -> None:
    with patch.object(QTableView, "doItemsLayout") as laid_out:
        QApplication.sendEvent(table, QEvent(QEvent.Type.ActivationChange))
        table.doItemsLayout()
    laid_out.assert_not_called()


def test_another_font_is_laid_out_anew(table: ScaledTable) -> None:
    table.setFont(theme.font(points=20))
    with patch.object(QTableView, "doItemsLayout") as laid_out:
        table.doItemsLayout()
    laid_out.assert_called_once()


def test_more_rows_are_scrolled_through_further(table: ScaledTable, qtbot: QtBot) -> None:
    before = table.verticalScrollBar().maximum()
    model = table.model()
    assert isinstance(model, QStringListModel)
    model.setStringList([str(number) for number in range(200)])
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() == before + 100)


def test_a_lower_window_shows_fewer_rows(table: ScaledTable, qtbot: QtBot) -> None:
    before = table.verticalScrollBar().maximum()
    table.resize(400, 300 - 3 * theme.row_height())
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() == before + 3)


def test_rows_and_head_have_the_height_of_the_text_scale(table: ScaledTable) -> None:
    assert table.rowHeight(5) == table.horizontalHeader().height() == theme.row_height()
