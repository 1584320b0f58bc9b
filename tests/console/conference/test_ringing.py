"""Which conferences ring for somebody, how rings end, and what was missed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyRole, PartyState
from backend_client.protocol.times import format_time
from console.conference.ringing import End, ended, missed, rings
from tests.console.conference.hall import conference, joined
from tests.widgets.district import NOW, ago


def party(id_: str, state: PartyState, **more: Any) -> Party:
    values: dict[str, Any] = {"since": ago(10), "by": "王", "role": PartyRole.LEADER} | more
    return Party(id=id_, name=id_.title(), kind=PartyKind.CONSOLE, state=state, **values)


def ringing(id_: str = "li", left_s: float = 20.0, **more: Any) -> Party:
    return party(id_, PartyState.RINGING, ring_until=format_time(NOW + left_s), **more)


def test_it_rings_for_whom_it_rings_and_what_ends_first_is_first() -> None:
    rooms = [
        ("k1", conference(joined(), ringing(left_s=25.0, line=("bo",)), title="积水")),
        ("k2", conference(joined(), ringing(left_s=5.0))),
        ("k3", conference(joined(), ringing(left_s=9.0), closed_at=ago(1))),
        ("k4", conference(joined(), joined("li"))),
        ("k5", conference(joined(), ringing(left_s=-30.0))),
    ]
    found = rings(rooms, "li", now=NOW)
    assert [each.id for each in found] == ["k2", "k1"]
    assert (found[1].title, found[1].by, found[1].role, found[1].has_line) == (
        "积水",
        "王",
        PartyRole.LEADER,
        True,
    )
    assert rings(rooms, "", now=NOW) == ()


@pytest.mark.parametrize(
    ("now", "end", "word"),
    [
        (joined("li", seat="s2"), End.ANSWERED, "s2"),
        (party("li", PartyState.DECLINED, reason="忙"), End.DECLINED, "忙"),
        (party("li", PartyState.HANDED_ON, reason="席2"), End.HANDED_ON, "席2"),
        (party("li", PartyState.REMOVED, reason="误"), End.TAKEN_BACK, "误"),
        (party("li", PartyState.NO_ANSWER), End.UNHEARD, ""),
        (party("li", PartyState.CALLED_OFF), End.UNHEARD, ""),
    ],
)
def test_how_a_ring_ended_is_told(now: Party, end: End, word: str) -> None:
    former = rings([("k1", conference(joined(), ringing()))], "li", now=NOW)
    (over,) = ended(former, {"k1": conference(joined(), now)}, "li")
    assert (over.end, over.word, over.ring.id) == (end, word, "k1")


def test_what_still_rings_has_not_ended_and_what_is_gone_has() -> None:
    still = conference(joined(), ringing())
    former = rings([("k1", still), ("k2", still)], "li", now=NOW)
    assert [each.ring.id for each in ended(former, {"k1": still}, "li")] == ["k2"]


def test_a_call_is_missed_until_it_is_seen_whoever_sat_here_then() -> None:
    unheard = party("li", PartyState.NO_ANSWER, since=ago(300))
    after = ringing("bo", since=ago(300))
    off = party("li", PartyState.CALLED_OFF, since=ago(60))
    rooms: list[tuple[str, Conference]] = [
        ("k1", conference(joined(), after, unheard)),
        ("k2", conference(joined(), off, closed_at=ago(60))),
        ("k3", conference(joined("li"))),
    ]
    last, first = missed(rooms, "li", ())
    assert (last.id, last.is_open, last.following) == ("k2", False, "")
    assert (first.id, first.is_open, first.following, first.by) == ("k1", True, "Bo", "王")
    assert missed(rooms, "li", [last.key, first.key]) == ()
    assert missed(rooms, "", ()) == ()
    again = conference(joined(), replace(unheard, since=ago(5)))
    assert [each.id for each in missed([("k1", again)], "li", [first.key])] == ["k1"]
