"""By which way conferences are held: what the site has, the fifth who comes, and what goes on without it."""

from __future__ import annotations

import pytest

from backend_client.protocol.conference import PartyState, Provider
from backend_client.protocol.conference_rules import places, places_left
from platform_backend.commands.context import Actor, RoomServer
from tests.platform_backend.commands.conference_room import (
    CHIEF,
    LEADER,
    LI,
    OFFICER,
    OTHER,
    STREET,
    ConferenceRoom,
)

JANUS = RoomServer(Provider.JANUS)
MEET = RoomServer(Provider.EXTERNAL, "https://meet.example/{room}?lang=zh")
PLATFORM = Actor(id="会商", name="会商")


def test_what_the_site_has_not_is_not_opened(conferring: ConferenceRoom) -> None:
    refused = ("unavailable", "no_room_server")
    for server, provider in ((None, "janus"), (None, "external"), (JANUS, "external"), (MEET, "janus")):
        conferring.hall.room_server = server
        assert conferring.cause(LI, "open", None, title="x", provider=provider) == refused
    conferring.hall.room_server = JANUS
    opened = conferring.get(conferring.opened(LI, provider="janus"))
    assert (opened.provider, opened.room_session, opened.beyond) == (Provider.JANUS, "", None)


@pytest.mark.parametrize(
    ("provider", "address"),
    [
        ("mesh", "https://meet.example/a?lang=zh"),
        ("external", "http://meet.example/a?lang=zh"),
        ("external", "javascript:alert(1)"),
        ("external", "https://meet.example.elsewhere/a?lang=zh"),
        ("external", "https://meet.example/a/../b?lang=zh"),
        ("external", "https://meet.example/?lang=zh"),
        ("external", "https://meet.example/a?x=1?lang=zh"),
    ],
)
def test_an_address_is_one_of_the_sites_installation(
    conferring: ConferenceRoom, provider: str, address: str
) -> None:
    conferring.hall.room_server = MEET
    wrong = conferring.cause(LI, "open", None, title="x", provider=provider, address=address)
    assert wrong == ("bad_request", "room_address")


def test_an_external_room_has_a_name_that_nobody_guesses(conferring: ConferenceRoom) -> None:
    conferring.hall.room_server = MEET
    known = "https://meet.example/Lage_7-a?lang=zh"
    assert conferring.get(conferring.opened(LI, provider="external", address=known)).address == known
    made = {conferring.get(conferring.opened(LI, provider="external")).address for _ in range(2)}
    assert len(made) == 2
    assert all(MEET.holds(address) and len(address) > len(known) for address in made)


def test_the_fifth_moves_the_room_over_to_the_sites_server(conferring: ConferenceRoom) -> None:
    conferring.hall.room_server = JANUS
    id_ = conferring.opened(LI, STREET, incident="i1")
    mesh = conferring.join(id_, CHIEF, LEADER, STREET)
    assert (mesh.provider, mesh.beyond, places_left(mesh)) == (Provider.MESH, Provider.JANUS, 12)
    rung = conferring.done(LI, "invite", id_, people=[{"user": "other"}])
    assert rung.provider is Provider.MESH
    moved = conferring.join(id_, OTHER)
    assert (moved.provider, moved.beyond, moved.room_session) == (Provider.JANUS, None, "")
    assert [action for _, action, _ in conferring.told()][-2:] == ["conference.join", "conference.grow"]
    # It stays there, whoever goes.
    conferring.done(OTHER, "leave", id_)
    assert conferring.get(id_).provider is Provider.JANUS


def test_who_asks_more_than_four_begins_there(conferring: ConferenceRoom) -> None:
    conferring.hall.room_server = MEET
    id_ = conferring.opened(LI, CHIEF, LEADER, STREET, OTHER, incident="i1")
    assert conferring.get(id_).provider is Provider.EXTERNAL
    assert MEET.holds(conferring.get(id_).address)
    assert {action for _, action, _ in conferring.told()} == {"conference.open", "conference.invite"}
    assert conferring.get(conferring.opened(LI, CHIEF, LEADER, STREET)).provider is Provider.MESH


def test_where_the_server_has_gone_the_room_has_four_places(conferring: ConferenceRoom) -> None:
    conferring.hall.room_server = JANUS
    id_ = conferring.opened(LI, STREET)
    assert places(conferring.join(id_, CHIEF, LEADER, STREET)) == 16
    conferring.hall.room_server = None
    guest = Actor(id="guest-1", name="客", internal=True)
    assert conferring.cause(guest, "join", id_, session="0f") == ("illegal_transition", "conference_full")


def test_the_platform_names_the_room_it_has_made(conferring: ConferenceRoom) -> None:
    conferring.hall.room_server = JANUS
    id_ = conferring.opened(LI, provider="janus", incident="i1")
    assert conferring.by_rule("room", id_, PLATFORM, session="z1").ok
    assert conferring.get(id_).room_session == "z1"
    assert conferring.cause(LI, "room", id_, session="z2") == ("forbidden", "role")
    assert conferring.by_rule("room_failed", id_, PLATFORM).ok
    assert conferring.get(id_).room_session == ""
    assert not conferring.by_rule("room_failed", id_, PLATFORM).ok
    assert not conferring.by_rule("room", id_, PLATFORM, session="z3").ok
    assert conferring.told()[-1] == ("会商", "conference.fall_back", "")


def test_when_the_room_server_fails_the_first_four_go_on(conferring: ConferenceRoom) -> None:
    conferring.hall.room_server = JANUS
    people = (CHIEF, LEADER, STREET, OTHER)
    id_ = conferring.opened(LI, *people, OFFICER, incident="i1", provider="janus")
    conferring.join(id_, *people)
    conferring.hall.room_server = None
    conference = conferring.done(STREET, "fall_back", id_, text="no answer from janus")
    assert (conference.provider, conference.address, conference.beyond) == (Provider.MESH, "", None)
    said = conference.fell_back
    assert said is not None
    assert (said.by, said.provider, said.text) == ("street", Provider.JANUS, "no answer from janus")
    assert conferring.states(id_) == {
        "li": "joined",
        "chief": "joined",
        "leader": "joined",
        "street": "joined",
        "other": "left",
        "officer": "called_off",
    }
    assert conferring.party(id_, OTHER).reason == "mesh"
    assert conferring.told()[-1] == ("street", "conference.fall_back", "no answer from janus")
    assert conferring.cause(LI, "fall_back", id_) == ("illegal_transition", "no_room_server")
    # When it is back, who had no place may come again, and nothing is said of a failure any more.
    conferring.hall.room_server = JANUS
    again = conferring.join(id_, OTHER)
    assert (again.provider, again.fell_back) == (Provider.JANUS, None)
    assert conferring.party(id_, OTHER).state is PartyState.JOINED


def test_who_rings_keeps_his_place_in_a_mesh_with_room(conferring: ConferenceRoom) -> None:
    conferring.hall.room_server = JANUS
    id_ = conferring.opened(LI, STREET, provider="janus")
    conferring.done(LI, "fall_back", id_)
    assert conferring.states(id_) == {"li": "joined", "street": "ringing"}
