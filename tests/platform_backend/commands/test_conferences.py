"""Conferences: opened, come into, left, lost, closed; the fall back to a mesh; what the incident tells of
it.
"""

from __future__ import annotations

import pytest

from backend_client.protocol.conference import PartyState, Provider
from backend_client.protocol.messages import Scope
from platform_backend.access.scope import codes_of, sees
from platform_backend.commands.conference_trail import in_view
from platform_backend.commands.context import Actor
from tests.platform_backend.commands.conference_room import (
    CHIEF,
    CLERK,
    LEADER,
    LI,
    OFFICER,
    OTHER,
    SEAT,
    STREET,
    ConferenceRoom,
    at,
)
from tests.platform_backend.commands.hall import BUREAU, CODES, A, B


def test_an_incidents_timeline_tells_it_all(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, STREET, incident="i1")
    conference = conferring.get(id_)
    assert (conference.opened_by, conference.moderator, conference.provider) == ("li", "li", Provider.MESH)
    assert conferring.states(id_) == {"li": "joined", "street": "ringing"}
    conferring.join(id_, STREET)
    conferring.hall.now += 60.0
    assert conferring.ask(STREET, "leave", id_).data == {"lasted": "0:01:01"}
    assert conferring.ask(LI, "close", id_).data == {"lasted": "0:01:03"}
    assert conferring.hall.trail.details[-2:] == ["lasted=0:01:01", "lasted=0:01:03"]
    assert conferring.told() == [
        ("li", "conference.open", "会商"),
        ("li", "conference.invite", "street"),
        ("street", "conference.join", ""),
        ("street", "conference.leave", "0:01:01"),
        ("li", "conference.close", "会商 0:01:03"),
    ]
    closed = conferring.get(id_)
    assert (closed.closed_by, closed.emptied_at, conferring.states(id_)["li"]) == ("li", None, "left")
    assert in_view(closed, conferring.hall.now)
    assert not in_view(closed, conferring.hall.now + 86_400)


def test_an_alarm_and_what_is_about_nothing(conferring: ConferenceRoom) -> None:
    about = conferring.get(conferring.opened(LI, alarm="a1"))
    assert (about.alarm, about.incident) == ("a1", None)
    assert conferring.get(conferring.opened(LI, plan="p1")).plan == "p1"
    assert conferring.get(conferring.opened(LI)).alarm is None
    assert conferring.told() == []
    assert conferring.cause(LI, "open", None, title="x", incident="none") == ("forbidden", "scope")
    assert conferring.cause(OTHER, "open", None, title="x", incident="i1") == ("forbidden", "scope")
    assert conferring.cause(OTHER, "open", None, title="x", alarm="a1") == ("forbidden", "scope")
    assert conferring.cause(CLERK, "open", None, title="x") == ("forbidden", "role")


def test_rooms_that_were_asked_see_the_conference_and_others_do_not(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(STREET, OFFICER)
    codes = codes_of(conferring.get(id_), CODES)
    assert sees(Scope(division=CODES[A]), codes)
    assert sees(Scope(departments=(BUREAU,)), codes)
    assert not sees(Scope(division=CODES[B]), codes)
    assert conferring.cause(OTHER, "join", id_, session="0f") == ("forbidden", "scope")


def test_who_comes_again_is_the_same_party_with_another_page(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, incident="i1")
    conferring.done(at(LI, "c1"), "join", id_, session="01", seat=SEAT)
    first = conferring.party(id_, LI)
    assert (first.session, first.console, first.seat) == ("01", "c1", SEAT)
    conferring.done(at(LI, "c2"), "join", id_, session="02")
    again = conferring.party(id_, LI)
    assert (again.session, again.console, again.seat, again.joined_at) == ("02", "c2", "", first.joined_at)
    assert [action for _, action, _ in conferring.told()] == ["conference.open"]
    assert conferring.cause(LI, "join", id_, session="not hex") == ("bad_request", "malformed")


def test_a_mesh_has_four_places(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    conferring.join(id_, CHIEF, LEADER)
    conferring.done(LI, "invite", id_, people=[{"user": "street"}])
    error = conferring.refused(LI, "invite", id_, people=[{"user": "other"}])
    assert (error.cause, error.details and error.details.limit) == ("conference_full", 4)
    conferring.join(id_, STREET)
    guest = Actor(id="guest-1", name="客", internal=True)
    assert conferring.cause(guest, "join", id_, session="0f") == ("illegal_transition", "conference_full")
    # Who is in it may come in anew.
    conferring.join(id_, STREET)


def test_who_vanishes_is_taken_out_and_comes_back(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, incident="i1")
    conferring.join(id_, LI, CHIEF)
    party = conferring.party(id_, LI)
    held = {"session": party.session, "console": party.console}
    assert not conferring.by_rule("lost", id_, LI, session="other", console=party.console).ok
    assert conferring.by_rule("lost", id_, LI, **held).ok
    gone = conferring.party(id_, LI)
    assert (gone.state, gone.reason, gone.session) == (PartyState.LEFT, "lost", "")
    # The room goes on under who is left.
    assert conferring.get(id_).moderator == "chief"
    assert not conferring.by_rule("lost", id_, LI, **held).ok
    conferring.join(id_, LI)
    assert [each[:2] for each in conferring.told()][-2:] == [
        ("li", "conference.lost"),
        ("li", "conference.join"),
    ]
    # Nobody says that of himself.
    assert conferring.cause(LI, "lost", id_, session="", console="") == ("forbidden", "role")


def test_an_empty_room_waits_and_is_ended_by_the_platform(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    conferring.done(LI, "leave", id_)
    empty = conferring.get(id_)
    assert (empty.moderator, empty.emptied_at is not None) == ("", True)
    conferring.join(id_, CHIEF)
    assert (conferring.get(id_).emptied_at, conferring.get(id_).moderator) == (None, "chief")
    conferring.done(CHIEF, "leave", id_)
    assert conferring.by_rule("close", id_, Actor(id="会商", name="会商")).ok
    assert conferring.cause(LI, "join", id_, session="0f") == ("illegal_transition", "conference_over")


def test_an_incident_that_is_full_does_not_end_a_conference(
    conferring: ConferenceRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = conferring.opened(LI, incident="i1")
    monkeypatch.setattr("platform_backend.commands.conference_trail._FULL_BYTES", 10)
    conferring.done(LI, "close", id_)
    assert [action for _, action, _ in conferring.told()] == ["conference.open"]
