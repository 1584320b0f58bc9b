"""How a conference stands, in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.conference import Conference, Party, PartyState
from backend_client.protocol.conference_rules import party, people

translate = QCoreApplication.translate


def lasting(seconds: float) -> str:
    """A duration such as ``12:05``; with hours from the first full one on."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def people_words(conference: Conference) -> str:
    """How many people are in it."""
    count = len(people(conference))
    if count == 1:
        return translate("Conferences", "1 person")
    return translate("Conferences", "{n} people").format(n=count)


def strip_words(conference: Conference, *, mine: Party, seconds: float, talking: bool, poor: bool) -> str:
    """What the status strip says of the call: in it since when, with how many, heard or not, how well."""
    parts = [
        translate("Conferences", "In conference"),
        people_words(conference),
        lasting(seconds),
        talk_words(mine, talking=talking),
        translate("Conferences", "poor connection") if poor else "",
    ]
    return " · ".join(part for part in parts if part)


def talk_words(mine: Party, *, talking: bool) -> str:
    """Whether the others hear this person, where that is not the usual."""
    if talking:
        return translate("Conferences", "speaking by the key")
    return translate("Conferences", "muted") if mine.muted else ""


def roster_words(conference: Conference) -> str:
    """Who is in and who is being rung, a line each."""
    lines = []
    for each in conference.parties:
        match each.state:
            case PartyState.JOINED:
                signs = (
                    each.name,
                    translate("Conferences", "hand raised") if each.hand_at else "",
                    translate("Conferences", "muted") if each.muted else "",
                    translate("Conferences", "shares the screen") if each.sharing else "",
                )
            case PartyState.RINGING:
                signs = (each.name, translate("Conferences", "is being rung"), "", "")
            case _:
                continue
        lines.append(" · ".join(sign for sign in signs if sign))
    return "\n".join(lines)


def others_words(others: Iterable[Conference]) -> str:
    """Which others go on, in one line; empty for none."""
    found = tuple(others)
    if not found:
        return ""
    first = f"{found[0].title} ({people_words(found[0])})"
    if len(found) > 1:
        first += f" +{len(found) - 1}"
    return translate("Conferences", "Besides: {others}").format(others=first)


def standing_words(conference: Conference, me: str, *, here: bool) -> str:
    """How the person stands to a conference; empty where he has nothing to do with it."""
    if here:
        return translate("Conferences", "here")
    mine = party(conference, me)
    match None if mine is None else mine.state:
        case PartyState.JOINED:
            return translate("Conferences", "at another seat")
        case PartyState.RINGING:
            return translate("Conferences", "rings")
        case PartyState.LEFT:
            return translate("Conferences", "left")
        case PartyState.REMOVED:
            return translate("Conferences", "removed")
    return translate("Conferences", "locked") if conference.locked else ""
