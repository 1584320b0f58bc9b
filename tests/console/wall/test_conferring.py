"""Cameras into the call, and the call onto the wall: what each action does now, and what undoes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState, Provider
from backend_client.protocol.conference_args import ConferenceCamera
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.wall import TileKind, Wall, WallTile
from backend_client.protocol.wall_args import WallConfer
from console.situation import Situation
from console.wall.conferring import ConferringActions
from tests.console.desk import NotedCommands, NotedStreams, street
from tests.widgets.district import District, ago

WANG = User(id="wang", name="王", roles=("dispatcher",), scope=Scope())


def party(id_: str, kind: PartyKind = PartyKind.CONSOLE, about: str = "") -> Party:
    return Party(id=id_, name=id_, kind=kind, state=PartyState.JOINED, since=ago(60), about=about)


def conference(*parties: Party, **more: Any) -> Conference:
    return Conference(
        title="会商",
        org="o1",
        opened_at=ago(60),
        opened_by="wang",
        opened_by_name="王",
        parties=parties,
        **more,
    )


@dataclass
class Chosen:
    camera: str = ""


class Target:
    """A wall that commands are for."""

    id = "wall-1"
    tile = 3

    def __init__(self, made: District) -> None:
        self._made = made
        self.why = ""

    @property
    def wall(self) -> Wall:
        return self._made.picture.of(Wall)["wall-1"].data

    def why_not(self, command: str, user: User | None) -> str:
        return self.why


class Desk:
    """The actions, and what they gave."""

    def __init__(self, streams: NotedStreams) -> None:
        self.made = street()
        self.situation = Situation(picture=self.made.picture, parent=streams)
        self.situation.set_user(WANG)
        self.commands, self.chosen = NotedCommands(), Chosen()
        self.target = Target(self.made)
        parts: Any = {"target": self.target, "chosen": self.chosen, "dispatching": self.commands}
        self.actions = ConferringActions(picture=self.made.picture, situation=self.situation, **parts)
        self.stand()

    def confer(self, *parties: Party, **more: Any) -> None:
        self.made.put("conference", "c1", conference(party("wang"), *parties, **more))

    def stand(self, *tiles: WallTile) -> None:
        self.made.put("wall", "wall-1", Wall(name="大屏", org="o1", tiles=tiles))

    def given(self) -> list[tuple[str, Any]]:
        return [(name, args) for name, _, args in self.commands.given]


@pytest.fixture
def desk(streams: NotedStreams) -> Desk:
    return Desk(streams)


def test_one_key_shows_the_chosen_camera_and_takes_it_out(desk: Desk) -> None:
    actions, id_ = desk.actions, "wall.camera_in_call"
    assert actions.why_not(id_) == "You are in no conference"
    desk.confer()
    assert actions.why_not(id_) == "No tile with a camera is chosen"
    desk.chosen.camera = "cam-1"
    assert actions.why_not(id_) == ""
    assert actions.text(id_) == "Show the chosen camera to all in the call"
    actions.run(id_)
    desk.confer(party("camera-1", PartyKind.CAMERA, "cam-1"))
    assert actions.text(id_) == "Take the camera out of the call"
    actions.run(id_)
    # Without a chosen tile it is the only one.
    desk.chosen.camera = ""
    assert actions.why_not(id_) == ""
    actions.run(id_)
    assert [args for _, args in desk.given()] == [
        ConferenceCamera(camera="cam-1"),
        ConferenceCamera(camera="cam-1", shown=False),
        ConferenceCamera(camera="cam-1", shown=False),
    ]


def test_the_conference_goes_onto_a_tile_or_the_whole_wall_and_off_again(desk: Desk) -> None:
    desk.confer()
    texts = {desk.actions.text(id_) for id_ in desk.actions.ids()}
    desk.actions.run("wall.confer_tile")
    desk.actions.run("wall.confer")
    desk.stand(WallTile(tile=3, camera="", kind=TileKind.CONFERENCE, about="c1"))
    texts |= {desk.actions.text(id_) for id_ in desk.actions.ids()}
    assert len(texts) == 5
    desk.actions.run("wall.confer_tile")
    assert desk.given() == [
        ("wall.confer", WallConfer(conference="c1", tile=3)),
        ("wall.confer", WallConfer(conference="c1")),
        ("wall.confer", WallConfer(conference="c1", shown=False)),
    ]


def test_what_is_not_possible_says_why(desk: Desk) -> None:
    desk.confer(provider=Provider.EXTERNAL, address="https://meet/x")
    assert {desk.actions.why_not(id_) for id_ in desk.actions.ids()} == {"It is held at another server"}
    desk.confer(closed_at=ago(1))
    assert {desk.actions.why_not(id_) for id_ in desk.actions.ids()} == {"You are in no conference"}
    desk.actions.run("wall.confer")
    assert desk.given() == []
    desk.confer()
    desk.target.why = "The wall is locked"
    assert desk.actions.why_not("wall.confer") == "The wall is locked"
    desk.situation.set_user(User(id="wang", name="王", roles=("device",), scope=Scope()))
    assert {desk.actions.why_not(id_) for id_ in desk.actions.ids()} == {"Not your role"}
