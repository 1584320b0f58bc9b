from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.video.x_windows import XWindows, most_clients, most_drawn


def test_what_is_inside_a_window_loses_its_background_and_one_that_has_gone_is_no_trouble(
    qtbot: QtBot,
) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    outer.resize(320, 180)
    inner = QWidget(outer)
    inner.winId()
    QWidget(inner).winId()
    windows = XWindows()
    with qtbot.waitExposed(outer):
        outer.show()
    assert windows.remove_backgrounds(int(outer.winId())) == 2
    assert windows.size(int(outer.winId())) == (320, 180)
    nobody = 0x7FFFFFF
    assert windows.remove_backgrounds(nobody) == 0
    assert windows.size(nobody) == (0, 0)


@pytest.mark.parametrize("clients", [128, 1024])
def test_how_many_clients_the_x_server_takes_is_read_from_it(
    clients: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-maxclients", str(clients), "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as told:
                monkeypatch.setenv("DISPLAY", f":{told.readline().strip()}")
            assert most_clients() == clients
        finally:
            server.terminate()


def test_without_an_x_server_nobody_knows_how_many_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    # No number that a server of somebody else may have just got.
    monkeypatch.setenv("DISPLAY", ":no-server")
    assert most_clients() == 0


def test_two_connections_for_each_picture_and_some_for_everybody_else() -> None:
    assert [most_drawn(clients) for clients in (128, 256, 512, 1024)] == [54, 116, 240, 488]
    assert most_drawn(0) == sys.maxsize


def test_windows_are_told_as_they_stand_on_each_other(qtbot: QtBot) -> None:
    made = [QWidget(), QWidget(), QWidget()]
    windows = XWindows()
    for each in made:
        qtbot.addWidget(each)
        each.setGeometry(100, 100, 300, 200)
    for each in made[:2]:
        with qtbot.waitExposed(each):
            each.show()
    one, other, hidden = (int(each.winId()) for each in made)
    made[1].raise_()
    qtbot.waitUntil(lambda: windows.stacked([one, other, hidden, 0x7FFFFFF]) == [one, other])
    made[0].raise_()
    qtbot.waitUntil(lambda: windows.stacked([one, other, hidden, 0x7FFFFFF]) == [other, one])
    made[0].hide()
    qtbot.waitUntil(lambda: windows.stacked([one, other]) == [other])
    windows.close()
    assert windows.stacked([one, other]) == []
