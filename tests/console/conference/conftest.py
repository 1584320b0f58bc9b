"""Halls for conferences whose commands are noted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from backend_client.protocol.conference import Conference
from backend_client.tasks import TaskSet
from tests.console.conference.company_hall import Company
from tests.console.conference.hall import Hall
from tests.console.desk import NotedStreams, delete_now

#: Makes a console; what is handed in goes on, as k1, when it starts. All share one folder.
MakeHall = Callable[..., Hall]


@pytest.fixture
async def make_hall(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[MakeHall]:
    tasks = TaskSet()
    made: list[NotedStreams] = []

    def make(*before: Conference) -> Hall:
        made.append(NotedStreams())
        return Hall(qtbot, made[-1], tasks, tmp_path, *before)

    yield make
    await tasks.close()
    for streams in made:
        delete_now(streams)


@pytest.fixture
async def hall(make_hall: MakeHall) -> Hall:
    return make_hall()


@pytest.fixture
async def company(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[Company]:
    tasks, streams = TaskSet(), NotedStreams()
    made = Company(Hall(qtbot, streams, tasks, tmp_path / "stay"), tasks, tmp_path / "calls", streams)
    yield made
    made.company.stop()
    await tasks.close()
    made.hall.window.close()
    delete_now(streams)
