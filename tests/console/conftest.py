"""Streams that are only noted, gone with everything that hangs on them before the windows are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.console.action_room import ActionRoom
from tests.console.desk import NotedStreams, delete_now


@pytest.fixture
def streams(qtbot: QtBot) -> Iterator[NotedStreams]:
    noted = NotedStreams()
    yield noted
    delete_now(noted)


@pytest.fixture
def action_room(qtbot: QtBot, streams: NotedStreams) -> ActionRoom:
    return ActionRoom(qtbot, streams)
