"""Cameras and walls in a conference's room: who may show them, how many, and what the trail tells."""

from __future__ import annotations

import pytest

from backend_client.protocol.conference_rules import people, shown_cameras, watching_walls
from backend_client.protocol.wall import TileKind, Wall, WallTile
from platform_backend.commands.context import CameraNow
from tests.platform_backend.commands.conference_room import CHIEF, LI, OTHER, STREET, ConferenceRoom, at
from tests.platform_backend.commands.hall import DISTRICT, person
from tests.platform_backend.commands.wall_room import camera

CAMERA = "conference.camera"
OVER = "illegal_transition"
NODE = person("node", "device", org=DISTRICT)
DEVICE = at(NODE, "node-1")


@pytest.fixture
def room(conferring: ConferenceRoom) -> ConferenceRoom:
    """With cameras of street a, of which one is off, and a wall."""
    conferring.hall.put({id_: camera(id_) for id_ in ("k1", "k2", "k3", "off")})
    conferring.hall.put({"w": Wall(name="大屏", org=DISTRICT)})
    conferring.hall.executor._look = lambda id_: CameraNow(online=id_ != "off")
    return conferring


def put_on_wall(room: ConferenceRoom, id_: str) -> None:
    tile = WallTile(tile=2, camera="", kind=TileKind.CONFERENCE, about=id_)
    room.hall.put({"w": Wall(name="大屏", org=DISTRICT, tiles=(tile,))})


def test_a_camera_comes_and_goes_as_a_party_and_the_incident_tells_of_it(room: ConferenceRoom) -> None:
    id_ = room.opened(LI, incident="i1")
    (one,) = shown_cameras(room.done(LI, "camera", id_, camera="k1"))
    assert (one.name, one.about, one.state.value, one.by) == ("k1", "k1", "joined", "li")
    assert one.session.startswith("z")
    assert one.joined_at
    assert room.told()[-1] == ("li", CAMERA, "k1")
    assert room.cause(LI, "camera", id_, camera="k1") == (OVER, "rung_already")
    assert shown_cameras(room.done(LI, "camera", id_, camera="k1", shown=False)) == ()
    assert room.told()[-1] == ("li", "conference.camera_off", "k1 0:00:02")
    assert room.cause(LI, "camera", id_, camera="k1", shown=False) == ("not_found", "not_conferring")
    # It comes back as the party that it was, with another session.
    (again,) = shown_cameras(room.done(LI, "camera", id_, camera="k1"))
    assert again.id == one.id
    assert again.session != one.session


def test_who_shows_a_camera_is_in_the_room_and_sees_it(room: ConferenceRoom) -> None:
    id_ = room.opened(LI, OTHER)
    assert room.cause(CHIEF, "camera", id_, camera="k1") == (OVER, "not_conferring")
    room.join(id_, OTHER)
    assert room.cause(OTHER, "camera", id_, camera="k1")[1] == "scope"
    assert room.cause(LI, "camera", id_, camera="none")[1] in ("scope", "gone")
    assert room.cause(LI, "camera", id_, camera="off") == ("unavailable", "camera_offline")
    # Out of the room takes it everybody who is there.
    room.done(LI, "camera", id_, camera="k1")
    room.done(OTHER, "camera", id_, camera="k1", shown=False)
    room.put(id_, provider="external")
    assert room.cause(LI, "camera", id_, camera="k1") == (OVER, "held_elsewhere")


def test_two_cameras_are_in_conferences_at_a_time(room: ConferenceRoom) -> None:
    one, other = room.opened(LI), room.opened(STREET)
    room.done(LI, "camera", one, camera="k1")
    room.done(STREET, "camera", other, camera="k1")
    assert room.cause(LI, "camera", one, camera="k2") == (OVER, "cameras_full")
    room.done(STREET, "close", other)
    room.done(LI, "camera", one, camera="k2")


def test_cameras_take_no_places_and_keep_no_room_open(room: ConferenceRoom) -> None:
    id_ = room.opened(LI)
    room.done(LI, "camera", id_, camera="k1")
    conference = room.done(LI, "camera", id_, camera="k2")
    assert [each.id for each in people(conference)] == ["li"]
    assert room.done(LI, "leave", id_).emptied_at
    closed = room.done(LI, "close", id_)
    assert {each.state.value for each in closed.parties} == {"left"}


def test_what_sends_a_camera_begins_anew_with_another_session(room: ConferenceRoom) -> None:
    id_ = room.opened(LI)
    (one,) = shown_cameras(room.done(LI, "camera", id_, camera="k1"))
    sender = person(one.id, "dispatcher", org=DISTRICT)
    assert room.by_rule("camera_anew", id_, sender, session="zold").error
    assert room.by_rule("camera_anew", id_, sender, session=one.session).ok
    (again,) = shown_cameras(room.get(id_))
    assert (again.id, again.since) == (one.id, one.since)
    assert again.session.startswith("z")
    assert again.session != one.session
    assert room.by_rule("lost", id_, sender, session=again.session).ok
    assert room.party(id_, one.id).reason == "lost"


def test_a_wall_shows_the_conference_that_stands_on_it(room: ConferenceRoom) -> None:
    id_ = room.opened(LI, incident="i1")
    assert room.cause(DEVICE, "watch", id_, wall="w", session="0f") == (OVER, "not_on_wall")
    put_on_wall(room, id_)
    party = (room.ask(DEVICE, "watch", id_, wall="w", session="0f").data or {})["party"]
    (one,) = watching_walls(room.get(id_))
    assert (one.id, one.name, one.about) == (party, "大屏", "w")
    assert (one.session, one.user, one.console) == ("0f", "node", "node-1")
    assert room.told()[-1] == ("node", "conference.watch", "大屏")
    # Its page begins anew; the wall goes, and comes back as the same party.
    room.done(DEVICE, "watch", id_, wall="w", session="1f")
    assert room.party(id_, party).session == "1f"
    assert watching_walls(room.done(DEVICE, "watch", id_, wall="w", session="")) == ()
    assert room.cause(DEVICE, "watch", id_, wall="w", session="") == ("not_found", "not_conferring")
    room.done(at(LI, "desk"), "watch", id_, wall="w", session="2f")
    assert room.party(id_, party).user == "li"
    assert len(room.told()) == 2


def test_a_mesh_is_shown_on_two_displays(room: ConferenceRoom) -> None:
    id_ = room.opened(LI)
    put_on_wall(room, id_)
    for number in range(2):
        room.done(at(NODE, f"node-{number}"), "watch", id_, wall="w", session=f"{number}f")
    assert room.cause(at(NODE, "node-2"), "watch", id_, wall="w", session="2f") == (OVER, "walls_full")
    assert len(people(room.get(id_))) == 1
