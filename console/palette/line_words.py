"""What the dispatcher line says in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.entities import AssigneeKind, Incident, UnitStatus
from console.palette.line_grammar import LineCommand, Part
from console.palette.line_incidents import CHOSEN, MARKED
from widgets import act_words, words
from widgets.dispatch.candidate_words import reasons, shortfalls
from widgets.dispatch.candidates import Candidate
from widgets.drills import headed
from widgets.moments import minute_text
from widgets.phrases import remarked

translate = QCoreApplication.translate

#: So many of several incidents are named by their numbers.
_NAMED: Final = 4


def act(name: str) -> str:
    """What the act of a line is called."""
    if name == "wall.put":
        return translate("OperatorActions", "To the wall")
    return act_words.command(name)


def form(command: LineCommand) -> str:
    """The line written out with what it needs."""
    needs = {
        Part.WHO: translate("DispatcherLine", "unit …"),
        Part.TASK: translate("DispatcherLine", "[whose task]"),
        Part.OUTCOME: translate("DispatcherLine", "+ or -"),
        Part.ORG: translate("DispatcherLine", "organisation"),
        Part.MOMENT: translate("DispatcherLine", "+2h, 17:30 or 11-25 09:00"),
        Part.OWNER: translate("DispatcherLine", "who answers"),
        Part.TEXT: translate("DispatcherLine", "words"),
    }
    number = translate("DispatcherLine", "number")
    return " ".join((command.letter, number, *(needs[part] for part in command.parts)))


def moment(at: float, *, now: float) -> str:
    """A moment that lies ahead, in the room's own time, and how far ahead it is."""
    ahead = translate("DispatcherLine", "in {age}").format(age=words.age(at - now))
    return remarked(day_and_time(at, now=now), ahead)


def day_and_time(at: float, *, now: float) -> str:
    """A moment with its day in words: ``today 17:30``, ``Wednesday 11-25 09:00``."""
    day, today = datetime.fromtimestamp(at), datetime.fromtimestamp(now)
    time = minute_text(at)
    match (day.date() - today.date()).days:
        case 0:
            return translate("DispatcherLine", "today {time}").format(time=time)
        case 1:
            return translate("DispatcherLine", "tomorrow {time}").format(time=time)
    date = f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
    told = translate("DispatcherLine", "{weekday} {date} {time}")
    return told.format(weekday=words.weekday(day.weekday()), date=date, time=time)


def incident(data: Incident) -> str:
    """An incident in one line."""
    place = data.place if data.place and data.place not in data.title else ""
    return translate("DispatcherLine", ", ").join(part for part in (headed(data, gap=" "), place) if part)


def incidents(several: Sequence[Incident]) -> str:
    """Several incidents in one line."""
    numbers = translate("DispatcherLine", ", ").join(each.serial_no for each in several[:_NAMED])
    if len(several) > _NAMED:
        numbers = translate("DispatcherLine", "{numbers} and others").format(numbers=numbers)
    return translate("DispatcherLine", "{n} incidents ({numbers})").format(n=len(several), numbers=numbers)


def no_incident(word: str) -> str:
    """That `word` means no incident."""
    if word == MARKED:
        return translate("DispatcherLine", "No row of the table is marked")
    if word in CHOSEN:
        return translate("OperatorActions", "No incident is chosen")
    if word.startswith("#"):
        return translate("DispatcherLine", "The table has no row {row}").format(row=word[1:])
    return translate("DispatcherLine", "No incident here is numbered {number}").format(number=word)


def candidate(each: Candidate) -> str:
    """Somebody, with what speaks for or against him."""
    name = person(each)
    if each.kind is not AssigneeKind.UNIT:
        return name
    facts = translate("DispatcherLine", ", ").join(facts_of(each))
    return remarked(name, facts) if facts else name


def person(each: Candidate) -> str:
    """What somebody is called."""
    if each.kind is not AssigneeKind.UNIT:
        return each.name
    return " ".join(part for part in (each.unit_kind, each.name, each.code) if part)


def facts_of(each: Candidate) -> list[str]:
    """Distance, what he is doing, and what speaks for and against him."""
    facts = [] if each.distance is None else [words.distance(each.distance)]
    if each.status is not None and each.status not in (UnitStatus.AVAILABLE, UnitStatus.OFF):
        facts.append(words.unit_status(each.status))
    return [fact for fact in (*facts, reasons(each), shortfalls(each)) if fact]
