"""Calls at a desk: heard, seen, answered, turned away, missed."""

from __future__ import annotations

import pytest

from backend_client.protocol.conference import PartyRole, PartyState
from backend_client.protocol.conference_args import ConferenceDecline, ConferenceHandOn
from console.alarms.sound import CALL
from tests.console.conference.company_hall import Company, party
from tests.console.conference.hall import LI, WANG, joined
from tests.widgets.district import ago


async def test_a_call_is_heard_and_seen_and_takes_no_keyboard(company: Company) -> None:
    rings, hall = company.company.rings, company.hall
    hall.usual.setFocus()
    company.ring(role=PartyRole.LEADER, line=("bo",))
    assert company.sound.played == [CALL]
    assert rings.bar.text == (
        "李 asks you to confer: 积水\nas leader on duty · 24 s left · then the next in line is rung"
    )
    assert [each.id for each in rings.now_ringing] == ["k1"]
    hall.made.time += 10
    rings.look()
    assert "14 s left" in rings.bar.text
    assert company.sound.played == [CALL], "the seconds pass without a sound of their own"
    company.ring("k2")
    assert company.sound.played == [CALL, CALL]
    assert len(rings.bar.buttons()) == 6


async def test_it_is_answered_here_and_nothing_more_is_said_of_it(company: Company) -> None:
    rings, hall = company.company.rings, company.hall
    company.ring()
    rings.bar.buttons()[0].click()
    assert hall.room.here == "k1"
    company.put("k1", joined(session="0a"))
    assert rings.bar.isHidden()
    assert rings.missed == ()


async def test_in_a_call_another_rings_once_and_says_that_answering_leaves(company: Company) -> None:
    rings, hall = company.company.rings, company.hall
    hall.enter(joined("bo", session="0b"))
    company.ring("k2")
    assert company.sound.played == [CALL]
    rings._ring()
    assert company.sound.played == [CALL], "the others in the call would hear it"
    assert "to answer leaves the call you are in" in rings.bar.text


async def test_it_is_declined_with_a_reason(company: Company) -> None:
    rings, hall = company.company.rings, company.hall
    company.ring()
    rings.bar.buttons()[1].click()
    form = company.form()
    form.text.setPlainText("在别的会商中")
    form._answer()
    assert hall.commands.given == [("conference.decline", "k1", ConferenceDecline(reason="在别的会商中"))]
    company.put("k1", party("wang", PartyState.DECLINED, reason="在别的会商中"))
    assert rings.bar.isHidden(), "who declined here need not be told"


async def test_it_is_handed_on_to_a_seat_that_somebody_else_holds(company: Company) -> None:
    rings, hall = company.company.rings, company.hall
    company.ring()
    assert rings.seats() == (("s2", "受理席2   李"),)
    rings.bar.buttons()[2].click()
    company.form()._answer()
    assert hall.commands.given == [("conference.hand_on", "k1", ConferenceHandOn(seat="s2"))]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (joined(session="0c", seat="s2"), "The call of 李 was answered at 受理席2"),
        (
            party("wang", PartyState.DECLINED, reason="忙"),
            "The call of 李 was declined at another seat: 忙",
        ),
        (
            party("wang", PartyState.HANDED_ON, reason="受理席2"),
            "The call of 李 was handed on to 受理席2 at another seat",
        ),
        (party("wang", PartyState.REMOVED, reason="误"), "The call of 李 was taken back: 误"),
    ],
)
async def test_how_it_ended_elsewhere_is_told_for_a_while(company: Company, now: object, told: str) -> None:
    company.ring()
    company.put("k1", now)  # type: ignore[arg-type]
    bar = company.company.rings.bar
    assert bar.text == told
    company.company.rings._told_end.timeout.emit()
    assert bar.isHidden()


async def test_a_missed_call_stays_until_it_is_seen(company: Company) -> None:
    rings = company.company.rings
    company.ring()
    unheard = party("wang", PartyState.NO_ANSWER, role=PartyRole.OTHER)
    company.put("k1", unheard, party("bo", PartyState.RINGING))
    assert "Missed call" in rings.bar.missed_text
    assert rings.bar.missed_text.endswith("Bo was rung instead")
    company.put("k2", party("wang", PartyState.CALLED_OFF, since=ago(3)), closed_at=ago(3))
    assert rings.bar.missed_text.startswith("2 missed calls")
    join, *_ = rings.bar.buttons()
    assert join.text() == "Seen", "the last one is over: there is nothing to come into"
    rings.see()
    assert rings.bar.isHidden()
    company.put("k1", unheard, party("bo", PartyState.NO_ANSWER))
    assert rings.missed == ()


async def test_one_comes_into_what_was_missed_and_is_still_going_on(company: Company) -> None:
    company.put("k1", party("wang", PartyState.NO_ANSWER))
    company.company.rings.bar.buttons()[0].click()
    assert company.hall.room.here == "k1"
    assert company.company.rings.missed == ()


async def test_a_covered_desk_rings_and_says_nothing_of_the_matter(company: Company) -> None:
    company.lock_screen.show_person("王")
    company.hall.room.set_locked(True)
    company.ring()
    assert company.sound.played == [CALL]
    assert "A conference calls 王: 24 s left. Sign in to answer" in company.lock_screen.text
    assert "积水" not in company.lock_screen.text
    company.put("k1", party("wang", PartyState.NO_ANSWER))
    assert "calls" not in company.lock_screen.text


async def test_another_persons_calls_are_not_this_ones(company: Company) -> None:
    rings, hall = company.company.rings, company.hall
    company.ring()
    hall.situation.set_user(LI)
    assert rings.bar.isHidden()
    assert not rings.now_ringing
    hall.situation.set_user(WANG)
    assert [each.id for each in rings.now_ringing] == ["k1"]
    hall.made.time += 60
    rings.look()
    assert rings.now_ringing == (), "without a word of the platform it is over by the clock"
