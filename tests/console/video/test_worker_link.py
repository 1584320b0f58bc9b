from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.video.messages import Ready, Report
from console.video.worker_link import SILENT_S, WATCH_INTERVAL_S, WorkerLink


@pytest.fixture
def link(qtbot: QtBot) -> Iterator[WorkerLink]:
    parent = QObject()
    made = WorkerLink(rendering="software", parent=parent)
    yield made
    made.kill("the test is over")
    made.wait_ended()


def ready(qtbot: QtBot, link: WorkerLink) -> None:
    with qtbot.waitSignal(
        link.said, timeout=10_000, check_params_cb=lambda message: isinstance(message, Ready)
    ):
        pass


def test_a_worker_speaks_and_ends_when_asked(qtbot: QtBot, link: WorkerLink) -> None:
    ready(qtbot, link)
    with qtbot.waitSignal(
        link.said, timeout=2_000, check_params_cb=lambda message: isinstance(message, Report)
    ):
        pass
    with qtbot.waitSignal(link.lost, timeout=2_000, check_params_cb=lambda why: why == "exit code 0"):
        link.end()
    assert not link.running


def test_a_crash_is_told(qtbot: QtBot, link: WorkerLink) -> None:
    ready(qtbot, link)
    with qtbot.waitSignal(link.lost, timeout=2_000, check_params_cb=lambda why: why == "signal 9"):
        os.kill(link.process_id, signal.SIGKILL)


def test_a_worker_that_stops_answering_is_ended_by_the_watch(qtbot: QtBot, link: WorkerLink) -> None:
    ready(qtbot, link)
    os.kill(link.process_id, signal.SIGSTOP)
    ticks = round(SILENT_S / WATCH_INTERVAL_S)
    for _ in range(ticks - 1):
        link.watch()
    assert link.running
    with qtbot.waitSignal(link.lost, timeout=2_000, check_params_cb=lambda why: "answering" in why):
        link.watch()


def test_messages_to_an_ended_worker_are_dropped(qtbot: QtBot, link: WorkerLink) -> None:
    ready(qtbot, link)
    with qtbot.waitSignal(link.lost, timeout=2_000):
        link.kill("test")
    link.end()
    assert link.process_id == 0
