"""By which way a conference is held: page to page, and beyond the places of that over the site's room server,
until that fails.
"""

from __future__ import annotations

import secrets

import msgspec
from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import Conference, FallBack, Party, PartyState, Provider
from backend_client.protocol.conference_args import ConferenceFallBack, ConferenceOpen
from backend_client.protocol.conference_rules import MOST, is_person, people
from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.commands.conference_trail import Steps, ended, in_hand, put
from platform_backend.commands.context import Context, Done, RoomServer

#: Why somebody has no place in a mesh.
NO_PLACE = "mesh"


class RoomMade(msgspec.Struct, frozen=True, kw_only=True):
    """The room server has the conference's room; the platform's own part says this, consoles do not."""

    session: str


def held_by(server: RoomServer | None, args: ConferenceOpen) -> tuple[Provider, str]:
    """By which way a conference is opened, and its address. Raises Refused where the site has none such."""
    if args.provider is not Provider.MESH and (server is None or server.provider is not args.provider):
        sentence = "the site has no such room server, or it does not run"
        raise Refused(ErrorCode.UNAVAILABLE, sentence, Cause.NO_ROOM_SERVER)
    if args.provider is not Provider.EXTERNAL or server is None:
        if args.address:
            raise _wrong_address()
        return args.provider, ""
    if args.address and not server.holds(args.address):
        raise _wrong_address()
    return args.provider, args.address or server.room(_name())


def grown(server: RoomServer | None, conference: Conference, parties: int) -> tuple[Conference, Steps]:
    """The conference held for so many, and the step that this is; a room server keeps it until it fails."""
    if server is None or conference.provider is not Provider.MESH or parties <= MOST[Provider.MESH]:
        return conference, ()
    address = server.room(_name()) if server.provider is Provider.EXTERNAL else ""
    held = replace(conference, provider=server.provider, address=address, room_session="", fell_back=None)
    return held, (("conference.grow", ""),)


def room_made(context: Context, args: RoomMade) -> Done:
    """The room is there, under another name each time."""
    id_, conference = _of_janus(context)
    return put(context, id_, replace(conference, room_session=args.session))


def room_failed(context: Context, args: ConferenceFallBack) -> Done:
    """The platform itself has seen its room server end."""
    id_, conference = _of_janus(context)
    return _fallen_back(context, id_, conference, args)


def fall_back(context: Context, args: ConferenceFallBack) -> Done:
    """Go on without the room server: the first four stay, the others are told to telephone."""
    id_, conference = in_hand(context)
    return _fallen_back(context, id_, conference, args)


def _fallen_back(context: Context, id_: str, conference: Conference, args: ConferenceFallBack) -> Done:
    ringing = [each for each in conference.parties if each.state is PartyState.RINGING]
    staying = {each.id for each in [*people(conference), *ringing][: MOST[Provider.MESH]]}
    parties = tuple(
        each if _stays(each, staying) else ended(context, each, reason=NO_PLACE)
        for each in conference.parties
    )
    said = FallBack(at=context.at, by=context.actor.name, provider=conference.provider, text=args.text)
    changed = replace(
        conference, provider=Provider.MESH, address="", room_session="", parties=parties, fell_back=said
    )
    return put(context, id_, changed, ("conference.fall_back", args.text))


def _stays(one: Party, staying: set[str]) -> bool:
    # Cameras and walls have no places that others could have.
    return one.id in staying or one.state is PartyState.INVITED or not is_person(one)


def _of_janus(context: Context) -> tuple[str, Conference]:
    id_, conference = context.aim(Conference, "conference")
    if conference.closed_at is not None or conference.provider is not Provider.JANUS:
        sentence = "the conference is not held over the room server any more"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NO_ROOM_SERVER)
    return id_, conference


def _wrong_address() -> Refused:
    sentence = "an address is given for a room of the site's external server alone, and lies there"
    return Refused(ErrorCode.BAD_REQUEST, sentence, Cause.ROOM_ADDRESS)


def _name() -> str:
    # Who knows the address of an external room comes in: it must not be guessed.
    return secrets.token_hex(8)
