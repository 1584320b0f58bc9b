"""Figures at a desk: asked for when looked at, kept while the platform is away, forgotten with the person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.queries import Figures, Statistics
from backend_client.protocol.times import format_time
from backend_client.questions import refusal
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console.incidents.figures import FiguresRoom
from console.situation import Situation
from tests.waiting import until
from tests.widgets.district import NOW, District, district, incident
from widgets.boards.periods import Period
from widgets.dispatch.sheets import Tab

LI = User(id="li", name="李", roles=("duty_officer",), scope=Scope())
WANG = User(id="wang", name="王", roles=("leader",), scope=Scope(division="330104001"))


class Platform:
    """Answers with as many incidents as were asked about so far, or not at all."""

    def __init__(self) -> None:
        self.asked: list[Statistics] = []
        self.is_away = False
        self.held: asyncio.Event | None = None

    async def ask(self, name: str, args: Any, *, answer: type[Any]) -> Any:
        assert (name, answer) == ("statistics", Figures)
        self.asked.append(args)
        total = len(self.asked)
        if self.held is not None:
            await self.held.wait()
        if self.is_away:
            raise refusal(ErrorCode.UNAVAILABLE, "there is no connection to the platform")
        return Figures(
            total=total,
            by_type={"0101": total},
            by_severity={"1": total},
            by_state={"closed": total},
            by_org={"kaixuan": total},
            closing_rate=1.0,
            on_time_rate=1.0,
            reworks=0,
        )


class Sheets:
    """A desk that knows which sheet is shown."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.tabs: dict[str, Tab] = {}

    def add_tab(self, tab: Tab) -> None:
        self._qtbot.addWidget(tab.widget)
        self.tabs[tab.id] = tab

    def show_tab(self, id_: str) -> None:
        self.tabs[id_].widget.show()
        self.tabs[id_].focus()


class Room:
    def __init__(self, qtbot: QtBot) -> None:
        self.made: District = district(incidents=[incident()])
        self.platform = Platform()
        self.tasks = TaskSet()
        self.situation = Situation(picture=self.made.picture)
        desk: Any = Sheets(qtbot)
        self.room = FiguresRoom(
            desk=desk,
            picture=self.made.picture,
            situation=self.situation,
            questions=self.platform,
            tasks=self.tasks,
            shift_since=lambda: NOW - 3600.0,
            now=self.made.now,
        )
        self.board = self.room.board
        self.situation.set_user(LI)

    def feed(self, state: FeedState) -> None:
        self.room.on_feed(FeedStatus(state=state, since=0.0, user=LI, acting=state is FeedState.LIVE))

    def total(self) -> int | None:
        shown = self.room.shown
        return None if shown is None else shown.groups[0].rows[0].count


@pytest.fixture
async def room(qtbot: QtBot) -> AsyncIterator[Room]:
    made = Room(qtbot)
    yield made
    await made.tasks.close()


async def test_it_asks_when_it_is_shown_and_not_again_at_once(room: Room) -> None:
    assert room.platform.asked == []
    room.room.run("desk.figures")
    await until(lambda: room.total() == 1)
    assert room.platform.asked == [Statistics(since=format_time(NOW - 3600.0), until=format_time(NOW))]
    assert room.board.about.endswith("Drills are left out.")
    room.board.hide()
    room.room.run("desk.figures")
    assert len(room.platform.asked) == 1
    room.room.run("figures.refresh")
    await until(lambda: room.total() == 2)
    room.board.hide()
    room.made.time += 60.0
    room.board.show()
    await until(lambda: room.total() == 3)


async def test_each_period_keeps_its_own(room: Room) -> None:
    room.room.run("desk.figures")
    await until(lambda: room.total() == 1)
    room.board.periods.setCurrentIndex(list(Period).index(Period.WEEK))
    await until(lambda: room.total() == 2)
    room.board.periods.setCurrentIndex(0)
    assert room.total() == 1
    assert len(room.platform.asked) == 2


async def test_while_the_platform_is_away_the_last_figures_stay_with_their_age(room: Room) -> None:
    room.room.run("desk.figures")
    await until(lambda: room.total() == 1)
    room.platform.is_away = True
    room.feed(FeedState.RECONNECTING)
    room.made.time += 120.0
    room.room.run("figures.refresh")
    await until(lambda: len(room.platform.asked) == 2)
    await until(lambda: room.board.warning.endswith("(2 min ago)"))
    assert room.board.warning.startswith("The platform is away")
    assert room.total() == 1
    room.platform.is_away = False
    room.feed(FeedState.LIVE)
    await until(lambda: room.total() == 3)
    assert room.board.warning == ""


async def test_without_figures_only_the_trouble_is_said(room: Room) -> None:
    room.platform.is_away = True
    room.room.run("desk.figures")
    await until(lambda: room.board.warning == "The platform is away")
    assert room.total() is None


async def test_figures_go_with_the_person(room: Room) -> None:
    room.room.run("desk.figures")
    await until(lambda: room.total() == 1)
    room.platform.held = asyncio.Event()
    room.room.run("figures.refresh")
    await until(lambda: len(room.platform.asked) == 2)
    room.situation.set_user(WANG)
    assert room.room.shown is None
    await until(lambda: len(room.platform.asked) == 3)
    room.platform.held.set()
    # The answer to the one before is not shown to who sits here now.
    await until(lambda: room.total() == 3)
    room.situation.set_user(None)
    assert room.room.shown is None
    assert len(room.platform.asked) == 3


async def test_who_may_not_ask_is_told_so(room: Room) -> None:
    room.situation.set_user(User(id="wall", name="wall", roles=("device",), scope=Scope()))
    assert room.room.why_not("figures.refresh") == "Not your role"
    room.room.run("desk.figures")
    assert room.board.warning == "Figures are not for your role"
    assert room.platform.asked == []
