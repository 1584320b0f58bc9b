"""How somebody stands in a conference, in words and with a sign."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyRole, PartyState
from backend_client.protocol.conference_args import Candidate
from backend_client.protocol.conference_rules import joined
from backend_client.protocol.times import parse_time
from widgets import theme
from widgets.moments import minute_text
from widgets.signs import Look, Sign

translate = QCoreApplication.translate

HAND: Final = Look(Sign.FLAG, theme.WARNING)
_LOOKS: Final = {
    PartyState.INVITED: Look(Sign.RING, theme.TEXT_QUIET),
    PartyState.RINGING: Look(Sign.BELL, theme.WARNING),
    PartyState.JOINED: Look(Sign.DISC, theme.OK),
    PartyState.DECLINED: Look(Sign.CROSS, theme.WARNING),
    PartyState.HANDED_ON: Look(Sign.ARROW, theme.TEXT_QUIET),
    PartyState.NO_ANSWER: Look(Sign.SLASHED, theme.WARNING),
    PartyState.CALLED_OFF: Look(Sign.DASH, theme.TEXT_QUIET),
    PartyState.LEFT: Look(Sign.DASH, theme.TEXT_QUIET),
    PartyState.REMOVED: Look(Sign.CROSS, theme.TEXT_QUIET),
}


def party_look(one: Party) -> Look:
    """The sign of how somebody stands; a raised hand before all else."""
    return HAND if one.hand_at and one.state is PartyState.JOINED else _LOOKS[one.state]


def role_words(role: PartyRole) -> str:
    """As whom somebody is asked; empty for no particular reason."""
    match role:
        case PartyRole.OPENER:
            return translate("ConferencePeople", "opened it")
        case PartyRole.OWNER_ROOM:
            return translate("ConferencePeople", "room in charge")
        case PartyRole.UNIT:
            return translate("ConferencePeople", "assigned unit")
        case PartyRole.DEPARTMENT:
            return translate("ConferencePeople", "assigned department")
        case PartyRole.ORG:
            return translate("ConferencePeople", "assigned street or centre")
        case PartyRole.LEADER:
            return translate("ConferencePeople", "leader on duty")
        case PartyRole.GUEST:
            return translate("ConferencePeople", "guest")
    return ""


def party_words(one: Party, *, seat: str, left_s: float, following: str, hand: int) -> str:
    """How somebody stands: at the seat called `seat`; a ringing one rings for `left_s` seconds more and
    `following` is whose turn it is then; `hand` is the place of the raised hand among all, from 1.
    """
    match one.state:
        case PartyState.JOINED:
            return _in_words(one, seat=seat, hand=hand)
        case PartyState.RINGING:
            return _ringing_words(left_s, following)
        case PartyState.INVITED:
            told = (
                translate("ConferencePeople", "link opened {time}, not in the room yet")
                if one.opened_at
                else translate("ConferencePeople", "link made {time}, not used yet")
            )
            return told.format(time=minute_text(parse_time(one.opened_at or one.since)))
        case PartyState.DECLINED:
            return translate("ConferencePeople", "declined: {reason}").format(reason=one.reason)
        case PartyState.HANDED_ON:
            return translate("ConferencePeople", "handed the call on to {seat}").format(seat=one.reason)
        case PartyState.NO_ANSWER:
            return translate("ConferencePeople", "no answer")
        case PartyState.CALLED_OFF:
            return translate("ConferencePeople", "called off")
        case PartyState.REMOVED:
            if one.reason:
                return translate("ConferencePeople", "removed: {reason}").format(reason=one.reason)
            return translate("ConferencePeople", "removed")
    return _left_words(one)


def _in_words(one: Party, *, seat: str, hand: int) -> str:
    parts = []
    if hand:
        parts.append(translate("ConferencePeople", "hand raised, no. {n}").format(n=hand))
    if one.muted:
        by_others = one.muted_by not in ("", one.id)
        parts.append(
            translate("ConferencePeople", "muted by the moderator")
            if by_others
            else translate("ConferencePeople", "muted")
        )
    if one.sharing:
        parts.append(translate("ConferencePeople", "shares the screen"))
    if one.kind is PartyKind.GUEST:
        parts.append(translate("ConferencePeople", "in a browser"))
    elif seat:
        parts.append(translate("ConferencePeople", "at {seat}").format(seat=seat))
    if one.joined_at:
        since = minute_text(parse_time(one.joined_at))
        parts.append(translate("ConferencePeople", "since {time}").format(time=since))
    return " · ".join(parts)


def _ringing_words(left_s: float, following: str) -> str:
    text = translate("ConferencePeople", "rings, {n} s left").format(n=max(0, round(left_s)))
    then = (
        translate("ConferencePeople", "then {name} is rung").format(name=following)
        if following
        else translate("ConferencePeople", "nobody after that")
    )
    return f"{text} · {then}"


def _left_words(one: Party) -> str:
    # The two words are the platform's own reasons.
    time = minute_text(parse_time(one.since))
    match one.reason:
        case "lost":
            return translate("ConferencePeople", "connection lost {time}").format(time=time)
        case "mesh":
            return translate("ConferencePeople", "no place in the room: telephone")
    return translate("ConferencePeople", "left {time}").format(time=time)


def candidate_words(candidate: Candidate, *, seat: str, others: int) -> str:
    """Whether somebody who could be asked is likely to hear it, and how many can be rung after him."""
    there = (
        translate("ConferencePeople", "signed in")
        if candidate.signed_in
        else translate("ConferencePeople", "not signed in")
    )
    parts = [translate("ConferencePeople", "at {seat}").format(seat=seat)] if seat else []
    parts.append(there)
    if others:
        parts.append(translate("ConferencePeople", "{n} more in line").format(n=others))
    return " · ".join(parts)


def hands(conference: Conference) -> dict[str, int]:
    """The places of the raised hands, from 1, by the ids of those who raise them."""
    raised = sorted((each.hand_at, each.id) for each in joined(conference) if each.hand_at is not None)
    return {id_: place for place, (_, id_) in enumerate(raised, 1)}
