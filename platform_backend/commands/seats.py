"""Seats of the command room: people take them, hand them over, and the seat goes on."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.commands import HandOver
from backend_client.protocol.entities import Seat
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty
from platform_backend.commands.context import Context, Done


def take(context: Context, _args: Empty) -> Done:
    """Sit down: on a free seat, one offered to the actor, or one whose holder is signed in nowhere.

    The holder's own take withdraws an offer.
    """
    id_, seat = context.aim(Seat, "seat")
    actor = context.actor
    if seat.holder == actor.id:
        return Done(context.put(id_, replace(seat, offered_to=None)))
    if seat.holder is not None and seat.offered_to != actor.id and context.draft.is_signed_in(seat.holder):
        raise _held(seat, f"{seat.name} is held by {seat.holder_name}: ask them to hand it over")
    taken = replace(seat, holder=actor.id, holder_name=actor.name, since=context.at, offered_to=None)
    return Done(context.put(id_, taken))


def hand_over(context: Context, args: HandOver) -> Done:
    """Give the actor's seat up, or offer it to one person, who takes it; until then the holder stays."""
    id_, seat = context.aim(Seat, "seat")
    if seat.holder != context.actor.id:
        raise _held(seat, f"only who holds {seat.name} can hand it over")
    if args.to is None:
        return Done(context.put(id_, replace(seat, holder=None, holder_name="", since=None, offered_to=None)))
    if args.to == seat.holder:
        raise Refused(ErrorCode.BAD_REQUEST, f"{seat.name} is yours already", Cause.SEAT_YOURS)
    if context.draft.person(args.to) is None:
        raise Refused(ErrorCode.NOT_FOUND, f"there is no person {args.to!r}", Cause.NO_PERSON, name=args.to)
    return Done(context.put(id_, replace(seat, offered_to=args.to)))


def _held(seat: Seat, sentence: str) -> Refused:
    by = seat.holder_name or None
    return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.SEAT_HELD, by=by, at=seat.since)
