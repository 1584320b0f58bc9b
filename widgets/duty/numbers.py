"""Whose number belongs to an incident: those at work on it first, then who answers for its place. Pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from backend_client.picture import Entry
from backend_client.protocol.duty import Contact, Phone, Shift
from backend_client.protocol.entities import AssigneeKind, Grid, Incident
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from backend_client.protocol.times import parse_time

#: Which number is tried first.
_ORDER: Final = ("mobile", "office", "sip", "radio", "fax")
#: Addresses that a telephone program is given as they are.
_CALLED: Final = ("sip:", "sips:", "tel:")


class Part(enum.Enum):
    """What somebody has to do with an incident."""

    LEAD = enum.auto()
    SUPPORTER = enum.auto()
    GRID_OWNER = enum.auto()
    ON_DUTY = enum.auto()
    DUTY_ROOM = enum.auto()
    OTHER = enum.auto()  # nothing: somebody of the directory


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody to be called about an incident, by the number that is tried first."""

    contact: str
    name: str
    part: Part
    phone: Phone

    @property
    def address(self) -> str:
        """What the workstation's telephone program is given: a ``tel:`` (RFC 3966) or ``sip:`` address."""
        number = self.phone.number
        # Of what a directory says nothing else is opened: an address could be any program's.
        return (
            number
            if number.startswith(_CALLED)
            else "tel:" + "".join(c for c in number if c.isdigit() or c in "+-")
        )


def callees(
    incident: Incident,
    *,
    contacts: Mapping[str, Entry[Contact]],
    grids: Iterable[Entry[Grid]],
    now: float,
) -> tuple[Callee, ...]:
    """Everybody who has to do with `incident` and has a number, the likeliest to help first."""
    owner = next((each.data.owner for each in grids if each.data.code == incident.grid_code), None)
    tasks = [task for task in incident.tasks if task.state in UNFINISHED_TASKS]
    units = {task.assignee: task for task in tasks if task.kind is AssigneeKind.UNIT}
    orgs = {task.assignee: task for task in tasks if task.kind is not AssigneeKind.UNIT}
    found: list[tuple[tuple[int, str], Callee]] = []
    for id_, entry in contacts.items():
        contact = entry.data
        part = None
        if contact.unit is not None:
            if contact.unit in units:
                part = Part.LEAD if units[contact.unit].lead else Part.SUPPORTER
            elif contact.unit == owner:
                part = Part.GRID_OWNER
        elif contact.org in orgs:
            part = Part.LEAD if orgs[contact.org].lead else Part.SUPPORTER
            if contact.shifts and on_duty(contact, now) is None:
                part = None
        elif contact.org == incident.owner_org:
            if on_duty(contact, now) is not None:
                part = Part.ON_DUTY
            elif not contact.shifts and contact.phones and contact.phones[0].kind == "office":
                part = Part.DUTY_ROOM
        if part is not None and (phone := first_phone(contact)) is not None:
            found.append(((part.value, contact.name), Callee(id_, contact.name, part, phone)))
    found.sort(key=lambda each: each[0])
    return tuple(callee for _, callee in found)


def on_duty(contact: Contact, now: float) -> Shift | None:
    """The turn of the duty roster that a contact has at `now`, in seconds since the epoch; None without."""
    return next(
        (each for each in contact.shifts if parse_time(each.since) <= now < parse_time(each.until)), None
    )


def turn_within(contact: Contact, now: float, ahead: float) -> Shift | None:
    """The turn that a contact has at `now`, or the first that begins within `ahead` seconds; None without."""
    latest = now + ahead
    turns = ((parse_time(each.since), parse_time(each.until), each) for each in contact.shifts)
    coming = ((since, each) for since, until, each in turns if now < until and since < latest)
    return min(coming, key=lambda pair: pair[0], default=(0.0, None))[1]


def first_phone(contact: Contact) -> Phone | None:
    """The number that is tried first."""
    rank = {kind: place for place, kind in enumerate(_ORDER)}
    return min(contact.phones, key=lambda phone: rank.get(phone.kind, len(rank)), default=None)
