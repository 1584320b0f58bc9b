"""A stream that makes its worker crash or hang as soon as it is shown, among others that do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.video import quarantine
from console.video.supervisor import VideoSupervisor
from tests.clips import Clips
from tests.console.video.test_supervisor import make_supervisor as make_supervisor
from tests.console.video.wall import TestWall
from tests.web import Web
from widgets.wall.tile_state import TileState

_ROOT = Path(__file__).resolve().parents[3]
_POISONED = 2
#: What Python runs at the start of every process: in a worker, the fault at an address ending with `poison`.
_FAULT = """
import os, signal, sys, threading, time
sys.path.insert(0, {root!r})
from console.video.run import Run

begin = Run._begin

def shown(run):
    while not run._playing.count().displayed:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.{dies_by})

def poisoned(run, info):
    begun = begin(run, info)
    if begun and run.order.source.url.endswith("poison"):
        threading.Thread(target=shown, args=(run,), daemon=True).start()
    return begun

Run._begin = poisoned
"""


@pytest.mark.parametrize(("dies_by", "tiles"), [("SIGSEGV", 4), ("SIGSTOP", 2)])
def test_it_ends_alone_and_says_so_and_is_tried_again_without_disturbing_the_others(
    qtbot: QtBot,
    make_supervisor: Callable[..., VideoSupervisor],
    web: Web,
    clips: Clips,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dies_by: str,
    tiles: int,
) -> None:
    fault = _FAULT.format(root=str(_ROOT), dies_by=dies_by)
    (tmp_path / "sitecustomize.py").write_text(fault, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(quarantine, "WAITS_S", (1.0, 60.0))
    supervisor = make_supervisor()
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=tiles)
    healthy = [number for number in range(1, tiles + 1) if number != _POISONED]
    for number in range(1, tiles + 1):
        wall.show(number, web.live(clips.h264) + f"?{'poison' if number == _POISONED else number}")
    qtbot.waitUntil(lambda: wall.state(_POISONED) is TileState.CRASHES, timeout=60_000)
    qtbot.waitUntil(lambda: all(wall.state(number) is TileState.LIVE for number in healthy))
    opened = {number: wall.figures(number).reconnects for number in healthy}
    restarts = supervisor.status.restarts
    assert restarts >= 2
    qtbot.waitUntil(lambda: (wall.figures(_POISONED).retry_in_s or 0.0) > 50)
    assert supervisor.status.restarts <= restarts + 1, (
        "it was tried once more, or had been before all were live"
    )
    assert {number: wall.figures(number).reconnects for number in healthy} == opened
    for number in healthy:
        assert wall.state(number) is TileState.LIVE
        qtbot.waitUntil(wall.moves(number))
    # Whoever shows it elsewhere waits as well; its worker goes with its last tile.
    supervisor.clear(str(_POISONED))
    wall.show(_POISONED, web.live(clips.h264) + "?poison")
    assert wall.state(_POISONED) is TileState.CRASHES
    wanted = supervisor.workers_wanted
    supervisor.clear(str(_POISONED))
    assert supervisor.workers_wanted == wanted - 1
