"""Arguments of the commands on conferences, and the query of whom to ask."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from backend_client.protocol.conference import PartyRole, Provider
from backend_client.protocol.incident_args import CommandArgs, Line, Remark, Text

#: What a page calls its life in a conference: random digits and small letters.
Session: TypeAlias = Annotated[str, Meta(max_length=64, pattern=r"^[0-9a-z]*$")]
Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=128)]
SeatId: TypeAlias = Annotated[str, Meta(max_length=128)]
Words: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500, pattern=r"\S")]
Address: TypeAlias = Annotated[str, Meta(max_length=500)]


class Invitee(CommandArgs, frozen=True, kw_only=True):
    """A person to be rung as `role`; who does not answer is followed by the others in `line`, by id."""

    user: Id
    role: PartyRole = PartyRole.OTHER
    line: Annotated[tuple[Id, ...], Meta(max_length=20)] = ()


People: TypeAlias = Annotated[tuple[Invitee, ...], Meta(max_length=50)]


class ConferenceOpen(CommandArgs, frozen=True, kw_only=True):
    """Open a conference and be in it, with the page `session` where that is known, and ring `people`."""

    title: Line
    incident: Id | None = None
    alarm: Id | None = None
    plan: Id | None = None
    provider: Provider = Provider.MESH
    address: Address = ""
    people: People = ()
    session: Session = ""
    seat: SeatId = ""


class ConferenceJoin(CommandArgs, frozen=True, kw_only=True):
    """Come in, or come in anew with another page."""

    session: Session
    seat: SeatId = ""


class ConferenceInvite(CommandArgs, frozen=True, kw_only=True):
    """Ring people."""

    people: Annotated[tuple[Invitee, ...], Meta(min_length=1, max_length=50)]


class ConferenceHandOn(CommandArgs, frozen=True, kw_only=True):
    """Let the holder of another seat be rung instead."""

    seat: Id


class ConferenceGuest(CommandArgs, frozen=True, kw_only=True):
    """Make a one-time link for somebody without a console."""

    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=r"\S")]


class ConferenceRemove(CommandArgs, frozen=True, kw_only=True):
    """Send a party out of the room, or take an invitation back."""

    user: Id
    reason: Remark = ""


class ConferenceLock(CommandArgs, frozen=True, kw_only=True):
    """Let nobody in who was not asked, or everybody again who sees the conference."""

    locked: bool


class ConferenceMute(CommandArgs, frozen=True, kw_only=True):
    """Have a party's microphone muted; with false they may speak again."""

    user: Id
    muted: bool


class ConferenceMark(CommandArgs, frozen=True, kw_only=True):
    """Say of oneself what the others should see; what is not named stays."""

    hand: bool | None = None
    sharing: bool | None = None
    muted: bool | None = None


class ConferenceSay(CommandArgs, frozen=True, kw_only=True):
    """Write something for all in the room."""

    text: Words


class ConferenceFallBack(CommandArgs, frozen=True, kw_only=True):
    """The room server cannot be reached: go on from page to page, with the first four."""

    text: Annotated[str, Meta(max_length=500)] = ""


class ConferenceCamera(CommandArgs, frozen=True, kw_only=True):
    """Show all in the room a camera; with false take it out of the room again."""

    camera: Id
    shown: bool = True


class ConferenceWatch(CommandArgs, frozen=True, kw_only=True):
    """A display of a wall on which the conference stands shows it from now on, with the page `session`;
    without one it does so no longer.
    """

    wall: Id
    session: Session


class ConferenceDecline(CommandArgs, frozen=True, kw_only=True):
    """Do not come, and say why."""

    reason: Text


class ConferenceProposals(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom to ask to a conference about an incident, an alarm, or neither."""

    incident: str | None = None
    alarm: str | None = None


class Candidate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person with an account: `seat` is the id of the seat he holds, `signed_in` whether he is at a
    console.
    """

    user: str
    name: str
    seat: str = ""
    signed_in: bool = False


class Proposal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom to ask as `role`, because of `id`, the org, department or unit called `name`.

    `line` is in the order in which they are rung. `contacts` are ids of those who can be called, or given a
    link, where nobody has a console.
    """

    role: PartyRole
    id: str
    name: str
    line: tuple[Candidate, ...] = ()
    contacts: tuple[str, ...] = ()


class ProposalsFound(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to ask, the most obvious first, and everybody `others` who can be, those signed in first."""

    proposals: tuple[Proposal, ...]
    others: tuple[Candidate, ...] = ()
