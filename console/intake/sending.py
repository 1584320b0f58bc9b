"""Sends the good rows of a table as durable commands, each once, and tells how each of them fares.

What is guaranteed: a row is noted in the journal, then kept in the outbox, then sent. After a crash at any
point, importing the same content again (from the same file or another one) sends those rows under the same
command ids, which platforms carry out once; rows whose answer is known are not sent at all. Only when more
than `REMEMBERED_S` have passed since, another person imports or the platform's database is another one,
nobody can tell whether a row without an answer arrived: it is then DOUBTFUL and not sent unless asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from backend_client.outbox import OutboxUnusable
from backend_client.pending import CommandState, PendingCommand
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.messages import Result
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from console.intake.journal import REMEMBERED_S, Entry, ImportJournal, JournalUnusable
from widgets.intake.values import Fate

#: Rows on their way at a time: an eighth of what a platform usually lets one console have unanswered, so that
#: an officer's own commands never wait behind an import.
AT_ONCE: Final = 8
#: Rows that are noted in the journal by one write.
_PORTION: Final = 64
#: How often it is looked whether a command of an earlier run has its answer.
_LOOK_S: Final = 0.2


class Commands(Protocol):
    """What sending needs of `Requests`."""

    def new_id(self) -> str:
        """A fresh command id."""

    def pending(self) -> tuple[PendingCommand, ...]:
        """Commands that are not done."""

    async def dismiss(self, cmd_id: str) -> None:
        """Take a refused one off the list."""

    async def send(self, name: str, *, args: IncidentCreate, cmd_id: str) -> Result:
        """Give a command and return its final result."""


@dataclass(frozen=True, slots=True)
class Sendable:
    """A good row: `cmd_id` is set when it was given before and may have arrived."""

    index: int
    incident: IncidentCreate
    mark: str
    cmd_id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a row fares: `incident` is the id of what it became, `error` why it became nothing."""

    fate: Fate
    incident: str = ""
    error: Error | None = None


@dataclass(frozen=True, slots=True)
class Giver:
    """Who imports, into which database of the platform, when by the platform's clock."""

    user: str
    epoch: str
    now: Callable[[], float]


def judge(entry: Entry | None, giver: Giver, *, again: bool) -> tuple[Fate, str]:
    """What is to become of a good row by what is known of its content, and under which command id.

    READY without an id: to be sent as a new command.
    """
    if entry is None or entry.refusal is not None or again:
        return Fate.READY, ""
    if entry.epoch != giver.epoch:
        return Fate.DOUBTFUL, ""
    if entry.incident is not None:
        return Fate.BEFORE, ""
    if entry.user == giver.user and giver.now() - entry.given_at < REMEMBERED_S:
        return Fate.READY, entry.cmd_id
    return Fate.DOUBTFUL, ""


class Sending:
    """One import under way. `tell(index, outcome)` hears of every row, `stop` lets no more begin."""

    def __init__(
        self,
        *,
        commands: Commands,
        journal: ImportJournal,
        giver: Giver,
        tell: Callable[[int, Outcome], None],
    ) -> None:
        self._commands = commands
        self._journal = journal
        self._giver = giver
        self._tell = tell
        self._stopped = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self.failure = ""

    def stop(self) -> None:
        """Send no more; what is on its way comes to its end."""
        self._stopped.set()

    def leave(self) -> None:
        """The same, and do not wait for what is on its way: it is kept, and goes out when it can."""
        self.stop()
        for task in self._running:
            task.cancel()

    async def run(self, rows: Sequence[Sendable]) -> None:
        """Send all of them; returns when each has its outcome. `failure` then says why it ended early."""
        tasks = TaskSet()
        try:
            await self._run(rows, tasks)
        finally:
            # Whoever is cancelled leaves nothing behind that would write into a journal that is closed.
            await tasks.close()

    async def _run(self, rows: Sequence[Sendable], tasks: TaskSet) -> None:
        room = asyncio.Semaphore(AT_ONCE)
        unsent = list(reversed(rows))
        while unsent and not self._stopped.is_set():
            portion = [unsent.pop() for _ in range(min(_PORTION, len(unsent)))]
            ids = await self._note(portion)
            while portion and ids:
                await room.acquire()
                if self._stopped.is_set():
                    room.release()
                    break
                row = portion.pop(0)
                self._tell(row.index, Outcome(Fate.SENT))
                task = tasks.spawn(self._send(row, ids[row.mark], room), name="import a row")
                self._running.add(task)
                task.add_done_callback(self._running.discard)
            await self._take_back(portion)
            unsent += reversed(portion)
        await asyncio.gather(*self._running, return_exceptions=True)
        for row in unsent:
            self._tell(row.index, Outcome(Fate.LEFT))

    async def _note(self, portion: Sequence[Sendable]) -> Mapping[str, str]:
        """Put the rows into the journal, and answer under which id each is to be sent, by mark; none if that
        fails.
        """
        ids = {row.mark: row.cmd_id or self._commands.new_id() for row in portion}
        giver = self._giver
        now = giver.now()
        fresh = [
            Entry(row.mark, ids[row.mark], giver.user, giver.epoch, now) for row in portion if not row.cmd_id
        ]
        try:
            await self._journal.give(fresh)
        except JournalUnusable as error:
            self._fail(str(error))
            return {}
        return ids

    async def _take_back(self, rows: Sequence[Sendable]) -> None:
        """These were noted and are not sent: it is no secret what became of them."""
        try:
            await self._journal.refused([row.mark for row in rows if not row.cmd_id], why="stopped")
        except JournalUnusable as error:
            self._fail(str(error))

    async def _send(self, row: Sendable, cmd_id: str, room: asyncio.Semaphore) -> None:
        try:
            await self._free(cmd_id)
            result = await self._commands.send("incident.create", args=row.incident, cmd_id=cmd_id)
            await self._settle(row, result)
        except RequestRefused as refused:
            # Nobody is signed in any more, or somebody else is.
            self._tell(row.index, Outcome(Fate.LEFT, error=refused.error))
            self._fail(refused.error.message)
        except (OutboxUnusable, JournalUnusable) as error:
            self._tell(row.index, Outcome(Fate.LEFT))
            self._fail(str(error))
        finally:
            room.release()

    async def _free(self, cmd_id: str) -> None:
        """Wait until a command of an earlier run has its answer, which is then the answer to this one too."""
        while True:
            found = next((each for each in self._commands.pending() if each.cmd_id == cmd_id), None)
            if found is None:
                return
            if found.state is CommandState.REFUSED:
                await self._commands.dismiss(cmd_id)
                return
            await asyncio.sleep(_LOOK_S)

    async def _settle(self, row: Sendable, result: Result) -> None:
        error = result.error
        if result.ok:
            incident = str((result.data or {}).get("id", ""))
            await self._journal.done(row.mark, incident=incident)
            self._tell(row.index, Outcome(Fate.DONE, incident=incident))
        elif error is not None and error.code == ErrorCode.EXPIRED and row.cmd_id:
            # Too old to be sent again, and what became of it then is forgotten.
            self._tell(row.index, Outcome(Fate.DOUBTFUL, error=error))
        else:
            await self._journal.refused([row.mark], why="unknown" if error is None else error.code)
            self._tell(row.index, Outcome(Fate.REFUSED, error=error))

    def _fail(self, why: str) -> None:
        self.failure = self.failure or why
        self._stopped.set()
