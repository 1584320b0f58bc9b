"""The people of a conference at a desk: asked in with one click, kept in order."""

from __future__ import annotations

from typing import Any

from backend_client.protocol.conference import Conference, Party, PartyRole, PartyState
from backend_client.protocol.conference_args import (
    ConferenceInvite,
    ConferenceLock,
    ConferenceMute,
    ConferenceProposals,
    ConferenceRemove,
    Invitee,
)
from backend_client.protocol.incident_args import Empty
from tests.console.conference.company_hall import Company, last, party
from tests.console.conference.hall import conference, joined
from tests.waiting import until
from tests.widgets.district import incident


def names(company: Company) -> list[str]:
    return [each.name for each in company.company.people.sheet.people.rows]


async def come_in(company: Company) -> None:
    """Wang moderates a conference with Li's street proposed."""
    company.hall.enter(moderator="wang")
    await until(lambda: "处置队1" in names(company))


async def test_whom_to_ask_is_shown_on_opening_and_asked_with_one_click(company: Company) -> None:
    await come_in(company)
    assert company.asked.questions == [ConferenceProposals(incident="i1")]
    assert names(company) == ["Wang (you)", "李", "处置队1"]
    people = company.company.people.sheet.people
    assert people.rows[1].state == "at 受理席2 · signed in · 1 more in line"
    button = people.button("proposal:owner_room:o1", "ask")
    assert button is not None
    button.click()
    asked = Invitee(user="li", role=PartyRole.OWNER_ROOM, line=("bo",))
    assert last(company) == ("conference.invite", "k1", ConferenceInvite(people=(asked,)))


async def test_anybody_else_is_found_by_initials_later_too(company: Company) -> None:
    await come_in(company)
    sheet = company.company.people.sheet
    sheet.search.setText("zy")
    assert names(company) == ["赵云"]
    company.company.people.act("ask", "user:zhao")
    asked = ConferenceInvite(people=(Invitee(user="zhao"),))
    assert last(company) == ("conference.invite", "k1", asked)
    assert sheet.search.text() == ""
    assert names(company)[0] == "Wang (you)"


async def test_the_moderator_keeps_order(company: Company) -> None:
    await come_in(company)
    rings = party("bo", PartyState.RINGING)
    company.hall.put(with_wang(joined("li", session="0b"), rings))
    act, given = company.company.people.act, company.hall.commands.given
    act("mute", "party:li")
    assert last(company) == ("conference.mute", "k1", ConferenceMute(user="li", muted=True))
    act("unmute", "party:li")
    assert last(company) == ("conference.mute", "k1", ConferenceMute(user="li", muted=False))
    act("take_back", "party:bo")
    assert last(company) == ("conference.remove", "k1", ConferenceRemove(user="bo"))
    act("remove", "party:li")
    form = company.form()
    form.text.setPlainText("噪声")
    form._answer()
    assert last(company) == ("conference.remove", "k1", ConferenceRemove(user="li", reason="噪声"))
    act("mute", "party:nobody")
    assert len(given) == 4


def with_wang(*others: Party, **more: Any) -> Conference:
    return conference(joined(session="0a"), *others, moderator="wang", **more)


async def test_the_room_is_locked_and_ended_for_all(company: Company) -> None:
    await come_in(company)
    people = company.company.people
    people.act_on_room("lock")
    assert last(company) == ("conference.lock", "k1", ConferenceLock(locked=True))
    company.hall.put(with_wang(locked=True))
    people.act_on_room("lock")
    assert last(company) == ("conference.lock", "k1", ConferenceLock(locked=False))
    button = people.sheet.room_button("lock")
    assert button is not None
    assert button.text() == "Unlock the room"
    people.act_on_room("close")
    company.form()._answer()
    assert last(company) == ("conference.close", "k1", Empty())


async def test_who_does_not_moderate_is_told_why_not(company: Company) -> None:
    company.hall.enter(joined("li", session="0b"), moderator="li")
    people = company.company.people
    assert people.why_not("lock") == "Only its moderator can"
    assert people.why_not("guest") == ""
    people.act_on_room("lock")
    assert not any(name == "conference.lock" for name, _, _ in company.hall.commands.given)


async def test_from_outside_one_sees_who_is_in_and_does_nothing(company: Company) -> None:
    people = company.company.people
    assert people.sheet.isHidden()
    assert people.why_not("guest") == "You are in no conference"
    company.put("k1", party("bo", PartyState.RINGING))
    assert people.shown == "k1"
    assert not people.sheet.isHidden()
    assert [(each.name, each.acts) for each in people.sheet.people.rows] == [("Li", ()), ("Bo", ())]
    assert company.asked.questions == []


async def test_it_is_asked_anew_when_the_matter_changes(company: Company) -> None:
    await come_in(company)
    people = company.company.people
    people.on_changes(company.hall.made.put("incident", "i2", incident(2)))
    assert not people._burst.isActive(), "another matter"
    people.on_changes(company.hall.made.put("incident", "i1", incident(1)))
    assert people._burst.isActive()
    people._burst.timeout.emit()
    await until(lambda: len(company.asked.questions) == 2)


async def test_that_it_is_not_known_whom_to_ask_is_said(company: Company) -> None:
    company.asked.refuses = True
    company.hall.enter(moderator="wang")
    await until(lambda: company.asked.questions)
    people = company.company.people
    await until(lambda: "Whom to ask is not known" in people._told)
    assert names(company) == ["Wang (you)"]
