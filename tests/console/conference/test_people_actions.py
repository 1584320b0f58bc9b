"""The acts on calls and people as actions: keys, palette and the sheet of keys read them."""

from __future__ import annotations

from backend_client.protocol.conference import PartyState
from backend_client.protocol.messages import Scope, User
from console.actions.keys import KEYS
from tests.console.conference.company_hall import Company, party
from tests.console.conference.hall import joined


def possible(company: Company) -> set[str]:
    actions = company.company.actions
    return {id_.removeprefix("conference.") for id_ in actions.ids() if not actions.why_not(id_)}


async def test_what_is_possible_follows_from_calls_and_room(company: Company) -> None:
    actions = company.company.actions
    assert possible(company) == set()
    company.ring()
    assert possible(company) == {"answer", "decline", "hand_on", "calls", "people"}
    company.put("k1", party("wang", PartyState.NO_ANSWER))
    assert possible(company) == {"calls", "seen", "people"}
    actions.run("conference.seen")
    company.hall.enter(moderator="wang")
    assert possible(company) == {"people", "ask", "guest", "lock", "close"}
    company.hall.situation.set_user(User(id="s", name="s", roles=("device",), scope=Scope()))
    assert possible(company) == set()
    assert actions.why_not("conference.answer") == "Not your role"


async def test_every_action_has_words_and_does_what_it_says(company: Company) -> None:
    actions, hall = company.company.actions, company.hall
    words = [actions.text(id_) for id_ in actions.ids()]
    assert len(set(words)) == len(words)
    assert {"conference.answer", "conference.calls", "conference.people", "conference.guest"} <= KEYS.keys()
    company.ring()
    actions.run("conference.calls")
    assert hall.window.focusWidget() is company.company.rings.bar.buttons()[0]
    actions.run("conference.decline")
    company.form().reject()
    actions.run("conference.hand_on")
    company.form().reject()
    actions.run("conference.answer")
    assert hall.room.here == "k1"
    company.put("k1", joined(session="0a"), moderator="wang")
    actions.run("conference.people")
    assert hall.window.focusWidget() is company.company.people.sheet.people
    actions.run("conference.ask")
    assert hall.window.focusWidget() is company.company.people.sheet.search
    actions.run("conference.lock")
    assert hall.commands.given[-1][0] == "conference.lock"


async def test_nobody_else_to_hand_on_to(company: Company) -> None:
    company.ring()
    company.hall.made.delete("seat", "s2")
    assert company.company.actions.why_not("conference.hand_on") == "Nobody sits at another seat"
