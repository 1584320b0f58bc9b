"""What every act on a conference shares: its target, its moderator, the trail of its incident."""

from __future__ import annotations

from backend_client.protocol.conference_rules import clock_text
from platform_backend.commands.conference_trail import VIEW_AFTER_CLOSE_S, in_view
from tests.platform_backend.commands.conference_room import CHIEF, LI, ConferenceRoom


def test_what_left_the_view_is_nobodys_target(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI)
    conferring.done(LI, "close", id_)
    closed = conferring.get(id_)
    assert in_view(closed, conferring.hall.now)
    assert conferring.cause(LI, "close", id_) == ("illegal_transition", "conference_over")
    assert not in_view(closed, conferring.hall.now + VIEW_AFTER_CLOSE_S)
    assert conferring.cause(LI, "leave", None) == ("bad_request", "no_target")
    assert conferring.cause(LI, "leave", "none") == ("forbidden", "scope")


def test_the_moderator_is_who_has_been_there_longest(conferring: ConferenceRoom) -> None:
    id_ = conferring.opened(LI, incident="i1")
    conferring.join(id_, CHIEF)
    conferring.hall.now += 4.0
    assert conferring.done(LI, "leave", id_).moderator == "chief"
    assert conferring.told()[-1] == ("li", "conference.leave", clock_text(6.0))
    conferring.join(id_, LI)
    assert conferring.get(id_).moderator == "chief"
