"""Streams that are only noted, gone with everything that hangs on them before the windows are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tests.console.action_room import ActionRoom
from tests.console.desk import NotedStreams


@pytest.fixture
def streams(qtbot: QtBot) -> Iterator[NotedStreams]:
    noted = NotedStreams()
    yield noted
    noted.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def action_room(qtbot: QtBot, streams: NotedStreams) -> ActionRoom:
    return ActionRoom(qtbot, streams)
