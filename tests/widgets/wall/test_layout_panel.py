from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from layouts.drafts import Content, Kind
from layouts.shapes import USUAL
from widgets import theme
from widgets.wall.layout_panel import SPLITS, LayoutPanel, Offer

CLOCK = Content(Kind.CLOCK)


@pytest.fixture
def panel(qtbot: QtBot) -> LayoutPanel:
    made = LayoutPanel(offers=[Offer("Clock & date", CLOCK)])
    qtbot.addWidget(made)
    made.resize(made.width(), 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("id_", ["clear", "merge", "add", "remove", "reserve", "count"])
def test_each_button_says_what_is_wanted(qtbot: QtBot, panel: LayoutPanel, id_: str) -> None:
    with qtbot.waitSignal(panel.pressed) as asked:
        QTest.mouseClick(panel.buttons[id_], Qt.MouseButton.LeftButton)
    assert asked.args == [id_]
    assert not panel.buttons[id_].hasFocus()


def test_usual_shapes_are_chosen_and_the_one_that_stands_is_marked(qtbot: QtBot, panel: LayoutPanel) -> None:
    assert tuple(panel.shapes) == tuple(USUAL)
    with qtbot.waitSignal(panel.shape_chosen) as asked:
        panel.shapes["1+7"].click()
    assert asked.args == ["1+7"]
    panel.show_shape("1+5", 6)
    assert [name for name, button in panel.shapes.items() if button.isChecked()] == ["1+5"]
    assert panel.tiles.value() == 6


def test_menus_offer_contents_and_splits(qtbot: QtBot, panel: LayoutPanel) -> None:
    offers, splits = (panel.buttons[id_].menu() for id_ in ("holds", "split"))
    with qtbot.waitSignal(panel.offer_chosen) as asked:
        offers.actions()[0].trigger()
    assert asked.args == [CLOCK]
    assert len(splits.actions()) == len(SPLITS)
    with qtbot.waitSignal(panel.split_chosen) as split:
        splits.actions()[0].trigger()
    assert split.args == [2, 1]


def test_telling_a_number_is_not_giving_one(qtbot: QtBot, panel: LayoutPanel) -> None:
    with qtbot.assertNotEmitted(panel.number_given):
        panel.show_tile(title="Tile 7", number=7, holds="North gate")
    assert (panel.number.value(), panel.holds.text()) == (7, "North gate")
    with qtbot.waitSignal(panel.number_given) as asked:
        panel.number.setValue(9)
    assert asked.args == [9]
    panel.show_tile(title="2 tiles chosen", number=0, holds="")
    assert not panel.number.isEnabled()


def test_nothing_is_cut_off_at_any_text_scale(qtbot: QtBot, panel: LayoutPanel) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    try:
        for scale in (100, 150, 200):
            theme.apply(application, scale=scale)
            QApplication.processEvents()
            for button in (*panel.buttons.values(), *panel.shapes.values()):
                assert button.width() >= button.minimumSizeHint().width()
                assert button.mapTo(panel, button.rect().topRight()).x() < panel.viewport().width()
    finally:
        theme.apply(application, scale=100)


def test_the_grid_is_told_and_asked_for(qtbot: QtBot, panel: LayoutPanel) -> None:
    given: list[tuple[int, int]] = []
    panel.grid_given.connect(lambda columns, rows: given.append((columns, rows)))
    panel.columns.stepUp()
    panel.rows.stepDown()
    assert given == [(25, 24), (25, 23)]
    assert (panel.columns.maximum(), panel.rows.minimum()) == (64, 1)
    assert panel.columns.accessibleName() == "Columns"
