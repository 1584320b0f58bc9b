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
    with qtbot.waitSignal(link.said, check_params_cb=lambda message: isinstance(message, Ready)):
        pass


def test_a_worker_speaks_and_ends_when_asked(qtbot: QtBot, link: WorkerLink) -> None:
    ready(qtbot, link)
    with qtbot.waitSignal(link.said, check_params_cb=lambda message: isinstance(message, Report)):
        pass
    with qtbot.waitSignal(link.lost, check_params_cb=lambda *told: told == ("exit code 0", False)):
        link.end()
    assert not link.running


@pytest.mark.parametrize("ends_by", [signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_is_told_and_whether_it_may_be_a_stream_s_fault(
    qtbot: QtBot, link: WorkerLink, ends_by: signal.Signals
) -> None:
    ready(qtbot, link)
    crashed = ends_by is signal.SIGSEGV
    with qtbot.waitSignal(link.lost, check_params_cb=lambda *told: told == (f"signal {ends_by:d}", crashed)):
        os.kill(link.process_id, ends_by)


def test_a_worker_that_never_was_ready_accuses_no_stream(qtbot: QtBot, link: WorkerLink) -> None:
    with qtbot.waitSignal(link.lost, check_params_cb=lambda _why, of_itself: not of_itself):
        os.kill(link.process_id, signal.SIGSEGV)


def test_a_worker_that_stops_answering_is_ended_by_the_watch(qtbot: QtBot, link: WorkerLink) -> None:
    ready(qtbot, link)
    os.kill(link.process_id, signal.SIGSTOP)
    ticks = round(SILENT_S / WATCH_INTERVAL_S)
    for _ in range(ticks - 1):
        link.watch()
    assert link.running
    with qtbot.waitSignal(link.lost, check_params_cb=lambda why, of_itself: "answering" in why and of_itself):
        link.watch()


def test_messages_to_an_ended_worker_are_dropped(qtbot: QtBot, link: WorkerLink) -> None:
    ready(qtbot, link)
    with qtbot.waitSignal(link.lost):
        link.kill("test")
    link.end()
    assert link.process_id == 0
