"""The words of the room's own work: calls, the duty log, shifts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.duty import Contact, DutyLogKind, Shift
from backend_client.protocol.times import parse_time
from widgets import act_words
from widgets.duty.numbers import Part
from widgets.moments import day_text, minute_text, until_text

translate = QCoreApplication.translate

#: How a call may end: ids as they are written into the duty log's outcome, in words.
OUTCOMES = ("reached", "no_answer", "busy", "wrong_number")


#: Turns to come that are told of one person.
_TURNS_TOLD: Final = 6


def promise(line: str, *, now: float) -> str:
    """A promise as a handover puts it down, by when and then what, with the moment as it is read here."""
    due_at, _, what = line.partition(" ")
    return f"{until_text(due_at, now=now)} {what}".strip()


def turn_text(turn: Shift, *, now: float) -> str:
    """A turn of the duty roster: ``until 16:00`` for who has it, else ``16:00 - 00:00``, ``11-26 08:00``."""
    since, until = parse_time(turn.since), parse_time(turn.until)
    if since <= now:
        return translate("ContactModel", "until {time}").format(time=minute_text(until))
    if datetime.fromtimestamp(since).date() != datetime.fromtimestamp(now).date():
        return day_text(since)
    return f"{minute_text(since)} - {minute_text(until)}"


def turns_told(contact: Contact, *, now: float) -> str:
    """The turns that somebody has yet, each in a line, the first ones."""
    coming = sorted(
        (each for each in contact.shifts if now < parse_time(each.until)), key=lambda each: each.since
    )
    return "\n".join(
        f"{day_text(parse_time(each.since))} - {minute_text(parse_time(each.until))}   {each.duty}".rstrip()
        for each in coming[:_TURNS_TOLD]
    )


def part(part: Part) -> str:
    """What somebody has to do with an incident."""
    match part:
        case Part.LEAD:
            return translate("Duty", "Lead")
        case Part.SUPPORTER:
            return translate("Duty", "Supporter")
        case Part.GRID_OWNER:
            return translate("Duty", "Grid officer")
        case Part.ON_DUTY:
            return translate("Duty", "On duty")
        case Part.DUTY_ROOM:
            return translate("Duty", "Duty room")
        case Part.OTHER:
            return ""


def kind(kind: str) -> str:
    """What a line of the duty log tells of."""
    match kind:
        case DutyLogKind.CALL:
            return translate("Duty", "Call")
        case DutyLogKind.INSTRUCTION:
            return translate("Duty", "Instruction")
        case DutyLogKind.EVENT:
            return translate("Duty", "Event")
        case DutyLogKind.NOTE:
            return translate("Duty", "Note")
    return kind


def outcome(outcome: str) -> str:
    """How a call ended, or which act it led to; other words stand as they were written."""
    match outcome:
        case "reached":
            return translate("Duty", "Reached")
        case "no_answer":
            return translate("Duty", "No answer")
        case "busy":
            return translate("Duty", "Engaged")
        case "wrong_number":
            return translate("Duty", "Wrong number")
    return act_words.command(outcome)


def phone_kind(kind: str) -> str:
    """What sort of number it is."""
    match kind:
        case "mobile":
            return translate("Duty", "Mobile")
        case "office":
            return translate("Duty", "Office")
        case "sip":
            return translate("Duty", "SIP")
        case "radio":
            return translate("Duty", "Radio")
        case "fax":
            return translate("Duty", "Fax")
    return kind
