"""A machine that is nothing but a wall."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.settings import WallSettings
from console.wall.node import WallNode
from layouts.spans import Part
from tests.console.desk import session
from tests.waiting import until


async def test_it_shows_its_wall_alone_and_says_that_nobody_answers(qtbot: QtBot) -> None:
    node = WallNode(wall=WallSettings(id="wall-7", tiles=4), session=session())
    try:
        await node.start()
        (window,) = node.walls.windows
        assert window.isVisible()
        assert node.desk_window is None
        assert not node.has_map
        assert node.walls.tile_count == 4
        await until(
            lambda: any("No connection" in label.text() for label in window.banners.findChildren(QLabel))
        )
        window.close()
        assert node.closed.is_set()
    finally:
        await node.close()


async def test_a_part_has_no_heading_and_only_its_tiles(qtbot: QtBot) -> None:
    node = WallNode(wall=WallSettings(id="wall-7", tiles=4), part=Part(0.5, 0.0, 0.5, 1.0), session=session())
    try:
        await node.start()
        (window,) = node.walls.windows
        assert not window.heading.isVisible()
        # Over two monitors side by side four equal tiles stand in a row.
        assert [tile.number for tile in window.grid.tiles] == [3, 4]
    finally:
        await node.close()


async def test_it_plays_as_it_is_told_to_and_says_how(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="console.wall.node")
    node = WallNode(wall=WallSettings(id="wall-7", tiles=4), session=session(), rendering="hardware")
    try:
        await node.start()
        (window,) = node.walls.windows
        # Forced, it is the choice where there is no card too.
        qtbot.waitUntil(
            lambda: any(label.text() == "hardware decoding" for label in window.heading.findChildren(QLabel))
        )
        said = [record.message for record in caplog.records if record.name == "console.wall.node"]
        assert [each.partition(" (")[0] for each in said] == ["video: hardware"]
    finally:
        await node.close()
