"""Acts of the dispatcher line that need a moment: more time, a suspension, and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry
from backend_client.protocol.deadlines import handling_due
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import CommandArgs, PutOnLedger, RequestExtension, Suspend
from backend_client.protocol.times import format_time
from console.palette import line_moments, line_words
from console.palette.line_grammar import Parsed, Part
from console.palette.line_recipients import Answerable
from console.palette.line_unclear import Unclear, needed_text, waiting
from widgets.palette.values import PaletteEntry, Reading, Tone

translate = QCoreApplication.translate

#: Those who may answer for a matter that are listed.
_MOST: Final = 12
EXTEND, SUSPEND, LEDGER = "incident.request_extension", "incident.suspend", "incident.ledger"


class LineUntil:
    """Reads the words of a line that stand for a moment, and for who answers for a matter until then."""

    def __init__(self, *, answerable: Answerable, now: Callable[[], float]) -> None:
        """`now` is the platform's time."""
        self._answerable = answerable
        self._now = now

    def act(
        self, parsed: Parsed, entries: Sequence[Entry[Incident]], about: str, cursor: int
    ) -> tuple[str, CommandArgs, tuple[PaletteEntry, ...]]:
        """As `DispatcherLine` wants an act: the sentence, the arguments, and what the word at the cursor may
        become still. Raises Unclear.
        """
        name, now = parsed.command.act, self._now()
        due = handling_due(entries[0].data) if name == EXTEND else 0.0
        moment = self._moment(parsed, now=now, due=due)
        told, until = line_words.moment(moment, now=now), format_time(moment)
        if name == LEDGER:
            heading = translate("IncidentForms", "Answers for it")
            owner, others = self._owner(parsed, cursor, heading)
            text = needed_text(parsed, choices=others, heading=heading)
            sentence = translate(
                "DispatcherLine",
                "Ledger: {incident}, looked at again {moment}, {owner} answers for it: “{text}”",
            )
            return (
                sentence.format(incident=about, moment=told, owner=owner, text=text),
                PutOnLedger(reason=text, owner=owner, review_at=until),
                others,
            )
        text = needed_text(parsed)
        sentence = translate("DispatcherLine", "{act} until {moment}: {incident}: “{text}”")
        args = (
            RequestExtension(until=until, reason=text)
            if name == EXTEND
            else Suspend(until=until, reason=text)
        )
        return sentence.format(act=line_words.act(name), incident=about, moment=told, text=text), args, ()

    def _moment(self, parsed: Parsed, *, now: float, due: float) -> float:
        """The moment that is meant, which lies ahead, and behind `due` if there is any."""
        since = max(now, due)
        word = parsed.place(Part.MOMENT)
        text = " ".join(word.plain.split())
        moment = line_moments.read(text, now=now, since=since)
        if moment is not None and moment > since:
            return moment
        if moment is not None and moment > now:
            told = translate("DispatcherLine", "It is due {moment} as it stands: more time ends after that")
            sentence, tone = told.format(moment=line_words.moment(due, now=now)), Tone.REFUSED
        elif moment is not None:
            told = translate("DispatcherLine", "{moment} has passed")
            sentence, tone = told.format(moment=line_words.day_and_time(moment, now=now)), Tone.REFUSED
        elif line_moments.is_hopeless(text):
            told = translate("DispatcherLine", "“{word}” is no moment: +2h, 17:30 or 11-25 09:00")
            sentence, tone = told.format(word=word.text), Tone.REFUSED
        else:
            sentence = translate("DispatcherLine", "Until when? +2h, 17:30 or 11-25 09:00")
            tone = Tone.WAITING
        choices = tuple(
            PaletteEntry(
                id=each, parts=(each, line_words.moment(at, now=now)), insert=parsed.with_word(word, each)
            )
            for each, at in line_moments.completions(text, now=now, since=since)
        )
        raise Unclear(Reading(sentence, tone, choices, translate("DispatcherLine", "Moments")))

    def _owner(self, parsed: Parsed, cursor: int, heading: str) -> tuple[str, tuple[PaletteEntry, ...]]:
        """Who answers for it, as it was written, and whom the word may mean."""
        word = parsed.place(Part.OWNER)
        at = parsed.at(cursor)
        if word.text and (at is None or at[0] is not Part.OWNER):
            return word.text, ()
        choices = tuple(
            PaletteEntry(id=name, parts=(name,), insert=parsed.with_word(word, name))
            for name in islice(self._answerable.names(word.plain), _MOST)
            if name != word.text
        )
        if not word.text:
            raise waiting(translate("DispatcherLine", "Who answers for it?"), choices, heading)
        return word.text, choices
