"""One lane: its count, its sign while it presses, and little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import signs, theme
from widgets.dispatch.lane_button import LaneButton


def button_of(qtbot: QtBot, *, presses: bool = False) -> LaneButton:
    button = LaneButton(text="Overdue", key="=", look=signs.SUPERVISED if presses else None, presses=presses)
    qtbot.addWidget(button)
    button.set_count(0)
    button.resize(button.sizeHint())
    return button


def colours(button: LaneButton) -> set[str]:
    button.resize(button.sizeHint())
    image: QImage = button.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_a_count_that_presses_is_loud_by_sign_and_colour(qtbot: QtBot) -> None:
    calm, pressing = button_of(qtbot), button_of(qtbot, presses=True)
    danger = QColor(theme.DANGER).name()
    assert danger not in colours(pressing)
    for button in (calm, pressing):
        button.set_count(7)
    assert danger in colours(pressing)
    assert danger not in colours(calm)
    assert pressing.count == 7
    assert pressing.accessibleName() == "Overdue 7"


def test_counts_of_up_to_three_digits_move_nothing(qtbot: QtBot) -> None:
    button = button_of(qtbot)
    width = button.sizeHint().width()
    button.set_count(999)
    assert button.sizeHint().width() == width
    button.set_count(44_000)
    assert button.sizeHint().width() > width


def test_little_room_costs_key_and_sign_first(qtbot: QtBot) -> None:
    button = button_of(qtbot, presses=True)
    wide = button.sizeHint().width()
    button.set_compact(True)
    assert button.sizeHint().width() < wide
    assert button.width_when(compact=False) == wide
    assert colours(button)


def test_it_is_chosen_and_follows_the_text_scale(qtbot: QtBot) -> None:
    button = button_of(qtbot)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert QColor(theme.ACCENT).name() in colours(button)
    small = button.sizeHint()
    with themed(200):
        assert button.sizeHint().height() == 2 * small.height()
        assert button.sizeHint().width() > 1.5 * small.width()


def test_a_count_stands_nearer_to_its_own_name_than_to_the_next(qtbot: QtBot) -> None:
    button = LaneButton(text="", key="")
    qtbot.addWidget(button)
    button.set_count(7)
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    ground = image.pixel(0, 0)
    inked = [x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(5, 20))]
    assert inked
    assert inked[0] < image.width() - inked[-1]
