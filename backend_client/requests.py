"""Asking things of the platform: commands that survive every break, and queries.

A command is on the disk before it is sent. After a break the platform is asked what became of those that may
have arrived; only what it never saw is sent again, under the same id, so each takes effect once.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine

import msgspec

from backend_client.feed import NotConnected
from backend_client.line import Line
from backend_client.momentary import MomentaryCommands
from backend_client.outbox import Outbox, OutboxUnusable, StoredCommand
from backend_client.pending import OpenCommand, PendingCommand, Stage, refused, too_late
from backend_client.protocol.commands import MOMENTARY, Args, new_command_id
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.messages import (
    Command,
    CommandStatus,
    CommandUnknown,
    Limits,
    Reply,
    Result,
    User,
)
from backend_client.protocol.queries import Found, Searches
from backend_client.protocol.times import format_time
from backend_client.questions import QUERY_TIMEOUT_S, Questions, RequestRefused, refusal
from backend_client.tasks import TaskSet

__all__ = ["RequestRefused", "Requests"]

_log = logging.getLogger(__name__)

#: Times a command is sent again by itself after "unavailable" or "rate limited", and the first wait.
_TRIES = 4
_FIRST_REST_S = 0.5
#: No platform gets to keep a command waiting for longer than this.
_MOST_REST_S = 60.0
#: A command without an answer for so long is asked after.
_ANSWER_WITHIN_S = 15.0
_TOO_LARGE = "the command is too large"
_KEPT = "somebody else signed in: it is kept for when its giver signs in here again"
#: A later command on the same target may rest on one in these stages.
_ON_ITS_WAY = (Stage.SENT, Stage.RESTING, Stage.DOUBTFUL, Stage.ASKED)


class Requests:
    """Commands and queries of the person signed in; `on_change` hears when `pending` reads differently.

    `questions` asks those queries that are no searches.
    """

    def __init__(self, *, feed: Line, outbox: Outbox, on_change: Callable[[], None]) -> None:
        self._feed = feed
        self._outbox = outbox
        self._on_change = on_change
        self._tasks = TaskSet()
        self._writes: set[asyncio.Task[None]] = set()
        self._open: dict[str, OpenCommand] = {}
        self._user: str | None = None
        self._somebody_else = False
        self._loaded = False
        self._connected = False
        self._limits: Limits | None = None
        self._pumping = False
        self._pump_again = False
        self.questions = Questions(line=feed)
        self._momentary = MomentaryCommands(line=feed)
        feed.listen(self)

    @property
    def rate(self) -> float:
        """How fast the platform's time runs, as of a `Line`."""
        return self._feed.rate

    def new_id(self) -> str:
        """A fresh command id, by the platform's clock."""
        return new_command_id(self._feed.now())

    async def send(
        self,
        name: str,
        *,
        target: str | None = None,
        args: Args | msgspec.Raw | None = None,
        expect_ver: int | None = None,
        not_after_s: float | None = None,
        cmd_id: str | None = None,
        until_seen: bool = False,
    ) -> Result:
        """Give a command and return its final result, good or bad, however long that takes.

        `not_after_s` bounds the wait for a connection, in seconds of this machine however fast the platform's
        time runs: past it the command is not sent and the result says ``expired``. `cmd_id` is a fresh id of
        the caller's own, from `new_id`, to find the command in `pending`. With `until_seen` a refusal stays
        there, and on the disk, until it is dismissed. A caller that stops waiting leaves the command on its
        way. Raises RequestRefused when nobody is signed in or the command is too large, OutboxUnusable when
        it cannot be kept.
        """
        if name in MOMENTARY:
            raise ValueError(f"{name} must not be kept: see send_momentary")
        if self._user is None:
            raise refusal(ErrorCode.UNAUTHENTICATED, "nobody is signed in")
        if self._somebody_else:
            raise refusal(ErrorCode.UNAUTHENTICATED, "the platform has not let the other person in yet")
        now = self._feed.now()
        command = Command(
            cmd_id=cmd_id or self.new_id(),
            name=name,
            target=target,
            expect_ver=expect_ver,
            not_after=None if not_after_s is None else format_time(now + not_after_s * self.rate),
            args=msgspec.Raw(msgspec.json.encode(Empty() if args is None else args)),
        )
        if self._is_too_large(command):
            raise refusal(ErrorCode.BAD_REQUEST, _TOO_LARGE)
        waiter: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        record = OpenCommand(
            command=command, given_at=now, stage=Stage.UNSENT, waiter=waiter, until_seen=until_seen
        )
        # A task of its own: a caller that gives up halfway must not leave a command on the disk alone.
        self._tasks.spawn(self._keep(record, self._user, not_after_s), name=f"command {name}")
        return await waiter

    async def send_momentary(self, name: str, *, target: str, args: Args) -> Result:
        """Give a command that is about this very moment: sent now, once, or not at all.

        The result is ``unavailable`` when there is no connection or no answer in time.
        """
        return await self._momentary.send(name, target=target, args=args)

    async def redo(self, cmd_id: str, *, expect_ver: int | None) -> Result:
        """Give a refused command anew, under an id of its own, on the version `expect_ver`.

        The refusal is off the list once the new command is done. Raises like `send`, and RequestRefused when
        no refused command has this id.
        """
        record = self._open.get(cmd_id)
        if record is None or record.stage is not Stage.REFUSED:
            raise refusal(ErrorCode.NOT_FOUND, "there is no such refused command")
        given, not_after = record.command, record.not_after
        result = await self.send(
            given.name,
            target=given.target,
            args=given.args,
            expect_ver=expect_ver,
            not_after_s=None if not_after is None else (not_after - record.given_at) / self.rate,
            until_seen=True,
        )
        await self.dismiss(cmd_id)
        return result

    def pending(self) -> tuple[PendingCommand, ...]:
        """Commands that are not done: unsent, unanswered, or refused when nobody waited for the answer."""
        return tuple(record.shown() for record in self._open.values())

    async def dismiss(self, cmd_id: str) -> None:
        """Take a refused command off the list: somebody has seen it. Raises OutboxUnusable."""
        record = self._open.get(cmd_id)
        if record is not None and record.stage is Stage.REFUSED:
            await self._outbox.remove(cmd_id)
            self._open.pop(cmd_id, None)
            self._on_change()

    async def query(self, name: str, args: Searches, *, timeout_s: float = QUERY_TIMEOUT_S) -> Found:
        """Search without changing anything; never queued. Raises RequestRefused."""
        return await self.questions.ask(name, args, answer=Found, timeout_s=timeout_s)

    async def close(self) -> None:
        """Stop; what is not answered stays on the disk for the next start."""
        self._user = None
        self._connected = False
        for record in self._open.values():
            record.rest()
            if record.waiter is not None:
                record.waiter.cancel()
        await asyncio.gather(*self._writes)
        await self._tasks.close()

    # What the feed tells

    def welcomed(self, user: User, limits: Limits) -> None:
        """A connection is authenticated as `user`."""
        self._limits = limits
        self._connected = True
        self._somebody_else = False
        if user.id != self._user:
            self._change_user(user.id)
        for record in self._open.values():
            if record.stage in (Stage.SENT, Stage.ASKED):
                record.stage = Stage.DOUBTFUL
        self._pump()

    def lost(self) -> None:
        """The connection is gone."""
        self._connected = False
        self._momentary.lost()
        self.questions.lost()

    def left(self) -> None:
        """Somebody else sits here now: what is given before the welcome is nobody's."""
        self._somebody_else = True

    def answered(self, message: Result | CommandUnknown | Reply) -> None:
        """The platform answered a command or a query."""
        match message:
            case Reply():
                self.questions.take(message)
            case CommandUnknown():
                record = self._open.get(message.cmd_id)
                if record is not None and record.stage is Stage.ASKED:
                    record.stage = Stage.UNSENT
                    self._pump()
            case Result() if not self._momentary.take(message):
                record = self._open.get(message.cmd_id)
                if record is not None and record.stage is not Stage.REFUSED:
                    self._take_result(record, message)

    # Inside

    async def _keep(self, record: OpenCommand, user: str, not_after_s: float | None) -> None:
        """Write a command to the disk; only then it exists."""
        stored = StoredCommand(command=record.command, user=user, given_at=record.given_at)
        try:
            await self._outbox.add(stored)
        except OutboxUnusable as error:
            record.give_up(error)
            return
        if user != self._user:
            record.give_up(refusal(ErrorCode.UNAUTHENTICATED, _KEPT))
            return
        self._open[record.command.cmd_id] = record
        if not_after_s is not None:
            record.timer = asyncio.get_running_loop().call_later(not_after_s, self._time_is_up, record)
        self._on_change()
        self._pump()

    def _change_user(self, user: str) -> None:
        for record in self._open.values():
            record.rest()
            record.give_up(refusal(ErrorCode.UNAUTHENTICATED, _KEPT))
        self._open = {}
        self._user = user
        self._loaded = False
        self._tasks.spawn(self._load(user), name="outbox load")

    async def _load(self, user: str) -> None:
        try:
            stored = await self._outbox.load(user)
        except OutboxUnusable as error:
            _log.error("commands of an earlier run cannot be read: %s", error)
            stored = ()
        if user != self._user:
            return
        given_since = self._open
        self._open = {}
        for item in stored:
            cmd_id = item.command.cmd_id
            # What an earlier run of the console gave may have been sent by it.
            stage = Stage.DOUBTFUL if item.refusal is None else Stage.REFUSED
            stored_record = OpenCommand(
                command=item.command, given_at=item.given_at, stage=stage, error=item.refusal
            )
            self._open[cmd_id] = given_since.get(cmd_id, stored_record)
        self._open |= given_since
        self._loaded = True
        self._on_change()
        self._pump()

    def _is_too_large(self, command: Command) -> bool:
        return self._limits is not None and len(msgspec.json.encode(command)) > self._limits.frame_bytes

    def _pump(self) -> None:
        """See to it that everything that can be sent is sent, by one task at a time so that order is kept."""
        self._pump_again = True
        if not self._pumping:
            self._pumping = True
            self._tasks.spawn(self._send_what_can_be(), name="requests pump")

    async def _send_what_can_be(self) -> None:
        try:
            while self._pump_again and self._connected and self._loaded:
                self._pump_again = False
                try:
                    await self._send_round()
                except NotConnected:
                    # The next welcome, which may have come by now, starts over; what was being sent counts
                    # as doubtful then.
                    continue
        finally:
            self._pumping = False

    async def _send_round(self) -> None:
        records = list(self._open.values())
        for record in records:
            if record.stage is Stage.DOUBTFUL and record.command.cmd_id in self._open:
                self._expect_answer(record, Stage.ASKED)
                await self._feed.send(CommandStatus(cmd_id=record.command.cmd_id))
        # Later commands may rest on earlier ones: nothing is sent past one whose fate is not known.
        if any(record.stage is Stage.ASKED for record in records):
            return
        room = self._limits.pending_commands if self._limits is not None else 1
        room -= sum(record.stage is Stage.SENT for record in records)
        busy: set[str | None] = set()
        for record in records:
            target = record.command.target
            if record.stage in _ON_ITS_WAY:
                busy.add(target)
            if record.stage is not Stage.UNSENT or record.command.cmd_id not in self._open:
                continue
            if record.expired(self._feed.now()):
                self._settle(record, too_late(record.command))
            elif self._is_too_large(record.command):
                # Given to a platform that took larger ones; this one would close the connection each time.
                self._settle(record, refused(record.command, ErrorCode.BAD_REQUEST, _TOO_LARGE))
            elif target is not None and target in busy:
                continue
            elif room > 0 and self._connected:
                busy.add(target)
                room -= 1
                self._expect_answer(record, Stage.SENT)
                self._on_change()
                await self._feed.send(record.command)

    def _expect_answer(self, record: OpenCommand, stage: Stage) -> None:
        record.stage = stage
        record.asked += 1
        asyncio.get_running_loop().call_later(_ANSWER_WITHIN_S, self._doubt, record, record.asked)

    def _doubt(self, record: OpenCommand, asked: int) -> None:
        """Ask what became of a command that a living connection brings no answer to."""
        if self._connected and record.asked == asked and record.stage in (Stage.SENT, Stage.ASKED):
            record.stage = Stage.DOUBTFUL
            self._pump()

    def _take_result(self, record: OpenCommand, result: Result) -> None:
        error = result.error
        if not result.ok and error is not None and error.retryable and record.refusals < _TRIES:
            record.refusals += 1
            record.stage = Stage.RESTING
            rest = random.uniform(0.5, 1.0) * _FIRST_REST_S * 2.0**record.refusals
            rest += min(error.retry_after_s or 0.0, _MOST_REST_S)
            self._on_change()
            asyncio.get_running_loop().call_later(rest, self._wake, record)
        else:
            self._settle(record, result)
        self._pump()

    def _wake(self, record: OpenCommand) -> None:
        if record.stage is Stage.RESTING:
            record.stage = Stage.UNSENT
            self._pump()

    def _time_is_up(self, record: OpenCommand) -> None:
        if record.stage in (Stage.UNSENT, Stage.RESTING):
            self._settle(record, too_late(record.command))

    def _settle(self, record: OpenCommand, result: Result) -> None:
        """A command has its final answer: tell who waits, or keep a refusal until somebody has seen it."""
        record.rest()
        cmd_id = record.command.cmd_id
        waited_for = record.waiter is not None and not record.waiter.done()
        if waited_for and record.waiter is not None:
            record.waiter.set_result(result)
        if result.ok or (waited_for and not record.until_seen):
            self._open.pop(cmd_id, None)
            self._write(self._outbox.remove(cmd_id))
        else:
            record.stage = Stage.REFUSED
            record.error = result.error or Error(code=ErrorCode.UNAVAILABLE, message="no reason given")
            self._write(self._outbox.refuse(cmd_id, record.error))
        self._on_change()

    def _write(self, write: Coroutine[None, None, None]) -> None:
        task = self._tasks.spawn(self._written(write), name="outbox write")
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)

    async def _written(self, write: Coroutine[None, None, None]) -> None:
        try:
            await write
        except OutboxUnusable as error:
            # The platform remembers the result: the next start asks for it and tidies up.
            _log.warning("%s", error)
