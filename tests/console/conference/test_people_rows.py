"""The rows of people: who stands how, who is proposed, what can be done to each by whom."""

from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.conference import Party, PartyKind, PartyRole, PartyState, Provider
from backend_client.protocol.conference_args import Candidate, Invitee, Proposal, ProposalsFound
from backend_client.protocol.times import format_time
from console.conference.people_rows import Placed, Seen, found_rows, room_rows
from tests.console.conference.hall import conference, joined
from tests.widgets.district import NOW, ago

STREET = Proposal(
    role=PartyRole.OWNER_ROOM,
    id="o1",
    name="凯旋街道",
    line=(
        Candidate(user="li", name="李", seat="s1", signed_in=True),
        Candidate(user="bo", name="柏"),
    ),
)
UNIT = Proposal(role=PartyRole.UNIT, id="u1", name="处置队1", contacts=("c1", "c2"))
FOUND = ProposalsFound(
    proposals=(STREET, UNIT), others=(*STREET.line, Candidate(user="zhao", name="赵", signed_in=True))
)


def seen(me: str = "wang", *roles: str, is_in: bool = True) -> Seen:
    return Seen(
        me=me,
        roles=frozenset(roles),
        now=NOW,
        rate=1.0,
        seat_name={"s1": "受理席1"}.get,  # type: ignore[arg-type]
        contact=lambda id_: {"c1": "甲 139"}.get(id_, ""),
        is_in=is_in,
    )


def party(id_: str, state: PartyState, **more: Any) -> Party:
    values: dict[str, Any] = {"kind": PartyKind.CONSOLE, "since": ago(10)} | more
    return Party(id=id_, name=id_.title(), state=state, **values)


def told(rows: tuple[Placed, ...]) -> list[tuple[str, str, str, list[str]]]:
    return [
        (each.row.heading, each.row.name, each.row.state, [act.text for act in each.row.acts])
        for each in rows
    ]


def test_who_has_opened_one_sees_whom_to_ask_with_a_key_for_each() -> None:
    rows = room_rows(conference(joined(), moderator="wang"), FOUND, seen())
    me, street, unit = rows
    assert (me.row.name, me.row.about, me.row.acts) == ("Wang (you)", "moderator", ())
    assert told(rows)[1:] == [
        ("Proposed", "李", "at 受理席1 · signed in · 1 more in line", ["Ask"]),
        ("Proposed", "处置队1", "no console: telephone, or a link · 甲 139", ["Link …"]),
    ]
    assert street.row.about == "room in charge · 凯旋街道"
    assert [street.row.number, unit.row.number] == [1, 2]
    assert street.invitee == Invitee(user="li", role=PartyRole.OWNER_ROOM, line=("bo",))
    assert unit.name == "处置队1"


def test_what_is_met_is_not_proposed_and_who_said_no_is_passed_over() -> None:
    declined = party("li", PartyState.DECLINED, reason="忙")
    rows = room_rows(conference(joined(), declined, moderator="wang"), FOUND, seen())
    assert [(each.row.name, each.row.heading) for each in rows if each.invitee] == [
        ("Wang (you)", "In the room, 1 of 4 places"),
        ("柏", "Proposed"),
        ("Li", "Not in the room"),
    ]
    assert told(rows)[-1] == ("Not in the room", "Li", "declined: 忙", ["Ask again"])
    there = room_rows(conference(joined(), joined("bo"), moderator="wang"), FOUND, seen())
    assert [each.row.name for each in there] == ["Wang (you)", "Bo", "处置队1"]


def test_raised_hands_come_first_in_their_order_and_marks_are_words() -> None:
    room = conference(
        joined(seat="s1"),
        joined("li", muted=True, muted_by="wang"),
        joined("bo", hand_at=ago(5), sharing=True),
        joined("zhao", hand_at=ago(9), muted=True, muted_by="zhao"),
        moderator="wang",
    )
    rows = room_rows(room, None, seen())
    assert [each.row.name for each in rows] == ["Zhao", "Bo", "Wang (you)", "Li"]
    states = [each.row.state.rsplit(" · ", 1)[0] for each in rows]
    assert states == [
        "hand raised, no. 1 · muted",
        "hand raised, no. 2 · shares the screen",
        "at 受理席1",
        "muted by the moderator",
    ]
    assert [act.id for act in rows[0].row.acts] == ["mute", "remove"]
    assert [act.id for act in rows[3].row.acts] == ["unmute", "remove"]


def test_ringing_counts_down_and_says_who_is_next() -> None:
    rings = party(
        "li", PartyState.RINGING, ring_until=format_time(NOW + 24), line=("bo",), role=PartyRole.LEADER
    )
    guest = party("guest-1", PartyState.INVITED, kind=PartyKind.GUEST, role=PartyRole.GUEST)
    rows = room_rows(conference(joined(), rings, guest, moderator="wang"), FOUND, seen())
    assert told(rows)[1:3] == [
        ("Asked", "Li", "rings, 24 s left · then 柏 is rung", ["Take back"]),
        ("Asked", "Guest-1", rows[2].row.state, ["Take back"]),
    ]
    assert "not used yet" in rows[2].row.state
    alone = room_rows(conference(joined(), party("li", PartyState.RINGING)), FOUND, seen())
    assert alone[1].row.state == "rings, 0 s left · nobody after that"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (party("li", PartyState.NO_ANSWER), "no answer"),
        (party("li", PartyState.CALLED_OFF), "called off"),
        (party("li", PartyState.HANDED_ON, reason="席2"), "handed the call on to 席2"),
        (party("li", PartyState.REMOVED, reason="吵"), "removed: 吵"),
        (party("li", PartyState.REMOVED), "removed"),
        (party("li", PartyState.LEFT, reason="mesh"), "no place in the room: telephone"),
    ],
)
def test_who_is_not_there_says_why(one: Party, words: str) -> None:
    assert room_rows(conference(joined(), one), None, seen())[-1].row.state == words


def test_times_are_told_of_who_left() -> None:
    left = room_rows(conference(joined(), party("li", PartyState.LEFT)), None, seen())[-1].row.state
    lost = room_rows(conference(joined(), party("li", PartyState.LEFT, reason="lost")), None, seen())
    assert left.startswith("left ")
    assert lost[-1].row.state.startswith("connection lost ")


def test_only_who_keeps_order_has_its_acts_and_a_duty_leader_does() -> None:
    rings = party("bo", PartyState.RINGING)
    room = conference(joined(), joined("li"), rings, moderator="wang")
    assert [each.row.acts for each in room_rows(room, None, seen("li"))] == [(), (), ()]
    acts = [[act.id for act in each.row.acts] for each in room_rows(room, None, seen("li", "duty_leader"))]
    assert acts == [["mute", "remove"], [], ["take_back"]]
    # Who only looks on from outside does nothing.
    assert not any(each.row.acts for each in room_rows(room, FOUND, seen("zhao", is_in=False)))


def test_why_nobody_can_be_asked_is_told() -> None:
    full = conference(joined(), *(joined(f"p{number}") for number in range(3)), provider=Provider.MESH)
    rows = room_rows(full, FOUND, seen())
    (ask,) = next(each for each in rows if each.name == "李").row.acts
    assert ask.why_not == "The conference is full"
    # A link rings nobody: its guest comes when there is a place.
    assert rows[-1].row.acts[0].why_not == ""
    locked = conference(joined("li"), joined(), locked=True, moderator="li")
    (ask,) = next(each for each in found_rows(locked, FOUND.others, "赵".__eq__, seen())).row.acts
    assert ask.why_not == "The conference is locked"


def test_anybody_is_found_by_name_but_who_is_there() -> None:
    room = conference(joined(), joined("li"), moderator="wang")
    rows = found_rows(room, FOUND.others, lambda _name: True, seen())
    assert [(each.row.heading, each.row.name, each.row.number) for each in rows] == [
        ("Found", "柏", 1),
        ("Found", "赵", 2),
    ]
    assert rows[0].invitee == Invitee(user="bo")
