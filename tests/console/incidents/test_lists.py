"""The list of incidents for a person: his lanes, his kept filters, and the past."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.lanes import Lane, Viewer
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.queries import Found, IncidentsSearch
from backend_client.questions import RequestRefused
from backend_client.requests import Requests
from backend_client.tasks import TaskSet
from console.incidents.lists import IncidentLists, PlatformArchive
from tests.waiting import until
from tests.widgets.archive import TestArchive
from tests.widgets.district import district, incident
from widgets.dispatch.filter_button import FilterButton
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.history_list import HistoryList
from widgets.dispatch.incident_lanes import LaneBar
from widgets.filter_words import FilterWords
from widgets.incident_facts import IncidentFacts
from widgets.incident_filter import IncidentFilter
from widgets.incident_history import IncidentHistory

LEADER = User(id="u1", name="示范", roles=("duty_leader",), scope=Scope(division="330104002"))


class Room:
    """The parts of a desk that lists act on, and notes of the rest."""

    def __init__(self, qtbot: QtBot, data: Path) -> None:
        self.made = district(incidents=[incident(1)])
        picture, now = self.made.picture, self.made.now
        self.notes: list[Any] = []
        self.answer = "夜班"
        self.archive = TestArchive({"p1": incident(5)})
        self.lanes = LaneBar(facts=IncidentFacts(picture=picture), now=now)
        words = FilterWords(picture=picture)
        self.button = FilterButton(words=words)
        self.history = HistoryList(model=IncidentHistory(archive=self.archive, picture=picture, now=now))
        for widget in (self.lanes, self.button, self.history):
            qtbot.addWidget(widget)
        desk: Any = SimpleNamespace(
            lanes=self.lanes,
            filter_button=self.button,
            filter_words=words,
            history=self.history,
            desk=SimpleNamespace(focus_table=lambda: self.notes.append("table")),
            status=SimpleNamespace(show_notice=lambda text, **_: self.notes.append(text)),
            look_as=self.notes.append,
        )
        dialogs: Any = SimpleNamespace(ask=self._ask)
        self.lists = IncidentLists(
            desk=desk,
            picture=picture,
            dialogs=dialogs,
            data=data,
            on_change=lambda: None,
            parent=self.lanes,
        )

    def _ask(self, form: Form, then: Any) -> None:
        self.notes.append(form.title)
        then(FormAnswer(text="", values={"name": self.answer}))


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    made = Room(qtbot, tmp_path)
    made.lists.set_user(LEADER)
    return made


def test_lanes_are_seen_through_the_eyes_of_whoever_sits_here(room: Room) -> None:
    inside = frozenset({"kaixuan", "jingfang", "qiutao"})
    assert room.notes == [Viewer(approves=True, orgs=inside)]
    room.lists.set_user(None)
    assert room.notes[-1] == Viewer()
    room.lists.on_changes(room.made.change("org", "kaixuan", name="新"))
    assert len(room.notes) == 3


def test_a_filter_is_kept_chosen_renamed_and_deleted(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    room.lists.choose(Lane.OVERDUE)
    room.button.chosen.emit(IncidentFilter(lane=Lane.OVERDUE, severities=frozenset({1})))
    assert room.button.text() == "Filter: 1 red"
    assert room.lists.is_filtered
    room.lists.actions.run("filter.keep")
    room.lists.actions.run("filter.clear")
    assert room.lanes.filter == IncidentFilter(lane=Lane.OVERDUE)
    room.lists.actions.run("filter.kept_1")
    assert room.lanes.filter == IncidentFilter(lane=Lane.OVERDUE, severities=frozenset({1}))
    room.answer = "早班"
    room.button.rename_requested.emit("夜班")
    assert [each.name for each in room.lists.kept] == ["早班"]
    again = Room(qtbot, tmp_path)
    again.lists.set_user(LEADER)
    assert [each.name for each in again.lists.kept] == ["早班"]
    room.button.delete_requested.emit("早班")
    assert not room.lists.kept


def test_a_broken_file_is_told_of_once(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    room.lists.keep()
    (path,) = (tmp_path / "filters").iterdir()
    path.write_text("{")
    again = Room(qtbot, tmp_path)
    again.lists.set_user(LEADER)
    assert "cannot be read" in again.notes[0]


def test_the_past_is_chosen_like_a_lane(room: Room) -> None:
    room.lists.choose_history()
    assert room.lanes.filter == IncidentFilter(past=True)
    room.lists.choose(Lane.OPEN)
    assert room.lanes.filter == IncidentFilter(lane=Lane.OPEN)
    assert room.notes[-2:] == ["table", "table"]


class Answering:
    """Requests that answer or refuse."""

    def __init__(self, refusal: ErrorCode | None) -> None:
        self._refusal = refusal

    async def query(self, name: str, args: IncidentsSearch) -> Found:
        if self._refusal is not None:
            raise RequestRefused(Error(code=self._refusal, message="no"))
        return Found(total=0, items=())


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (None, ""),
        (ErrorCode.UNAVAILABLE, "The platform is away"),
        (ErrorCode.FORBIDDEN, "Your role does not allow this"),
    ],
)
async def test_the_platform_is_asked_and_its_refusal_put_into_words(
    refusal: ErrorCode | None, words: str
) -> None:
    tasks = TaskSet()
    archive = PlatformArchive(requests=cast("Requests", Answering(refusal)), tasks=tasks)
    told: list[Found | str] = []
    archive.ask(IncidentsSearch(), then=told.append, failed=told.append)
    assert not told, "nobody waits for it"
    await until(lambda: told)
    assert told[0] == (words or Found(total=0, items=()))
    await asyncio.shield(tasks.close())
