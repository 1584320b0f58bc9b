from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from layouts.shapes import usual
from widgets.wall.preview_sheet import PreviewSheet


@pytest.fixture
def sheet(qtbot: QtBot) -> PreviewSheet:
    made = PreviewSheet(now=lambda: 1_700_000_000.0)
    qtbot.addWidget(made)
    made.resize(430, 380)
    return made


def test_it_says_when_it_is_seen(qtbot: QtBot, sheet: PreviewSheet) -> None:
    with qtbot.waitSignal(sheet.seen_changed) as seen:
        sheet.show()
    assert seen.args == [True]
    with qtbot.waitSignal(sheet.seen_changed) as seen:
        sheet.hide()
    assert seen.args == [False]


def test_its_buttons_say_what_is_wanted(qtbot: QtBot, sheet: PreviewSheet) -> None:
    for button, wanted in (
        (sheet.scene_button, sheet.scene_wanted),
        (sheet.step_button, sheet.step_wanted),
        (sheet.reason_button, sheet.reason_wanted),
        (sheet.air_button, sheet.air_wanted),
    ):
        with qtbot.waitSignal(wanted):
            button.click()


def test_what_cannot_be_is_said_and_the_keyboard_goes_to_what_can(qtbot: QtBot, sheet: PreviewSheet) -> None:
    with qtbot.waitExposed(sheet):
        sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    sheet.tell("Morning  →  wall 2", why_no_step="No tour", why_no_air="Held by Li")
    assert (sheet.step_button.isEnabled(), sheet.air_button.toolTip()) == (False, "Held by Li")
    sheet.focus()
    assert sheet.scene_button.hasFocus()
    sheet.tell("Morning  →  wall 2", why_no_step="", why_no_air="")
    sheet.focus()
    assert sheet.air_button.hasFocus()


def test_the_tiles_have_room(qtbot: QtBot, sheet: PreviewSheet) -> None:
    with qtbot.waitExposed(sheet):
        sheet.show()
    sheet.grid.set_shape(usual("16"))
    assert sheet.grid.height() > 220
