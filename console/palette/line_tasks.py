"""Giving and answering for tasks in the dispatcher line: who is meant, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import Assign, Assignee
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from console.commands.incident_forms import open_to
from console.palette import line_words
from console.palette.line_grammar import Parsed, Part, Word
from console.palette.line_recipients import RECOMMENDED, Everybody, Recipients
from console.palette.line_unclear import refused, waiting, whom
from widgets import signs
from widgets.dispatch.candidates import Candidate
from widgets.palette.values import PaletteEntry
from widgets.phrases import listed

translate = QCoreApplication.translate

#: Completions that are listed.
_MOST: Final = 12


class LineTasks:
    """Reads the words of a line that stand for recipients."""

    def __init__(self, *, recipients: Recipients, now: Callable[[], float]) -> None:
        self._recipients = recipients
        self._now = now

    def assignment(
        self, parsed: Parsed, entries: Sequence[Entry[Incident]], about: str, cursor: int
    ) -> tuple[str, Assign, tuple[PaletteEntry, ...]]:
        """As `DispatcherLine` wants an act: the sentence, the arguments, and what the word at the cursor may
        become still. Raises Unclear.

        Several incidents get the same recipients: those whom the words mean for the first of them.
        """
        everybody = self._recipients.of(entries[0], now=self._now())
        chosen: list[Candidate] = []
        for word in parsed.words(Part.WHO):
            chosen.append(self._recipient(parsed, everybody, word))
            if chosen[-1] in chosen[:-1]:
                sentence = translate("DispatcherLine", "{name} is named twice")
                raise refused(sentence.format(name=chosen[-1].name))
        at = parsed.at(cursor)
        if not chosen:
            sentence = translate("DispatcherLine", "Whom to? Code, name or initials; ! for the recommended")
            choices = _listed(parsed, everybody, parsed.place(Part.WHO), everybody.all)
            raise waiting(f"{about}   {sentence}", choices, whom())
        others: tuple[PaletteEntry, ...] = ()
        if at is not None and at[0] is Part.WHO:
            # Whoever is meant now stands first: the rows must not seem to say anything else than the line.
            meant = everybody.meant(at[1].plain) if at[1].text else []
            rest = [each for each in everybody.beginning(at[1].plain) if each not in meant]
            others = _listed(parsed, everybody, at[1], [*meant, *rest])
        note = parsed.word(Part.TEXT)
        # One alone is lead where nobody is yet, and supports who is already.
        args = Assign(
            assignees=tuple(
                Assignee(kind=each.kind, id=each.id, lead=number == 0 if len(chosen) > 1 else None)
                for number, each in enumerate(chosen)
            ),
            note="" if note is None else note.text,
        )
        for entry in entries:
            _refuse_busy(chosen, entry.data)
        one = len(entries) == 1
        names = [line_words.candidate(each) if one else line_words.person(each) for each in chosen]
        if len(names) > 1:
            names[0] = translate("CandidateList", "{name} (lead)").format(name=names[0])
        sentence = translate("DispatcherLine", "Assign {incident} → {who}").format(
            incident=about, who=translate("DispatcherLine", "; ").join(names)
        )
        return sentence + (f": “{note.text}”" if note is not None else ""), args, others

    def _recipient(self, parsed: Parsed, everybody: Everybody, word: Word) -> Candidate:
        found = everybody.meant(word.plain)
        if not found:
            if word.plain == RECOMMENDED:
                raise refused(translate("DispatcherLine", "Nobody is free to be recommended"))
            raise refused(translate("DispatcherLine", "Nobody is called {name}").format(name=word.text))
        if len(found) > 1:
            sentence = translate("DispatcherLine", "{n} match {name}: which?")
            raise waiting(
                sentence.format(n=len(found), name=word.text),
                _listed(parsed, everybody, word, found),
                whom(),
            )
        return found[0]

    def task(self, parsed: Parsed, entry: Entry[Incident]) -> tuple[str, str]:
        """The id of the task that is meant and whose it is. Raises Unclear."""
        tasks = open_to(parsed.command.act, entry.data)
        word = parsed.word(Part.TASK)
        everybody = self._recipients.of(entry, now=self._now())
        if word is not None:
            meant = {each.id for each in everybody.meant(word.plain)}
            tasks = [task for task in tasks if task.assignee in meant]
        if not tasks:
            raise refused(
                translate("DispatcherLine", "{name} has no such task in it").format(
                    name="" if word is None else word.text
                )
            )
        if len(tasks) > 1:
            holders = {task.assignee for task in tasks}
            among = [each for each in everybody.all if each.id in holders]
            raise waiting(
                translate("DispatcherLine", "Whose task?"),
                _listed(parsed, everybody, parsed.place(Part.TASK), among),
                whom(),
            )
        return tasks[0].id, tasks[0].name


def _refuse_busy(chosen: Sequence[Candidate], incident: Incident) -> None:
    """Raise Unclear when somebody has an open task of the incident already."""
    busy = {(task.kind, task.assignee) for task in incident.tasks if task.state in UNFINISHED_TASKS}
    for each in chosen:
        if (each.kind, each.id) in busy:
            sentence = translate("DispatcherLine", "{name} has a task in {number} already")
            raise refused(sentence.format(name=each.name, number=incident.serial_no))


def _listed(
    parsed: Parsed, everybody: Everybody, word: Word, found: Sequence[Candidate]
) -> tuple[PaletteEntry, ...]:
    return tuple(
        PaletteEntry(
            id=each.id,
            parts=(each.name, each.code, each.unit_kind, each.org),
            look=None if each.status is None else signs.UNIT_STATUS.get(each.status),
            note=listed(line_words.facts_of(each)),
            insert=parsed.with_word(word, everybody.token(each)),
        )
        for each in found[:_MOST]
    )
