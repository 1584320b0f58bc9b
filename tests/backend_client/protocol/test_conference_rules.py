"""The rules of a conference's room, act by act and state by state."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.commands import ARGS
from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState, Provider
from backend_client.protocol.conference_rules import (
    EMPTY_S,
    MOST,
    Why,
    clock_text,
    decide,
    heir,
    is_over,
    joined,
    may_close,
    moderates,
    next_moment,
    party,
    people,
    places,
    places_left,
    rings_out,
    shown_cameras,
    watching_walls,
)
from backend_client.protocol.times import format_time

NOW = 1_800_000_000.0
ACTS = sorted(name for name in ARGS if name.startswith("conference.") and name.split(".")[1] != "signal")
#: Acts of those in the room that need nothing more.
OF_ALL = ("camera", "fall_back", "guest", "invite", "leave", "mark", "say")


def one(id_: str, state: PartyState, *, at: float = NOW, **more: object) -> Party:
    came = {"joined_at": format_time(at)} if state is PartyState.JOINED else {}
    kind = {"kind": PartyKind.GUEST if id_.startswith("guest") else PartyKind.CONSOLE}
    return Party(id=id_, name=id_, state=state, since=format_time(at), **(kind | came | more))  # type: ignore[arg-type]


def room(*parties: Party, **more: object) -> Conference:
    values = {"moderator": "mod", "provider": Provider.JANUS, **more}
    return Conference(
        title="会商",
        org="o",
        opened_at=format_time(NOW),
        opened_by="opener",
        opened_by_name="opener",
        parties=parties,
        **values,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("state", [None, *PartyState])
def test_what_each_may_do_where_he_stands(state: PartyState | None) -> None:
    conference = room(*(() if state is None else (one("me", state),)))
    may = {act.split(".")[1] for act in ACTS if act in ARGS and decide(act, conference, "me", ()) is None}
    expected = set() if state is PartyState.REMOVED else {"join"}
    if state is PartyState.RINGING:
        expected |= {"decline", "hand_on"}
    if state is PartyState.JOINED:
        expected |= set(OF_ALL)
    # Of a wall it is asked whether the conference stands there, and not who speaks for it.
    assert may == expected | {"open", "watch"} & may


@pytest.mark.parametrize("act", ["conference.camera", "conference.watch"])
def test_nothing_is_sent_to_another_server(act: str) -> None:
    assert decide(act, room(one("me", PartyState.JOINED)), "me", ()) is None
    assert (
        decide(act, room(one("me", PartyState.JOINED), provider=Provider.EXTERNAL), "me", ()) is Why.ELSEWHERE
    )


def test_cameras_and_walls_are_nobody() -> None:
    camera = one("k", PartyState.JOINED, kind=PartyKind.CAMERA)
    wall = one("w", PartyState.JOINED, kind=PartyKind.WALL)
    conference = room(one("me", PartyState.JOINED), camera, wall, provider=Provider.MESH)
    assert [each.id for each in people(conference)] == ["me"]
    assert (shown_cameras(conference), watching_walls(conference)) == ((camera,), (wall,))
    assert places_left(conference) == MOST[Provider.MESH] - 1
    assert len(joined(conference)) == 3


def test_nothing_is_done_in_one_that_is_over() -> None:
    conference = room(one("mod", PartyState.JOINED), closed_at=format_time(NOW))
    assert {decide(act, conference, "mod", ("duty_leader",)) for act in ACTS} == {Why.CLOSED}


def test_order_is_kept_by_its_moderator_and_a_duty_leader_inside() -> None:
    conference = room(one("mod", PartyState.JOINED), one("chief", PartyState.JOINED))
    assert moderates(conference, "mod", ())
    assert moderates(conference, "chief", ("duty_leader",))
    assert not moderates(conference, "chief", ("dispatcher",))
    assert not moderates(conference, "elsewhere", ("duty_leader",))
    assert may_close(conference, "elsewhere", ("duty_leader",))
    assert may_close(conference, "opener", ())
    assert not may_close(conference, "chief", ("dispatcher",))


@pytest.mark.parametrize("state", [None, *PartyState])
def test_a_locked_room_lets_in_who_was_asked(state: PartyState | None) -> None:
    conference = room(*(() if state is None else (one("me", state),)), locked=True)
    why = decide("conference.join", conference, "me", ())
    asked = (PartyState.INVITED, PartyState.RINGING, PartyState.JOINED, PartyState.LEFT)
    if state is PartyState.REMOVED:
        assert why is Why.REMOVED
    else:
        assert why is (None if state in asked else Why.LOCKED)


def test_in_a_locked_room_only_who_moderates_asks_others() -> None:
    conference = room(one("mod", PartyState.JOINED), one("me", PartyState.JOINED), locked=True)
    for act in ("conference.invite", "conference.guest"):
        assert decide(act, conference, "me", ()) is Why.LOCKED
        assert decide(act, conference, "mod", ()) is None


def test_who_rings_has_a_place_and_only_who_is_in_fills_the_room() -> None:
    three = tuple(one(f"p{number}", PartyState.JOINED) for number in range(3))
    ringing = one("r", PartyState.RINGING)
    conference = room(*three, ringing, provider=Provider.MESH)
    assert places_left(conference) == 0
    assert decide("conference.join", conference, "late", ()) is None
    fourth = replace(conference, parties=(*three, one("late", PartyState.JOINED), ringing))
    assert decide("conference.join", fourth, "r", ()) is Why.FULL
    assert decide("conference.join", fourth, "late", ()) is None
    assert decide("conference.join", replace(fourth, provider=Provider.JANUS), "r", ()) is None
    assert places_left(replace(fourth, provider=Provider.JANUS)) == MOST[Provider.JANUS] - 5


def test_a_mesh_that_can_go_on_has_the_places_beyond_it() -> None:
    four = tuple(one(f"p{number}", PartyState.JOINED) for number in range(4))
    conference = room(*four, provider=Provider.MESH, beyond=Provider.JANUS)
    assert (places(conference), places_left(conference)) == (16, 12)
    assert decide("conference.join", conference, "late", ()) is None
    assert places(replace(conference, beyond=None)) == 4
    assert [MOST[provider] for provider in Provider] == [4, 16, 200]


def test_a_mesh_has_no_room_server_that_could_fail() -> None:
    conference = room(one("me", PartyState.JOINED), provider=Provider.MESH)
    assert decide("conference.fall_back", conference, "me", ()) is Why.NO_SERVER


def test_calls_end_and_empty_rooms_too() -> None:
    until = format_time(NOW + 30.0)
    conference = room(one("a", PartyState.RINGING, ring_until=until), one("b", PartyState.JOINED))
    assert rings_out(conference, NOW + 29.9) == ()
    assert [each.id for each in rings_out(conference, NOW + 30.0)] == ["a"]
    assert next_moment(conference) == NOW + 30.0
    empty = room(emptied_at=format_time(NOW))
    assert not is_over(empty, NOW + EMPTY_S - 0.1)
    assert is_over(empty, NOW + EMPTY_S)
    assert not is_over(empty, NOW + EMPTY_S, rate=2.0)
    assert next_moment(empty, rate=2.0) == NOW + 2 * EMPTY_S
    over = replace(conference, closed_at=until, emptied_at=until)
    assert (rings_out(over, NOW + 99.0), is_over(over, NOW + 999.0), next_moment(over)) == ((), False, None)
    assert next_moment(room(one("b", PartyState.JOINED))) is None


def test_who_came_first_is_heir_and_no_guest() -> None:
    conference = room(
        one("late", PartyState.JOINED, at=NOW + 9.0),
        one("guest-1", PartyState.JOINED, at=NOW + 1.0),
        one("early", PartyState.JOINED, at=NOW + 5.0),
        one("gone", PartyState.LEFT),
    )
    assert [each.id for each in joined(conference)] == ["guest-1", "early", "late"]
    assert heir(conference) == "early"
    assert heir(room(one("guest-1", PartyState.JOINED))) == ""
    assert party(conference, "gone") is not None
    assert party(conference, "nobody") is None


@pytest.mark.parametrize(
    ("seconds", "text"), [(-1, "0:00:00"), (59.9, "0:00:59"), (725, "0:12:05"), (36_000, "10:00:00")]
)
def test_durations_in_a_trail(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text
