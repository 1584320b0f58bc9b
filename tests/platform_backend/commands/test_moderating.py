"""Order in a conference's room: sending out, locking, muting, hands, words."""

from __future__ import annotations

from typing import Any

from platform_backend.commands.context import Actor
from tests.platform_backend.commands.conference_room import CHIEF, LEADER, LI, STREET, ConferenceRoom

NOT_HIS = ("forbidden", "not_moderator")


def test_the_moderator_and_a_duty_leader_in_the_room_keep_order(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, STREET)
    conferring.join(id_, STREET, LEADER)
    asked: dict[str, dict[str, Any]] = {
        "remove": {"user": "leader"},
        "lock": {"locked": True},
        "mute": {"user": "leader", "muted": True},
    }
    for name, args in asked.items():
        assert conferring.cause(STREET, name, id_, **args) == NOT_HIS, name
        assert conferring.cause(CHIEF, name, id_, **args) == NOT_HIS, name
    assert conferring.cause(STREET, "close", id_) == NOT_HIS
    conferring.join(id_, CHIEF)
    assert conferring.done(CHIEF, "lock", id_, locked=True).locked
    assert conferring.done(LI, "mute", id_, user="leader", muted=True)
    assert conferring.party(id_, LEADER).muted
    conferring.done(CHIEF, "close", id_)


def test_who_was_sent_out_comes_back_only_when_asked(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, STREET, incident="i1")
    conferring.join(id_, STREET)
    conferring.done(LI, "remove", id_, user="street", reason="吵")
    out = conferring.party(id_, STREET)
    assert (out.state.value, out.reason, out.session) == ("removed", "吵", "")
    assert conferring.told()[-1] == ("li", "conference.remove", "street 0:00:01")
    assert conferring.cause(STREET, "join", id_, session="0f") == ("forbidden", "sent_out")
    assert conferring.cause(LI, "remove", id_, user="street") == ("not_found", "not_conferring")
    assert conferring.cause(LI, "mute", id_, user="nobody", muted=True) == ("not_found", "not_conferring")
    conferring.done(LI, "invite", id_, people=[{"user": "street"}])
    conferring.join(id_, STREET)
    # An invitation is taken back in the same way.
    conferring.done(LI, "invite", id_, people=[{"user": "leader"}])
    conferring.done(LI, "remove", id_, user="leader")
    assert conferring.told()[-1] == ("li", "conference.remove", "leader")


def test_a_guest_has_no_rights_of_the_platforms_own(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    data = conferring.ask(LI, "guest", id_, name="客").data or {}
    guest = Actor(id=data["guest"], name="客", internal=True)
    conferring.done(LI, "lock", id_, locked=True)
    conferring.done(guest, "join", id_, session="0f")
    asked: dict[str, dict[str, Any]] = {
        "close": {},
        "lock": {"locked": False},
        "remove": {"user": "li"},
        "mute": {"user": "li", "muted": True},
    }
    for name, args in asked.items():
        assert conferring.cause(guest, name, id_, **args) == NOT_HIS, name
    conferring.done(guest, "say", id_, text="听得见吗")
    conferring.done(LI, "leave", id_)
    # A room of guests alone has no moderator.
    assert conferring.get(id_).moderator == ""


def test_hands_sharing_and_muting_of_ones_own(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    conferring.done(LI, "mark", id_, hand=True)
    raised = conferring.party(id_, LI).hand_at
    conferring.done(LI, "mark", id_, hand=True, sharing=True, muted=True)
    mine = conferring.party(id_, LI)
    assert (mine.hand_at, mine.sharing, mine.muted) == (raised, True, True)
    conferring.done(LI, "mark", id_, hand=False)
    mine = conferring.party(id_, LI)
    assert (mine.hand_at, mine.sharing, mine.muted) == (None, True, True)
    assert conferring.cause(CHIEF, "mark", id_, hand=True) == ("illegal_transition", "not_conferring")


def test_words_are_for_all_and_the_last_hundred_stay(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    for number in range(101):
        conferring.done(LI, "say", id_, text=f"{number}")
    remarks = conferring.get(id_).remarks
    assert (len(remarks), remarks[0].text, remarks[-1].by) == (100, "1", "li")
    assert conferring.cause(CHIEF, "say", id_, text="x") == ("illegal_transition", "not_conferring")
    assert conferring.cause(LI, "say", id_, text="  ") == ("bad_request", "malformed")


def test_who_was_muted_by_the_moderator_does_not_take_it_back(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, STREET)
    conferring.join(id_, STREET)
    conferring.done(STREET, "mark", id_, muted=True)
    assert conferring.party(id_, STREET).muted_by == "street"
    conferring.done(STREET, "mark", id_, muted=False)
    assert (conferring.party(id_, STREET).muted, conferring.party(id_, STREET).muted_by) == (False, "")
    conferring.done(LI, "mute", id_, user="street", muted=True)
    for muted in (True, False):
        conferring.done(STREET, "mark", id_, muted=muted)
        assert (conferring.party(id_, STREET).muted, conferring.party(id_, STREET).muted_by) == (True, "li")
    conferring.done(LI, "mute", id_, user="street", muted=False)
    assert not conferring.party(id_, STREET).muted
    # The moderator is his own master, whoever muted him.
    conferring.join(id_, CHIEF)
    conferring.done(CHIEF, "mute", id_, user="li", muted=True)
    conferring.done(LI, "mark", id_, muted=False)
    assert not conferring.party(id_, LI).muted
