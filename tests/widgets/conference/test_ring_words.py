"""What calls say."""

from __future__ import annotations

from backend_client.protocol.conference import PartyRole
from widgets.conference import ring_words

AT = "2026-03-02T04:20:00.000Z"


def test_a_call_says_who_about_what_as_whom_how_long_and_what_follows() -> None:
    assert ring_words.ring_head(by="王", title="积水") == "王 asks you to confer: 积水"
    about = ring_words.ring_about(role=PartyRole.LEADER, left_s=24.4, has_line=True, leaves=True)
    assert about == (
        "as leader on duty · 24 s left · then the next in line is rung · to answer leaves the call you are in"
    )
    plain = ring_words.ring_about(role=PartyRole.OTHER, left_s=-3.0, has_line=False, leaves=False)
    assert plain == "0 s left · nobody else is rung after you"


def test_a_covered_desk_says_for_whom_and_nothing_of_the_matter() -> None:
    one = ring_words.locked_words(person="李", count=1, left_s=9.0)
    assert one == "A conference calls 李: 9 s left. Sign in to answer"
    assert "2 conferences call 李" in ring_words.locked_words(person="李", count=2, left_s=9.0)


def test_how_a_ring_ended_elsewhere() -> None:
    assert ring_words.answered_elsewhere(by="王", seat="席2").endswith("was answered at 席2")
    assert ring_words.answered_elsewhere(by="王", seat="").endswith("at another seat")
    assert ring_words.declined_elsewhere(by="王", reason="忙").endswith(": 忙")
    assert "席2" in ring_words.handed_elsewhere(by="王", seat="席2")
    assert ring_words.taken_back(by="王", reason="误").endswith("taken back: 误")
    assert ring_words.taken_back(by="王", reason="").endswith("taken back")


def test_missed_calls_are_counted_and_the_last_is_told() -> None:
    one = ring_words.missed_words(count=1, by="王", title="积水", at=AT, following="柏")
    assert one.startswith("Missed call ")
    assert one.endswith("王 about 积水 · 柏 was rung instead")
    assert ring_words.missed_words(count=3, by="王", title="积水", at=AT, following="").startswith("3 missed")
