"""A run without hands reports what stood on the screen and keeps pictures of it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from backend_client.status import FeedState, FeedStatus
from console.faults import StartRefused
from console.hands_free import HandsFree, Station
from tests.widgets.district import district, incident


def station(qtbot: QtBot) -> Station:
    """What a run looks at, without a platform behind it."""
    desk, wall = QWidget(), QWidget()
    for window in (desk, wall):
        qtbot.addWidget(window)
        window.resize(320, 200)
        window.show()
    made: Any = SimpleNamespace(
        closed=asyncio.Event(),
        cameras=SimpleNamespace(tiles={}, camera_on=lambda _key: ""),
        walls=SimpleNamespace(tile_count=16, windows=(wall,)),
        picture=district(incidents=[incident(1), incident(2, state=IncidentState.CLOSED)]).picture,
        feed=SimpleNamespace(status=FeedStatus(state=FeedState.LIVE, since=0.0)),
        video=SimpleNamespace(status=SimpleNamespace(running=2, rendering="software")),
        desk_window=desk,
        has_map=True,
    )
    return cast(Station, made)


async def test_it_reports_and_keeps_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    run = HandsFree(station=station(qtbot), folder=tmp_path / "new" / "pictures")
    await run.run(1.0)
    assert run.report["tiles_live"] == 0
    assert run.report["tiles"] == 16
    assert run.report["incidents"] == 1
    assert run.report["feed"] == "live"
    assert run.report["video_output"] == "software"
    sizes = {(QImage(path).width(), QImage(path).height()) for path in run.report["screenshots"]}
    assert sizes == {(320, 200)}


async def test_a_closed_window_ends_it_early(qtbot: QtBot) -> None:
    watched = station(qtbot)
    watched.closed.set()
    run = HandsFree(station=watched, folder=None)
    async with asyncio.timeout(30):
        await run.run(3600.0)
    assert run.report["screenshots"] == []


async def test_a_folder_that_cannot_be_made_is_named(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    run = HandsFree(station=station(qtbot), folder=tmp_path / "file" / "pictures")
    with pytest.raises(StartRefused, match="cannot be made"):
        await run.run(1.0)
