"""Who stands how to a conference, who is proposed and what can be done to each, as rows. Pure.

Who is in the room comes first, raised hands before the others in their order; then who rings, who is
proposed, and who was asked and is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyRole, PartyState
from backend_client.protocol.conference_args import Candidate, Invitee, Proposal, ProposalsFound
from backend_client.protocol.conference_rules import (
    Why,
    decide,
    moderates,
    party,
    people,
    places,
    places_left,
)
from backend_client.protocol.times import parse_time
from console.conference.actions import why_words
from widgets import theme
from widgets.conference.people_list import PersonRow, RowAct
from widgets.conference.people_words import (
    candidate_words,
    hands,
    party_look,
    party_words,
    role_words,
)
from widgets.signs import Look, Sign

translate = QCoreApplication.translate

ASK: Final = "ask"
LINK: Final = "link"
TAKE_BACK: Final = "take_back"
MUTE: Final = "mute"
UNMUTE: Final = "unmute"
REMOVE: Final = "remove"
#: As many of those whom a search finds are shown.
_MOST_FOUND: Final = 9
_THERE: Final = frozenset({PartyState.JOINED, PartyState.RINGING})
_EXPECTED: Final = _THERE | {PartyState.INVITED}
_SIGNED_IN: Final = Look(Sign.DISC, theme.OK)
_AWAY: Final = Look(Sign.RING, theme.TEXT_QUIET)
_TELEPHONE: Final = Look(Sign.DASH, theme.TEXT_QUIET)
_NOBODY: Final = ProposalsFound(proposals=())


@dataclass(frozen=True, slots=True)
class Seen:
    """Through whose eyes, and when: `now` is the platform's time, which passes `rate` times as fast as
    people's. `seat_name` and `contact` put ids of seats and contacts into words.
    """

    me: str
    roles: frozenset[str]
    now: float
    rate: float
    seat_name: Callable[[str], str]
    contact: Callable[[str], str]
    is_in: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and whom it stands for: somebody in the roster, somebody to be asked, or a guest's name."""

    row: PersonRow
    party: str = ""
    name: str = ""
    invitee: Invitee | None = None


def room_rows(conference: Conference, found: ProposalsFound | None, seen: Seen) -> tuple[Placed, ...]:
    """All rows of a conference; `found` is what the platform proposes, None while that is not known."""
    names = _names(conference, found or _NOBODY)
    present = [each for each in conference.parties if each.state is PartyState.JOINED]
    raised = hands(conference)
    present.sort(key=lambda each: (raised.get(each.id, len(raised) + 1), each.joined_at or ""))
    asked = [each for each in conference.parties if each.state in _EXPECTED - {PartyState.JOINED}]
    gone = [each for each in conference.parties if each.state not in _EXPECTED]
    gone.sort(key=lambda each: each.since, reverse=True)
    rows = []
    for heading, parties in (
        (_room_words(conference), present),
        (translate("ConferencePeople", "Asked"), asked),
    ):
        rows += [
            _of_party(each, conference, heading, names, raised.get(each.id, 0), seen) for each in parties
        ]
    if seen.is_in and conference.closed_at is None:
        rows += _proposed(conference, (found or _NOBODY).proposals, seen)
    heading = translate("ConferencePeople", "Not in the room")
    rows += [_of_party(each, conference, heading, names, 0, seen) for each in gone]
    return tuple(rows)


def found_rows(
    conference: Conference, others: Iterable[Candidate], matches: Callable[[str], bool], seen: Seen
) -> tuple[Placed, ...]:
    """Rows of those who can be asked and whose name `matches`."""
    heading = translate("ConferencePeople", "Found")
    rows = []
    for each in others:
        mine = party(conference, each.user)
        if not matches(each.name) or (mine is not None and mine.state in _THERE):
            continue
        rows.append(
            Placed(
                PersonRow(
                    key=f"user:{each.user}",
                    heading=heading,
                    look=_SIGNED_IN if each.signed_in else _AWAY,
                    name=each.name,
                    state=candidate_words(each, seat=seen.seat_name(each.seat), others=0),
                    acts=_ask(conference, seen),
                ),
                invitee=Invitee(user=each.user),
            )
        )
        if len(rows) == _MOST_FOUND:
            break
    return _numbered(rows)


def why_not_ask(conference: Conference, seen: Seen, *, rings: bool = True) -> str:
    """Why nobody can be asked now, in words; a guest with a link does not take a place by ringing."""
    act = "conference.invite" if rings else "conference.guest"
    why = decide(act, conference, seen.me, seen.roles)
    if why is None and rings and places_left(conference) < 1:
        why = Why.FULL
    return "" if why is None else why_words(why)


def _room_words(conference: Conference) -> str:
    """Over those who are in the room: how full it is, and whether it is locked."""
    count, most = len(people(conference)), places(conference)
    told = (
        translate("ConferencePeople", "In the room, {n} of {m} places, locked")
        if conference.locked
        else translate("ConferencePeople", "In the room, {n} of {m} places")
    )
    return told.format(n=count, m=most)


def _of_party(
    one: Party, conference: Conference, heading: str, names: dict[str, str], hand: int, seen: Seen
) -> Placed:
    following = next((names.get(each, each) for each in one.line if party(conference, each) is None), "")
    left_s = 0.0 if one.ring_until is None else (parse_time(one.ring_until) - seen.now) / seen.rate
    about = [role_words(one.role)]
    if conference.moderator == one.id:
        about.append(translate("ConferencePeople", "moderator"))
    name = one.name
    if one.id == seen.me:
        name = translate("ConferencePeople", "{name} (you)").format(name=name)
    row = PersonRow(
        key=f"party:{one.id}",
        heading=heading,
        look=party_look(one),
        name=name,
        about=" · ".join(each for each in about if each),
        state=party_words(one, seat=seen.seat_name(one.seat), left_s=left_s, following=following, hand=hand),
        acts=_acts_on(one, conference, seen),
    )
    return Placed(row, party=one.id, name=one.name, invitee=_again(one))


def _again(one: Party) -> Invitee | None:
    return Invitee(user=one.id, role=one.role) if one.kind is PartyKind.CONSOLE else None


def _acts_on(one: Party, conference: Conference, seen: Seen) -> tuple[RowAct, ...]:
    if one.id == seen.me or not seen.is_in or one.kind not in (PartyKind.CONSOLE, PartyKind.GUEST):
        return ()
    keeps_order = moderates(conference, seen.me, seen.roles)
    if one.state is PartyState.JOINED:
        if not keeps_order:
            return ()
        shut = one.muted and one.muted_by not in ("", one.id)
        speak = (
            RowAct(UNMUTE, translate("ConferencePeople", "Let speak"))
            if shut
            else RowAct(MUTE, translate("ConferencePeople", "Mute"))
        )
        return (speak, RowAct(REMOVE, translate("ConferencePeople", "Remove …")))
    if one.state in _EXPECTED:
        return (RowAct(TAKE_BACK, translate("ConferencePeople", "Take back")),) if keeps_order else ()
    if one.kind is PartyKind.GUEST:
        return (RowAct(LINK, translate("ConferencePeople", "New link …"), _no_link(conference, seen)),)
    again = translate("ConferencePeople", "Ask again")
    return (RowAct(ASK, again, why_not_ask(conference, seen)),)


def _proposed(conference: Conference, proposals: Iterable[Proposal], seen: Seen) -> list[Placed]:
    rows = [placed for each in proposals for placed in _of_proposal(each, conference, seen)]
    return list(_numbered(rows))


def _of_proposal(proposal: Proposal, conference: Conference, seen: Seen) -> Iterator[Placed]:
    """The row of a proposal that is not met yet and can be."""
    standing = [party(conference, each.user) for each in proposal.line]
    if any(each is not None and each.state in _THERE for each in standing):
        return
    fresh = [each for each, stands in zip(proposal.line, standing, strict=True) if stands is None]
    heading = translate("ConferencePeople", "Proposed")
    key = f"proposal:{proposal.role}:{proposal.id}"
    about = f"{role_words(proposal.role)} · {proposal.name}"
    if fresh:
        first, *rest = fresh
        yield Placed(
            PersonRow(
                key=key,
                heading=heading,
                look=_SIGNED_IN if first.signed_in else _AWAY,
                name=first.name,
                about=about,
                state=candidate_words(first, seat=seen.seat_name(first.seat), others=len(rest)),
                acts=_ask(conference, seen),
            ),
            name=first.name,
            invitee=Invitee(user=first.user, role=proposal.role, line=tuple(each.user for each in rest)),
        )
    elif proposal.contacts and not proposal.line:
        contacts = [text for id_ in proposal.contacts if (text := seen.contact(id_))]
        nobody = translate("ConferencePeople", "no console: telephone, or a link")
        guest = role_words(proposal.role) if proposal.role is PartyRole.LEADER else ""
        yield Placed(
            PersonRow(
                key=key,
                heading=heading,
                look=_TELEPHONE,
                name=proposal.name,
                about=role_words(proposal.role),
                state=" · ".join((nobody, *contacts[:1])),
                acts=(RowAct(LINK, translate("ConferencePeople", "Link …"), _no_link(conference, seen)),),
            ),
            name=" ".join(each for each in (proposal.name, guest) if each),
        )


def _ask(conference: Conference, seen: Seen) -> tuple[RowAct, ...]:
    return (RowAct(ASK, translate("ConferencePeople", "Ask"), why_not_ask(conference, seen)),)


def _no_link(conference: Conference, seen: Seen) -> str:
    return why_not_ask(conference, seen, rings=False)


def _numbered(rows: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(
        replace(each, row=replace(each.row, number=place)) if place < 10 else each
        for place, each in enumerate(rows, 1)
    )


def _names(conference: Conference, found: ProposalsFound) -> dict[str, str]:
    known = {each.user: each.name for each in found.others}
    for proposal in found.proposals:
        known |= {each.user: each.name for each in proposal.line}
    return known | {each.id: each.name for each in conference.parties}
