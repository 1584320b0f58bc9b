"""The dispatcher line: what a written line means now, what Enter would do, and why it would not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from itertools import islice
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.commands import ARGS
from backend_client.protocol.entities import CLOSED_STATES, Incident
from backend_client.protocol.incident_args import (
    CommandArgs,
    Comment,
    Empty,
    Finish,
    Reason,
    ReportUp,
    TaskRef,
    Transfer,
    Verify,
    Words,
)
from backend_client.protocol.lifecycle import ACTS, allowed, lead_to_report
from console.actions.keys import KEYS
from console.commands.incident_forms import not_reported
from console.palette import line_words
from console.palette.line_grammar import COMMANDS, Parsed, Part, Word, parse
from console.palette.line_incidents import IncidentNumbers
from console.palette.line_recipients import Answerable, Orgs, Recipients
from console.palette.line_tasks import LineTasks
from console.palette.line_unclear import Unclear, needed_text, refused, waiting, whom
from console.palette.line_until import EXTEND, LEDGER, SUSPEND, LineUntil
from widgets import signs
from widgets import words as state_words
from widgets.drills import titled
from widgets.palette.values import PaletteEntry, Reading, Tone

translate = QCoreApplication.translate

#: Completions that are listed.
_MOST: Final = 12
#: Incidents of one line; who needs more wants a filter, not a line.
_MOST_AT_ONCE: Final = 50
#: Incidents among which those are sought.
_LOOKED_AT: Final = 100
_PASS: Final = ("+", "pass", "通过")
_FAIL: Final = ("-", "fail", "不通过")


class LineActs(Protocol):
    """What may be done with any incident, and the doing of it."""

    def why_not_on(self, act: str, entry: Entry[Incident], /) -> str:
        """Why an act is not possible, in words; empty when it is."""
        ...

    def asks_only_on(self, act: str, entry: Entry[Incident], /) -> bool:
        """Whether somebody else has to approve of an act that is possible."""
        ...

    def give_all(self, name: str, given: Sequence[tuple[Entry[Incident], CommandArgs]], /) -> None:
        """Give a command on the version in each entry, as one step."""
        ...


@dataclass(frozen=True, slots=True)
class WallHands:
    """The wall, as far as a line reaches: why not for an incident, and putting its cameras there."""

    why_not: Callable[[Entry[Incident]], str]
    put: Callable[[str], None]


class DispatcherLine:
    """A `LineReader` over the picture: every act on an incident by its number."""

    def __init__(
        self,
        *,
        picture: Picture,
        numbers: IncidentNumbers,
        recipients: Recipients,
        orgs: Orgs,
        answerable: Answerable,
        acts: LineActs,
        wall: WallHands,
        now: Callable[[], float],
    ) -> None:
        self._incidents = picture.of(Incident)
        self._numbers = numbers
        self._recipients = recipients
        self._orgs = orgs
        self._acts = acts
        self._wall = wall
        self._tasks = LineTasks(recipients=recipients, now=now)
        self._until = LineUntil(answerable=answerable, now=now)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._numbers.on_changes(changes)
        self._recipients.on_changes(changes)

    def prepare(self) -> bool:
        """As `LineReader`."""
        return self._recipients.prepare()

    def forms(self) -> tuple[PaletteEntry, ...]:
        """As `LineReader`."""
        return tuple(
            PaletteEntry(
                id=command.letter,
                parts=(line_words.form(command), line_words.act(command.act)),
                insert=f"{command.letter} ",
            )
            for command in COMMANDS
        )

    def read(self, text: str, cursor: int) -> Reading | None:
        """As `LineReader`."""
        parsed = parse(text, name=line_words.act)
        if parsed is None:
            return None
        try:
            return self._ready(parsed, cursor)
        except Unclear as unclear:
            return unclear.reading

    # From the first word that is not clear yet to the act.

    def _ready(self, parsed: Parsed, cursor: int) -> Reading:
        entries = self._chosen(parsed)
        one = len(entries) == 1
        about = line_words.incident(entries[0].data)
        for entry in entries:
            if why_not := self._why_not(parsed.command.act, entry):
                named = line_words.incident(entry.data)
                sentence = translate("DispatcherLine", "{incident}: {why}")
                raise refused(sentence.format(incident=named, why=why_not))
        if not one and not parsed.command.many:
            raise refused(translate("DispatcherLine", "That is done with one incident at a time"))
        if surplus := parsed.word(Part.SURPLUS):
            raise refused(
                translate("DispatcherLine", "Nothing more is needed: “{word}” is too much").format(
                    word=surplus.text
                )
            )
        if parsed.command.act == "wall.put":
            sentence = translate("DispatcherLine", "Put the cameras of {incident} on the wall")
            put, id_ = self._wall.put, entries[0].id
            return Reading(sentence.format(incident=about), Tone.READY, give=lambda: put(id_))
        if not one:
            about = line_words.incidents([entry.data for entry in entries])
        sentence, args, choices = self._act(parsed, entries, about, cursor)
        if any(self._acts.asks_only_on(parsed.command.act, entry) for entry in entries):
            sentence = translate("DispatcherLine", "{sentence}. The duty leader has to approve").format(
                sentence=sentence
            )
        return Reading(sentence, Tone.READY, choices, whom(), give=partial(self._give, parsed, entries, args))

    def _give(self, parsed: Parsed, entries: Sequence[Entry[Incident]], args: CommandArgs) -> None:
        self._acts.give_all(parsed.command.act, [(entry, args) for entry in entries])

    def _act(
        self, parsed: Parsed, entries: Sequence[Entry[Incident]], about: str, cursor: int
    ) -> tuple[str, CommandArgs, tuple[PaletteEntry, ...]]:
        """The sentence, the command's arguments, and what the word at the cursor may become still."""
        entry = entries[0]
        act, name = parsed.command.act, line_words.act(parsed.command.act)
        match act:
            case "incident.assign":
                return self._tasks.assignment(parsed, entries, about, cursor)
            case _ if act in (EXTEND, SUSPEND, LEDGER):
                return self._until.act(parsed, entries, about, cursor)
            case "task.sign" | "task.arrive":
                task = self._tasks.task(parsed, entry)
                sentence = translate("DispatcherLine", "{act}: {who}, {incident}")
                return sentence.format(act=name, who=task[1], incident=about), TaskRef(task=task[0]), ()
            case "incident.finish" if (lead := lead_to_report(entry.data.tasks)) is not None:
                asks = translate("DispatcherLine", "{why} The key {key} asks who said so on the telephone.")
                raise refused(asks.format(why=not_reported(lead), key=KEYS[act]))
            case "incident.verify":
                passed = self._outcome(parsed)
                text = needed_text(parsed)
                sentence = (
                    translate("DispatcherLine", "Passed, close {incident}: “{text}”")
                    if passed
                    else translate("DispatcherLine", "Not passed, handle {incident} again: “{text}”")
                )
                return sentence.format(incident=about, text=text), Verify(passed=passed, text=text), ()
            case "incident.transfer":
                org, called = self._org(parsed, entry)
                text = needed_text(parsed)
                sentence = translate("DispatcherLine", "Pass {incident} on to {org}: “{text}”")
                return (
                    sentence.format(incident=about, org=called, text=text),
                    Transfer(org=org, reason=text),
                    (),
                )
        text = needed_text(parsed)
        sentence = (
            translate("DispatcherLine", "{act}: {incident}: “{text}”")
            if text
            else translate("DispatcherLine", "{act}: {incident}")
        )
        return sentence.format(act=name, incident=about, text=text), _args(act, text), ()

    def _why_not(self, act: str, entry: Entry[Incident]) -> str:
        return self._wall.why_not(entry) if act == "wall.put" else self._acts.why_not_on(act, entry)

    def _chosen(self, parsed: Parsed) -> list[Entry[Incident]]:
        """The incidents that are meant, each clear; at least one."""
        word = parsed.word(Part.INCIDENT)
        if word is None:
            sentence = translate("DispatcherLine", "Which incident? Its number, #row, or . as chosen")
            raise waiting(sentence, self._possible(parsed), _which())
        each = self._numbers.find_each(word.plain)
        for number, found in each.items():
            if not found:
                raise refused(line_words.no_incident(number))
            if len(found) > 1:
                sentence = translate("DispatcherLine", "{n} incidents match {number}: which?")
                first = self._possible_first(parsed.command.act, found)
                before = "".join(f"{other}," for other in each if other != number)
                raise waiting(
                    sentence.format(n=len(found), number=number),
                    self._incident_choices(parsed, word, first, before=before),
                    _which(),
                )
        meant = list({found[0].id: found[0] for found in each.values()}.values())
        if not meant:
            raise refused(line_words.no_incident(word.plain))
        if len(meant) > _MOST_AT_ONCE:
            sentence = translate("DispatcherLine", "No more than {n} at once")
            raise refused(sentence.format(n=_MOST_AT_ONCE))
        return meant

    def _possible(self, parsed: Parsed) -> tuple[PaletteEntry, ...]:
        """The most urgent incidents that the act is possible on."""
        act = parsed.command.act
        open_ = (
            entry
            for entry in self._incidents.values()
            if entry.data.state not in CLOSED_STATES
            if act not in ACTS or allowed(act, entry.data.state)
        )
        # Whether each may be acted on is asked of the most urgent only: there may be tens of thousands.
        urgent = nsmallest(_LOOKED_AT, open_, key=lambda entry: (entry.data.severity, entry.data.reported_at))
        first = list(islice((entry for entry in urgent if not self._why_not(act, entry)), _MOST))
        return self._incident_choices(parsed, parsed.place(Part.INCIDENT), first)

    def _possible_first(self, act: str, found: Sequence[Entry[Incident]]) -> list[Entry[Incident]]:
        return sorted(found, key=lambda entry: bool(self._why_not(act, entry)))

    def _incident_choices(
        self, parsed: Parsed, word: Word, found: Sequence[Entry[Incident]], *, before: str = ""
    ) -> tuple[PaletteEntry, ...]:
        return tuple(
            PaletteEntry(
                id=entry.id,
                parts=(titled(entry.data), entry.data.serial_no, entry.data.place),
                look=signs.SEVERITY.get(entry.data.severity, signs.UNKNOWN),
                note=self._why_not(parsed.command.act, entry) or state_words.incident_state(entry.data.state),
                insert=parsed.with_word(word, before + self._numbers.token(entry)),
            )
            for entry in found[:_MOST]
        )

    def _outcome(self, parsed: Parsed) -> bool:
        place = parsed.place(Part.OUTCOME)
        if place.plain in (*_PASS, *_FAIL):
            return place.plain in _PASS
        outcomes = (
            (_PASS[0], translate("Dialogs", "Passed: close it")),
            (_FAIL[0], translate("Dialogs", "Not passed: handle it again")),
        )
        choices = (
            PaletteEntry(id=sign, parts=(f"{sign}   {meaning}",), insert=parsed.with_word(place, sign))
            for sign, meaning in outcomes
        )
        raise waiting(
            translate("DispatcherLine", "+ when it is settled, - when it is not"),
            tuple(choices),
            translate("Dialogs", "Outcome"),
        )

    def _org(self, parsed: Parsed, entry: Entry[Incident]) -> tuple[str, str]:
        place = parsed.place(Part.ORG)
        found = self._orgs.meant(place.plain, besides=entry.data.owner_org)
        if not found:
            raise refused(
                translate("DispatcherLine", "No organisation is called {name}").format(name=place.text)
            )
        if len(found) > 1:
            choices = (
                PaletteEntry(id=id_, parts=(name,), insert=parsed.with_word(place, name))
                for id_, name in found[:_MOST]
            )
            raise waiting(translate("DispatcherLine", "Pass on to whom?"), tuple(choices), whom())
        return found[0]


def _args(act: str, text: str) -> CommandArgs:
    """The arguments of an act that needs at most words."""
    kind = ARGS[act]
    if kind is Reason:
        return Reason(reason=text)
    if kind is Finish:
        return Finish(text=text)
    if kind is ReportUp:
        return ReportUp(reason=text)
    if kind is Comment:
        return Comment(text=text)
    return Empty() if kind is Empty else Words(text=text)


def _which() -> str:
    return translate("DispatcherLine", "Incidents")
