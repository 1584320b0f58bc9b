"""A desk's places for calls and a conference's roster, without a platform and without a page."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.protocol.commands import Args
from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState, Provider
from backend_client.protocol.conference_args import ConferenceJoin
from backend_client.protocol.errors import Error
from backend_client.protocol.messages import Result, Scope, User
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console.commands.dispatching import CommandDone
from console.conference.actions import ConferenceActions
from console.conference.room import ConferenceRoom
from console.situation import Situation
from tests.console.desk import NotedCommands, NotedStreams, camera_tiles, street
from tests.widgets.district import ago
from widgets.conference.call_view import CallView
from widgets.dispatch.banners import Banners
from widgets.dispatch.corner import Corner
from widgets.dispatch.sheets import Sheets
from widgets.dispatch.status_strip import StatusStrip

WANG = User(id="wang", name="王", roles=("dispatcher",), scope=Scope())
LI = User(id="li", name="李", roles=("dispatcher",), scope=Scope())


def joined(id_: str = "wang", *, session: str = "", **more: Any) -> Party:
    """Somebody who is in the room."""
    return Party(
        id=id_,
        name=id_.title(),
        kind=PartyKind.CONSOLE,
        state=PartyState.JOINED,
        since=ago(60),
        joined_at=ago(60),
        session=session,
        **more,
    )


def conference(*parties: Party, **more: Any) -> Conference:
    """An open one about the incident i1."""
    values: dict[str, Any] = {"incident": "i1", "title": "积水", "opened_at": ago(65)} | more
    return Conference(org="o1", opened_by="wang", opened_by_name="王", parties=parties, **values)


class NotedView(CallView):
    """Notes what a view is told."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.rosters: list[dict[str, Any]] = []
        self.heard: list[tuple[str, bytes]] = []
        self.not_there: list[tuple[str, str]] = []
        self.orders: list[tuple[str, dict[str, bool]]] = []
        self.there: list[bool] = []
        self.is_asking = False

    def set_roster(self, conference: dict[str, Any]) -> None:
        self.rosters.append(conference)

    def take_signal(self, from_: str, data: bytes) -> None:
        self.heard.append((from_, data))

    def refused(self, to: str, code: str) -> None:
        self.not_there.append((to, code))

    def set_platform(self, *, there: bool) -> None:
        self.there.append(there)

    def order(self, name: str, **more: bool) -> None:
        self.orders.append((name, more))

    def answer(self, *, yes: bool) -> bool:
        was, self.is_asking = self.is_asking, False
        return was


class Pages:
    """A provider whose views are noted; it holds what goes from page to page."""

    def __init__(self, *ways: Provider) -> None:
        self._ways = ways or (Provider.MESH, Provider.JANUS)
        self.views: list[NotedView] = []

    def holds(self, provider: Provider) -> bool:
        return provider in self._ways

    def open(self, conference: Conference, *, me: str, parent: QWidget) -> CallView:
        self.views.append(NotedView(parent))
        return self.views[-1]


class Line:
    """Notes commands; `errors` by name is what they are refused with."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.errors: dict[str, Error] = {}

    async def send(self, name: str, *, target: str | None = None, args: Any = None, **_: Any) -> Result:
        return self._answer(name, args)

    async def send_momentary(self, name: str, *, target: str, args: Args) -> Result:
        return self._answer(name, args)

    def _answer(self, name: str, args: Any) -> Result:
        self.sent.append((name, args))
        error = self.errors.get(name)
        return Result(cmd_id="", ok=error is None, error=error)

    def named(self, name: str) -> list[Any]:
        """The arguments of all commands of that name."""
        return [args for given, args in self.sent if given == name]


class Hall:
    """The room and its actions over a small district in which nobody is anywhere yet."""

    def __init__(
        self, qtbot: QtBot, streams: NotedStreams, tasks: TaskSet, folder: Path, *before: Conference
    ) -> None:
        """`before` goes on, as k1, when the console starts."""
        self.made = street()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.usual = QLabel("cameras")
        corner = Corner(usual=self.usual)
        sheets = Sheets(tabs=())
        self.status, self.banners = StatusStrip(), Banners(now=self.made.now)
        row = QHBoxLayout(self.window)
        for part in (corner, sheets, self.status, self.banners):
            row.addWidget(part)
        desk: Any = SimpleNamespace(
            desk=SimpleNamespace(
                corner=corner, add_tab=sheets.add, show_tab=sheets.show_sheet, name_tab=sheets.name
            ),
            status=self.status,
            banners=self.banners,
        )
        self.corner, self.sheets = corner, sheets
        self.situation = Situation(picture=self.made.picture, parent=streams)
        self.line, self.commands = Line(), NotedCommands()
        self.pages, self.elsewhere = Pages(), Pages(Provider.EXTERNAL)
        self.cameras = camera_tiles(self.made, streams)
        self.room = ConferenceRoom(
            desk=desk,
            cameras=self.cameras,
            picture=self.made.picture,
            situation=self.situation,
            requests=self.line,
            dispatching=self.commands,
            tasks=tasks,
            providers=(self.pages, self.elsewhere),
            seat="seat-1",
            folder=folder,
            now=self.made.now,
            parent=streams,
        )
        self.chosen_alarm, self.chosen_camera = "", ""
        self.actions = ConferenceActions(
            room=self.room,
            picture=self.made.picture,
            situation=self.situation,
            chosen_alarm=lambda: self.chosen_alarm,
            chosen_camera=lambda: self.chosen_camera,
        )
        self.told: list[str] = []
        self.room.told.connect(self.told.append)
        for each in before:
            self.put(each)
        self.situation.set_user(WANG)
        self.situation.set_incident("i1")
        self.feed(FeedState.LIVE)
        self.room.set_locked(False)
        self.window.show()

    @property
    def view(self) -> NotedView:
        """The view made last."""
        return self.pages.views[-1]

    @property
    def call_text(self) -> str:
        """What the dock says."""
        return self.room.place.dock.text

    def feed(self, state: FeedState) -> None:
        """The connection is so from now on."""
        acting = state is FeedState.LIVE
        self.room.on_feed(FeedStatus(state=state, since=0.0, acting=acting))

    def put(self, conference: Conference, id_: str = "k1") -> Changes:
        """A conference arrives or changes."""
        changes = self.made.put("conference", id_, conference)
        self.room.on_changes(changes)
        return changes

    def opened(self, id_: str = "k1") -> None:
        """The platform has opened what was asked for."""
        key = f"key-{len(self.commands.given)}"
        self.commands.command_done.emit(CommandDone("conference.open", id_, 1, 0.0, {"id": id_}, key=key))

    def enter(self, *others: Party, session: str = "0a", **more: Any) -> NotedView:
        """Come into a conference with others, to the point at which the roster shows it."""
        self.put(conference(*others, **more))
        self.room.join("k1")
        self.view.joining.emit(session)
        self.put(conference(joined(session=session), *others, **more))
        return self.view

    def mine(self, **changed: Any) -> None:
        """The roster has this person otherwise than before."""
        entry = self.made.picture.of(Conference)["k1"].data
        parties = tuple(replace(each, **changed) if each.id == "wang" else each for each in entry.parties)
        self.put(replace(entry, parties=parties))


def join_args(session: str) -> ConferenceJoin:
    """How this workstation comes in."""
    return ConferenceJoin(session=session, seat="seat-1")


def raw(value: object) -> msgspec.Raw:
    """A value as JSON."""
    return msgspec.Raw(msgspec.json.encode(value))
