from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.conference import PartyState
from console.conference.words import (
    lasting,
    others_words,
    people_words,
    roster_words,
    standing_words,
    strip_words,
)
from tests.console.conference.hall import conference, joined


@pytest.mark.parametrize(
    ("seconds", "text"), [(-3, "00:00"), (59.9, "00:59"), (600, "10:00"), (3725, "1:02:05")]
)
def test_durations_are_read_at_a_glance(seconds: float, text: str) -> None:
    assert lasting(seconds) == text


def test_the_strip_says_who_hears_one_and_how_well() -> None:
    mine = joined(muted=True)
    room = conference(mine, joined("li"))

    def said(*, talking: bool = False, poor: bool = False) -> str:
        return strip_words(room, mine=mine, seconds=61, talking=talking, poor=poor)

    assert said() == "In conference · 2 people · 01:01 · muted"
    assert said(talking=True).endswith("· speaking by the key")
    assert said(poor=True).endswith("· muted · poor connection")


def test_others_stand_in_one_line() -> None:
    one, two = conference(joined(), title="A"), conference(joined(), joined("li"), title="B")
    assert others_words(()) == ""
    assert others_words((one,)) == "Besides: A (1 person)"
    assert others_words((two, one, one)) == "Besides: B (2 people) +2"
    assert people_words(two) == "2 people"


def test_each_of_the_list_says_how_one_stands_to_it() -> None:
    states = {
        PartyState.JOINED: "at another seat",
        PartyState.RINGING: "rings",
        PartyState.LEFT: "left",
        PartyState.REMOVED: "removed",
        PartyState.DECLINED: "",
    }
    for state, words in states.items():
        assert standing_words(conference(replace(joined(), state=state)), "wang", here=False) == words
    assert standing_words(conference(joined()), "wang", here=True) == "here"
    assert standing_words(conference(locked=True), "wang", here=False) == "locked"


def test_who_is_in_stands_in_lines() -> None:
    ringing = replace(joined("bo"), state=PartyState.RINGING)
    gone = replace(joined("al"), state=PartyState.LEFT)
    room = conference(
        joined(muted=True, hand_at="2026-01-01T00:00:00Z"), joined("li", sharing=True), ringing, gone
    )
    assert roster_words(room).splitlines() == [
        "Wang · hand raised · muted",
        "Li · shares the screen",
        "Bo · is being rung",
    ]
