"""Signs and words for people of a conference; the rows' own test has most of them."""

from __future__ import annotations

import pytest

from backend_client.protocol.conference import Party, PartyKind, PartyRole, PartyState
from backend_client.protocol.conference_args import Candidate
from widgets.conference.people_words import HAND, candidate_words, party_look, party_words, role_words

HERE = "2026-03-02T04:20:00.000Z"


def party(state: PartyState, hand_at: str | None = None) -> Party:
    return Party(id="li", name="李", kind=PartyKind.GUEST, state=state, since=HERE, hand_at=hand_at)


@pytest.mark.parametrize("state", list(PartyState))
def test_every_state_has_a_sign_and_words(state: PartyState) -> None:
    one = party(state)
    assert party_look(one).sign
    words = party_words(one, seat="", left_s=-1.0, following="", hand=0)
    assert state is PartyState.JOINED or words


def test_a_raised_hand_shows_before_all_else() -> None:
    assert party_look(party(PartyState.JOINED, HERE)) is HAND
    assert party_look(party(PartyState.LEFT, HERE)) is not HAND
    assert party_words(party(PartyState.JOINED), seat="s", left_s=0, following="", hand=0) == "in a browser"


def test_roles_are_told_but_for_no_particular_one() -> None:
    assert [role_words(role) == "" for role in PartyRole].count(True) == 1
    assert role_words(PartyRole.OTHER) == ""


def test_whether_somebody_is_likely_to_hear_it() -> None:
    away = Candidate(user="li", name="李")
    assert candidate_words(away, seat="", others=0) == "not signed in"
    assert candidate_words(away, seat="席1", others=2) == "at 席1 · not signed in · 2 more in line"
