"""What is done within a conference's room: keeping order, raising hands, writing to all."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from backend_client.protocol.conference import Conference, Party, PartyState, RoomRemark
from backend_client.protocol.conference_args import (
    ConferenceLock,
    ConferenceMark,
    ConferenceMute,
    ConferenceRemove,
    ConferenceSay,
)
from backend_client.protocol.conference_rules import clock_text, party
from platform_backend.commands.conference_trail import (
    GONE,
    in_hand,
    not_conferring,
    put,
    stayed,
    stood,
    with_party,
)
from platform_backend.commands.context import Context, Done

#: So many of the last remarks stay in the room.
_MOST_REMARKS: Final = 100


def remove(context: Context, args: ConferenceRemove) -> Done:
    """Send somebody out of the room, or take an invitation back; he comes in again only when asked anew."""
    id_, conference = in_hand(context)
    one = _expected(conference, args.user)
    out = with_party(conference, stood(context, one, PartyState.REMOVED, reason=args.reason))
    lasted = clock_text(stayed(context, one))
    words = f"{one.name} {lasted}" if one.joined_at else one.name
    done = put(context, id_, out, ("conference.remove", words))
    return Done(done.row, {"lasted": lasted})


def lock(context: Context, args: ConferenceLock) -> Done:
    """Lock the room or open it."""
    id_, conference = in_hand(context)
    return put(context, id_, replace(conference, locked=args.locked))


def mute(context: Context, args: ConferenceMute) -> Done:
    """Have somebody's microphone muted."""
    id_, conference = in_hand(context)
    one = _expected(conference, args.user)
    by = context.actor.id if args.muted else ""
    return put(context, id_, with_party(conference, replace(one, muted=args.muted, muted_by=by)))


def mark(context: Context, args: ConferenceMark) -> Done:
    """Raise a hand, share, or mute oneself."""
    id_, conference = in_hand(context)
    mine = _expected(conference, context.actor.id)
    hand_at = mine.hand_at
    if args.hand is not None:
        hand_at = (mine.hand_at or context.at) if args.hand else None
    muted, muted_by = mine.muted, mine.muted_by
    if args.muted is not None and not _is_shut(conference, mine):
        muted, muted_by = args.muted, mine.id if args.muted else ""
    marked = replace(
        mine,
        hand_at=hand_at,
        sharing=mine.sharing if args.sharing is None else args.sharing,
        muted=muted,
        muted_by=muted_by,
    )
    return put(context, id_, with_party(conference, marked))


def say(context: Context, args: ConferenceSay) -> Done:
    """Write to all in the room."""
    id_, conference = in_hand(context)
    actor = context.actor
    said = RoomRemark(at=context.at, by=actor.id, name=actor.name, text=args.text)
    remarks = (*conference.remarks, said)[-_MOST_REMARKS:]
    return put(context, id_, replace(conference, remarks=remarks))


def _is_shut(conference: Conference, mine: Party) -> bool:
    """Whether somebody else has muted this party, who does not moderate himself."""
    return mine.muted and mine.muted_by not in ("", mine.id) and conference.moderator != mine.id


def _expected(conference: Conference, user: str) -> Party:
    one = party(conference, user)
    if one is None or one.state in GONE:
        raise not_conferring(user)
    return one
