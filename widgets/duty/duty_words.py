"""The words of the room's own work: calls, the duty log, shifts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.duty import DutyLogKind
from widgets import act_words
from widgets.duty.numbers import Part
from widgets.moments import moment_text

translate = QCoreApplication.translate

#: How a call may end: ids as they are written into the duty log's outcome, in words.
OUTCOMES = ("reached", "no_answer", "busy", "wrong_number")


def promise(line: str, *, now: float) -> str:
    """A promise as a handover puts it down, by when and then what, with the moment as it is read here."""
    due_at, _, what = line.partition(" ")
    return f"{moment_text(due_at, now=now)} {what}".strip()


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
