from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.video.messages import Closed, CutClip, Ended, NotDone, Opened, TakeStill, Trouble
from console.video.run import Windows
from tests.clips import Clips
from tests.console.video.bare_worker import BareWorker, bare_worker
from tests.web import Web


@pytest.fixture
def worker() -> Iterator[BareWorker]:
    with bare_worker() as made:
        yield made


def test_a_window_is_waited_for_until_the_one_before_has_left_it() -> None:
    windows = Windows()
    assert windows.take(7, given_up=lambda: False)
    assert windows.take(8, given_up=lambda: False)
    assert not windows.take(7, given_up=lambda: True)
    taken = threading.Event()

    def wait() -> None:
        windows.take(7, given_up=lambda: False)
        taken.set()

    thread = threading.Thread(target=wait)
    thread.start()
    assert not taken.is_set()
    windows.free(7)
    assert taken.wait(5)
    thread.join()


def test_every_close_is_answered_once_also_after_the_end(
    qtbot: QtBot, worker: BareWorker, web: Web, clips: Clips
) -> None:
    worker.open("fails", 0, f"{web.base}/status/503")
    worker.open("plays", 0, web.live(clips.h264))
    qtbot.waitUntil(lambda: bool(worker.of(Ended) and worker.of(Opened)))
    assert [(each.tile, each.trouble) for each in worker.of(Ended)] == [("fails", Trouble.OFFLINE)]
    runs = set(worker.run.values())
    for tile in ("fails", "plays"):
        worker.close(tile)
    qtbot.waitUntil(lambda: {each.run for each in worker.of(Closed)} == runs)
    assert len(worker.of(Closed)) == 2


def test_a_tile_that_is_not_there_or_not_yet_connected_has_nothing_to_keep(
    qtbot: QtBot, worker: BareWorker, web: Web
) -> None:
    worker.open("waits", 0, f"{web.base}/silent")
    worker.say(TakeStill(request=1, tile="nobody", run=1, path="/nowhere/a.png"))
    worker.say(CutClip(request=2, tile="waits", run=worker.run["waits"], path="/x.ts", began=0, ended=1))
    qtbot.waitUntil(lambda: len(worker.of(NotDone)) == 2)
    assert {(each.request, each.reason) for each in worker.of(NotDone)} == {
        (1, "nothing_kept"),
        (2, "nothing_kept"),
    }
