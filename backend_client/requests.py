"""Asking things of the platform: commands that survive every break, and queries.

A command is on the disk before it is sent. After a break the platform is asked what became of those that may
have arrived; only what it never saw is sent again, under the same id, so each takes effect once.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from typing import Protocol

import msgspec

from backend_client.feed import FeedListener, NotConnected
from backend_client.outbox import Outbox, OutboxUnusable, StoredCommand
from backend_client.pending import OpenCommand, PendingCommand, Stage, too_late
from backend_client.protocol.commands import Args, Empty, new_command_id
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import (
    ClientMessage,
    Command,
    CommandStatus,
    CommandUnknown,
    Limits,
    Query,
    Reply,
    Result,
    User,
)
from backend_client.protocol.queries import CamerasSearch, Found, IncidentsSearch
from backend_client.protocol.times import format_time
from backend_client.tasks import TaskSet

_log = logging.getLogger(__name__)

QUERY_TIMEOUT_S = 10.0
#: Times a command is sent again by itself after "unavailable" or "rate limited", and the first wait.
_TRIES = 4
_FIRST_REST_S = 0.5


class RequestRefused(Exception):
    """A request was refused, here or by the platform; `error` says why."""

    def __init__(self, error: Error) -> None:
        super().__init__(f"{error.code}: {error.message}")
        self.error = error


class Line(Protocol):
    """What requests need of a feed."""

    def listen(self, listener: FeedListener) -> None:
        """Tell `listener` of answers and of connections."""

    def now(self) -> float:
        """The platform's time."""

    async def send(self, message: ClientMessage) -> None:
        """Send one message. Raises NotConnected."""


class Requests:
    """Commands and queries of the person signed in; `on_change` hears when `pending` reads differently."""

    def __init__(self, *, feed: Line, outbox: Outbox, on_change: Callable[[], None]) -> None:
        self._feed = feed
        self._outbox = outbox
        self._on_change = on_change
        self._tasks = TaskSet()
        self._writes: set[asyncio.Task[None]] = set()
        self._open: dict[str, OpenCommand] = {}
        self._user: str | None = None
        self._loaded = False
        self._connected = False
        self._limits: Limits | None = None
        self._pumping = False
        self._pump_again = False
        self._queries: dict[str, asyncio.Future[Reply]] = {}
        self._query_count = 0
        feed.listen(self)

    async def send(
        self,
        name: str,
        *,
        target: str | None = None,
        args: Args | msgspec.Raw | None = None,
        expect_ver: int | None = None,
        not_after_s: float | None = None,
        cmd_id: str | None = None,
    ) -> Result:
        """Give a command and return its final result, good or bad, however long that takes.

        `not_after_s` bounds the wait for a connection: past it the command is not sent and the result says
        ``expired``. `cmd_id` is a fresh id of the caller's own, to find the command in `pending`. A caller
        that stops waiting leaves the command on its way. Raises RequestRefused when nobody is signed in or
        the command is too large, OutboxUnusable when it cannot be kept.
        """
        if self._user is None:
            raise _refusal(ErrorCode.UNAUTHENTICATED, "nobody is signed in")
        now = self._feed.now()
        command = Command(
            cmd_id=cmd_id or new_command_id(),
            name=name,
            target=target,
            expect_ver=expect_ver,
            not_after=None if not_after_s is None else format_time(now + not_after_s),
            args=msgspec.Raw(msgspec.json.encode(Empty() if args is None else args)),
        )
        if self._limits is not None and len(msgspec.json.encode(command)) > self._limits.frame_bytes:
            raise _refusal(ErrorCode.BAD_REQUEST, "the command is too large")
        waiter: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        record = OpenCommand(command=command, given_at=now, stage=Stage.UNSENT, waiter=waiter)
        # A task of its own: a caller that gives up halfway must not leave a command on the disk alone.
        self._tasks.spawn(self._keep(record, self._user, not_after_s), name=f"command {name}")
        return await waiter

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

    async def query(
        self, name: str, args: IncidentsSearch | CamerasSearch, *, timeout_s: float = QUERY_TIMEOUT_S
    ) -> Found:
        """Ask without changing anything; never queued. Raises RequestRefused."""
        self._query_count += 1
        query = Query(id=f"q{self._query_count}", name=name, args=msgspec.Raw(msgspec.json.encode(args)))
        answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._queries[query.id] = answer
        try:
            async with asyncio.timeout(timeout_s):
                await self._feed.send(query)
                reply = await answer
        except NotConnected as error:
            raise _refusal(ErrorCode.UNAVAILABLE, "there is no connection to the platform") from error
        except TimeoutError as error:
            raise _refusal(ErrorCode.UNAVAILABLE, "the platform did not answer in time") from error
        finally:
            del self._queries[query.id]
        if reply.error is not None or not reply.ok:
            raise RequestRefused(reply.error or Error(code=ErrorCode.UNAVAILABLE, message="no reason given"))
        try:
            return msgspec.json.decode(reply.data, type=Found)
        except msgspec.MsgspecError as error:
            raise _refusal(ErrorCode.UNAVAILABLE, "the platform's answer cannot be read") from error

    async def close(self) -> None:
        """Stop; what is not answered stays on the disk for the next start."""
        self._user = None
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
        if user.id != self._user:
            self._change_user(user.id)
        for record in self._open.values():
            if record.stage in (Stage.SENT, Stage.ASKED):
                record.stage = Stage.DOUBTFUL
        self._pump()

    def lost(self) -> None:
        """The connection is gone."""
        self._connected = False
        for answer in self._queries.values():
            if not answer.done():
                answer.set_exception(NotConnected())

    def answered(self, message: Result | CommandUnknown | Reply) -> None:
        """The platform answered a command or a query."""
        match message:
            case Reply():
                answer = self._queries.get(message.id)
                if answer is not None and not answer.done():
                    answer.set_result(message)
            case CommandUnknown():
                record = self._open.get(message.cmd_id)
                if record is not None and record.stage is Stage.ASKED:
                    record.stage = Stage.UNSENT
                    self._pump()
            case Result():
                record = self._open.get(message.cmd_id)
                if record is not None and record.stage is not Stage.REFUSED:
                    self._take_result(record, message)

    # Inside

    async def _keep(self, record: OpenCommand, user: str, not_after_s: float | None) -> None:
        """Write a command to the disk; only then it exists."""
        assert record.waiter is not None
        stored = StoredCommand(command=record.command, user=user, given_at=record.given_at)
        try:
            await self._outbox.add(stored)
        except OutboxUnusable as error:
            if not record.waiter.done():
                record.waiter.set_exception(error)
            return
        if user != self._user:
            _reject(record, ErrorCode.UNAUTHENTICATED, "somebody else signed in")
            return
        self._open[record.command.cmd_id] = record
        if not_after_s is not None:
            record.timer = asyncio.get_running_loop().call_later(not_after_s, self._time_is_up, record)
        self._on_change()
        self._pump()

    def _change_user(self, user: str) -> None:
        for record in self._open.values():
            record.rest()
            _reject(record, ErrorCode.UNAUTHENTICATED, "somebody else signed in")
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
                await self._send_round()
        except NotConnected:
            # The next welcome starts over; what was being sent counts as doubtful then.
            pass
        finally:
            self._pumping = False

    async def _send_round(self) -> None:
        records = list(self._open.values())
        for record in records:
            if record.stage is Stage.DOUBTFUL and record.command.cmd_id in self._open:
                record.stage = Stage.ASKED
                await self._feed.send(CommandStatus(cmd_id=record.command.cmd_id))
        # Later commands may rest on earlier ones: nothing is sent past one whose fate is not known.
        if any(record.stage is Stage.ASKED for record in records):
            return
        room = self._limits.pending_commands if self._limits is not None else 1
        room -= sum(record.stage is Stage.SENT for record in records)
        for record in records:
            if record.stage is not Stage.UNSENT or record.command.cmd_id not in self._open:
                continue
            if record.expired(self._feed.now()):
                self._settle(record, too_late(record.command))
            elif room > 0 and self._connected:
                room -= 1
                record.stage = Stage.SENT
                self._on_change()
                await self._feed.send(record.command)

    def _take_result(self, record: OpenCommand, result: Result) -> None:
        error = result.error
        if not result.ok and error is not None and error.retryable and record.refusals < _TRIES:
            record.refusals += 1
            record.stage = Stage.RESTING
            rest = random.uniform(0.5, 1.0) * _FIRST_REST_S * 2.0**record.refusals
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
        if result.ok or waited_for:
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


def _refusal(code: ErrorCode, message: str) -> RequestRefused:
    return RequestRefused(Error(code=code, message=message))


def _reject(record: OpenCommand, code: ErrorCode, message: str) -> None:
    if record.waiter is not None and not record.waiter.done():
        record.waiter.set_exception(_refusal(code, message))
