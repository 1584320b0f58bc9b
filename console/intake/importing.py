"""The import of a file from choosing it to the last answer: read, checked, sent, and the dialog kept told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from backend_client.tasks import TaskSet
from console.files import why_unwritten, write_whole
from console.intake.checking import CheckedRow, Table, check_table, knowledge_of, shown_fields, table_of
from console.intake.journal import KEPT_S, ImportJournal, JournalUnusable
from console.intake.reader_link import read_apart
from console.intake.reading import Head, Part, Rows, TableUnreadable, Unreadable
from console.intake.sending import Commands, Giver, Outcome, Sendable, Sending
from console.intake.table_file import write_rest, write_template
from console.situation import Situation
from widgets import refusal_words
from widgets.intake import words
from widgets.intake.dialog import ImportDialog
from widgets.intake.values import Fate, ImportChoices, Problem

translate = QCoreApplication.translate

#: How often progress is shown.
_TELL_MS: Final = 200
_REST: Final = frozenset({Fate.BAD, Fate.REFUSED, Fate.LEFT, Fate.DOUBTFUL})


class Importing(QObject):
    """One import at a time, in a dialog beside the desk; it goes on while the desk is locked."""

    def __init__(
        self,
        *,
        window: QWidget,
        picture: Picture,
        commands: Commands,
        journal: ImportJournal,
        situation: Situation,
        now: Callable[[], float],
        language: str,
        on_open: Callable[[ImportDialog], None] = lambda _dialog: None,
    ) -> None:
        """`now` is the platform's time, `language` that of the files written; `on_open` gets the dialog."""
        super().__init__(window)
        self._window = window
        self._picture = picture
        self._incidents = picture.of(Incident)
        self._commands = commands
        self._journal = journal
        self._situation = situation
        self._now = now
        self._language = language
        self._on_open = on_open
        self._tasks = TaskSet()
        self._work: asyncio.Task[None] | None = None
        self._dialog: ImportDialog | None = None
        self._path = Path()
        self._table: Table | None = None
        self._choices = ImportChoices()
        self._rows: list[CheckedRow] = []
        self._sending: Sending | None = None
        self._stopping = False
        self._to_send = self._answered = 0
        self._unnamed: dict[int, str] = {}
        self._timer = QTimer(self, interval=_TELL_MS)
        self._timer.timeout.connect(self._tell_progress)

    @property
    def dialog(self) -> ImportDialog | None:
        """The dialog while there is one."""
        return self._dialog

    def open(self) -> ImportDialog:
        """Show the dialog, as it was left while there is one."""
        if self._dialog is None:
            self._dialog = self._make()
            self._on_open(self._dialog)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return self._dialog

    @property
    def is_open(self) -> bool:
        """Whether there are rows that have not been sent, or are being sent."""
        waiting = any(row.shown.fate is Fate.READY for row in self._rows)
        return self._dialog is not None and (waiting or self._sending is not None)

    def hide(self) -> None:
        """Put the dialog out of sight; what is being sent goes on."""
        if self._dialog is not None:
            # A window of its own over it, which does not go with it: a file that is just being chosen.
            for asking in self._dialog.findChildren(QDialog):
                asking.reject()
            self._dialog.hide()

    def show(self) -> None:
        """Bring back what `hide` put away."""
        if self._dialog is not None:
            self._dialog.show()

    def discard(self) -> None:
        """End it all: what has not been sent is not sent."""
        if self._sending is not None:
            self._sending.leave()
        if self._dialog is not None:
            self._dialog.done(0)

    async def close(self) -> None:
        """Stop; what was given stands in outbox and journal."""
        self._timer.stop()
        await self._tasks.close()
        await self._journal.close()

    def _make(self) -> ImportDialog:
        dialog = ImportDialog(parent=self._window)
        dialog.file_chosen.connect(lambda path: self._start(self._read(dialog, path)))
        dialog.sheet_chosen.connect(lambda sheet: self._start(self._read(dialog, self._path, sheet)))
        dialog.choices_changed.connect(lambda choices: self._choose(dialog, choices))
        dialog.import_requested.connect(lambda: self._start(self._send(dialog)))
        dialog.stop_requested.connect(self._stop)
        dialog.rest_requested.connect(lambda path: self._write_rest(dialog, path))
        dialog.template_requested.connect(lambda path: self._write_template(dialog, path))
        dialog.finished.connect(lambda _result: self._closed(dialog))
        return dialog

    def _closed(self, dialog: ImportDialog) -> None:
        dialog.deleteLater()
        if self._dialog is dialog:
            self._dialog = None
        self._table, self._rows, self._choices = None, [], ImportChoices()
        self._unnamed.clear()
        if self._sending is None and self._work is not None:
            self._work.cancel()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        """One thing at a time: another file or another choice ends what was being read or checked."""
        if self._sending is not None:
            work.close()
            return
        if self._work is not None:
            self._work.cancel()
        self._work = self._tasks.spawn(work, name="import")

    # Reading and checking

    async def _read(self, dialog: ImportDialog, path: Path, sheet: str = "") -> None:
        self._path, self._table, self._rows = path, None, []
        dialog.show_reading(path.name)
        head = Head()
        found: list[Rows] = []
        wrong: Unreadable | None = None

        def take(part: Part) -> None:
            nonlocal head, wrong
            match part:
                case Head():
                    head = part
                case Rows():
                    found.append(part)
                case Unreadable():
                    wrong = part

        await read_apart(str(path), take=take, sheet=sheet)
        try:
            if wrong is not None:
                raise TableUnreadable(wrong.trouble, wrong.detail)
            table = table_of(path.name, head, found)
        except TableUnreadable as unreadable:
            dialog.show_unreadable(Problem(unreadable.trouble, value=unreadable.detail))
            return
        self._table = table
        self._choices = replace(self._choices, columns=table.matched)
        dialog.show_file(table.facts, self._choices)
        await self._check(dialog, table)

    def _choose(self, dialog: ImportDialog, choices: ImportChoices) -> None:
        self._choices = choices
        if self._table is not None:
            self._start(self._check(dialog, self._table))

    async def _check(self, dialog: ImportDialog, table: Table) -> None:
        try:
            self._rows = await check_table(
                table,
                self._choices,
                knowledge=knowledge_of(self._picture, self._now),
                journal=self._journal,
                giver=self._giver(),
                on_progress=lambda done: dialog.show_checking(done=done, of=table.facts.rows),
            )
        except JournalUnusable as error:
            dialog.tell(_unusable(error), is_error=True)
            return
        titles = tuple(words.field(field) for field in shown_fields(self._choices))
        dialog.show_rows(titles, tuple(row.shown for row in self._rows))

    def _giver(self) -> Giver:
        user = self._situation.user
        return Giver(user="" if user is None else user.id, epoch=self._picture.epoch or "", now=self._now)

    # Sending

    async def _send(self, dialog: ImportDialog) -> None:
        rows = [
            Sendable(index, row.incident, row.mark, row.cmd_id)
            for index, row in enumerate(self._rows)
            if row.incident is not None and row.shown.fate is Fate.READY
        ]
        self._to_send, self._answered, self._stopping = len(rows), 0, False
        self._sending = Sending(
            commands=self._commands, journal=self._journal, giver=self._giver(), tell=self._tell
        )
        dialog.show_sending(done=0, of=len(rows))
        self._timer.start()
        try:
            await self._journal.forget(before=self._now() - KEPT_S)
            await self._sending.run(rows)
            failure = self._sending.failure
        except JournalUnusable as error:
            failure = _unusable(error)
        finally:
            self._timer.stop()
            self._sending = None
        if self._dialog is dialog:
            self._name_incidents()
            self._unnamed.clear()
            dialog.show_sent(failure)
            if not failure:
                dialog.tell(self._told())

    def _stop(self) -> None:
        """Asked once, what is on its way is waited for; asked twice, it is not."""
        if self._sending is None or self._dialog is None:
            return
        if self._stopping:
            self._sending.leave()
        else:
            self._stopping = True
            self._sending.stop()
            self._dialog.show_stopping()

    def _told(self) -> str:
        on_way = sum(row.shown.fate is Fate.SENT for row in self._rows)
        text = translate("Importing", "Rows that were sent and have their answer: {done} of {of}.")
        told = text.format(done=f"{self._answered:,}", of=f"{self._to_send:,}")
        if not on_way:
            return told
        text = translate("Importing", "{n} more go out when the platform can be reached.")
        return f"{told} {text.format(n=on_way)}"

    def _tell(self, index: int, outcome: Outcome) -> None:
        if index >= len(self._rows):
            return  # The dialog was closed meanwhile.
        answer = outcome.incident if outcome.error is None else refusal_words.refusal(outcome.error)
        if outcome.fate is Fate.DONE:
            self._unnamed[index] = outcome.incident
        if outcome.fate not in (Fate.SENT, Fate.LEFT):
            self._answered += 1
        self._show(index, fate=outcome.fate, answer=answer)

    def _show(self, index: int, *, fate: Fate, answer: str) -> None:
        row = self._rows[index]
        self._rows[index] = replace(row, shown=replace(row.shown, fate=fate, answer=answer))
        if self._dialog is not None:
            self._dialog.show_row(index, self._rows[index].shown)

    def _tell_progress(self) -> None:
        self._name_incidents()
        if self._dialog is not None and self._sending is not None:
            self._dialog.show_sending(done=self._answered, of=self._to_send)

    def _name_incidents(self) -> None:
        """Say which serial number an imported row got, once the feed has told of the incident."""
        for index, incident in list(self._unnamed.items()):
            entry = self._incidents.get(incident)
            if entry is not None:
                del self._unnamed[index]
                self._show(index, fate=Fate.DONE, answer=entry.data.serial_no)

    # Files

    def _write(self, dialog: ImportDialog, path: Path, write: Callable[[Path], None]) -> None:
        self._tasks.spawn(self._write_apart(dialog, path, write), name="write a table")

    async def _write_apart(self, dialog: ImportDialog, path: Path, write: Callable[[Path], None]) -> None:
        try:
            await asyncio.to_thread(write_whole, path, write)
        except OSError as error:
            dialog.tell(why_unwritten(error), is_error=True)
            return
        dialog.tell(translate("Importing", "Saved: {file}").format(file=path))

    def _write_template(self, dialog: ImportDialog, path: Path) -> None:
        self._write(dialog, path, lambda beside: write_template(beside, language=self._language))

    def _write_rest(self, dialog: ImportDialog, path: Path) -> None:
        table = self._table
        if table is None:
            return
        # As it stands now: what is under way goes on while a thread writes.
        pairs = tuple(zip(table.rows, self._rows, strict=True))

        def write(beside: Path) -> None:
            rows = [(cells, words.remark(row.shown)) for (_, cells), row in pairs if row.shown.fate in _REST]
            write_rest(beside, headers=table.facts.columns, rows=rows, language=self._language)

        self._write(dialog, path, write)


def _unusable(error: JournalUnusable) -> str:
    text = translate("Importing", "It cannot be noted on this workstation what is imported ({why}).")
    return text.format(why=error)
