from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pytestqt.qtbot import QtBot

from backend_client.outbox import OutboxUnusable
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Result
from backend_client.questions import refusal
from backend_client.tasks import TaskSet
from console.conference.call import ConferenceCall
from tests.console.conference.hall import Line, NotedView, conference, join_args, joined
from tests.waiting import until
from widgets.conference.said import Mark


class Room:
    """A call and what became of it."""

    def __init__(self, qtbot: QtBot, tasks: TaskSet) -> None:
        self.view = NotedView(None)
        qtbot.addWidget(self.view)
        self.line = Line()
        self.call = ConferenceCall(
            id_="k1",
            me="wang",
            seat="seat-1",
            view=self.view,
            requests=self.line,
            tasks=tasks,
            parent=self.view,
        )
        self.told: list[str] = []
        self.barred: list[str] = []
        self.call.told.connect(self.told.append)
        self.call.barred.connect(self.barred.append)


@pytest.fixture
async def room(qtbot: QtBot) -> AsyncIterator[Room]:
    tasks = TaskSet()
    yield Room(qtbot, tasks)
    await tasks.close()


async def test_it_is_in_when_the_roster_shows_its_own_page(room: Room) -> None:
    former = joined(session="ff")
    assert room.call.take(conference()) is None
    assert room.call.take(conference(former)) == former
    room.view.joining.emit("0a")
    room.call.take(conference(former))
    before = (room.call.is_in, room.call.is_taken_over(former))
    assert before == (False, False), "its own join is still on its way"
    room.call.take(conference(joined(session="0a")))
    assert (room.call.is_in, room.call.is_taken_over(former)) == (True, True)
    assert room.view.rosters[0]["parties"] == []


async def test_a_late_answer_about_a_former_page_bars_nobody(room: Room) -> None:
    room.line.errors["conference.join"] = Error(code=ErrorCode.FORBIDDEN, message="no")
    room.view.joining.emit("0a")
    room.view.joining.emit("0b")
    await until(lambda: room.line.named("conference.join") == [join_args("0a"), join_args("0b")])
    await until(lambda: len(room.barred) == 1)


@pytest.mark.parametrize("error", [refusal(ErrorCode.UNAUTHENTICATED, "nobody"), OutboxUnusable("full")])
async def test_what_cannot_be_given_is_told(
    room: Room, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> Result:
        raise error

    monkeypatch.setattr(room.line, "send", fail)
    room.view.marked.emit(Mark(hand=True))
    await until(lambda: len(room.told) == 1)
    await room.call.leave()
