"""What presses an incident and what it is tied to, one line each: signs and words, no colour alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.deadlines import Card, card
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_parts import RequestKind
from widgets import signs, theme
from widgets.moments import moment_text, until_text
from widgets.signs import Look, Sign

translate = QCoreApplication.translate

_YELLOW = Look(Sign.LATE, theme.WARNING)
_RED = Look(Sign.FAR_LATE, theme.DANGER)
_WAITS = Look(Sign.HOURGLASS, theme.WARNING)
_TIED = Look(Sign.MERGE, theme.TEXT_QUIET)
_UP = Look(Sign.ARROW, theme.TEXT_QUIET)
_PAUSED = Look(Sign.PAUSE, theme.TEXT_QUIET)
_LISTED = Look(Sign.LINES, theme.TEXT_QUIET)
_REWORK = Look(Sign.BACK, theme.WARNING)


@dataclass(frozen=True, slots=True)
class Mark:
    """One line: its sign and its words. `target` is the id of an incident it leads to, or empty."""

    look: Look
    text: str
    target: str = ""


def marks(
    incident: Incident, *, now: float, org_name: Callable[[str], str], serial_of: Callable[[str], str]
) -> tuple[Mark, ...]:
    """The marks of an incident, what presses first. `serial_of` gives an incident's number by its id."""
    found: list[Mark] = []
    if incident.exercise:
        found.append(Mark(signs.DRILL, translate("Marks", "Drill: not counted anywhere")))
    if incident.urgent:
        found.append(Mark(signs.URGENT, translate("Marks", "Urgent")))
    found += _pressure(incident, now=now)
    found += waiting(incident, now=now)
    for org in incident.reported_by:
        text = translate("Marks", "Reported up by {org}").format(org=org_name(org))
        found.append(Mark(_UP, text))
    for org in incident.copies:
        found.append(Mark(_UP, translate("Marks", "Copied to {org}").format(org=org_name(org))))
    if incident.merged_into is not None:
        text = translate("Marks", "Merged into {number}").format(number=serial_of(incident.merged_into))
        found.append(Mark(_TIED, text, incident.merged_into))
    for other in incident.merged:
        text = translate("Marks", "Holds {number} as well").format(number=serial_of(other))
        found.append(Mark(_TIED, text, other))
    if incident.reworks:
        text = translate("Marks", "Handled again ({n}×)").format(n=incident.reworks)
        found.append(Mark(_REWORK, text))
    return tuple(found)


def _pressure(incident: Incident, *, now: float) -> list[Mark]:
    found = []
    match card(incident, now):
        case Card.RED:
            found.append(Mark(_RED, translate("Marks", "Red card")))
        case Card.YELLOW:
            found.append(Mark(_YELLOW, translate("Marks", "Yellow card")))
    for each in incident.supervisions:
        if not each.stands:
            continue
        text = translate("Marks", "Supervised, {number}: {demand}, answer due {due}")
        if each.listed:
            text = translate("Marks", "Listed supervision, {number}: {demand}, answer due {due}")
        due = until_text(each.due_at, now=now)
        told = text.format(number=each.number, demand=each.demand, due=due)
        if each.reply:
            told = translate("Marks", "{supervision}. Answered: {reply}").format(
                supervision=told, reply=each.reply
            )
        found.append(Mark(signs.LISTED if each.listed else signs.SUPERVISED, told))
    if incident.urged is not None:
        text = translate("Marks", "Urged ({n}×), last {time} by {name}")
        at = moment_text(incident.urged.at, now=now)
        told = text.format(n=incident.urged.count, time=at, name=incident.urged.by)
        found.append(Mark(_YELLOW, told))
    return found


def waiting(incident: Incident, *, now: float) -> list[Mark]:
    """What an incident waits for: a request, the end of a suspension, a review."""
    found = []
    request = incident.request
    if request is not None:
        match request.kind:
            case RequestKind.EXTENSION:
                text = translate("Marks", "{name} asks for more time until {until}: {reason}")
            case RequestKind.SUSPENSION:
                text = translate("Marks", "{name} asks to suspend it until {until}: {reason}")
            case RequestKind.LEDGER:
                text = translate("Marks", "{name} asks to put it on the ledger until {until}: {reason}")
        until = until_text(request.until, now=now)
        found.append(Mark(_WAITS, text.format(name=request.name, until=until, reason=request.reason)))
    if incident.suspension is not None:
        rest = incident.suspension
        text = translate("Marks", "Suspended until {until}: {reason}")
        until = until_text(rest.until, now=now)
        found.append(Mark(_PAUSED, text.format(until=until, reason=rest.reason)))
    if incident.ledger is not None:
        held = incident.ledger
        text = translate("Marks", "On the ledger with {owner}, looked at again {until}: {reason}")
        until = until_text(held.review_at, now=now)
        found.append(Mark(_LISTED, text.format(owner=held.owner, until=until, reason=held.reason)))
    return found
