"""A conference on a tile: its page takes part as a party of the wall, for as long as it stands there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from backend_client.protocol.commands import Args, ConferenceSignal
from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState
from backend_client.protocol.conference_args import ConferenceWatch
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Result, Signal
from backend_client.protocol.wall import TileKind, WallTile
from backend_client.tasks import TaskSet
from console.wall import conferences
from console.wall.conferences import ConferencesOnWalls, WatchLine
from console.wall.contents import TileContents
from tests.console.desk import NotedStreams, make_tiles, street
from tests.waiting import until
from tests.widgets.district import ago
from widgets.conference.call_view import CallView

WATCH = "conference.watch"


class NotedView(CallView):
    """Notes what it is told."""

    def __init__(self) -> None:
        super().__init__(None)
        self.rosters: list[dict[str, Any]] = []
        self.heard: list[tuple[str, bytes]] = []
        self.not_there: list[tuple[str, str]] = []

    def set_roster(self, conference: dict[str, Any]) -> None:
        self.rosters.append(conference)

    def take_signal(self, from_: str, data: bytes) -> None:
        self.heard.append((from_, data))

    def refused(self, to: str, code: str) -> None:
        self.not_there.append((to, code))


class Line:
    """Notes commands, which are refused with `error`."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.error: Error | None = None

    async def send_momentary(self, name: str, *, target: str, args: Args) -> Result:
        assert target == "c1"
        self.sent.append((name, args))
        return Result(cmd_id="", ok=self.error is None, error=self.error)


class Room:
    """One tile of a wall, and a conference that may stand on it."""

    def __init__(self, qtbot: QtBot, streams: NotedStreams, tasks: TaskSet) -> None:
        self.made = street()
        self.line = Line()
        self.views: list[NotedView] = []
        self.watching = ConferencesOnWalls(
            picture=self.made.picture,
            line=WatchLine(requests=self.line, tasks=tasks, make=self._view),
            wall_of=lambda _tile: "wall-1",
            parent=streams,
        )
        self.contents = TileContents(
            picture=self.made.picture,
            now=self.made.now,
            make_map=None,
            conferences=self.watching,
            parent=streams,
        )
        (self.tile,) = make_tiles(qtbot, 1)

    def _view(self, wall: str) -> NotedView:
        assert wall == "wall-1"
        self.views.append(NotedView())
        return self.views[-1]

    def confer(self, *parties: Party, **more: Any) -> None:
        """The conference arrives, or changes."""
        one = Conference(
            title="积水",
            org="o1",
            opened_at=ago(60),
            opened_by="w",
            opened_by_name="王",
            parties=parties,
            **more,
        )
        self.contents.on_changes(self.made.put("conference", "c1", one))

    def stand(self, kind: TileKind = TileKind.CONFERENCE) -> None:
        about = "c1" if kind is TileKind.CONFERENCE else ""
        self.contents.put(self.tile, WallTile(tile=1, camera="", kind=kind, about=about))


def wall(session: str, state: PartyState = PartyState.JOINED) -> Party:
    return Party(id="wall-9", name="大屏", kind=PartyKind.WALL, state=state, since=ago(1), session=session)


def signal(to: str) -> Signal:
    return Signal(conference="c1", from_="li", to=to, data=msgspec.Raw(b"1"))


@pytest.fixture
async def room(qtbot: QtBot, streams: NotedStreams) -> AsyncIterator[Room]:
    tasks = TaskSet()
    made = Room(qtbot, streams, tasks)
    yield made
    made.contents.close()
    await tasks.close()


async def test_a_tile_takes_part_as_its_wall_and_hears_what_is_for_that_alone(room: Room) -> None:
    room.confer()
    room.stand()
    (view,) = room.views
    assert room.tile.content is view
    assert room.tile.name == "Conference: 积水"
    view.joining.emit("0f")
    await until(lambda: room.line.sent == [(WATCH, ConferenceWatch(wall="wall-1", session="0f"))])
    # Nothing is said and heard before the roster has it.
    view.signalled.emit("li", b"2")
    room.watching.on_signal(signal("wall-9"))
    room.confer(wall("0f"))
    assert view.rosters[-1]["parties"][0]["id"] == "wall-9"
    room.watching.on_signal(signal("li"))
    room.watching.on_signal(signal("wall-9"))
    assert view.heard == [("li", b"1")]
    view.signalled.emit("li", b'{"a":1}')
    expected = ConferenceSignal(to="li", data=msgspec.Raw(b'{"a":1}'), party="wall-9")
    await until(lambda: len(room.line.sent) == 2)
    assert msgspec.json.encode(room.line.sent[1][1]) == msgspec.json.encode(expected)


async def test_a_display_that_was_thought_gone_comes_in_again_and_goes_when_it_is_over(room: Room) -> None:
    room.confer()
    room.stand()
    room.views[0].joining.emit("0f")
    await until(lambda: len(room.line.sent) == 1)
    room.confer(wall("0f"))
    room.confer(wall("", PartyState.LEFT))
    await until(lambda: len(room.line.sent) == 2)
    room.confer(wall("0f"))
    room.confer(closed_at=ago(0))
    assert room.tile.content is None
    assert (room.tile.name, room.tile.empty) == ("Conference", "The conference has ended")
    room.stand(TileKind.CLOCK)
    room.stand()
    assert room.tile.empty == "The conference has ended"
    assert len(room.views) == 1


async def test_what_stands_there_next_ends_it(room: Room) -> None:
    room.confer()
    room.stand()
    room.views[0].joining.emit("0f")
    await until(lambda: len(room.line.sent) == 1)
    room.stand(TileKind.CLOCK)
    await until(lambda: room.line.sent[1:] == [(WATCH, ConferenceWatch(wall="wall-1", session=""))])
    room.contents.put(room.tile, None)
    assert (room.tile.content, room.tile.name) == (None, "")


async def test_a_display_that_is_not_let_in_says_why_and_asks_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conferences, "_AGAIN_S", 0.01)
    room.confer()
    room.stand()
    room.line.error = Error(code=ErrorCode.ILLEGAL_TRANSITION, message="x", cause="conference_over")
    room.views[0].joining.emit("0f")
    await until(lambda: len(room.line.sent) >= 3)
    assert room.tile.name == "The conference is over"
    room.line.error = None
    asked = len(room.line.sent)
    await until(lambda: len(room.line.sent) > asked)
    room.confer(wall("0f"))
    room.line.error = Error(code=ErrorCode.UNAVAILABLE, message="x")
    room.views[0].signalled.emit("li", b"1")
    await until(lambda: room.views[0].not_there == [("li", "unavailable")])


async def test_what_nobody_here_may_see_or_is_held_elsewhere_is_said(room: Room) -> None:
    room.stand()
    assert room.tile.empty == "Nobody here may see this conference"
    room.confer(provider="external", address="https://meet/x")
    assert room.tile.empty == "It is held at another server: open it there"
    assert room.views == []
