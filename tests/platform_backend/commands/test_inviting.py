"""Who is asked to a conference: answers, the next in line, handing on, guests."""

from __future__ import annotations

from sqlalchemy import select

from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.conference_links import LINK_HOLDS_S
from platform_backend.commands.context import Actor
from platform_backend.store import schema
from tests.platform_backend.commands.conference_room import (
    CHIEF,
    CLERK,
    EMPTY_SEAT,
    LEADER,
    LI,
    OTHER,
    SEAT,
    STREET,
    STREET_2,
    ConferenceRoom,
)


def line(first: str, *others: str) -> list[dict[str, object]]:
    return [{"user": first, "role": "owner_room", "line": others}]


def test_a_call_rings_for_thirty_seconds_and_goes_to_the_next_in_line(conferring: ConferenceRoom) -> None:
    people = line("street", "li", "clerk", "nobody", "street-2", "leader")
    id_ = conferring.opened(LI, incident="i1", people=people)
    ringing = conferring.party(id_, STREET)
    assert parse_time(ringing.ring_until or "") == conferring.hall.now + 30.0
    assert not conferring.by_rule("unanswered", id_, STREET).ok
    conferring.hall.now += 30.0
    assert conferring.by_rule("unanswered", id_, STREET).ok
    # Who is there, who may not confer and who does not exist are passed over.
    assert conferring.states(id_) == {"li": "joined", "street": "no_answer", "street-2": "ringing"}
    second = conferring.party(id_, STREET_2)
    assert (second.role.value, second.by, second.line) == ("owner_room", "li", ("leader",))
    conferring.done(STREET_2, "decline", id_, reason="在开会")
    assert conferring.party(id_, STREET_2).reason == "在开会"
    conferring.hall.now += 31.0
    assert conferring.by_rule("unanswered", id_, LEADER).ok
    assert conferring.states(id_)["leader"] == "no_answer"
    assert conferring.told()[1:] == [
        ("li", "conference.invite", "street"),
        ("street", "conference.unanswered", ""),
        ("street", "conference.next", "street-2"),
        ("street-2", "conference.decline", "在开会"),
        ("street-2", "conference.next", "leader"),
        ("leader", "conference.unanswered", ""),
    ]


def test_who_did_not_answer_may_come_all_the_same(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, STREET)
    conferring.hall.now += 31.0
    assert conferring.by_rule("unanswered", id_, STREET).ok
    wrong = ("illegal_transition", "not_rung")
    assert conferring.cause(STREET, "decline", id_, reason="x") == wrong
    assert conferring.cause(STREET, "hand_on", id_, seat=SEAT) == wrong
    conferring.join(id_, STREET)
    assert conferring.states(id_)["street"] == "joined"


def test_a_no_needs_a_reason(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, STREET)
    assert conferring.cause(STREET, "decline", id_, reason=" ") == ("bad_request", "malformed")


def test_a_call_is_handed_to_another_seat(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, incident="i1", people=line("street", "leader"))
    error = conferring.refused(STREET, "hand_on", id_, seat=EMPTY_SEAT)
    assert (error.cause, error.details and error.details.name) == ("seat_empty", "空席")
    assert conferring.cause(STREET, "hand_on", id_, seat="none") == ("forbidden", "scope")
    conferring.done(STREET, "hand_on", id_, seat=SEAT)
    assert conferring.states(id_) == {"li": "joined", "street": "handed_on", "street-2": "ringing"}
    handed = conferring.party(id_, STREET_2)
    assert (handed.by, handed.line, conferring.party(id_, STREET).reason) == ("street", ("leader",), "接警席")
    assert conferring.told()[-2:] == [
        ("street", "conference.hand_on", "接警席"),
        ("street", "conference.invite", "street-2"),
    ]


def test_only_who_is_in_asks_others_and_nobody_is_asked_twice(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, STREET)
    people = [{"user": "leader"}]
    assert conferring.cause(CHIEF, "invite", id_, people=people) == ("illegal_transition", "not_conferring")
    error = conferring.refused(LI, "invite", id_, people=[{"user": "street"}])
    assert (error.cause, error.details and error.details.name) == ("rung_already", "street")
    for user in ("nobody", CLERK.id):
        assert conferring.cause(LI, "invite", id_, people=[{"user": user}]) == ("not_found", "no_person")
    conferring.done(LI, "lock", id_, locked=True)
    conferring.join(id_, STREET)
    assert conferring.cause(STREET, "invite", id_, people=people) == (
        "illegal_transition",
        "conference_locked",
    )
    conferring.done(LI, "invite", id_, people=people)
    # A locked room lets in whom its moderator asks, and nobody else.
    assert conferring.cause(CHIEF, "join", id_, session="0f") == ("illegal_transition", "conference_locked")
    conferring.join(id_, LEADER)


def test_a_street_sees_what_it_is_asked_to(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    assert conferring.cause(OTHER, "join", id_, session="0f") == ("forbidden", "scope")
    conferring.done(LI, "invite", id_, people=[{"user": "other"}])
    conferring.join(id_, OTHER)


def test_a_guest_gets_a_link_of_which_the_store_keeps_a_digest(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, incident="i1")
    assert conferring.cause(STREET_2, "guest", id_, name="客") == ("forbidden", "scope")
    result = conferring.ask(LI, "guest", id_, name=" 专家 ")
    data = result.data or {}
    assert data["path"].startswith("/conference/")
    assert data["expires_at"] == format_time(conferring.hall.now + LINK_HOLDS_S)
    party = conferring.party(id_, data["guest"])
    assert (party.name, party.kind.value, party.state.value, party.by) == ("专家", "guest", "invited", "li")
    with conferring.hall.store.reading() as connection:
        (row,) = connection.execute(select(schema.conference_links)).all()
    assert (row.conference, row.guest) == (id_, data["guest"])
    assert data["path"].encode() not in row.digest
    assert conferring.told()[-1] == ("li", "conference.guest", "专家")


def test_guests_have_an_end(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    for number in range(50):
        conferring.done(LI, "guest", id_, name=f"客{number}")
    assert conferring.cause(LI, "guest", id_, name="客") == ("illegal_transition", "conference_full")


def test_who_made_a_link_sees_that_it_was_opened_and_nobody_else_can_say_so(
    conferring: ConferenceRoom,
) -> None:
    id_ = conferring.opened(LI, incident="i1")
    data = conferring.ask(LI, "guest", id_, name="客").data or {}
    guest = Actor(id=data["guest"], name="客", internal=True)
    assert conferring.party(id_, guest).opened_at is None
    assert not conferring.ask(LI, "opened", id_).ok, "it is the platform's own"
    before = conferring.told()
    opened = conferring.done(guest, "opened", id_)
    assert conferring.party(id_, guest).opened_at == opened.parties[-1].opened_at is not None
    assert conferring.told() == before, "the trail tells who comes, not who looks"
    conferring.join(id_, guest)
    assert conferring.cause(guest, "opened", id_) == ("illegal_transition", "not_conferring")
