"""What rings, ended rings and missed calls say."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.conference import PartyRole
from backend_client.protocol.times import parse_time
from widgets.conference.people_words import role_words
from widgets.moments import minute_text

translate = QCoreApplication.translate


def ring_head(*, by: str, title: str) -> str:
    """Who asks, and about what."""
    return translate("ConferenceRing", "{name} asks you to confer: {title}").format(name=by, title=title)


def ring_about(*, role: PartyRole, left_s: float, has_line: bool, leaves: bool) -> str:
    """As whom, for how long, and what follows; `leaves`: answering ends the call that one is in."""
    parts = []
    if words := role_words(role):
        parts.append(translate("ConferenceRing", "as {role}").format(role=words))
    parts.append(left_words(left_s))
    parts.append(
        translate("ConferenceRing", "then the next in line is rung")
        if has_line
        else translate("ConferenceRing", "nobody else is rung after you")
    )
    if leaves:
        parts.append(translate("ConferenceRing", "to answer leaves the call you are in"))
    return " · ".join(parts)


def left_words(left_s: float) -> str:
    """How long it rings on."""
    return translate("ConferenceRing", "{n} s left").format(n=max(0, round(left_s)))


def locked_words(*, person: str, count: int, left_s: float) -> str:
    """What a covered desk says: that it rings and for whom, and nothing of the matter."""
    told = (
        translate("ConferenceRing", "A conference calls {name}: {left}. Sign in to answer")
        if count == 1
        else translate("ConferenceRing", "{n} conferences call {name}: {left}. Sign in to answer")
    )
    return told.format(n=count, name=person, left=left_words(left_s))


def answered_elsewhere(*, by: str, seat: str) -> str:
    """The call was answered at another seat of the same person."""
    if seat:
        return translate("ConferenceRing", "The call of {name} was answered at {seat}").format(
            name=by, seat=seat
        )
    return translate("ConferenceRing", "The call of {name} was answered at another seat").format(name=by)


def declined_elsewhere(*, by: str, reason: str) -> str:
    """The call was declined at another seat of the same person."""
    told = translate("ConferenceRing", "The call of {name} was declined at another seat: {reason}")
    return told.format(name=by, reason=reason)


def handed_elsewhere(*, by: str, seat: str) -> str:
    """The call was handed on at another seat of the same person."""
    told = translate("ConferenceRing", "The call of {name} was handed on to {seat} at another seat")
    return told.format(name=by, seat=seat)


def taken_back(*, by: str, reason: str) -> str:
    """Who asked does not any more."""
    if reason:
        told = translate("ConferenceRing", "The call of {name} was taken back: {reason}")
        return told.format(name=by, reason=reason)
    return translate("ConferenceRing", "The call of {name} was taken back").format(name=by)


def missed_words(*, count: int, by: str, title: str, at: str, following: str) -> str:
    """Which calls nobody answered: the last one in words."""
    time = minute_text(parse_time(at))
    if count == 1:
        text = translate("ConferenceRing", "Missed call {time}: {name} about {title}")
    else:
        text = translate("ConferenceRing", "{n} missed calls, the last {time}: {name} about {title}")
    text = text.format(n=count, time=time, name=by, title=title)
    if following:
        text += " · " + translate("ConferenceRing", "{name} was rung instead").format(name=following)
    return text
