"""A console in a conference: coming, going, being away, and what stands on the desk meanwhile."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from backend_client.protocol.commands import ConferenceSignal
from backend_client.protocol.conference import PartyState, Provider
from backend_client.protocol.conference_args import ConferenceMark, ConferenceOpen
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Signal
from backend_client.status import FeedState
from console.conference.matter import Matter
from tests.console.conference.conftest import MakeHall
from tests.console.conference.hall import LI, WANG, Hall, conference, join_args, joined, raw
from tests.waiting import until
from tests.widgets.district import ago
from widgets.conference.said import Mark

FLOOD = Matter(title="积水", incident="i1")


async def test_one_is_opened_once_and_its_call_stands_where_the_cameras_were(hall: Hall) -> None:
    hall.room.confer(FLOOD)
    hall.room.confer(FLOOD)
    assert hall.commands.given == [
        ("conference.open", None, ConferenceOpen(title="积水", incident="i1", seat="seat-1"))
    ]
    hall.opened()
    assert hall.room.here == "", "its roster is still on its way"
    hall.put(conference(joined()))
    assert hall.room.here == "k1"
    assert hall.corner.currentWidget() is hall.room.place.dock
    assert hall.call_text.startswith("积水\n1 person")

    hall.view.joining.emit("0a")
    await until(lambda: hall.line.named("conference.join") == [join_args("0a")])
    hall.put(conference(joined(session="0a"), joined("li", session="0b"), joined("bo", session="0c")))
    assert [each["id"] for each in hall.view.rosters[-1]["parties"]] == ["wang", "li", "bo"]
    assert "In conference · 3 people · 01:00" in hall.status.text


async def test_who_presses_the_key_where_one_goes_on_comes_into_it(hall: Hall) -> None:
    hall.put(conference(joined("li", session="0b")))
    hall.room.confer(FLOOD)
    assert hall.room.here == "k1"
    assert hall.commands.given == []


async def test_signals_and_marks_go_both_ways(hall: Hall) -> None:
    view = hall.enter(joined("li", session="0b"))
    view.signalled.emit("li", b'{"kind":"restart"}')
    view.marked.emit(Mark(hand=True))
    await until(lambda: hall.line.named("conference.mark") == [ConferenceMark(hand=True)])
    assert hall.line.named("conference.signal") == [ConferenceSignal(to="li", data=raw({"kind": "restart"}))]
    for other, to in (("k1", "wang"), ("k2", "wang"), ("k1", "wall-1")):
        hall.room.on_signal(Signal(conference=other, from_="li", to=to, data=raw({"n": 1})))
    assert view.heard == [("li", b'{"n":1}')]

    hall.line.errors["conference.signal"] = Error(code=ErrorCode.UNAVAILABLE, message="nobody there")
    view.signalled.emit("li", b"{}")
    await until(lambda: view.not_there == [("li", "unavailable")])


async def test_the_platform_says_no_and_the_person_reads_why(hall: Hall) -> None:
    hall.line.errors["conference.join"] = Error(code=ErrorCode.FORBIDDEN, message="no")
    hall.put(conference(joined("li", session="0b")))
    hall.room.join("k1")
    hall.view.joining.emit("0a")
    await until(lambda: hall.room.here == "")
    assert any(hall.banners.texts)
    assert hall.corner.currentWidget() is hall.usual


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"state": PartyState.REMOVED}, "The moderator has removed you"),
        ({"session": "ff"}, "at another seat"),
        ({"state": PartyState.LEFT, "reason": "mesh"}, "no place for you"),
        ({"state": PartyState.LEFT}, "left the conference at another seat"),
    ],
)
async def test_what_ends_it_is_said(hall: Hall, changed: dict[str, str], told: str) -> None:
    hall.enter(joined("li", session="0b"))
    hall.mine(**changed)
    assert hall.room.here == ""
    assert told in " ".join(hall.banners.texts)
    assert "In conference" not in hall.status.text


async def test_the_end_for_all_is_said_too(hall: Hall) -> None:
    hall.enter()
    hall.put(conference(joined(session="0a"), closed_at=ago(0)))
    assert hall.room.here == ""
    assert "has ended" in " ".join(hall.banners.texts)


async def test_a_page_that_was_loaded_again_comes_in_anew_and_as_muted_as_before(hall: Hall) -> None:
    view = hall.enter(joined("li", session="0b"))
    hall.mine(muted=True)
    assert "muted" in hall.status.text
    view.joining.emit("0d")
    await until(lambda: join_args("0d") in hall.line.named("conference.join"))
    assert ("mute", {"on": True}) in view.orders
    assert hall.room.here == "k1", "the roster shows the former page for a moment"
    hall.mine(session="0d")
    assert hall.room.here == "k1"


async def test_the_call_survives_the_platform_and_whom_it_thought_gone_comes_back(hall: Hall) -> None:
    view = hall.enter(joined("li", session="0b"))
    await until(lambda: len(hall.line.named("conference.join")) == 1)
    hall.feed(FeedState.RECONNECTING)
    assert hall.room.here == "k1"
    hall.feed(FeedState.LIVE)
    assert view.there == [True, False, True]
    assert len(hall.line.named("conference.join")) == 1, "it has been in all the time"

    hall.mine(state=PartyState.LEFT, reason="lost")
    await until(lambda: hall.line.named("conference.join") == [join_args("0a")] * 2)
    hall.mine(state=PartyState.JOINED, reason="")
    assert hall.room.here == "k1"


async def test_a_page_that_came_while_the_platform_was_away_comes_in_when_it_is_back(hall: Hall) -> None:
    hall.line.errors["conference.join"] = Error(code=ErrorCode.UNAVAILABLE, message="away")
    hall.put(conference(joined("li", session="0b")))
    hall.room.join("k1")
    hall.feed(FeedState.RECONNECTING)
    hall.view.joining.emit("0a")
    await until(lambda: bool(hall.told))
    assert hall.room.here == "k1"
    hall.line.errors.clear()
    hall.feed(FeedState.LIVE)
    await until(lambda: len(hall.line.named("conference.join")) == 2)


async def test_a_locked_desk_is_not_overheard(hall: Hall) -> None:
    view = hall.enter()
    hall.room.set_locked(True)
    assert view.orders == [("mute", {"on": True}), ("camera", {"on": False})]
    assert hall.room.here == "k1"
    hall.room.set_locked(False)
    assert len(view.orders) == 2, "whoever comes back decides himself when he is heard"
    assert "You are muted" in hall.told[-1]


async def test_who_goes_leaves_and_who_comes_is_not_in_his_call(hall: Hall) -> None:
    hall.enter()
    await hall.room.take_leave()
    assert len(hall.line.named("conference.leave")) == 1
    assert hall.room.here == ""
    hall.enter()
    hall.situation.set_user(LI)
    assert hall.room.here == ""


async def test_in_one_the_others_are_listed_and_coming_into_another_leaves_it(hall: Hall) -> None:
    hall.enter(joined("li", session="0b"))
    hall.put(conference(joined("bo", session="0c"), title="断电", incident=None, opened_at=ago(5)), "k2")
    assert "Besides: 断电 (1 person)" in hall.call_text
    assert hall.sheets.tabText(0) == "Conferences 2"
    hall.room.join("k2")
    await until(lambda: len(hall.line.named("conference.leave")) == 1)
    assert hall.room.here == "k2"


async def test_another_way_has_another_view_and_the_room_server_s_has_the_same(hall: Hall) -> None:
    view = hall.enter()
    entry = conference(joined(session="0a"))
    hall.put(replace(entry, provider=Provider.JANUS))
    assert hall.view is view
    assert len(hall.pages.views) == 1
    hall.put(replace(entry, provider=Provider.EXTERNAL, address="https://meet.example/room"))
    assert len(hall.elsewhere.views) == 1
    assert hall.room.here == "k1"


@pytest.mark.parametrize(
    ("state", "reason", "back"),
    [
        (PartyState.JOINED, "", True),
        (PartyState.LEFT, "lost", True),
        (PartyState.LEFT, "", False),
        (PartyState.REMOVED, "", False),
    ],
)
async def test_a_console_that_starts_again_goes_back(
    make_hall: MakeHall, state: PartyState, reason: str, back: bool
) -> None:
    make_hall().enter(joined("li", session="0b"))
    now = conference(replace(joined(session="0a"), state=state, reason=reason), joined("li", session="0b"))
    again = make_hall(now)
    assert again.room.here == ("k1" if back else "")
    assert bool(again.told) is back


async def test_who_has_left_is_not_brought_back(make_hall: MakeHall) -> None:
    first = make_hall()
    first.enter(joined("li", session="0b"))
    first.room.leave()
    assert make_hall(conference(joined(session="0a"))).room.here == ""


async def test_the_roster_is_told_as_json_has_it(hall: Hall) -> None:
    view = hall.enter()
    msgspec.json.encode(view.rosters)
    assert view.rosters[-1]["parties"][0]["id"] == WANG.id
