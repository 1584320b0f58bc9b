"""Links for guests: asked for, shown, watched, taken back."""

from __future__ import annotations

import pytest

from backend_client.protocol.conference import PartyKind, PartyState
from backend_client.protocol.conference_args import ConferenceGuest, ConferenceRemove
from console.conference.forms import close_form
from console.conference.guest_links import caution_of
from tests.console.conference.company_hall import Company, last, party
from tests.console.conference.hall import conference, joined
from tests.widgets.district import ago

LINK = {"path": "/conference/abc", "expires_at": "2026-03-02T08:20:00.000Z", "guest": "guest-1"}


def link_for(company: Company) -> None:
    """Make a link for 乙 in a conference that Wang moderates."""
    company.hall.enter(moderator="wang")
    company.company.links.ask("乙")
    company.form()._answer()


def put_guest(company: Company, state: PartyState, opened_at: str | None = None) -> None:
    one = party("guest-1", state, kind=PartyKind.GUEST, opened_at=opened_at)
    company.hall.put(conference(joined(session="0a"), one, moderator="wang"))


async def test_a_link_is_made_shown_with_its_code_and_taken_back(company: Company) -> None:
    link_for(company)
    assert last(company) == ("conference.guest", "k1", ConferenceGuest(name="乙"))
    put_guest(company, PartyState.INVITED)
    company.done(LINK)
    dialog = company.company.links.dialog
    assert dialog is not None
    assert dialog.address.text() == "https://platform.example/conference/abc"
    assert dialog.state == "Not used yet."
    put_guest(company, PartyState.INVITED, opened_at=ago(3))
    assert "is about to come in" in dialog.state
    assert not dialog.copy.isEnabled()
    dialog.take_back.click()
    assert last(company) == ("conference.remove", "k1", ConferenceRemove(user="guest-1"))
    put_guest(company, PartyState.REMOVED)
    assert "Taken back" in dialog.state
    dialog.accept()
    assert company.company.links.dialog is None


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PartyState.JOINED, "is in the room since"),
        (PartyState.LEFT, "has left again"),
        (PartyState.CALLED_OFF, "The conference is over"),
    ],
)
async def test_how_it_was_used_is_told(company: Company, state: PartyState, words: str) -> None:
    link_for(company)
    put_guest(company, PartyState.INVITED)
    company.done(LINK)
    dialog = company.company.links.dialog
    assert dialog is not None
    put_guest(company, state)
    assert words in dialog.state
    assert not dialog.copy.isEnabled()
    dialog.accept()


async def test_a_link_that_comes_while_a_form_is_open_is_told_of(company: Company) -> None:
    link_for(company)
    company.dialogs.ask(close_form("积水"), lambda _answer: None)
    company.done(LINK)
    assert company.company.links.dialog is None
    assert company.hall.told == ["A form was open when the guest link came: make another link"]
    company.form().reject()


def test_what_keeps_a_guest_out_is_said_beforehand() -> None:
    assert caution_of("https://platform.example/conference/a") == ""
    assert "https" in caution_of("http://10.0.0.5/conference/a")
    for here in ("http://127.0.0.1:81/c", "http://localhost/c", "https://[::1]/c"):
        assert "this machine only" in caution_of(here)
